"""What recruiters decided as judgments of a ranking: frozen lists, restored from their snapshots, with a grade a person.

The latest verdict on somebody for an opening is her grade: put forward 3, shortlisted 2, shown on a frozen list and nothing
decided 1, passed over 0. A note decides nothing. Who was blocked was never ranked and is left out, as is who was erased. One
opening is one case: its requirements and its day are those of the newest list on which a verdict was made, each person stands
as she was when she was decided on, or when she was last shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from matcher.domain import Profile, Requirements
from matcher.features import PARTS
from matcher.judgments import ENOUGH_OPENINGS, ENOUGH_VERDICTS, Case
from matcher.snapshots import restore
from models import decision as decisions
from models import entry as entries
from models import shortlist as shortlists
from models.candidate import Candidate
from models.entry import Entry
from web.services.frozen_list import kept_text
from web.words import t

GRADES = {"put-forward": 3, "shortlist": 2, "pass": 0}
SHOWN = 1


@dataclass(frozen=True, eq=False)
class Judged:
    """`cases`, how many verdicts they hold, and the fits as they were shown: opening -> candidate -> hundredths."""

    cases: Sequence[Case]
    verdicts: int
    shown: dict[str, dict[str, float]]


class TooFew(ValueError):
    """There are not enough decisions to learn from."""


def judge_decisions(session: Session) -> Judged:
    """Every opening somebody was decided on for, in the order of their ids."""
    cases: list[Case] = []
    shown: dict[str, dict[str, float]] = {}
    verdicts = 0
    for opening_id in sorted({stands.opening_id for stands in decisions.standing_verdicts(session, None)}):
        made = decisions.of_opening(session, opening_id)
        latest = {who: row for who, rows in made.items() for row in rows[::-1] if row.Decision.verdict != "note"}
        newest = max((row.Shortlist for row in latest.values()), key=lambda kept: kept.id)
        body = kept_text(session, newest.requirements_sha)
        if body is None:
            continue
        decided = [(row.Entry, GRADES[row.Decision.verdict]) for row in latest.values()]
        people: dict[str, tuple[Profile, Entry, int]] = {}
        for entry, grade in (*decided, *((one, SHOWN) for one in _only_shown(session, opening_id, set(latest)))):
            text = kept_text(session, entry.profile_sha)
            if text is not None and entry.position is not None:
                profile = restore(Profile, text)
                people[profile.key] = profile, entry, grade
                verdicts += grade != SHOWN
        asked = restore(Requirements, body)
        grades = {key: float(grade) for key, (_, _, grade) in people.items()}
        cases.append(Case(asked, newest.as_of, [profile for profile, _, _ in people.values()], grades))
        shown[asked.key] = {key: -1.0 if e.fit is None else float(e.fit) for key, (_, e, _) in people.items()}
    return Judged(cases, verdicts, shown)


def _only_shown(session: Session, opening_id: int, decided: set[int]) -> list[Entry]:
    """The newest entry of everybody else on the opening's frozen lists, under whoever her record was merged into."""
    found: dict[int, Entry] = {}
    for kept in shortlists.of_opening(session, opening_id):
        for entry in entries.of_shortlist(session, kept.id):
            who = session.get_one(Candidate, entry.candidate_id).merged_into or entry.candidate_id
            if who not in decided:
                found.setdefault(who, entry)
    return list(found.values())


def enough_to_learn_from(judged: Judged) -> Judged:
    """The same, or TooFew with what is there and what is needed."""
    openings = sum(len(set(case.grades.values())) > 1 for case in judged.cases)
    if judged.verdicts < ENOUGH_VERDICTS or openings < ENOUGH_OPENINGS:
        raise TooFew(
            t(
                "training.too_few",
                verdicts=judged.verdicts,
                openings=openings,
                need_verdicts=ENOUGH_VERDICTS,
                need_openings=ENOUGH_OPENINGS,
                weights=len(PARTS),
            )
        )
    return judged
