"""How outcomes compare: the best of alternatives, the worst of what must all hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from matcher.domain import Judged, Requirement, Standing, Status, TaskStatus
from matcher.eligibility.sentences import on, say, together

RANK: dict[Status, int] = {"unmet": 0, "unknown": 1, "met-if": 2, "met": 3}
TASK_RANK: dict[TaskStatus, int] = {
    "not-delegable": 0,
    "licence-missing": 1,
    "not-reviewed": 2,
    "needs-proof": 3,
    "allowed": 4,
}


def key(judged: Judged) -> tuple[int, date]:
    """Higher is better: met > met-if > unknown > unmet, and of two met-if the later day."""
    return RANK[judged.status], judged.by or date.max


def best(outcomes: Iterable[Judged]) -> Judged:
    """The first of the best. Raises ValueError where there is none."""
    return max(outcomes, key=key)


def worst(outcomes: Iterable[Judged]) -> Judged:
    """The first of the worst: of two met-if the earlier day. Raises ValueError where there is none."""
    return min(outcomes, key=key)


def seen(subject: str, sentence: str, standing: Standing, by: date, asked: Requirement | None = None) -> Judged:
    """Met; where it rests on a fact nobody confirmed, met if confirmed by that day."""
    if standing == "confirmed":
        return Judged(subject, "met", sentence, requirement=asked)
    wording = together(sentence, say("outcomes.confirm", by=on(by)))
    return Judged(subject, "met-if", wording, by, "confirm", asked, settles=say("who.candidate"))


def lacking(subject: str, sentence: str, closed: bool, asked: Requirement | None = None) -> Judged:
    """Unmet where the section is closed; in an open section it is a question."""
    if closed:
        return Judged(subject, "unmet", sentence, requirement=asked)
    wording = together(sentence, say("outcomes.open_list"))
    return Judged(subject, "unknown", wording, None, "ask", asked, settles=say("who.candidate"))


def unasked(subject: str, asked: Requirement | None = None) -> Judged:
    sentence = say("outcomes.not_asked", subject=subject)
    return Judged(subject, "unknown", sentence, None, "ask", asked, settles=say("who.candidate"))


def unsure(judged: Judged) -> Judged:
    """What was asked by a text nobody confirmed blocks nobody: unmet becomes a question to the facility."""
    if judged.status != "unmet":
        return judged
    wording = together(judged.sentence, say("outcomes.confirm_asked"))
    return replace(judged, status="unknown", sentence=wording, action="confirm", settles=say("who.facility"))
