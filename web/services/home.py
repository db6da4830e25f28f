"""A candidate's first page: who waits for her yes, what she does next, where she fits, which openings, and how each stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from markupsafe import Markup
from sqlalchemy.orm import Session

from models import candidate as candidates
from models import document
from models.candidate import Candidate
from models.opening import Opening
from models.question import Question
from web.services.candidate_page import (
    SHOWN,
    Openings,
    Section,
    SettingCard,
    rank_openings,
    rank_settings,
    sections,
    ways_in_for,
)
from web.services.consent import asked_of
from web.services.next_step import Step, next_step
from web.services.put_forward import PutForward
from web.services.question import open_for
from web.services.ranking import rank_opening
from web.services.submission import Status, statuses
from web.services.way_in import WayIn
from web.words import ordinal, t


@dataclass(frozen=True)
class Home:
    """`places`: opening id -> her place among everybody, in words. `elsewhere`: where she stands with openings not ranked."""

    asked: list[PutForward]
    questions: list[Question]
    step: Step
    sections: list[Section]
    openings: Openings
    cards: list[SettingCard]
    ways: list[WayIn]
    places: Mapping[int, Markup]
    standing: Mapping[int, Status]
    elsewhere: list[tuple[Opening, Status]]


def read_home(session: Session, candidate: Candidate, today: date, shown: int | None = SHOWN) -> Home:
    """The page as of that day; of the openings the first `shown` explained, those that wait for her first."""
    profile = candidates.profile(session, candidate)
    known = sections(session, candidate, profile, today)
    ranked = rank_openings(session, profile, today, shown, own=True)
    asked, standing = asked_of(session, candidate), statuses(session, candidate)
    waiting = {one.opening.id for one in asked}
    ordered = replace(ranked, rows=sorted(ranked.rows, key=lambda one: one.opening.id not in waiting))
    listed = {one.opening.id for one in ranked.rows}
    return Home(
        asked,
        open_for(session, candidate),
        next_step(known, document.of_candidate(session, candidate.id), ranked, own=True),
        known,
        ordered,
        rank_settings(profile, ranked, today, own=True),
        ways_in_for(profile, ranked, today),
        {
            one.opening.id: words
            for one in ordered.rows[:SHOWN]
            if (words := place(session, one.opening, candidate, today))
        },
        standing,
        [
            (session.get_one(Opening, opening_id), status)
            for opening_id, status in sorted(standing.items(), key=lambda one: one[1].on, reverse=True)
            if opening_id not in listed
        ],
    )


def place(session: Session, opening: Opening, candidate: Candidate, today: date) -> Markup | None:
    """Her place in an opening's list, in words, and nobody else's; None where she is not ranked there."""
    ranked = rank_opening(session, opening, today)
    mine = ranked.find(candidate.public_id)
    if mine is None or mine.position is None:
        return None
    alike = [row.position or 0 for row in ranked.rows if row.band == mine.band]
    if len(alike) == 1:
        return t("me.place_alone", place=ordinal(mine.position), of=len(ranked.rows))
    return t("me.place_band", first=ordinal(alike[0]), last=ordinal(alike[-1]), of=len(ranked.rows))
