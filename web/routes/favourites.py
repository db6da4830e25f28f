"""Whom a facility keeps: somebody it would gladly have again."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from models import facility as facilities
from web.auth import signed_in_user
from web.db import db
from web.errors import error_page
from web.services.candidate import find_candidate
from web.services.favourite import keep as keep_her
from web.services.favourite import let_go
from web.services.released import name_for

pages = Blueprint("favourites", __name__, url_prefix="/facilities/<public_id>/people/<key>")


@pages.post("/keep")
def keep(public_id: str, key: str) -> ResponseReturnValue:
    """Keep her, or let her go where the form says `keep=no`."""
    facility = facilities.by_public_id(db.session, public_id) or abort(404)
    candidate = find_candidate(db.session, key) or abort(404)
    user = signed_in_user()
    if not name_for(db.session, user, candidate):
        abort(404)
    if request.form.get("keep") == "no":
        let_go(db.session, facility, candidate)
    elif not keep_her(db.session, facility, candidate, user):
        return error_page(409, "barred")
    return redirect(url_for("do_not_return.show", public_id=public_id, key=key), 303)
