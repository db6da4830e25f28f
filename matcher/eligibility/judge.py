"""The gate: an opening compiled once, then each person judged by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from matcher.domain import Eligibility, Judged, Lane, Profile, Requirement, Requirements, Standing, TaskJudged
from matcher.eligibility.credentials import Asked, judge_asked
from matcher.eligibility.days import Days
from matcher.eligibility.facts import Facts
from matcher.eligibility.kinds import judge_education, judge_experience, judge_listed, judge_vaccination, only_fit
from matcher.eligibility.limits import judge_limits
from matcher.eligibility.outcomes import unsure
from matcher.eligibility.role import Role, judge_roles
from matcher.vocabulary import Vocabulary, load


class Gate:
    """An opening ready to judge people. `today` is the day it is judged on."""

    def __init__(self, opening: Requirements, today: date, vocabulary: Vocabulary | None = None) -> None:
        self.opening = opening
        self.vocabulary = vocabulary or load()
        self.days = Days.of(opening.begin, opening.end, today)
        self._roles: dict[str, Role] = {}
        self._labels = tuple(self.vocabulary.get("role", slug).label for slug in opening.roles)
        self._asked = [
            Asked.of(one.any_of, one.kind == "licence", self.days, opening.place.state, self.vocabulary, one.due, one)
            if one.kind in ("credential", "licence")
            else one
            for one in opening.asked
        ]

    def judge(self, profile: Profile) -> Eligibility:
        """The person's eligibility, her practical limits among its `asks`."""
        facts = Facts.of(profile, self.days.today, self.vocabulary)
        return self.judge_facts(facts, judge_limits(profile, self.opening, self.days, self.vocabulary))

    def judge_facts(self, facts: Facts, asks: tuple[Judged, ...] = ()) -> Eligibility:
        common = self._common(facts)
        role = judge_roles(common, facts, self._labels)
        rows = tuple(self._requirement(asked, facts) for asked in self._asked)
        tasks: tuple[TaskJudged, ...] = ()
        notes = ("State law and tasks are not judged.",)
        return Eligibility(lane(role, rows, tasks, asks, bool(self.opening.tasks)), role, rows, tasks, asks, notes)

    def role(self, slug: str) -> Role:
        if slug not in self._roles:
            self._roles[slug] = Role.of(slug, self.opening, self.days, self.vocabulary)
        return self._roles[slug]

    def _common(self, facts: Facts) -> dict[Role, Standing]:
        """The roles in common, in the opening's order or else the person's, with the standing of what shows them."""
        held: dict[str, Standing] = {}
        for slug, standing in (facts.roles or {}).items():
            for works in (slug, *sorted(self.vocabulary.works_as(slug) - {slug})):
                if held.get(works) != "confirmed":
                    held[works] = standing
        return {self.role(slug): held[slug] for slug in self.opening.roles or held if slug in held}

    def _requirement(self, asked: Asked | Requirement, facts: Facts) -> Judged:
        if isinstance(asked, Asked):
            judged = judge_asked(asked, facts)
        else:
            judged = replace(self._other(asked, facts), requirement=asked)
        requirement = judged.requirement
        return unsure(judged) if requirement and requirement.standing == "proposed" else judged

    def _other(self, asked: Requirement, facts: Facts) -> Judged:
        by, vocabulary = self.days.due("start"), self.vocabulary
        match asked.kind:
            case "experience":
                return judge_experience(asked, facts, by, vocabulary)
            case "education":
                return judge_education(asked, facts, by, vocabulary)
            case "vaccination":
                return judge_vaccination(asked, vocabulary, by)
            case _:
                lists: Mapping[str, tuple[str, Mapping[str, Standing] | None]] = {
                    "language": ("languages", facts.languages),
                    "skill": ("skills", facts.skills),
                    "system": ("systems", facts.systems),
                }
                section, found = lists[asked.kind]
                return judge_listed(asked, found, section, facts, by, vocabulary)


def judge(profile: Profile, requirements: Requirements, today: date, vocabulary: Vocabulary) -> Eligibility:
    """One person for one opening. For many people compile a `Gate` once."""
    return Gate(requirements, today, vocabulary).judge(profile)


def counts(judged: Judged) -> bool:
    """Whether a requirement's row can change eligibility: a must that is not for the fit alone."""
    return judged.requirement is None or (judged.requirement.must and not only_fit(judged))


def lane(
    role: Judged,
    rows: tuple[Judged, ...],
    tasks: tuple[TaskJudged, ...],
    asks: tuple[Judged, ...],
    unreviewed: bool = False,
) -> Lane:
    """All of it together. `unreviewed`: there are tasks that nobody judged."""
    musts = {role.status, *(row.status for row in rows if counts(row))}
    done = {task.status for task in tasks}
    if "unmet" in musts or "licence-missing" in done:
        return "blocked"
    if unreviewed or "not-reviewed" in done:
        return "not-reviewed"
    if musts - {"met"} or "needs-proof" in done or any(ask.status == "unmet" for ask in asks):
        return "eligible-if"
    return "eligible"
