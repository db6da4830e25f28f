"""The role: one in common between the person and the opening, with what it needs to be worked there."""

from __future__ import annotations

from dataclasses import dataclass, replace

from matcher.domain import Judged, Requirements, Standing
from matcher.eligibility.credentials import Asked, judge_asked
from matcher.eligibility.days import Days
from matcher.eligibility.facts import Facts
from matcher.eligibility.outcomes import best, seen, worst
from matcher.eligibility.sentences import a, either, lower
from matcher.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, eq=False)
class Role:
    """A role compiled for an opening: what it needs wherever it is worked there."""

    slug: str
    label: str
    days: Days
    licences: tuple[Asked, ...]

    @classmethod
    def of(cls, slug: str, opening: Requirements, days: Days, vocabulary: Vocabulary) -> Role:
        term = vocabulary.get("role", slug)
        state = opening.place.state
        licences = tuple(
            Asked.of((licence,), True, days, state, vocabulary) for licence in term.data.get("required_licences", ())
        )
        return cls(slug, term.label, days, licences)

    def judge(self, facts: Facts, standing: Standing = "confirmed") -> Judged:
        """The worst of what it needs. `standing`: of the fact that the person works in this role."""
        here = seen(self.label, f"Works as {a(lower(self.label))}.", standing, self.days.due("start"))
        parts = [here, *(judge_asked(licence, facts) for licence in self.licences)]
        decides = worst(parts)
        said = " ".join(dict.fromkeys((here.sentence, decides.sentence)))
        return replace(decides, subject=self.label, sentence=said)


def judge_roles(common: dict[Role, Standing], facts: Facts, asked: tuple[str, ...]) -> Judged:
    """The best of the roles in common. `asked`: the labels of the roles the opening takes, () for any."""
    subject = either([*asked[:1], *map(lower, asked[1:])]) if asked else "Any role"
    if facts.roles is None:
        return Judged(
            subject,
            "unknown",
            f"{subject}: the roles worked in are not asked yet.",
            None,
            "ask",
            settles="the candidate",
        )
    if common:
        return best(role.judge(facts, standing) for role, standing in common.items())
    sentence = (
        f"Asks for {either(a(lower(label)) for label in asked)}; no such role is shown."
        if asked
        else "No role is shown."
    )
    if "experience" in facts.closed:
        return Judged(subject, "unmet", sentence)
    return Judged(subject, "unknown", f"{sentence} Ask.", None, "ask", settles="the candidate")
