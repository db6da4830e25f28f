"""Accounts: made with a role, closed and opened again, joined where two records are one person's.

A password is only ever set by whom it belongs to (invite.py).
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy.orm import Session

from models import facility_member as members
from models import invite as invites
from models import user as users
from models.base import now
from models.candidate import Candidate
from models.facility import Facility
from models.user import User
from web.services.refusal import Refused
from web.words import t

#: Roles an admin gives. A candidate's account belongs to her record, and is made from there.
ROLES = ("admin", "recruiter", "credentialing", "facility")


def add_account(session: Session, name: str, email: str, role: str, sites: Collection[Facility] = ()) -> User:
    """Somebody who signs in once a link was used. `sites`: the facilities somebody of a facility speaks for.

    Raises Refused where the e-mail, in any case, is somebody's already, or nobody could be spoken for.
    """
    if users.by_email(session, email):
        raise Refused("email", t("accounts.email_taken"))
    if role not in ROLES:
        raise Refused("role", t("accounts.role_missing"))
    user = User(name=name, email=email, role=role)
    session.add(user)
    session.flush()
    if role == "facility":
        set_sites(session, user, sites)
    return user


def set_sites(session: Session, user: User, sites: Collection[Facility]) -> None:
    """Whom somebody of a facility speaks for, from now on. Raises Refused for nobody at all."""
    if not sites:
        raise Refused("sites", t("accounts.sites_missing"))
    members.replace(session, user.id, {site.id for site in sites})


def switch_account(session: Session, user: User, active: bool, by: User) -> None:
    """Close an account, signing its owner out and ending links made for them, or open it again. Raises Refused for one's own."""
    if user.id == by.id:
        raise Refused("errors", t("accounts.own_account"))
    user.active = active
    if not active:
        user.fs_uniquifier = uuid.uuid4().hex
        invites.withdraw(session, user.id, now())
    session.flush()


def join_accounts(session: Session, kept: Candidate, gone: Candidate) -> dict[str, Any]:
    """One account is left, that of the kept record where it has one; the other is closed, as undoing needs to know."""
    account, other = users.of_candidate(session, kept.id), users.of_candidate(session, gone.id)
    done: dict[str, Any] = {}
    if other and account:
        done = {"closed": other.id} if other.active else {}
        other.active, other.fs_uniquifier = False, uuid.uuid4().hex
    elif other:
        other.candidate_id, account = kept.id, other
        done = {"moved": other.id}
    if account and not invites.ever_used(session, account.id):
        account.password, account.fs_uniquifier = None, uuid.uuid4().hex
    for one in (account, other):
        if one:  # a link was handed to whom one of the two was thought to be
            invites.withdraw(session, one.id, now())
    session.flush()
    return done


def part_accounts(session: Session, kept: Candidate, gone: Candidate, done: Mapping[str, int]) -> None:
    closed = session.get(User, done["closed"]) if "closed" in done else None
    if closed:
        closed.active = True
    moved = session.get(User, done["moved"]) if "moved" in done else None
    if moved and moved.candidate_id == kept.id:
        moved.candidate_id, moved.fs_uniquifier = gone.id, uuid.uuid4().hex
