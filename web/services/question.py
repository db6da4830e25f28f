"""The open questions of a match put to the candidate, her answers, and how each of them moved her in the list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial, reduce
from typing import Any

from sqlalchemy.orm import Session

from matcher import vocabulary
from matcher.counterfactual import Change, replayed, steps
from matcher.domain import Held, HeldSkill, Lane, Profile
from matcher.eligibility.judge import Gate
from matcher.shortlist import Ranked, Row
from models import availability
from models import fact as facts
from models import question as questions
from models.candidate import Candidate
from models.fact import Fact
from models.opening import Opening
from models.preference import Preference
from models.question import Question
from models.section_answer import SectionAnswer
from models.user import User
from web.services import match_page
from web.services.about import FACTS, about_row, kind_of, terms_of
from web.services.change import placing
from web.services.fact import SECTION_OF, TABLES, add_fact, close_section, remove_fact
from web.services.ranking import Weights, explain_rows, rank_opening
from web.services.refusal import Refused
from web.words import plain_day, t


@dataclass(frozen=True)
class Answer:
    """What she says. `said`: yes or no, "" where words alone answer; `held`: of several terms those that are hers.

    `complete`: nothing else belongs in the section.
    """

    said: str = ""
    words: str = ""
    held: tuple[str, ...] = ()
    level: int | None = None
    last_used: date | None = None
    complete: bool = False


@dataclass(frozen=True)
class Moved:
    """Before and after, each ranked in the list as it stands today. `place`: what became of the rank, in words."""

    fits: tuple[int | None, int | None]
    lanes: tuple[Lane, Lane]
    place: str


@dataclass(frozen=True)
class Put:
    """A question put for this opening. `by_her`: she answered herself. `moved`: None where nothing was settled by it."""

    question: Question
    asker: str
    answerer: str
    by_her: bool
    moved: Moved | None


@dataclass(frozen=True)
class Asking:
    """`open`: what can still be put to her; `waiting`: what was; `answered`; `moved`: by all her answers together."""

    open: list[match_page.Question]
    waiting: list[Put]
    answered: list[Put]
    moved: Moved | None

    @property
    def last(self) -> Put:
        return max(self.answered, key=lambda put: put.question.answered_at or put.question.asked_at)


def open_for(session: Session, candidate: Candidate) -> list[Question]:
    """What the agency asked her and she has not answered yet, the newest first."""
    return [one for one in questions.of_candidate(session, candidate.id, "candidate") if one.answered_at is None]


def read_asking(
    session: Session,
    opening: Opening,
    candidate: Candidate,
    ranked: Ranked,
    row: Row,
    now_open: Sequence[match_page.Question],
    weights: Weights | None = None,
) -> Asking:
    """The panel of a match. `now_open`: what the match leaves open today, whether it was put to her or not."""
    rows = questions.for_opening(session, candidate.id, opening.id)
    settled = [one.Question.settled for one in rows if one.Question.settled]
    *each, together = movements(ranked, row, [*([one] for one in settled), settled], weights) if settled else [None]
    moved = iter(each)
    puts = [
        Put(
            one.Question,
            one.asker,
            one.answerer or "",
            one.Question.answered_by is not None and is_hers(session, one.Question.answered_by, candidate),
            next(moved) if one.Question.settled else None,
        )
        for one in rows
    ]
    known = {put.question.about for put in puts}
    return Asking(
        [one for one in now_open if one.about not in known],
        [put for put in puts if put.question.answered_at is None],
        [put for put in puts if put.question.answered_at is not None],
        together,
    )


def is_hers(session: Session, user_id: int, candidate: Candidate) -> bool:
    user = session.get(User, user_id)
    return user is not None and user.candidate_id == candidate.id


def movements(
    ranked: Ranked, row: Row, undoing: Sequence[Sequence[Mapping[str, Any]]], weights: Weights | None
) -> list[Moved]:
    """For each of `undoing` the row as it would stand without these answers, everybody else as they are, beside the row as it is."""
    gate = Gate(ranked.requirements, ranked.as_of, vocabulary.load())
    changes = [Change("together", "", partial(reduce, undone, answers)) for answers in undoing]
    found = (one.row for one in replayed(ranked, row, changes, gate, weights))
    return [Moved((was.fit, row.fit), (was.eligibility.lane, row.eligibility.lane), placing(was, row)) for was in found]


def undone(profile: Profile, settled: Mapping[str, Any]) -> Profile:
    """The profile as if one answer had not been given; what was changed otherwise since stays as it is."""
    if settled["kind"] == "limit":
        before: dict[str, Any] = {n: frozenset(v) if isinstance(v, list) else v for n, v in settled["before"].items()}
        return replace(profile, limits=replace(profile.limits, **before))
    name, gave = FACTS[settled["kind"]], settled["said"] == "yes"
    rows = getattr(profile, name)
    held = {one.slug for one in rows}
    back = {slug: was for slug, was in settled["before"].items() if (slug in held) == gave}
    kept = [one for one in rows if one.slug not in back]
    kept += [restored(settled["kind"], slug, was) for slug, was in back.items() if was]
    closed = {SECTION_OF[settled["kind"]]} if settled["closed"] else set()
    return replace(profile, **{name: tuple(kept)}, answered=profile.answered - closed)  # type: ignore[arg-type]


def restored(kind: str, slug: str, was: Mapping[str, Any]) -> Held | HeldSkill:
    """A fact as it was before an answer."""
    if kind != "skill":
        return Held(slug, was["standing"])
    used = date.fromisoformat(was["last_used"]) if was["last_used"] else None
    return HeldSkill(slug, was["level"], used, was["standing"])


def ask(
    session: Session,
    opening: Opening,
    candidate: Candidate,
    user: User,
    about: str,
    today: date,
    weights: Weights | None = None,
) -> Question:
    """Put an open question of the match to the candidate; what was put before is given back.

    Raises Refused where the match leaves no such question open.
    """
    for row in questions.for_opening(session, candidate.id, opening.id):
        if row.Question.about == about:
            return row.Question
    ranked = rank_opening(session, opening, today, weights)
    placed = ranked.find(candidate.public_id)
    now_open = open_in(ranked, placed, weights) if placed else []
    found = next((one for one in now_open if one.about == about), None)
    if found is None:
        raise Refused("about", t("questions.not_open"))
    put = Question(
        candidate_id=candidate.id, opening_id=opening.id, asked_of="candidate", about=about,
        words=found.words, asked_by=user.id,
    )  # fmt: skip
    session.add(put)
    session.flush()
    return put


def open_in(ranked: Ranked, row: Row, weights: Weights | None) -> list[match_page.Question]:
    """What this match leaves open for her to answer."""
    parts = explain_rows(ranked, [row], weights)[0].parts if row.position else ()
    return match_page.questions(row.eligibility, parts)


def give_answer(session: Session, put: Question, by: User, given: Answer, today: date) -> None:
    """The answer kept, and the fact or limit it settles changed by it.

    The same answer sent again changes nothing. Raises Refused where another was given before.
    """
    said, words = given.said or None, given.words
    if put.answered_at is not None:
        if (put.said, put.answer, put.answered_by) == (said, words, by.id):
            return
        raise Refused("errors", t("questions.answered_before", day=plain_day(put.answered_at.date())))
    candidate = session.get_one(Candidate, put.candidate_id)
    if terms := terms_of(put.about):
        put.settled = settle_facts(session, candidate, kind_of(put.about), terms, given, by)
    elif kind_of(put.about) == "limit" and given.said == "yes":
        put.settled = widen_limit(session, candidate, put, today)
    put.said, put.answer, put.answered_by, put.answered_at = said, words, by.id, datetime.now(UTC)
    session.flush()


def settle_facts(
    session: Session, candidate: Candidate, kind: str, terms: Sequence[str], given: Answer, by: User
) -> dict[str, Any] | None:
    """What is hers confirmed, what was read and is not so taken away; None where that changes nothing."""
    before: dict[str, Any] = {}
    for slug in terms:
        row = facts.with_slug(session, TABLES[kind], candidate.id, slug)
        stood = row if row and row.standing != "rejected" else None
        if given.said == "yes" and (slug in given.held or len(terms) == 1):
            before[slug] = as_it_was(kind, stood)
            add_fact(session, candidate, kind, {"slug": slug, **skill_values(kind, given)}, by.id)
        elif given.said == "no" and stood and stood.standing == "proposed":
            before[slug] = as_it_was(kind, stood)
            remove_fact(session, stood, by.id)
    section = SECTION_OF[kind]
    closes = given.complete and session.get(SectionAnswer, (candidate.id, section)) is None
    if closes:
        close_section(session, candidate, section, by.id)
    return {"kind": kind, "said": given.said, "before": before, "closed": closes} if before or closes else None


def skill_values(kind: str, given: Answer) -> dict[str, Any]:
    """Of a skill what was said of it; what was not said stays as it stood."""
    said = {"level": given.level, "last_used": given.last_used} if kind == "skill" else {}
    return {name: value for name, value in said.items() if value is not None}


def as_it_was(kind: str, row: Fact | None) -> dict[str, Any] | None:
    if row is None:
        return None
    said: dict[str, Any] = {"standing": row.standing}
    if kind == "skill":
        level, used = row.level, row.last_used  # type: ignore[attr-defined]
        said |= {"level": level, "last_used": used.isoformat() if used else None}
    return said


def widen_limit(session: Session, candidate: Candidate, put: Question, today: date) -> dict[str, Any] | None:
    """The limit widened just so far that the opening lies within it; None where it does by now."""
    opening = session.get_one(Opening, put.opening_id)
    ranked = rank_opening(session, opening, today)
    row = ranked.find(candidate.public_id)
    gate = Gate(ranked.requirements, today, vocabulary.load())
    changes = [one for one in steps(row, gate) if one.kind == "limit" and one.row] if row else []
    change = next(
        (one for one in changes if row and one.row and about_row(one.row, row.eligibility) == put.about), None
    )
    if row is None or change is None:
        return None
    was, now = row.profile.limits, change.apply(row.profile).limits
    before = {name: value for name, value in vars(was).items() if getattr(now, name) != value}
    wants = session.get(Preference, candidate.id)
    for name in before:
        value = getattr(now, name)
        if name == "shifts":
            for free in availability.of_candidate(session, candidate.id):
                free.shifts = sorted(value)
        else:
            setattr(wants, name, sorted(value) if isinstance(value, frozenset) else value)
    session.flush()
    kept = {name: sorted(value) if isinstance(value, frozenset) else value for name, value in before.items()}
    return {"kind": "limit", "before": kept}
