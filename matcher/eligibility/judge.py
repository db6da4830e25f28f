"""The gate: an opening compiled once, then each person judged by it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from typing import Protocol

from matcher.domain import Eligibility, Judged, Lane, Profile, Requirement, Requirements, Standing, Task, TaskJudged
from matcher.eligibility.credentials import Asked
from matcher.eligibility.days import Days, later
from matcher.eligibility.exams import open_exams
from matcher.eligibility.facts import Facts
from matcher.eligibility.kinds import ONLY_FIT, OTHER_KINDS, Unnamed
from matcher.eligibility.law import Law
from matcher.eligibility.limits import judge_limits
from matcher.eligibility.outcomes import best, unsure
from matcher.eligibility.role import Role, none_in_common
from matcher.eligibility.rules import Rules
from matcher.eligibility.rules import load as load_rules
from matcher.eligibility.sentences import counted, held_name, listed, on, say, together
from matcher.eligibility.tasks import Duty, best_of
from matcher.vocabulary import Vocabulary
from matcher.vocabulary import load as load_vocabulary

SOON = timedelta(days=60)  # a credential with fewer days left is mentioned
TERM = 91  # the longest likely extension, in days


class Row(Protocol):
    def judge(self, facts: Facts) -> Judged:
        """How a person stands to one thing asked."""


class Gate:
    """An opening ready to judge people. `today` is the day it is judged on."""

    def __init__(
        self, opening: Requirements, today: date, vocabulary: Vocabulary | None = None, rules: Rules | None = None
    ) -> None:
        self.opening = opening
        self.vocabulary = vocabulary or load_vocabulary()
        self.days = Days.of(opening.begin, opening.end, today)
        self.law = Law(opening, self.days, self.vocabulary, rules or load_rules())
        self._roles: dict[str, Role] = {}
        self._duties: dict[tuple[str, str], Duty] = {}
        self._labels = tuple(self.vocabulary.get("role", slug).label for slug in opening.roles)
        self._notes = self._said()
        self.asked = [self._compiled(asked) for asked in opening.asked]

    def _compiled(self, asked: Requirement) -> Row:
        if asked.kind == "experience" and not asked.any_of:  # "two years of experience": in the work of the opening
            asked = replace(asked, any_of=self.opening.roles)
        if not asked.any_of:
            return Unnamed.of(asked)
        if asked.kind in OTHER_KINDS:
            return OTHER_KINDS[asked.kind].of(asked, self.days.begins, self.vocabulary)
        state, licence = self.opening.place.state, asked.kind == "licence"
        return Asked.of(asked.any_of, licence, self.days, state, self.vocabulary, asked.due, asked)

    def judge(self, profile: Profile) -> Eligibility:
        """The person's eligibility, with the practical limits she stated among its `asks`."""
        facts = Facts.of(profile, self.days.today, self.vocabulary)
        found = self.judge_facts(facts, judge_limits(profile, self.opening, self.days, self.vocabulary))
        if profile.key in self.opening.barred:
            return replace(found, lane="blocked", extension="", barred=True)
        ends = profile.limits.available_until
        if found.extension and ends and ends < self.further:
            beyond = say("gate.beyond", day=on(self.further), until=on(ends))
            return replace(found, extension=beyond)
        return found

    def judge_nobody(self) -> Eligibility:
        """What the opening asks, as rows of a judgement of a person nothing is known of."""
        return self.judge(Profile("nobody"))

    def judge_facts(self, facts: Facts, asks: tuple[Judged, ...] = ()) -> Eligibility:
        found, roles = self.decide(facts, asks)
        law = [note for role in roles for note in role.notes]
        notes = dict.fromkeys([*self._notes, *law, *self._few_days(found), *self._exams(found, facts)])
        return replace(found, notes=tuple(notes), extension=self._extended(found, facts))

    def decide(self, facts: Facts, asks: tuple[Judged, ...] = ()) -> tuple[Eligibility, list[Role]]:
        """The judgement with nothing said beside, and the roles it was made for."""
        judged = [self._role(one, facts, standing) for one, standing in self._common(facts)]
        role = best(row for _, _, row in judged) if judged else none_in_common(self._labels, facts)
        rows = tuple(self._requirement(asked, facts) for asked in self.asked)
        if self.opening.tasks and not judged:
            judged = [self._role(self.role(slug), facts, None) for slug in self.opening.roles]
        tasks = tuple(self._task(task, judged, facts) for task in self.opening.tasks)
        return Eligibility(lane(role, rows, tasks, asks), role, rows, tasks, asks), [one for one, _, _ in judged]

    def role(self, slug: str) -> Role:
        if slug not in self._roles:
            self._roles[slug] = Role.of(slug, self.law)
        return self._roles[slug]

    def _role(self, one: Role, facts: Facts, standing: Standing | None) -> tuple[Role, Judged, Judged]:
        """The role, how its licence stands, and how the role itself does."""
        licence = one.licence(facts)
        return one, licence, one.judge(facts, licence, standing)

    def _common(self, facts: Facts) -> list[tuple[Role, Standing]]:
        """The roles in common, in the opening's order or else the person's, with the standing of what shows them."""
        held: dict[str, Standing] = {}
        for slug, standing in (facts.roles or {}).items():
            for works in (slug, *sorted(self.vocabulary.works_as(slug) - {slug})):
                if held.get(works) != "confirmed":
                    held[works] = standing
        return [(self.role(slug), held[slug]) for slug in self.opening.roles or held if slug in held]

    def _task(self, task: Task, judged: list[tuple[Role, Judged, Judged]], facts: Facts) -> TaskJudged:
        if not judged:
            label = self.vocabulary.get("skill", task.slug).label
            return TaskJudged(task.slug, "not-reviewed", say("tasks.is", task=label, sentence=say("tasks.no_role")))
        outcome = best_of(self.duty(task.slug, one).judge(facts, licence, role) for one, licence, role in judged)
        if task.standing == "proposed" and outcome.status == "licence-missing":
            wording = together(outcome.sentence, say("tasks.confirm_task"))
            return replace(outcome, status="needs-proof", sentence=wording)
        return outcome

    def duty(self, task: str, role: Role) -> Duty:
        key = (task, role.slug)
        if key not in self._duties:
            self._duties[key] = Duty.of(task, role)
        return self._duties[key]

    def _requirement(self, asked: Row, facts: Facts) -> Judged:
        judged = asked.judge(facts)
        requirement = judged.requirement
        return unsure(judged) if requirement and requirement.standing == "proposed" else judged

    def _said(self) -> list[str]:
        """What is so for everybody judged for this opening."""
        state, notes = self.law.state, []
        if self.days.open_end:
            notes.append(say("credentials.open_end", day=on(self.days.last)))
        if state is None:
            notes.append(say("gate.no_state"))
        elif state not in self.law.rules.states:
            notes.append(say("gate.not_reviewed", state=self.vocabulary.get("state", state).label))
        elif note := self.law.rules.notes.get(state):
            notes.append(note)
        return notes

    def _expiring(self, rows: Iterable[Judged]) -> list[tuple[str, date]]:
        """What is held and met, by name with its last day."""
        held = dict.fromkeys(row.held for row in rows if row.held and row.status == "met")
        return [(held_name(one, self.vocabulary), one.expires) for one in held if one.expires]

    def _few_days(self, found: Eligibility) -> list[str]:
        today = self.days.today
        rows = (found.role, *found.requirements)
        expiring = [(name, end) for name, end in self._expiring(rows) if end < today + SOON]
        return [say("gate.time_left", name=name, time=counted((end - today).days, "day")) for name, end in expiring]

    def _exams(self, found: Eligibility, facts: Facts) -> Iterator[str]:
        """For certifications asked and not held, the exams that look open."""
        for asked, row in zip(self.asked, found.requirements, strict=True):
            lacking = row.held is None and row.status != "met"
            if lacking and isinstance(asked, Asked) and not asked.licence and (said := open_exams(asked, facts)):
                yield said

    def _extended(self, found: Eligibility, facts: Facts) -> str:
        """Whether a likely extension holds, in sentences; empty where the end is open or the term itself does not hold."""
        if self.days.open_end or self.further == self.days.last:
            return ""
        now = lane(found.role, found.requirements, found.tasks, ())
        if now == "blocked":
            return ""
        lapsing = [(name, end) for name, end in self._expiring(musts(found)) if end < self.further]
        if lapsing:
            renewed = listed(say("gate.renewed", name=name, day=on(end)) for name, end in lapsing)
            return say("gate.would_need", day=on(self.further), what=renewed)
        if now not in ("eligible", "not-reviewed"):
            return ""
        longer, _ = self._longer.decide(facts)
        if longer.lane == now:
            return say("gate.covered", day=on(self.further))
        more = [row.sentence for row in musts(longer) if row.status != "met"]
        more += [task.sentence for task in longer.tasks if task.status in ("licence-missing", "needs-proof")]
        return say("gate.would_need_more", day=on(self.further), what=together(*more))

    @property
    def further(self) -> date:
        """The last day of a likely extension: another term of the same length, at most 91 days."""
        return later(self.days.last, min(self.days.length, TERM))

    @cached_property
    def _longer(self) -> Gate:
        """The opening as a likely extension would leave it."""
        return Gate(replace(self.opening, end=self.further), self.days.today, self.vocabulary, self.law.rules)


def judge(
    profile: Profile, requirements: Requirements, today: date, vocabulary: Vocabulary, rules: Rules | None = None
) -> Eligibility:
    """One person for one opening. For many people compile a `Gate` once. `rules`: the product's own where not given."""
    return Gate(requirements, today, vocabulary, rules).judge(profile)


def counts(judged: Judged) -> bool:
    """Whether a requirement's row can change eligibility: a must that is not for the fit alone."""
    asked = judged.requirement
    return asked is None or (asked.must and asked.kind not in ONLY_FIT)


def musts(found: Eligibility) -> list[Judged]:
    """The role and the requirements that can change eligibility."""
    return [row for row in (found.role, *found.requirements) if counts(row)]


def lane(role: Judged, rows: tuple[Judged, ...], tasks: tuple[TaskJudged, ...], asks: tuple[Judged, ...]) -> Lane:
    """All of it together. A task that is not delegable is the facility's matter and blocks nobody."""
    asked = {role.status, *(row.status for row in rows if counts(row))}
    done = {task.status for task in tasks}
    if "unmet" in asked or "licence-missing" in done:
        return "blocked"
    if "not-reviewed" in done:
        return "not-reviewed"
    if asked - {"met"} or "needs-proof" in done or any(ask.status == "unmet" for ask in asks):
        return "eligible-if"
    return "eligible"
