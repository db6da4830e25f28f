"""Accounts of the agency's own people: made with a role, given a first password, closed and opened again."""

from __future__ import annotations

import secrets
import uuid

from sqlalchemy.orm import Session

from models import user as users
from models.user import User

#: Roles an admin gives. A facility's and a candidate's account belong to a record, and come by invitation.
ROLES = ("admin", "recruiter", "credentialing")
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that reads as another
BLOCKS = 4


class Refused(ValueError):
    """Nothing was saved: `field` names what to mend, `reason` is a key of texts/accounts.toml."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field, self.reason = field, reason


def new_password() -> str:
    """Four blocks of four, 79 bits: abcd-efgh-jkmn-pqrs. Shown once, to be read out or handed over."""
    drawn = ("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(BLOCKS))
    return "-".join(drawn)


def add_account(session: Session, name: str, email: str, role: str, hashed: str) -> User:
    """A user who can sign in. Raises Refused where the e-mail, in any case, is somebody's already."""
    if users.by_email(session, email):
        raise Refused("email", "email_taken")
    if role not in ROLES:
        raise Refused("role", "role_missing")
    user = User(name=name, email=email, role=role, password=hashed)
    session.add(user)
    session.flush()
    return user


def renew_password(session: Session, user: User, hashed: str) -> None:
    """A new password; whoever is signed in with the old one is signed out."""
    user.password, user.fs_uniquifier = hashed, uuid.uuid4().hex
    session.flush()


def switch_account(session: Session, user: User, active: bool, by: User) -> None:
    """Close an account, signing its owner out, or open it again. Raises Refused for one's own."""
    if user.id == by.id:
        raise Refused("errors", "own_account")
    user.active = active
    if not active:
        user.fs_uniquifier = uuid.uuid4().hex
    session.flush()
