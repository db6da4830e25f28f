"""One-time links: made for somebody to set a password with, opened, and used once."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from markupsafe import Markup
from sqlalchemy.orm import Session

from models import candidate_identity as identities
from models import invite as invites
from models import user as users
from models.candidate import Candidate
from models.candidate_identity import CandidateIdentity
from models.invite import Invite, sha_of
from models.user import User
from web.services.refusal import Refused
from web.words import t

LASTS = timedelta(days=7)


def make_link(session: Session, user: User, by: User | None, at: datetime) -> tuple[str, Invite]:
    """(the secret of a new link, kept nowhere else; the link). Those made before for this person are good no longer.

    A first link is to join, one for somebody who has a password to set another. Raises Refused for a closed account.
    """
    if not user.active:
        raise Refused("errors", t("links.link_closed"))
    invites.withdraw(session, user.id, at)
    token = secrets.token_urlsafe(32)
    link = Invite(
        user_id=user.id,
        purpose="reset" if user.password else "join",
        token_sha=sha_of(token),
        created_by=by.id if by else None,
        created_at=at,
        expires_at=at + LASTS,
    )
    session.add(link)
    session.flush()
    return token, link


def open_link(session: Session, token: str, at: datetime) -> tuple[Invite, User] | None:
    """The link and whom it is for, where it is good and the account is open. Looking changes nothing."""
    link = invites.good(session, token, at)
    user = session.get(User, link.user_id) if link else None
    return (link, user) if link and user and user.active else None


def use_link(session: Session, link: Invite, user: User, hashed: str, at: datetime) -> bool:
    """Set the password; whoever is signed in with an older one is signed out. False where somebody used the link first."""
    if not invites.take(session, link, at):
        return False
    user.password, user.fs_uniquifier = hashed, uuid.uuid4().hex
    session.flush()
    return True


def invite_candidate(
    session: Session, candidate: Candidate, who: CandidateIdentity, by: User, at: datetime
) -> tuple[str, Invite, User]:
    """(secret, link, account) for somebody to sign in for this record; the account is made where there is none.

    Raises Refused where her e-mail is not known, or somebody else signs in with it (`in_the_way`).
    """
    user = users.of_candidate(session, candidate.id)
    if user is None:
        if not who.email:
            raise Refused("errors", t("links.no_email"))
        if taken := in_the_way(session, candidate, who):
            raise Refused("errors", taken.words)
        user = User(name=who.name, email=who.email, role="candidate", candidate_id=candidate.id)
        session.add(user)
        session.flush()
    return *make_link(session, user, by, at), user


@dataclass(frozen=True)
class Taken:
    """Who signs in with the e-mail of a record already: of which other record, None for staff, and a sentence to say so."""

    record: Candidate | None
    name: str
    words: Markup


def in_the_way(session: Session, candidate: Candidate, who: CandidateIdentity) -> Taken | None:
    """Whose account keeps this record from one of its own; None where it has one, or nothing is in the way."""
    user = users.by_email(session, who.email) if who.email else None
    if user is None or users.of_candidate(session, candidate.id):
        return None
    record = session.get(Candidate, user.candidate_id) if user.candidate_id else None
    if record and record.merged_into:
        record = session.get_one(Candidate, record.merged_into)
    if record:
        name = identities.names_by_id(session, [record.id]).get(record.id, user.name)
        return Taken(record, name, t("links.taken.candidate", name=name))
    whose = {"facility": "facility", "candidate": "nobody"}.get(user.role, "agency")
    return Taken(None, user.name, t(f"links.taken.{whose}"))
