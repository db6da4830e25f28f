"""Somebody registers herself: a fresh record and an account that signs in for it."""

from __future__ import annotations

from datetime import date

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models import user as users
from models.candidate import Candidate
from models.candidate_identity import CandidateIdentity
from models.user import User


def register(session: Session, name: str, email: str, phone: str, hashed: str, today: date) -> None:
    """A candidate of nobody's, who waits from today, and her account; nothing where the e-mail signs in for somebody already.

    A record that has the e-mail stays as it is: it is shown only to whom its recruiter hands a link. The caller answers
    the same in every case, so that a stranger does not learn who is here. What remains is to sign in with the password just
    chosen, which works for a new account alone; without mail nothing can hide that, and it costs a record that is seen.
    """
    if users.by_email(session, email):
        return
    candidate = Candidate(waiting_since=today)
    try:
        with session.begin_nested():
            session.add(candidate)
            session.flush()
            session.add(CandidateIdentity(candidate_id=candidate.id, name=name, email=email, phone=phone or None))
            session.add(User(name=name, email=email, role="candidate", candidate_id=candidate.id, password=hashed))
            session.flush()
    except IntegrityError:  # the same form twice at once
        return
