"""What would change a match: small realistic changes of a profile, each judged and ranked again before it is said (law 11).

A change is a profile: a card renewed, verified, confirmed or newly had, a skill of the opening in recent use, a system learned,
a limit widened. A licence is a profession and no step; a year of experience or a degree is none either.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial, reduce
from typing import Any, Literal

from matcher.domain import Credential, Held, HeldSkill, Judged, Profile, Requirements
from matcher.eligibility.credentials import FACILITY
from matcher.eligibility.days import add_months
from matcher.eligibility.judge import Gate, counts, musts
from matcher.eligibility.limits import dollars, hourly, miles
from matcher.eligibility.sentences import credential_name, either, label, lower, say
from matcher.shortlist import LANES, Ranked, Row, judged_and_scored, placed
from matcher.table import Table
from matcher.vocabulary import Vocabulary

Kind = Literal["renew", "verify", "confirm", "obtain", "skill", "system", "limit", "together"]

TERM = 24  # months a card is given where its kind names no usual term
LEVEL = 3  # of 0 to 4: does it without help
LEAST = 50  # hundredths of a point from which a skill or a system is worth naming
MOST = 3  # of those that eligibility does not wait for
NEAR = 120  # miles: about two hours on the road, the furthest that a limit is widened to


@dataclass(frozen=True)
class Change:
    """One step: `apply` gives the profile it leaves. `subject`: the card's, skill's or limit's name; `by`: when it is due.

    `offered`: what the opening offers outside of a limit, in words. `row`: the row of the judgement that it answers.
    """

    kind: Kind
    subject: str
    apply: Callable[[Profile], Profile]
    by: date | None = None
    settles: bool = False  # whether eligibility waits for it
    offered: str = ""
    row: Judged | None = None


@dataclass(frozen=True)
class Outcome:
    """A change with the row it gives in the same list, everybody else as they are."""

    change: Change
    row: Row

    def better_than(self, now: Row) -> bool:
        """A nearer eligibility, or more points: else it is not worth saying."""
        (lane, waits), (lane_now, waits_now) = (
            (LANES.index(row.eligibility.lane), sum(1 for _ in waiting(row))) for row in (self.row, now)
        )
        return lane < lane_now or (lane == lane_now and (waits < waits_now or gain(self.row, now) > 0))


def gain(row: Row, now: Row) -> int:
    """Hundredths of a point more; nothing where one of the two is not scored."""
    return 0 if row.fit is None or now.fit is None else row.fit - now.fit


def steps(row: Row, gate: Gate) -> list[Change]:
    """What a person can do about an opening's cards and about her own limits."""
    return [*cards(row, gate), *widened(row, gate.opening, gate.vocabulary)]


def waiting(row: Row) -> Iterator[Judged]:
    """The rows that keep this person from being eligible."""
    judged = row.eligibility
    yield from (j for j in musts(judged) if j.status != "met")
    yield from (j for j in judged.asks if j.status == "unmet")


def what_would_change(ranked: Ranked, row: Row, gate: Gate, weights: Mapping[str, int] | None = None) -> list[Outcome]:
    """Every change that helps, first what eligibility waits for, then the largest gain; at the end the first ones together.

    `ranked`: the list that `row` stands in, made by this `gate` and these `weights`. Nothing leads round a bar.
    """
    if row.eligibility.barred:
        return []
    asked, words = gate.opening, gate.vocabulary
    trained = [*skills(asked, gate.days.today, words), *systems(row.profile, asked, words)]
    found = replayed(ranked, row, [*steps(row, gate), *trained], gate, weights)
    helping = [one for one in found if one.better_than(row)]
    needed = [one for one in helping if one.change.settles]
    others = sorted(
        (one for one in helping if not one.change.settles and gain(one.row, row) >= LEAST),
        key=lambda one: (-gain(one.row, row), one.change.subject),
    )
    shown = [*needed, *others[:MOST]]
    if len(shown) < 2:
        return shown
    all_shown = [one.change.apply for one in shown]
    together = Change("together", "", lambda profile: reduce(lambda made, step: step(made), all_shown, profile))
    return [*shown, *replayed(ranked, row, [together], gate, weights)]


@dataclass(frozen=True)
class Opened:
    """A change over many openings: the rows it answers there, and the places of those that it alone makes eligible."""

    change: Change
    rows: tuple[Judged, ...]
    opens: tuple[int, ...]

    @property
    def eligible(self) -> int:
        return len(self.opens)

    @property
    def waiting(self) -> int:
        return len(self.rows)

    @property
    def by(self) -> date | None:
        return min((row.by for row in self.rows if row.by), default=None)


def what_would_open(judged: Sequence[tuple[Row, Gate]]) -> list[Opened]:
    """One person's changes over openings, each judged again in all of them; those that make most eligible first.

    `judged`: her row and the gate of each opening.
    """
    found: dict[Profile, list[Change]] = {}
    for row, gate in judged:
        if row.eligibility.lane == "eligible" or row.eligibility.barred:
            continue
        for change in steps(row, gate):
            changed = change.apply(row.profile)
            if change.settles and (row.eligibility.lane != "blocked" or gate.judge(changed).lane != "blocked"):
                found.setdefault(changed, []).append(change)
    made = []
    for profile, changes in found.items():
        rows = tuple(change.row for change in changes if change.row)
        made.append(Opened(changes[0], rows, opened_by(profile, judged)))
    return sorted(made, key=lambda one: (-one.eligible, -one.waiting, one.change.subject))


def opened_by(changed: Profile, judged: Sequence[tuple[Row, Gate]]) -> tuple[int, ...]:
    """Places of the openings that she is not eligible for now and is so as `changed`."""
    left = ((n, gate) for n, (row, gate) in enumerate(judged) if row.eligibility.lane != "eligible")
    return tuple(n for n, gate in left if gate.judge(changed).lane == "eligible")


def settled(profile: Profile) -> Profile:
    """The profile as it is once everything proposed in it is confirmed."""
    sections = "jobs", "skills", "credentials", "education", "training", "languages", "systems", "roles"
    rows = {name: tuple(replace(one, standing="confirmed") for one in getattr(profile, name)) for name in sections}
    return replace(profile, **rows)  # type: ignore[arg-type]


def replayed(
    ranked: Ranked,
    row: Row,
    changes: Sequence[Change],
    gate: Gate,
    weights: Mapping[str, int] | None = None,
) -> list[Outcome]:
    """Each change judged and scored, and put in its place among the others of the list."""
    profiles = [change.apply(row.profile) for change in changes]
    table = Table.build(profiles, gate.vocabulary)
    again = judged_and_scored(profiles, table, ranked.ranker, gate, weights)
    others = [other for other in ranked.rows if other.candidate != row.candidate]
    made = []
    for change, one in zip(changes, again, strict=True):
        if one.eligibility.lane != "blocked":
            one = next(other for other in placed([*others, one]) if other.candidate == row.candidate)
        made.append(Outcome(change, one))
    return made


def cards(row: Row, gate: Gate) -> Iterator[Change]:
    """Cards asked: renewed, verified, confirmed with a last day, or had."""
    today, last, words = gate.days.today, gate.days.last, gate.vocabulary
    done = set()
    for judged in row.eligibility.requirements:
        asked, held = judged.requirement, judged.held
        if asked is None or asked.kind not in ("credential", "licence") or judged.status == "met":
            continue
        if judged.settles == FACILITY or (held is None and asked.kind == "licence"):
            continue
        if held is None:
            type_ = next(types(asked.any_of, words), None)
            if type_ is None:
                continue
            card = Credential(type_, issued=today, expires=term_from(today, type_, words))
            kind = "obtain"
        else:
            short = held.expires is None or held.expires < last
            begin = max(held.expires or today, today)
            card = replace(held, expires=term_from(begin, held.type, words) if short else held.expires)
            kind = judged.action or "confirm"
        card = replace(card, proof="verified", standing="confirmed")
        if card.type in done:  # asked twice, by two levels or in two ways: one step
            continue
        done.add(card.type)
        name = credential_name(words.credential(card.type))
        yield Change(kind, name, partial(with_card, card=card, instead_of=held), judged.by, counts(judged), row=judged)  # type: ignore[arg-type]


def with_card(profile: Profile, card: Credential, instead_of: Credential | None) -> Profile:
    return replace(profile, credentials=(*(one for one in profile.credentials if one != instead_of), card))


def types(any_of: Iterable[str], words: Vocabulary) -> Iterator[str]:
    """The credentials that answer, in the vocabulary's order: one named before one of a class named."""
    for slug in any_of:
        members = {slug} if slug in words.credential_types else words.members_of(slug)
        yield from (one for one in words.credential_types if one in members)


def term_from(day: date, type_: str, words: Vocabulary) -> date | None:
    """The last day of a card begun on that day, by its kind's usual term; None where the kind has no term."""
    data = words.credential(type_).data
    return None if data.get("no_term") else add_months(day, data.get("validity_months", TERM))


def skills(asked: Requirements, today: date, words: Vocabulary) -> Iterator[Change]:
    """Each skill of the opening in use now and done without help."""
    named = [task.slug for task in asked.tasks]
    named += [slug for one in asked.asked if one.kind == "skill" for slug in one.any_of]
    for slug in dict.fromkeys(named):
        new = HeldSkill(slug, LEVEL, today, "confirmed")
        yield Change("skill", label(slug, words, ("skill",)), partial(with_skill, new=new))


def with_skill(profile: Profile, new: HeldSkill) -> Profile:
    return replace(profile, skills=(*(one for one in profile.skills if one.slug != new.slug), new))


def systems(profile: Profile, asked: Requirements, words: Vocabulary) -> Iterator[Change]:
    for slug in dict.fromkeys(slug for one in asked.asked if one.kind == "system" for slug in one.any_of):
        if slug not in {one.slug for one in profile.systems}:
            yield Change("system", label(slug, words, ("system",)), partial(with_system, new=Held(slug, "confirmed")))


def with_system(profile: Profile, new: Held) -> Profile:
    return replace(profile, systems=(*profile.systems, new))


def widened(row: Row, asked: Requirements, words: Vocabulary) -> Iterator[Change]:
    """Limits the person stated that the opening lies outside of, widened just so far."""
    limits, away, paid = row.profile.limits, miles(row.profile.home, asked.place), hourly(asked.pay)
    kind, setting = asked.employment_type, asked.setting
    wider: dict[str, tuple[dict[str, Any], str]] = {}
    if asked.shifts:
        wider[say("limits.shift")] = (
            {"shifts": limits.shifts | asked.shifts},
            named("shift", sorted(asked.shifts), words),
        )
    if kind:
        taken = {"employment_types": limits.employment_types | {kind}}
        wider[say("limits.employment_type")] = taken, named("employment_type", [kind], words)
    if setting:
        wider[say("limits.setting")] = {"settings": limits.settings | {setting}}, named("setting", [setting], words)
    if paid is not None:
        wider[say("limits.pay")] = {"pay_floor": paid}, say("limits.pay_of", pay=dollars(paid))
    if away is not None and away <= NEAR:
        wider[say("limits.distance")] = {"miles": math.ceil(away)}, say("limits.miles", miles=math.ceil(away))
    for judged in row.eligibility.asks:
        if judged.status == "unmet" and judged.subject in wider:
            changed, offered = wider[judged.subject]
            step = partial(with_limits, changed=changed)
            yield Change("limit", judged.subject, step, settles=True, offered=offered, row=judged)


def named(kind: str, slugs: Iterable[str], words: Vocabulary) -> str:
    return either(lower(label(slug, words, (kind,))) for slug in slugs)


def with_limits(profile: Profile, changed: Mapping[str, Any]) -> Profile:
    return replace(profile, limits=replace(profile.limits, **changed))
