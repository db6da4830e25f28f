"""The gate for many people at once: every status and the lane that `Gate.judge` would give each, as arrays.

For a list of fifty of a hundred thousand: the block says who may come into it, and the fifty shown are judged one by one
for their sentences, days and sources. What a rule makes of a need, a licence or a role is read off the very objects of the
gate, once for each way in which these can stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, get_args

import numpy as np

from matcher.domain import Judged, Lane
from matcher.eligibility.credentials import Asked
from matcher.eligibility.judge import Gate, counts
from matcher.eligibility.law import Applied
from matcher.eligibility.outcomes import RANK, TASK_RANK, unsure
from matcher.eligibility.people import Ints, People, numbers
from matcher.eligibility.role import Role
from matcher.eligibility.rules import Need
from matcher.eligibility.standings import MET, MET_IF, UNMET, lacking, limits, standing
from matcher.eligibility.tasks import BY_LICENCE, CEILING, Duty

LANES: tuple[Lane, ...] = get_args(Lane)
STATUSES, TASK_STATUSES = tuple(RANK), tuple(TASK_RANK)  # a rank is its place
#: A requirement standing in each way, lowest first.
EACH = tuple(Judged("", status, "") for status in STATUSES)
UNSURE = np.array([RANK[unsure(judged).status] for judged in EACH], dtype=np.uint8)
LICENSED = np.array([TASK_RANK[BY_LICENCE[status]] for status in STATUSES], dtype=np.uint8)
AT_MOST = np.array([TASK_RANK[CEILING.get(status, "allowed")] for status in STATUSES], dtype=np.uint8)


@dataclass(frozen=True, eq=False)
class Verdicts:
    """N people for one opening. Numbers are places in LANES, STATUSES and TASK_STATUSES.

    lanes : uint8[N]
    role : uint8[N]
    requirements : uint8[requirements, N], tasks : uint8[tasks, N], as the opening orders them
    limits : int8[6, N]: shift, employment type, setting, pay, distance, dates; -1 where there is no such row
    """

    lanes: Ints
    role: Ints
    requirements: Ints
    tasks: Ints
    limits: Ints


def judge_people(gate: Gate, people: People) -> Verdicts:
    """Everybody's statuses and lane, equal to what `gate.judge` says of each."""
    return _Judging(gate, people).verdicts()


class Worked(NamedTuple):
    """A role and how everybody stands to it: uint8[N] each. `held` is 0 for who does not work in it."""

    role: Role
    held: Ints
    licence: Ints
    stands: Ints  # the worst of what it needs; judged as if held of who does not


class _Judging:
    """One opening, its people, and what was found of them on the way."""

    def __init__(self, gate: Gate, people: People) -> None:
        self.gate, self.people = gate, people
        self._needed: dict[Applied, Ints] = {}

    def verdicts(self) -> Verdicts:
        opening, many = self.gate.opening, len(self.people)
        worked = [self._worked(slug) for slug in opening.roles or self.people.vocabulary.kind("role")]
        common = np.zeros(many, dtype=bool)
        role = np.zeros(many, dtype=np.uint8)
        for one in worked:
            common |= one.held > 0
            role = np.maximum(role, np.where(one.held, one.stands, UNMET))
        role = np.where(common, role, lacking(self.people, "experience"))
        rows = np.zeros((len(opening.asked), many), dtype=np.uint8)
        for n, (asked, row) in enumerate(zip(opening.asked, self.gate.asked, strict=True)):
            stands = self._standing(row)
            rows[n] = UNSURE[stands] if asked.standing == "proposed" else stands
        tasks, asks = self._tasks(worked, common), limits(self.people, opening, self.gate.days)
        musts = [rows[n] for n, asked in enumerate(opening.asked) if counts(Judged("", "met", "", requirement=asked))]
        lanes = _lanes(_worst([role, *musts], many), tasks, asks)
        if opening.barred:
            lanes[self.people.among(opening.barred)] = LANES.index("blocked")
        return Verdicts(lanes, role, rows, tasks, asks)

    def _worked(self, slug: str) -> Worked:
        role, held = self.gate.role(slug), self._held(slug)
        licence = _worst((self._standing(asked) for asked in role.licences), len(self.people))
        return Worked(role, held, licence, np.minimum(self._role(role, licence), np.where(held, held, MET)))

    def _tasks(self, worked: Sequence[Worked], common: Ints) -> Ints:
        """The best of the roles in common; where there is none, of the opening's as if held."""
        opening = self.gate.opening
        most = [np.where((one.held > 0) | ~common, AT_MOST[one.stands], 0) for one in worked]
        found = np.zeros((len(opening.tasks), len(self.people)), dtype=np.uint8)
        for done, task in zip(found, opening.tasks, strict=True):
            for one, ceiling in zip(worked, most, strict=True):
                duty = self._duty(self.gate.duty(task.slug, one.role), one.licence)
                np.maximum(done, np.minimum(duty, ceiling), out=done)
            if not opening.roles:
                done[~common] = TASK_RANK["not-reviewed"]
            if task.standing == "proposed":
                done[done == TASK_RANK["licence-missing"]] = TASK_RANK["needs-proof"]
        return found

    def _held(self, slug: str) -> Ints:
        """How it stands that each works in the role: met, met-if (not confirmed), or 0 for not at all."""
        vocabulary = self.people.vocabulary
        owner, role, confirmed = self.people.read("roles")
        shows = (other for other in vocabulary.kind("role") if slug in vocabulary.works_as(other))
        at = np.flatnonzero(numbers(vocabulary).among("role", shows)[role])
        found = np.zeros(len(self.people), dtype=np.uint8)
        found[owner[at]] = MET_IF
        found[owner[at[confirmed[at] > 0]]] = MET
        return found

    def _role(self, role: Role, licence: Ints) -> Ints:
        """The worst of its licence and the state's rules on the role."""
        found = licence
        for rule in role.rules:
            parts = [role.law.role_part(rule, needed) for needed in EACH]
            if any(parts):
                table = np.array([RANK[part.status] if part else MET for part in parts], dtype=np.uint8)
                found = np.minimum(found, table[self._needs(rule)])
        return found

    def _duty(self, duty: Duty, licence: Ints) -> Ints:
        """How a task stands in a role before the role's own ceiling."""
        if duty.settled:
            return np.full(len(self.people), TASK_RANK[duty.settled.status], dtype=np.uint8)
        if not duty.rules:
            return LICENSED[licence]
        found = []
        for rule in duty.rules:
            outcomes = [TASK_RANK[duty.outcome(rule, needed).status] for needed in EACH]
            found.append(np.array(outcomes, dtype=np.uint8)[self._needs(rule)])
        return np.minimum.reduce(found)

    def _needs(self, rule: Applied) -> Ints:
        """How a rule's needs stand: the best alternative, in each the worst."""
        if rule not in self._needed:
            many = len(self.people)
            ways = [_worst((self._need(need) for need in alternative), many) for alternative in rule.needs]
            self._needed[rule] = np.maximum.reduce(ways) if ways else np.full(many, MET)
        return self._needed[rule]

    def _need(self, need: tuple[Asked, ...] | Need) -> Ints:
        if isinstance(need, Need):
            return self._standing(need)
        return np.maximum.reduce([self._standing(asked) for asked in need])

    def _standing(self, row: object) -> Ints:
        return standing(row, self.people, self.gate.days.today)


def _worst(ranks: Iterable[Ints], many: int) -> Ints:
    """The lowest of each; met where there is none."""
    return np.minimum.reduce([np.full(many, MET), *ranks])


def _lanes(musts: Ints, tasks: Ints, asks: Ints) -> Ints:
    """All of it together, as `judge.lane` has it. `musts`: the worst of the role and of what must be."""
    missing, unreviewed, proof = (
        (tasks == TASK_RANK[status]).any(axis=0) for status in ("licence-missing", "not-reviewed", "needs-proof")
    )
    found = [
        ("blocked", (musts == UNMET) | missing),
        ("not-reviewed", unreviewed),
        ("eligible-if", (musts < MET) | proof | (asks == UNMET).any(axis=0)),
    ]
    lanes = [np.uint8(LANES.index(lane)) for lane, _ in found]
    return np.select([where for _, where in found], lanes, np.uint8(LANES.index("eligible")))
