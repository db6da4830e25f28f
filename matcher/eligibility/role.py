"""The role: one in common between the person and the opening, with what it needs to be worked there."""

from __future__ import annotations

from dataclasses import dataclass

from matcher.domain import Judged, Standing
from matcher.eligibility.credentials import Asked
from matcher.eligibility.facts import Facts
from matcher.eligibility.law import Applied, Law
from matcher.eligibility.outcomes import seen, worst
from matcher.eligibility.sentences import a, either, lower, say, together

ANY = say("role.any")  # what an opening asks for that names none


@dataclass(frozen=True, slots=True, eq=False)
class Role:
    """A role compiled for an opening: what it needs wherever it is worked there."""

    slug: str
    label: str
    law: Law
    scope: frozenset[str]
    state_dependent: frozenset[str]
    licences: tuple[Asked, ...]
    rules: tuple[Applied, ...]  # the state's any_clinical rules

    @classmethod
    def of(cls, slug: str, law: Law) -> Role:
        term = law.vocabulary.get("role", slug)
        licences = tuple(
            Asked.of((licence,), True, law.days, law.state, law.vocabulary)
            for licence in term.data.get("required_licences", ())
        )
        return cls(
            slug,
            term.label,
            law,
            frozenset(term.data["scope"]),
            frozenset(term.data.get("state_dependent", ())),
            licences,
            tuple(law.binding(slug, "any_clinical")),
        )

    def licence(self, facts: Facts) -> Judged:
        """How its required licences stand, the worst of them; met where there is none."""
        return worst([Judged(self.label, "met", ""), *(licence.judge(facts) for licence in self.licences)])

    def judge(self, facts: Facts, licence: Judged, standing: Standing | None) -> Judged:
        """The worst of what it needs. `standing`: of the fact that the person works in it; None = judged as if so."""
        works = say("role.works", role=a(lower(self.label))) if standing else ""
        here = seen(self.label, works, standing or "confirmed", self.law.days.begins)
        needed = ((rule, rule.needed(facts, self.law.days)) for rule in self.rules)
        parts = [here, licence, *(part for needs in needed if (part := self.law.role_part(*needs)))]
        decides = worst(parts)
        if decides.status == "met":
            decides, said = licence, together(*(part.sentence for part in parts))
        else:
            said = here.sentence if decides is here else together(here.sentence, decides.sentence)
        return Judged(self.label, decides.status, said, decides.by, decides.action, None, decides.held, decides.settles)

    @property
    def notes(self) -> list[str]:
        """What the state says of it besides."""
        return [
            rule.said()
            for rule in self.rules
            if rule.rule.effect in {"inform", "allow"} or rule.rule.confidence != "high"
        ]


def none_in_common(asked: tuple[str, ...], facts: Facts) -> Judged:
    """The role's row where the person's roles are not known, or none is asked for here. `asked`: labels, () for any."""
    subject = either([*asked[:1], *map(lower, asked[1:])]) if asked else ANY
    if facts.roles is None:
        sentence = say("role.not_asked", subject=subject)
        return Judged(subject, "unknown", sentence, None, "ask", settles=say("who.candidate"))
    sentence = (
        say("role.asks_for", roles=either(a(lower(label)) for label in asked)) if asked else say("role.none_shown")
    )
    if "experience" in facts.closed:
        return Judged(subject, "unmet", sentence)
    wording = together(sentence, say("role.ask"))
    return Judged(subject, "unknown", wording, None, "ask", settles=say("who.candidate"))
