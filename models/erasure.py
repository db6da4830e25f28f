"""Erasing a candidate: everything personal goes, from every table; hashes, points, days and decisions stay."""

from __future__ import annotations

import uuid

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from models import submission as submissions
from models.base import now
from models.candidate import Candidate
from models.candidate_identity import CandidateIdentity
from models.consent import Consent
from models.credential import Credential
from models.decision import Decision
from models.entry import Entry
from models.invite import Invite
from models.record import everybody, of_anybody, tables
from models.sign_in_failure import SignInFailure
from models.submission import Submission
from models.user import User
from models.verification import Verification

#: Tables of a candidate's that keep their rows: they hold no words of or about her, or what they hold is taken out below.
#: Rows of every other table that names her go whole.
KEPT = frozenset({"candidate", "user", "entry", "owner_history", "consent", "submission"})


def erase(session: Session, candidate: Candidate) -> None:
    """Take everything personal away. Once the session commits, no file of a SQLite database holds it either."""
    ids = everybody(session, candidate)
    signing_in = list(session.scalars(select(User.id).where(User.candidate_id.in_(ids))))
    nobody = {"home_state": None, "zip": None, "waiting_since": None, "owner_id": None}
    session.flush()
    session.execute(update(Candidate).where(Candidate.id.in_(ids)).values(erased_at=now(), **nobody))
    forget_sign_in(session, ids, signing_in)
    credentials = select(Credential.id).where(Credential.candidate_id.in_(ids))
    session.execute(delete(Verification).where(Verification.credential_id.in_(credentials)))
    for table in tables():
        if table.name not in KEPT:
            session.execute(delete(table).where(of_anybody(table, ids)))
    session.execute(update(Consent).where(Consent.candidate_id.in_(ids)).values(words=""))
    sent = Submission.candidate_id.in_(ids)
    session.execute(update(Submission).where(sent).values(packet={}, words=""))
    submissions.take_back_unanswered(session, ids)
    leave_verdicts(session, ids)
    session.expire_all()
    session.info["erased"] = True  # models/engine.py empties SQLite's log after the commit


def forget_sign_in(session: Session, ids: list[int], signing_in: list[int]) -> None:
    """What they signed in with and tried to. Their rows of `user` stay, for what they did, and are nobody's."""
    emails = select(func.lower(User.email)).where(User.id.in_(signing_in))
    reached = select(func.lower(CandidateIdentity.email)).where(CandidateIdentity.candidate_id.in_(ids))
    typed = func.lower(SignInFailure.email)
    session.execute(delete(SignInFailure).where(or_(typed.in_(emails), typed.in_(reached))))
    session.execute(delete(Invite).where(Invite.user_id.in_(signing_in)))
    for user in signing_in:
        unknown = {"email": f"{uuid.uuid4().hex}@erased", "name": "", "password": None, "active": False}
        changed = {**unknown, "candidate_id": None, "fs_uniquifier": uuid.uuid4().hex, "version": User.version + 1}
        session.execute(update(User).where(User.id == user).values(changed))


def leave_verdicts(session: Session, ids: list[int]) -> None:
    """Decisions without the decider's words. No row of theirs is ever changed, so each goes and comes again; a note is only words."""
    made = Decision.entry_id.in_(select(Entry.id).where(Entry.candidate_id.in_(ids)))
    table = Decision.__table__
    rows = session.execute(select(*table.columns).where(made)).mappings().all()
    session.execute(delete(Decision).where(made))
    if left := [{**row, "words": ""} for row in rows if row["verdict"] != "note"]:
        session.execute(insert(Decision), left)
