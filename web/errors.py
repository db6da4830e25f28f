"""What a person reads when something goes wrong: one page, a sentence, what to do next, a short code for the log."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from typing import NoReturn
from urllib.parse import unquote

from flask import Flask, Response, abort, current_app, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from web.words import t

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that reads as another
DRAIN = 64 * 1024 * 1024  # bytes of a refused body still read, so that the browser gets to see the answer

#: Statuses with words of their own in texts/errors.toml; any other shows those of 400 or 500.
WORDED = frozenset({400, 404, 405, 409, 413, 415, 500, 503})


def short_code() -> str:
    """Six characters a person can read out: 7F3K-20."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(6))
    return f"{drawn[:4]}-{drawn[4:]}"


def error_page(
    status: int, kind: str | None = None, cause: object = "", typed: Sequence[tuple[str, str]] = ()
) -> Response:
    """The page of one kind of trouble (a key of texts/errors.toml); the code on it stands in the log with the cause.

    `typed`: (field, value) of a form that comes back with the page, so that nothing written is lost.
    """
    kind = kind or f"s{status if status in WORDED else 500 if status >= 500 else 400}"
    code = short_code()
    log = current_app.logger.error if status >= 500 else current_app.logger.info
    log("%s %s %s %s: %s", code, status, request.method, logged_path(), cause)
    asked = unquote(request.path.rstrip("/").rsplit("/", 1)[-1])[:80]
    page = render_template("errors/error.html", status=status, kind=kind, code=code, asked=asked, typed=typed)
    return make_response(page, status)


def logged_path() -> str:
    """The address without the secret of a one-time link, which may still be good."""
    return request.path if (request.endpoint or "") != "links.show" else request.path[: len("/links/")] + "..."


def on_http(error: HTTPException) -> Response:
    if error.response is not None:  # a redirect made by the router
        return make_response(error.get_response())
    status = error.code or 500
    answer = error_page(404 if status == 403 else status, cause=error)
    if status == 405 and (allowed := error.get_response().headers.get("Allow")):
        answer.headers["Allow"] = allowed
    return answer


def on_too_large(error: RequestEntityTooLarge) -> Response:
    body = request.environ["wsgi.input"]
    left = min(request.content_length or 0, DRAIN)
    while left > 0 and (chunk := body.read(min(left, 65536))):
        left -= len(chunk)
    return error_page(413, cause=error)


def on_csrf(error: CSRFError) -> Response:
    """With what was typed. It can be sent again from here by who is signed in: another site's request never is (SameSite)."""
    return error_page(400, "csrf", cause=error.description, typed=typed_here())


def typed_here() -> list[tuple[str, str]]:
    """(field, value) of what was sent, the key and passwords apart."""
    return [
        (name, value)
        for name, value in request.form.items(multi=True)
        if value and name != "csrf_token" and "password" not in name
    ]


def abort_gone() -> NoReturn:
    """409 for what was revoked, corrected or removed since its page was shown, with what was typed."""
    abort(error_page(409, "gone", cause="gone meanwhile", typed=typed_here()))


def on_conflict(error: StaleDataError | IntegrityError) -> Response:
    """Somebody saved the same thing first."""
    current_app.extensions["sqlalchemy"].session.rollback()
    return error_page(409, cause=error)


def on_refused_value(error: DataError) -> Response:
    """A value no column takes: a NUL in a text, a number beyond every id."""
    current_app.extensions["sqlalchemy"].session.rollback()
    return error_page(400, cause=error)


def on_unexpected(error: Exception) -> Response:
    """500, or 503 where it is the database that does not answer. Nothing of the error is shown."""
    current_app.logger.exception("unexpected")
    status = 503 if isinstance(error, OperationalError) else 500
    try:
        current_app.extensions["sqlalchemy"].session.rollback()  # so that the page can still ask who is signed in
        return error_page(status, cause=type(error).__name__)
    except Exception:  # the page itself needs what is broken: a plain line instead
        current_app.logger.exception("no page for it")
        return Response(str(t(f"errors.s{status}.body")), status, mimetype="text/plain")


def refuse_nul() -> Response | None:
    """No address of ours holds a NUL, and PostgreSQL looks for none. Fields of forms say so themselves."""
    said = (request.path, *request.args.keys(), *(value for _, value in request.args.items(multi=True)))
    return error_page(400, "nul", cause="NUL") if any("\0" in words for words in said) else None


def init_app(app: Flask) -> None:
    app.before_request(refuse_nul)
    handlers: dict[type[Exception], Callable[..., Response]] = {
        HTTPException: on_http,
        RequestEntityTooLarge: on_too_large,
        CSRFError: on_csrf,
        StaleDataError: on_conflict,
        IntegrityError: on_conflict,
        DataError: on_refused_value,
        Exception: on_unexpected,
    }
    for kind, answer in handlers.items():
        app.register_error_handler(kind, answer)
