"""Who may open what: one table, endpoint -> roles, held before every request. A route that is not here is refused."""

from __future__ import annotations

from flask import Flask, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from web.auth import signed_in_user
from web.db import db
from web.reach import reaches

ADMIN, RECRUITER, CREDENTIALING, FACILITY, CANDIDATE = ROLES = (
    "admin",
    "recruiter",
    "credentialing",
    "facility",
    "candidate",
)
ANYONE = frozenset({"anyone"})  # signed in or not
SIGNED_IN = frozenset(ROLES)
AGENCY = frozenset({ADMIN, RECRUITER, CREDENTIALING})
RECRUITING = frozenset({ADMIN, RECRUITER})
POSTING = RECRUITING | {FACILITY}  # what is asked: the recruiters, and a facility's people for their own sites
OF_RECORD = RECRUITING | {CANDIDATE}  # what is known of one person: the recruiters, and she herself of herself
OF_CREDENTIALS = AGENCY | {CANDIDATE}

#: Which roles may open an endpoint. Whose records they see there: web/reach.py.
PERMISSIONS: dict[str, frozenset[str]] = {
    # the shell
    "static": ANYONE,
    "bootstrap.static": ANYONE,
    "health.alive": ANYONE,
    "health.ready": ANYONE,
    "session.sign_in": ANYONE,
    "links.show": ANYONE,
    "registering.register": ANYONE,
    "registering.done": ANYONE,
    "session.sign_out": SIGNED_IN,
    "session.home": SIGNED_IN,
    "session.account": SIGNED_IN,
    "components.show": AGENCY,
    "law.index": SIGNED_IN,
    "law.show": SIGNED_IN,
    # openings ranked
    "openings.index": RECRUITING,
    "openings.show": RECRUITING,
    "openings.decide_on": RECRUITING,
    "openings.view": RECRUITING,
    "comparisons.show": RECRUITING,
    "matches.show": RECRUITING,
    "matches.decide_on": RECRUITING,
    "shortlists.index": RECRUITING,
    "shortlists.show": RECRUITING,
    "settings.index": RECRUITING,
    "settings.show": RECRUITING,
    "search.show": RECRUITING,
    # candidates and their facts
    "candidates.index": RECRUITING,
    "candidates.show": RECRUITING,
    "candidates.add": RECRUITING,
    "candidates.edit": RECRUITING,
    "links.candidate": RECRUITING,
    "merges.show": RECRUITING,
    "merges.part": RECRUITING,
    "merges.join_again": RECRUITING,
    "merges.undo_last": RECRUITING,
    "notes.index": RECRUITING,
    "notes.add": RECRUITING,
    "questions.ask_of": RECRUITING,
    "questions.record": RECRUITING,
    "questions.answer": frozenset({CANDIDATE}),
    "facts.add": OF_RECORD,
    "facts.edit": OF_RECORD,
    "facts.confirm": OF_RECORD,
    "facts.remove": OF_RECORD,
    "facts.close": OF_RECORD,
    "resumes.start": RECRUITING,
    "resumes.add": OF_RECORD,
    "resumes.settle": OF_RECORD,
    # a candidate's own record; what she says is wrong, whom the agency may ask, and her erasure
    "me.show": frozenset({CANDIDATE}),
    "offers.show": frozenset({CANDIDATE}),
    "held.show": frozenset({CANDIDATE}),
    "held.export": frozenset({CANDIDATE}),
    "held.act": frozenset({CANDIDATE}),
    "held.dispute": frozenset({CANDIDATE}),
    "limits.edit": frozenset({CANDIDATE}),
    "references.index": frozenset({CANDIDATE}),
    "references.add": frozenset({CANDIDATE}),
    "references.edit": frozenset({CANDIDATE}),
    "references.remove": frozenset({CANDIDATE}),
    "references.ask": RECRUITING,
    "disputes.answer": RECRUITING,
    "erasures.add": RECRUITING,
    # credentials: everybody of the agency, and she herself, sees and enters them; the issuer's word and a revocation are
    # credentialing's
    "credentials.index": AGENCY,
    "credentials.show": OF_CREDENTIALS,
    "credentials.add": OF_CREDENTIALS,
    "credentials.edit": OF_CREDENTIALS,
    "credentials.confirm": OF_CREDENTIALS,
    "credentials.document": OF_CREDENTIALS,
    "credentials.verify": frozenset({CREDENTIALING}),
    "credentials.revoke": frozenset({CREDENTIALING, ADMIN}),
    # today, facilities, openings by hand, postings, what is asked
    "today.show": RECRUITING,
    "facilities.index": RECRUITING,
    "facilities.show": POSTING,
    "facilities.add": RECRUITING,
    "facilities.edit": RECRUITING,
    "opening_forms.add": POSTING,
    "opening_forms.edit": POSTING,
    "opening_forms.move": POSTING,
    "opening_forms.clone": POSTING,
    "postings.add": POSTING,
    "postings.settle": POSTING,
    "requirements.index": RECRUITING,
    "requirements.add": POSTING,
    "requirements.change": POSTING,
    "requirements.relax": POSTING,
    "requirements.remove": POSTING,
    # a facility's own pages, and whom it would have again or not
    "desk.show": frozenset({FACILITY}),
    "desk.opening": frozenset({FACILITY}),
    "do_not_return.show": POSTING,
    "do_not_return.bar": POSTING,
    "do_not_return.lift": POSTING,
    "favourites.keep": frozenset({FACILITY}),
    # put forward: her yes or no, what is sent, what the facility answers
    "consents.answer": frozenset({CANDIDATE}),
    "consents.record": RECRUITING,
    "submissions.send_off": RECRUITING,
    "submissions.show": POSTING,
    "submissions.answer": frozenset({FACILITY}),
    "submissions.ask_about": frozenset({FACILITY}),
    "submissions.reply_to": RECRUITING,
    "submissions.withdraw": RECRUITING,
    # the admin's
    "accounts.index": frozenset({ADMIN}),
    "accounts.add": frozenset({ADMIN}),
    "accounts.link": frozenset({ADMIN}),
    "accounts.sites": frozenset({ADMIN}),
    "accounts.switch": frozenset({ADMIN}),
}

#: Who may change what is asked at a level of it, among those who may open the page; all of them read every level.
ASKING: dict[str, frozenset[str]] = {
    "agency": frozenset({ADMIN}),
    "setting": RECRUITING,
    "facility": POSTING,
    "opening": POSTING,
}

#: The head of every page, in order: endpoint and the key of its words. Shown to the roles that may open it.
NAVIGATION: tuple[tuple[str, str], ...] = (
    ("today.show", "shell.nav.today"),
    ("desk.show", "shell.nav.openings"),
    ("openings.index", "shell.nav.openings"),
    ("candidates.index", "shell.nav.candidates"),
    ("facilities.index", "shell.nav.facilities"),
    ("credentials.index", "shell.nav.credentials"),
    ("accounts.index", "shell.nav.accounts"),
    ("me.show", "shell.nav.home"),
    ("held.show", "shell.nav.record"),
)

#: Where a role lands after signing in: the first of these that it may open.
HOMES: tuple[str, ...] = ("today.show", "credentials.index", "desk.show", "me.show", "session.account")


def allowed(endpoint: str, role: str | None) -> bool:
    """Whether somebody of this role (None = not signed in) may open the endpoint."""
    roles = PERMISSIONS.get(endpoint, frozenset())
    return roles == ANYONE or role in roles


def may_ask(level: str, role: str | None) -> bool:
    """Whether somebody of this role may change what is asked at the level."""
    return role in ASKING.get(level, frozenset())


def home(role: str) -> str:
    """The endpoint of a role's first page."""
    return next(endpoint for endpoint in HOMES if allowed(endpoint, role))


def refuse_strangers() -> ResponseReturnValue | None:
    """Before every request. A page that is not yours looks like a page that does not exist."""
    endpoint = request.endpoint
    if endpoint is None:  # no such address: the router answers 404
        return None
    role = current_user.role if current_user.is_authenticated else None
    if allowed(endpoint, role):
        own = role is None or reaches(db.session, signed_in_user(), endpoint, request.view_args or {})
        return None if own else abort(404)
    if role is None and endpoint in PERMISSIONS:
        back = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("session.sign_in", next=back), 303)
    if role and request.path == "/":  # the bare address is everybody's: it leads to the first page of the role
        return redirect(url_for("session.home"), 303)
    return abort(404)


def init_app(app: Flask) -> None:
    app.before_request(refuse_strangers)
