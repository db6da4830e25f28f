"""The demo agency written into the database. Committing is the caller's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlalchemy.orm import Session

from matcher.vocabulary import Vocabulary
from models import User
from models.user import by_email
from web.demo.agency import ACCOUNTS, CANDIDATE_ACCOUNT, Account
from web.demo.people import draw_person
from web.demo.rows import Staff
from web.demo.write_agency import write_agency
from web.demo.write_people import write_people

AT_ONCE = 500  # people written together


def seed(
    session: Session,
    vocabulary: Vocabulary,
    hash_password: Callable[[str], str],
    as_of: date,
    candidates: int = 400,
    seed: int = 1,
    progress: Callable[[int], None] = lambda written: None,
) -> bool:
    """Write the agency, its openings and `candidates` people as of a day. False, and nothing written, where it is there.

    `progress` is told how many people were written since it was last told.
    """
    if by_email(session, ACCOUNTS[0].email):
        return False
    users = [_user(account, hash_password) for account in ACCOUNTS]
    session.add_all(users)
    session.flush()
    staff = Staff(
        tuple(user.id for user in users if user.role == "recruiter"),
        next(user.id for user in users if user.role == "credentialing"),
    )
    write_agency(session, vocabulary, staff, as_of, seed)
    for start in range(0, candidates, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, candidates))
        people = [draw_person(number, seed, vocabulary, as_of) for number in numbers]
        ids = write_people(session, people, vocabulary, staff, as_of)
        if start == 0:
            session.add(_user(CANDIDATE_ACCOUNT, hash_password, people[0].identity.name, ids[0]))
        progress(len(numbers))
    session.flush()
    return True


def _user(
    account: Account, hash_password: Callable[[str], str], name: str = "", candidate_id: int | None = None
) -> User:
    return User(
        email=account.email,
        name=account.name or name,
        role=account.role,
        password=hash_password(account.password) if account.password else None,
        candidate_id=candidate_id,
    )
