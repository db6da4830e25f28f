"""Credentialing: what waits for an issuer's answer and what lapses soon; one person's credentials, verified and revoked."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from flask_wtf.file import FileField

from models import credential as credentials
from models import document as documents
from models.candidate import Candidate
from models.credential import Credential
from models.verification import METHODS, RESULTS
from web.auth import signed_in_user
from web.config import today
from web.db import db
from web.errors import abort_gone
from web.fact_forms import CredentialForm
from web.forms import Choice, Line, changes_since, errors_of, file_name, page_number, refuse, shown
from web.services.candidate import find_candidate, name_of
from web.services.cards import full_name
from web.services.credential import (
    add_credential,
    confirm_credential,
    credentials_of,
    keep_card,
    list_lapsing,
    list_waiting,
    revoke_credential,
    supersede,
    verify_credential,
)
from web.services.fact import label
from web.services.refusal import Refused
from web.words import t

pages = Blueprint("credentials", __name__, url_prefix="/credentials")

PAGE = 25
WITHIN = 60  # days ahead in which a lapse is listed


class CardForm(CredentialForm):
    card = FileField(t("credentials.card"))

    def picture(self) -> tuple[bytes, str] | None:
        """(bytes, name) of the card, where one was chosen."""
        if not (self.card.data and self.card.data.filename):
            return None
        return self.card.data.read(), file_name(self.card.data)

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values().items() if name != "card"}


class VerificationForm(FlaskForm):
    source = Line(t("credentials.source"), 300, missing=t("credentials.source_missing"))
    method = Choice(
        t("credentials.method"),
        [("", str(t("credentials.choose"))), *((m, str(t(f"credentials.methods.{m}"))) for m in METHODS)],
        missing=t("credentials.method_missing"),
    )
    result = Choice(
        t("credentials.result"),
        [("", str(t("credentials.choose"))), *((r, str(t(f"credentials.results.{r}"))) for r in RESULTS)],
        missing=t("credentials.result_missing"),
    )


class RevokeForm(FlaskForm):
    reason = Line(t("credentials.reason"), 500, missing=t("credentials.reason_missing"))


@pages.get("")
def index() -> ResponseReturnValue:
    view = "lapsing" if request.args.get("view") == "lapsing" else "waiting"
    number, day = page_number(request.args.get("page")), today()
    start = (number - 1) * PAGE
    waiting, unverified = list_waiting(db.session, day, start if view == "waiting" else 0, PAGE)
    lapsing, ending = list_lapsing(db.session, day, WITHIN, start if view == "lapsing" else 0, PAGE)
    total = unverified if view == "waiting" else ending
    if start >= max(total, 1):  # beyond the last page
        return redirect(url_for("credentials.index", view=view, page=max(1, -(-total // PAGE))))
    return render_template(
        "credentials/index.html",
        view=view,
        rows=waiting if view == "waiting" else lapsing,
        counts={"waiting": unverified, "lapsing": ending},
        total=total,
        number=number,
        start=start + 1,
        size=PAGE,
        within=WITHIN,
    )


@pages.get("/<public_id>")
def show(public_id: str) -> ResponseReturnValue:
    return show_credentials(found(public_id))


@pages.route("/<public_id>/new", methods=["GET", "POST"])
def add(public_id: str) -> ResponseReturnValue:
    candidate, form = found(public_id), CardForm()
    if form.validate_on_submit():
        try:
            add_credential(db.session, candidate, signed_in_user().id, **values_of(candidate, form))
            return redirect(url_for("credentials.show", public_id=public_id), 303)
        except Refused as refused:
            refuse(form[refused.field], refused.sentence)
    return show_form(candidate, form, errors_of(form), 422 if form.is_submitted() else 200)


@pages.route("/<public_id>/<credential>", methods=["GET", "POST"])
def edit(public_id: str, credential: str) -> ResponseReturnValue:
    """Correct what was entered: a new row stands in its place."""
    candidate = found(public_id)
    row = credentials.standing_for(db.session, candidate.id, credential)
    if row is None and request.method == "POST":
        row = find_credential(candidate, credential)
    if row is None or (request.method == "GET" and row.public_id != credential):
        abort(404)
    fresh = CardForm(formdata=None, obj=row)
    if request.method == "GET":
        return show_form(candidate, fresh, [], 200, row, fresh)
    form = CardForm()
    if not form.validate():
        return show_form(candidate, form, errors_of(form), 422, row, fresh)
    if changed := changes_since(request.form.get("seen", ""), fresh):
        return show_form(candidate, form, changed, 409, row, fresh)
    try:
        values = {"standing": "confirmed", **values_of(candidate, form)}
        supersede(db.session, row, signed_in_user().id, **values)
    except Refused as refused:
        refuse(form[refused.field], refused.sentence)
        return show_form(candidate, form, errors_of(form), 422, row, fresh)
    return redirect(url_for("credentials.show", public_id=public_id), 303)


@pages.post("/<public_id>/<credential>/confirm")
def confirm(public_id: str, credential: str) -> ResponseReturnValue:
    """Somebody says a row is right as it stands: a proposal, or one whose card nobody had looked at."""
    row = find_credential(found(public_id), credential)
    return back_to(public_id, confirm_credential(db.session, row, signed_in_user()))


@pages.post("/<public_id>/<credential>/verify")
def verify(public_id: str, credential: str) -> ResponseReturnValue:
    candidate = found(public_id)
    row, form = find_credential(candidate, credential), VerificationForm()
    if form.validate():
        try:
            verify_credential(
                db.session, candidate, row, signed_in_user(), form.source.data, form.method.data, form.result.data
            )
            return back_to(public_id, row)
        except Refused as refused:
            refuse(form[refused.field], refused.sentence)
    return show_credentials(candidate, verifying=row, verification=form)


@pages.post("/<public_id>/<credential>/revoke")
def revoke(public_id: str, credential: str) -> ResponseReturnValue:
    candidate = found(public_id)
    row, form = find_credential(candidate, credential), RevokeForm()
    if form.validate():
        try:
            return back_to(public_id, revoke_credential(db.session, row, form.reason.data, signed_in_user().id))
        except Refused as refused:
            refuse(form[refused.field], refused.sentence)
    return show_credentials(candidate, verifying=row, revocation=form)


@pages.get("/<public_id>/documents/<document>")
def document(public_id: str, document: str) -> ResponseReturnValue:
    """The bytes of a document as they came, to be kept and never shown by the browser itself."""
    paper = documents.find_of(db.session, found(public_id).id, document) or abort(404)
    answer = Response(paper.content, mimetype="application/octet-stream")
    answer.headers.set("Content-Disposition", "attachment", filename=paper.name or t("credentials.document"))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def found(public_id: str) -> Candidate:
    return find_candidate(db.session, public_id) or abort(404)


def find_credential(candidate: Candidate, public_id: str) -> Credential:
    """What stands at this address. 409 where another row stands for it by now, or none does any more."""
    if row := credentials.find_current(db.session, candidate.id, public_id):
        return row
    before = credentials.by_public_id(db.session, public_id)
    return abort_gone() if before and before.candidate_id == candidate.id else abort(404)


def back_to(public_id: str, row: Credential) -> ResponseReturnValue:
    return redirect(url_for("credentials.show", public_id=public_id, _anchor=f"card-{row.public_id}"), 303)


def values_of(candidate: Candidate, form: CardForm) -> dict[str, Any]:
    """The columns, with the card kept as a document where one was chosen. Raises Refused."""
    given = form.values()
    if picture := form.picture():
        given["document_id"] = keep_card(db.session, candidate, *picture, signed_in_user().id).id
    return given


def show_form(
    candidate: Candidate,
    form: CardForm,
    errors: list[tuple[str, str]],
    status: int,
    row: Credential | None = None,
    fresh: CardForm | None = None,
) -> ResponseReturnValue:
    page = render_template(
        "credentials/edit.html",
        candidate=candidate,
        name=name_of(db.session, candidate),
        form=form,
        errors=errors,
        stale=status == 409,
        row=row,
        row_name=full_name(row.type) if row else "",
        kept=documents.card_of(db.session, row.document_id) if row and row.document_id else None,
        seen=shown(fresh) if fresh else "",
    )
    return page, status


def show_credentials(
    candidate: Candidate,
    verifying: Credential | None = None,
    verification: VerificationForm | None = None,
    revocation: RevokeForm | None = None,
) -> ResponseReturnValue:
    """The page, with one card's form open: the one that was posted, else the one the address names."""
    user = signed_in_user()
    rows = credentials_of(db.session, candidate, user, today())
    asked = verifying.public_id if verifying else request.args.get("verify") or request.args.get("revoke")
    errors = errors_of(verification or revocation) if verifying else []
    page = render_template(
        "credentials/show.html",
        candidate=candidate,
        name=name_of(db.session, candidate),
        rows=rows,
        opened=asked,
        verification=verification or VerificationForm(formdata=None),
        revocation=revocation or RevokeForm(formdata=None),
        revoking=bool(revocation or request.args.get("revoke")),
        state_name=lambda slug: label("state", slug),
        errors=errors,
    )
    return page, 422 if errors else 200
