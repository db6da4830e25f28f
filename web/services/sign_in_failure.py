"""Guessing a password is slow: after some failures an e-mail waits at the address they came from, whether or not anybody has it.

Many more failures, from several addresses, have the e-mail wait everywhere: so few who guess keep nobody out who knows.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from models import sign_in_failure as failures
from models.sign_in_failure import SignInFailure

WINDOW = timedelta(minutes=15)
#: Tries within the window, after which a further one waits: of an e-mail from one address and from all, of an address. Whoever
#: registers from an address counts among its tries.
OF_PAIR, OF_EMAIL, OF_ADDRESS = 5, 50, 20


def may_try_from(session: Session, email: str, address: str, at: datetime) -> datetime | None:
    """From when this e-mail may be tried from this address, where it has to wait; None where it need not.

    Others who try the e-mail at the same time wait for the end of the transaction.
    """
    failures.take_turn(session, email)
    since = at - WINDOW
    full = (
        failures.nth_last(session, OF_PAIR, since, email=email, address=address),
        failures.nth_last(session, OF_EMAIL, since, email=email),
        failures.nth_last(session, OF_ADDRESS, since, address=address),
    )
    return max((last + WINDOW for last in full if last), default=None)


def may_register_from(session: Session, address: str, at: datetime) -> datetime | None:
    """From when somebody may register from this address, where there were too many tries; else None, and this one counts."""
    failures.take_turn(session, address)
    if last := failures.nth_last(session, OF_ADDRESS, at - WINDOW, address=address):
        return last + WINDOW
    note_failure(session, "", address, at)
    return None


def note_failure(session: Session, email: str, address: str, at: datetime) -> None:
    """One more; what is too old to count goes."""
    failures.sweep(session, at - WINDOW)
    session.add(SignInFailure(email=email, address=address, at=at))
    session.flush()


def note_success(session: Session, email: str) -> None:
    """Whoever knows the password mistyped it before."""
    failures.forget(session, email)
