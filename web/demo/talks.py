"""What the demo's recruiters talked about with the candidate who signs in: two lines of the call log, a question and an answer."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.vocabulary import Vocabulary
from models import Candidate, HeldSkill, Note, Opening, OpeningTask, Question
from models import fact as facts
from web.demo.rows import moment
from web.words import t

CALLED, WROTE = 6, 1  # days ago


def write_talks(session: Session, words: Vocabulary, candidate: Candidate, as_of: date) -> None:
    """For the first open openings that have her do what she has not named: one question waits, one is answered no."""
    if candidate.owner_id is None:
        return
    by = candidate.owner_id
    held = {row.slug for row in facts.of_candidate(session, HeldSkill, candidate.id)}
    rows = select(OpeningTask, Opening).join(Opening, Opening.id == OpeningTask.opening_id)
    rows = rows.where(Opening.status == "open", OpeningTask.standing == "confirmed").order_by(OpeningTask.id)
    asked: dict[int, tuple[str, Opening]] = {}
    for row in session.execute(rows):
        if row.OpeningTask.slug not in held:
            asked.setdefault(row.Opening.id, (row.OpeningTask.slug, row.Opening))
    called, wrote = (moment(as_of - timedelta(days=ago)) for ago in (CALLED, WROTE))
    for n, (slug, opening) in enumerate(list(asked.values())[:2]):
        put = Question(
            candidate_id=candidate.id, opening_id=opening.id, asked_of="candidate", about=f"skill:{slug}",
            words=str(t("matches.ask.skills", what=words.get("skill", slug).label)), asked_by=by, asked_at=called,
        )  # fmt: skip
        if n:
            put.said, put.answer, put.answered_by, put.answered_at = "no", "Only watched it done.", by, wrote
        session.add(put)
    opening_id = next(iter(asked), None)
    log = (
        ("call", "Would rather not work weekends. Likes small practices.", called, None),
        ("message", "Wrote about the new opening; will call tomorrow after four.", wrote, opening_id),
    )
    for kind, said, at, about in log:
        session.add(Note(candidate_id=candidate.id, opening_id=about, kind=kind, words=said, by=by, at=at))
    session.flush()
