"""The demo agency written into the database. Committing is the caller's."""

from __future__ import annotations

import sys
from datetime import date

import click
from argon2 import PasswordHasher
from sqlalchemy.orm import Session

from matcher import vocabulary
from models import Candidate, User
from models.user import by_email
from web.demo.agency import ACCOUNTS, CANDIDATE_ACCOUNT, FACILITIES, NAME, Account
from web.demo.openings import OPENINGS
from web.demo.people import draw_person
from web.demo.rows import Staff
from web.demo.talks import write_talks
from web.demo.write_agency import write_agency
from web.demo.write_people import write_people

AT_ONCE = 100  # people written together
SIGNS_IN = "experienced medical assistant"  # the path of the candidate who signs in: the first of them


def seed(session: Session, candidates: int = 400, seed: int = 1, *, as_of: date, progress: bool = False) -> str:
    """Write the agency, its openings and `candidates` people as of a day, and say so. Where it is there, nothing is written.

    `progress` draws a bar on stderr. A million is written in the same few rows of memory as a hundred.
    """
    if by_email(session, ACCOUNTS[0].email):
        return f"{NAME} is there already: nothing was written."
    words = vocabulary.load()
    users = [_user(account) for account in ACCOUNTS]
    session.add_all(users)
    session.flush()
    staff = Staff(
        tuple(user.id for user in users if user.role == "recruiter"),
        next(user.id for user in users if user.role == "credentialing"),
        next(user.id for user in users if user.role == "facility"),
    )
    write_agency(session, words, staff, as_of, seed)
    bar = click.progressbar(length=candidates, label="People", file=sys.stderr, hidden=not progress)
    with bar:
        for start in range(0, candidates, AT_ONCE):
            numbers = range(start, min(start + AT_ONCE, candidates))
            people = [draw_person(number, seed, words, as_of) for number in numbers]
            ids = write_people(session, people, words, staff, as_of)
            if start == 0:
                at = next((n for n, one in enumerate(people) if one.path == SIGNS_IN), 0)
                session.add(_user(CANDIDATE_ACCOUNT, people[at].identity.name, ids[at]))
                write_talks(session, words, session.get_one(Candidate, ids[at]), as_of)
            bar.update(len(numbers))
    session.flush()
    return f"{NAME}: {FACILITIES} facilities, {OPENINGS} openings and {candidates} candidates as of {as_of}."


def sign_ins() -> list[tuple[str, str, str]]:
    """(role, e-mail, password) of each account one can sign in with."""
    return [(one.role, one.email, one.password) for one in (*ACCOUNTS, CANDIDATE_ACCOUNT) if one.password]


def _user(account: Account, name: str = "", candidate_id: int | None = None) -> User:
    return User(
        email=account.email,
        name=account.name or name,
        role=account.role,
        password=PasswordHasher().hash(account.password) if account.password else None,
        candidate_id=candidate_id,
    )
