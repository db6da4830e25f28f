"""Accounts: made with a role, closed and opened again. A password is only ever set by whom it belongs to (invite.py)."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from sqlalchemy.orm import Session

from models import facility_member as members
from models import invite as invites
from models import user as users
from models.base import now
from models.facility import Facility
from models.user import User

#: Roles an admin gives. A candidate's account belongs to her record, and is made from there.
ROLES = ("admin", "recruiter", "credentialing", "facility")


class Refused(ValueError):
    """Nothing was saved: `field` names what to mend, `reason` is a key of the page's texts."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field, self.reason = field, reason


def add_account(session: Session, name: str, email: str, role: str, sites: Collection[Facility] = ()) -> User:
    """Somebody who signs in once a link was used. `sites`: the facilities somebody of a facility speaks for.

    Raises Refused where the e-mail, in any case, is somebody's already, or nobody could be spoken for.
    """
    if users.by_email(session, email):
        raise Refused("email", "email_taken")
    if role not in ROLES:
        raise Refused("role", "role_missing")
    user = User(name=name, email=email, role=role)
    session.add(user)
    session.flush()
    if role == "facility":
        set_sites(session, user, sites)
    return user


def set_sites(session: Session, user: User, sites: Collection[Facility]) -> None:
    """Whom somebody of a facility speaks for, from now on. Raises Refused for nobody at all."""
    if not sites:
        raise Refused("sites", "sites_missing")
    members.replace(session, user.id, {site.id for site in sites})


def switch_account(session: Session, user: User, active: bool, by: User) -> None:
    """Close an account, signing its owner out and ending links made for them, or open it again. Raises Refused for one's own."""
    if user.id == by.id:
        raise Refused("errors", "own_account")
    user.active = active
    if not active:
        user.fs_uniquifier = uuid.uuid4().hex
        invites.withdraw(session, user.id, now())
    session.flush()
