"""The gate for many at once beside the gate for one: every status and lane, of drawn cases and of the demo's people."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import numpy as np
import pytest

from matcher.domain import (
    SECTIONS,
    Credential,
    Education,
    Eligibility,
    Held,
    HeldSkill,
    Job,
    Limits,
    Pay,
    Place,
    Profile,
    Requirement,
    Requirements,
    Task,
    Training,
)
from matcher.eligibility.block import LANES, STATUSES, TASK_STATUSES, Verdicts, judge_people
from matcher.eligibility.door import read_opening
from matcher.eligibility.judge import Gate
from matcher.eligibility.people import People
from matcher.eligibility.rules import load as load_rules
from matcher.vocabulary import UnknownSlug, load
from tests.gate_oracle.drawing import Drawing
from tests.matcher.eligibility.gate_people import a_rule, asks, card, law, opening, person
from web.demo import columns as demo

VOCABULARY, RULES, TODAY = load(), load_rules(), date(2026, 11, 25)
SEED, OPENINGS, EACH = 11, 720, 8  # 5,760 drawn people
PLACES = (Place("30301", "GA", 33.75, -84.39), Place("30901", "GA", 33.47, -81.97), Place(None, "GA"))
LIMITS = ("Shift", "Employment type", "Setting", "Pay", "Distance", "Dates")
Case = tuple[Requirements, date, list[Profile]]


# --- cases ----------------------------------------------------------------------------------------------------------


def some(rng: Random, things: Iterable[Any], most: int) -> Any:
    things = tuple(things)
    return rng.sample(things, rng.randint(0, min(most, len(things))))


def confirmed(rng: Random) -> Any:
    return rng.choice(("confirmed", "confirmed", "confirmed", "proposed"))


def worked(rng: Random, asked: Sequence[Requirement], today: date) -> list[Job]:
    """Jobs in what is asked for, about as long as that, some without dates and some at once, and a few in anything."""
    found = []
    for one in asked:
        for slug in one.any_of if one.kind == "experience" else ():
            for _ in range(rng.choice((0, 1, 1, 2))):
                months = round(12 * (one.years or 0)) + rng.choice((-13, -1, -1, 0, 0, 1, 24))
                begin = today - timedelta(days=round(max(months, 0) * 30.44) + rng.choice((0, 0, 200, -40)))
                kind = next((k for k in ("role", "setting", "specialty") if VOCABULARY.has(k, slug)), "title")
                end = min(begin + timedelta(days=round(max(months, 0) * 30.44)), today + timedelta(days=60))
                job = Job("a title", begin=begin, end=end, current=rng.random() < 0.3, standing=confirmed(rng))
                found.append(replace(job, **({kind: slug} if kind != "title" else {})))
    for _ in range(rng.choice((0, 0, 1))):
        begin = rng.choice((None, today - timedelta(days=rng.randint(-40, 2000))))
        end = rng.choice((None, today - timedelta(days=rng.randint(0, 900))))
        family = rng.choice((None, "medical_assistant", "retail_sales"))
        setting, specialty = rng.choice((None, "hospital", "urgent_care")), rng.choice((None, "pediatrics"))
        found.append(Job("a title", family, None, None, "", begin, end, False, setting, specialty, confirmed(rng)))
    return found


def profile_of(candidate: dict[str, Any], asked: Requirements, today: date, rng: Random) -> Profile:
    """The person of a case, with what the door cannot say: facts not confirmed, open sections, jobs, skills, limits."""

    def day(text: str | None) -> date | None:
        return date.fromisoformat(text) if text else None

    given = {key: candidate.get(key) or () for key in ("roles", "credentials", "languages", "programmes", "training")}
    section = {"roles": "experience", "programmes": "education"}
    closed = {section.get(key, key) for key in given if candidate.get(key) is not None}
    closed |= set(some(rng, ("skills", "systems"), 2))
    if rng.random() < 0.3:
        closed -= set(some(rng, SECTIONS, 3))
    level = candidate.get("education")
    studies = [
        Education(programme=p["kind"], hours=p.get("hours"), standing=confirmed(rng)) for p in given["programmes"]
    ]
    return Profile(
        "p",
        jobs=tuple(worked(rng, asked.asked, today)),
        skills=tuple(HeldSkill(s, standing=confirmed(rng)) for s in some(rng, ("ekg", "venipuncture", "rooming"), 2)),
        credentials=tuple(
            Credential(
                one["type"], one.get("state"), day(one.get("issued")), day(one.get("expires")), one.get("compact", False),
                one.get("revoked", False), "verified" if one.get("verified") else "document", confirmed(rng),
            )
            for one in given["credentials"]
        ),
        education=(*studies, *([Education(level, standing=confirmed(rng))] if level else ())),
        training=tuple(Training(t["id"], t.get("hours"), standing=confirmed(rng)) for t in given["training"]),
        languages=tuple(Held(slug, confirmed(rng)) for slug in given["languages"]),
        systems=tuple(Held(slug, confirmed(rng)) for slug in some(rng, ("epic", "athenahealth", "meditech"), 2)),
        roles=tuple(Held(slug, confirmed(rng)) for slug in given["roles"]),
        answered=frozenset(closed),
        home=replace(rng.choice(PLACES), state=candidate.get("home_state")),
        limits=limits_of(rng, today) if rng.random() < 0.5 else Limits(),
    )  # fmt: skip


def limits_of(rng: Random, today: date) -> Limits:
    return Limits(
        rng.choice((None, 0, 139, 140, 500)),
        rng.choice((None, 0, 2000, 2001)),
        frozenset(some(rng, ("evening", "weekday_day", "night"), 2)),
        frozenset(some(rng, ("contract", "per_diem"), 2)),
        frozenset(some(rng, ("hospital", "private_practice"), 2)),
        rng.choice((None, today + timedelta(days=rng.choice((-1, 0, 1, 13))))),
        rng.choice((None, today + timedelta(days=rng.choice((0, 91, 400))))),
    )


def opening_of(drawing: Drawing, case: dict[str, Any], rng: Random) -> Requirements:
    """The opening of a case, with what the door cannot say: no state, things not confirmed, other kinds, pay, a place."""
    asked = read_opening(case["opening"], VOCABULARY)
    others = (
        *(asks("skill", "ekg", "rooming"), asks("system", "epic", must=False), asks("vaccination", "flu")),
        *(
            asks("experience", years=1),
            asks("credential"),
            asks("experience", "family_medicine", "pediatrics", years=1),
        ),
    )
    rows = [
        replace(one, standing="proposed") if rng.random() < 0.15 else one
        for one in (*asked.asked, *(some(rng, others, 2) if rng.random() < 0.25 else ()))
    ]
    tasks = tuple(replace(task, standing="proposed") if rng.random() < 0.15 else task for task in asked.tasks)
    place = replace(rng.choice(PLACES), state=None if rng.random() < 0.04 else asked.place.state)
    if rng.random() < 0.4:
        asked = replace(
            asked,
            shifts=frozenset(some(rng, ("evening", "weekday_day"), 2)),
            employment_type=rng.choice((None, "contract")),
            pay=rng.choice((Pay(), Pay(1500, 2000), Pay(2000), Pay(None, 2000 * 2080, "year"))),
        )
    return replace(asked, place=place, asked=tuple(rows), tasks=tasks)


def drawn_cases() -> Iterator[Case]:
    for number in range(OPENINGS):
        drawing, rng = Drawing(SEED, number), Random(f"{SEED}/{number}")
        case = drawing.case()
        today, asked = date.fromisoformat(case["today"]), opening_of(drawing, case, rng)
        candidates = [case["candidate"]]
        candidates += [drawing.candidate(case["opening"].get("requirements", [])) for _ in range(EACH - 1)]
        yield asked, today, [profile_of(candidate, asked, today, rng) for candidate in candidates]


@functools.cache
def everybody() -> tuple[list[Case], People]:
    """The cases, and their people as one table."""
    cases = list(drawn_cases())
    return cases, People.build((person for _, _, people in cases for person in people), VOCABULARY)


# --- beside one another ---------------------------------------------------------------------------------------------


def statuses(found: Eligibility) -> list[Any]:
    rows = [found.lane, found.role.status, *(r.status for r in found.requirements), *(t.status for t in found.tasks)]
    limits = dict.fromkeys(LIMITS) | {ask.subject: ask.status for ask in found.asks}
    assert len(limits) == len(LIMITS)
    return [*rows, *limits.values()]


def of_person(found: Verdicts, n: int) -> list[Any]:
    limits = [STATUSES[status] if status >= 0 else None for status in found.limits[:, n]]
    rows = [STATUSES[found.role[n]], *(STATUSES[rank] for rank in found.requirements[:, n])]
    return [LANES[found.lanes[n]], *rows, *(TASK_STATUSES[rank] for rank in found.tasks[:, n]), *limits]


def compare(gate: Gate, people: Sequence[Profile], columns: People, counts: Counter[tuple[Any, ...]]) -> None:
    found, asked = judge_people(gate, columns), gate.opening
    for n, one in enumerate(people):
        alone = gate.judge(one)
        assert of_person(found, n) == statuses(alone), f"{asked}\n{one}\non {gate.days}\n{alone}"
        counts["lane", alone.lane] += 1
        counts["role", alone.role.status] += 1
        counts.update((row.kind, how.status) for row, how in zip(asked.asked, alone.requirements, strict=True))
        counts.update(("task", task.status) for task in alone.tasks)
        counts.update((ask.subject, ask.status) for ask in alone.asks)


def least(counts: Counter[tuple[Any, ...]], kinds: Iterable[str], words: Iterable[str], number: int) -> list[Any]:
    wanted = [(kind, word) for kind in kinds for word in words]
    return [(*one, counts[one]) for one in wanted if counts[one] < number]


def test_block_and_gate_agree_on_every_drawn_case_and_meet_every_status() -> None:
    cases, table = everybody()
    counts: Counter[tuple[Any, ...]] = Counter()
    for number, (asked, today, people) in enumerate(cases):
        own = table.rows(range(number * EACH, number * EACH + EACH))
        compare(Gate(asked, today, VOCABULARY, RULES), people, own, counts)
    assert sum(counts["lane", lane] for lane in LANES) == OPENINGS * EACH > 5_000
    print(*sorted(counts.items()), sep="\n")
    assert not least(counts, ["lane"], LANES, 300)
    assert not least(counts, ["role", "credential", "licence"], STATUSES, 100)
    assert not least(counts, ["experience", "language", "education", "skill", "system"], STATUSES, 15)
    assert not least(counts, ["task"], TASK_STATUSES, 200)
    assert not least(counts, LIMITS[:-1], ("met", "unknown", "unmet"), 50)
    assert not least(counts, LIMITS[-1:], ("met", "unmet"), 50)


@pytest.mark.parametrize("half", range(2))
def test_block_and_gate_agree_on_the_demo(half: int) -> None:
    people = list(demo.people(250, SEED + half, VOCABULARY, TODAY))
    table = People.build(people, VOCABULARY)
    counts: Counter[tuple[Any, ...]] = Counter()
    for asked in demo.openings(12, SEED + half, VOCABULARY, TODAY):
        compare(Gate(asked, TODAY, VOCABULARY, RULES), people, table, counts)
    assert not least(counts, ["lane"], ("eligible-if", "blocked"), 100)
    assert not least(counts, ["role", "credential", "experience"], ("met", "met-if", "unmet"), 10)


def test_a_day_later_the_same_columns_say_what_the_gate_says() -> None:
    """Nothing of the day is kept in the columns: cards lapse and years grow while they stay."""
    cases, table = everybody()
    counts: Counter[tuple[Any, ...]] = Counter()
    for number, (asked, today, people) in enumerate(cases[:120]):
        own = table.rows(range(number * EACH, number * EACH + EACH))
        compare(Gate(asked, today + timedelta(days=400), VOCABULARY, RULES), people, own, counts)
    assert sum(counts.values()) > 2_000


# --- columns --------------------------------------------------------------------------------------------------------


def same(one: People, other: People) -> bool:
    return (
        np.array_equal(one.keys, other.keys)
        and np.array_equal(one.numbers, other.numbers)
        and np.array_equal(one.points, other.points, equal_nan=True)
        and all(
            np.array_equal(entries.start, other.lists[name].start)
            and np.array_equal(entries.columns, other.lists[name].columns)
            for name, entries in one.lists.items()
        )
    )


def test_people_joined_and_chosen_again_are_the_people_built() -> None:
    people = list(demo.people(40, SEED, VOCABULARY, TODAY))
    table = People.build(people, VOCABULARY)
    assert same(People.concat([People.build(people[:7], VOCABULARY), People.build(people[7:], VOCABULARY)]), table)
    assert same(People.concat([table.rows([n]) for n in range(40)]), table)
    assert same(table.rows([9, 2, 9]), People.build([people[9], people[2], people[9]], VOCABULARY))
    assert not same(table.rows([9, 2]), table.rows([2, 9]))
    with pytest.raises(ValueError, match="at least one"):
        People.concat([])


def test_nobody_is_judged_in_no_rows() -> None:
    gate = Gate(opening(asks("licence", "rn_licence"), asks("experience", "rn", years=1), tasks=(Task("ekg"),)), TODAY)
    found = judge_people(gate, People.build([], VOCABULARY))
    assert found.lanes.shape == (0,) and found.requirements.shape == (2, 0) and found.tasks.shape == (1, 0)


def test_a_slug_of_no_vocabulary_is_refused() -> None:
    for profile in (person(languages=(Held("klingon"),)), person(limits=Limits(shifts=frozenset({"never"})))):
        with pytest.raises(UnknownSlug, match=r"language|shift"):
            People.build([profile], VOCABULARY)


@pytest.mark.parametrize("effect", ["conditional", "require_licence", "allow"])
def test_a_rule_past_its_review_and_alternatives_of_needs(effect: str) -> None:
    """The rules of the product have few review dates: one of each effect, for the role and for a task."""
    needs = [[{"held": ["certified_ma"]}, {"training": "injection", "hours": 8}], [{"programme": ["caahep"]}]]
    people = [
        person(card("ccma_nha")),
        person(card("ccma_nha", standing="proposed"), training=(Training("injection", 8, standing="confirmed"),)),
        person(card("ccma_nha"), training=(Training("injection", 7, standing="confirmed"),)),
        person(education=(Education(programme="caahep", standing="confirmed"),)),
        person(answered=frozenset()),
        person(roles=()),
    ]
    counts: Counter[tuple[Any, ...]] = Counter()
    for activity in ("injection", "any_clinical"):
        for review in (None, TODAY, date(2027, 1, 1)):
            rule = a_rule(activity=activity, effect=effect, needs=needs, only_in=["hospital"])
            rules = law(rule if review is None else rule | {"review_by": review})
            for setting in (None, "hospital", "private_practice"):
                gate = Gate(opening(tasks=(Task("injections"),), setting=setting), TODAY, VOCABULARY, rules)
                compare(gate, people, People.build(people, VOCABULARY), counts)
    assert len({status for kind, status in counts if kind == "task"}) >= 4
