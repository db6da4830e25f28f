"""Accounts: made with a role, closed and opened again, joined where two records are one person's.

A password is only ever set by whom it belongs to (invite.py).
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Joined:
    """Of the accounts of two records: `stays`, and `closes` where both have one. `linked`: who stays came by a link from us."""

    stays: User
    closes: User | None
    linked: bool


def joining(session: Session, kept: Candidate, gone: Candidate) -> Joined | None:
    """Who signs in once the two are one: who came by a link, else the account of the kept record; None where nobody does."""
    accounts = [user for one in (kept, gone) if (user := users.of_candidate(session, one.id))]
    if not accounts:
        return None
    linked = [user for user in accounts if user.active and invites.ever_used(session, user.id)]
    stays = (linked or accounts)[0]
    return Joined(stays, next((user for user in accounts if user is not stays), None), bool(linked))


def join_accounts(session: Session, kept: Candidate, gone: Candidate) -> dict[str, Any]:
    """One account is left, as `joining` says, and signs in for the kept record; what undoing needs to know."""
    done: dict[str, Any] = {}
    found = joining(session, kept, gone)
    if found is None:
        return done
    stays, closes = found.stays, found.closes
    if closes:
        done |= {"closed": closes.id} if closes.active else {}
        closes.active, closes.fs_uniquifier = False, uuid.uuid4().hex
    if stays.candidate_id == gone.id:
        done["moved"] = stays.id
        change_places(session, stays, kept, closes, gone)
    if not found.linked:
        done["password"] = stays.password
        stays.password, stays.fs_uniquifier = None, uuid.uuid4().hex
    withdraw_links(session, stays, closes)
    return done


def part_accounts(session: Session, kept: Candidate, gone: Candidate, done: Mapping[str, Any]) -> None:
    """Undo `join_accounts`; a password chosen since stays."""
    stays, other = users.of_candidate(session, kept.id), users.of_candidate(session, gone.id)
    if "closed" in done:
        session.get_one(User, done["closed"]).active = True
    if stays and stays.password is None:
        stays.password = done.get("password")
    if stays and stays.id == done.get("moved"):
        stays.fs_uniquifier = uuid.uuid4().hex
        change_places(session, stays, gone, other, kept)
    withdraw_links(session, stays, other)


def change_places(session: Session, one: User, to: Candidate, other: User | None, there: Candidate) -> None:
    """`one` signs in for `to`, and `other` for `there`; no record has two accounts on the way."""
    one.candidate_id = None
    session.flush()
    if other:
        other.candidate_id = there.id
        session.flush()
    one.candidate_id = to.id
    session.flush()


def withdraw_links(session: Session, *people: User | None) -> None:
    """A link was handed to whom one of them was thought to be."""
    for one in people:
        if one:
            invites.withdraw(session, one.id, now())
    session.flush()
