"""Somebody accepted in two places on the same days: a warning for the agency, for part-time work exists."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from markupsafe import Markup
from sqlalchemy.orm import Session

from models import submission as submissions
from models.candidate import Candidate
from models.opening import Opening
from web.words import interval, t


def overlap_words(session: Session, opening: Opening, candidate: Candidate, name: str) -> list[Markup]:
    """A sentence for each other opening that accepted her on days of this one."""
    return overlaps(session, [(opening, candidate.id, name)])[0]


def overlaps(session: Session, pairs: Collection[tuple[Opening, int, str]]) -> list[list[Markup]]:
    """The same for each (opening, candidate id, her name); one query."""
    accepted = submissions.accepted_of(session, {candidate_id for _, candidate_id, _ in pairs})
    return [
        [said(name, opening, other) for other in accepted.get(candidate_id, ()) if share_days(opening, other)]
        for opening, candidate_id, name in pairs
    ]


def share_days(one: Opening, other: Opening) -> bool:
    """Whether a day is of both; an opening without a first day has none yet, one without a last goes on."""
    if one.id == other.id or one.begin is None or other.begin is None:
        return False
    return one.begin <= (other.end or date.max) and other.begin <= (one.end or date.max)


def said(name: str, opening: Opening, other: Opening) -> Markup:
    days = [interval(one.begin, one.end) if one.begin else "" for one in (opening, other)]
    titles = {"this": opening.title, "other": other.title, "facility": other.facility.name}
    return t("submissions.overlap", who=name, these=days[0], those=days[1], **titles)
