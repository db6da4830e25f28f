"""The law where an opening is: its rules as they stand there, on those days, in that setting, and what they need shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from matcher.domain import Judged, Requirements, Standing
from matcher.eligibility.credentials import Asked
from matcher.eligibility.days import Days
from matcher.eligibility.facts import Facts
from matcher.eligibility.outcomes import best, lacking, seen, unasked, worst
from matcher.eligibility.rules import CONFIDENCE, SUPERVISION, Need, Rule, Rules
from matcher.eligibility.sentences import a, as_of, either, listed, lower, on, say, together
from matcher.vocabulary import Vocabulary

#: A kind of supervision in words.
WORDS = {how: say(f"law.{how}") for how in SUPERVISION}


@dataclass(frozen=True, slots=True, eq=False)
class Applied:
    """A rule as it stands for an opening. `confidence`: 0 low, 1 medium, 2 high."""

    rule: Rule
    confidence: int
    loose: bool  # bound to places, and the opening names no setting
    ends: bool  # the right it gives ends here
    needs: tuple[tuple[tuple[Asked, ...] | Need, ...], ...]
    doubts: tuple[str, ...]  # what of the opening keeps an allowed from being one
    wording: str  # supervision and delegators it asks, where the opening states none
    review_due: bool

    def needed(self, facts: Facts, days: Days) -> Judged:
        """How its needs stand: the best alternative, in each the worst. Met where it has none."""
        if not self.needs:
            return Judged("", "met", "")
        return best(worst(_need(need, facts, days) for need in alternative) for alternative in self.needs)

    def said(self) -> str:
        rule = self.rule
        due = say("law.review_due", day=on(rule.review_by)) if self.review_due and rule.review_by else ""
        return together(say("law.said", says=rule.says, source=rule.source, day=as_of(rule.as_of)), due)


def _need(need: tuple[Asked, ...] | Need, facts: Facts, days: Days) -> Judged:
    if isinstance(need, tuple):
        return best(asked.judge(facts) for asked in need)
    hours = say("law.hours", hours=need.hours) if need.hours else ""
    by = days.begins
    if need.training:
        subject = together(say("law.training", id=need.training.replace("_", " ")), hours)
        found = (
            None if facts.training is None else [(t.hours, t.standing) for t in facts.training if t.id == need.training]
        )
        section = "training"
    else:
        kinds = either(
            kind.upper() if len(kind) < 7 and kind != "other" else kind.replace("_", " ") for kind in need.programme
        )
        subject = together(say("law.programme", kinds=kinds), hours)
        found = (
            None
            if facts.programmes is None
            else [(p.hours, p.standing) for p in facts.programmes if p.programme in need.programme]
        )
        section = "education"
    if found is None:
        return unasked(subject[0].upper() + subject[1:])
    enough: list[Standing] = [standing for given, standing in found if need.hours is None or (given or 0) >= need.hours]
    if not enough:
        return lacking(subject, say("law.not_shown", subject=subject), section in facts.closed)
    return seen(subject, say("law.shown", subject=subject), "confirmed" if "confirmed" in enough else "proposed", by)


@dataclass(frozen=True, slots=True, eq=False)
class Law:
    """The rules that can bear on an opening, each applied once, when first asked for."""

    opening: Requirements
    days: Days
    vocabulary: Vocabulary
    rules: Rules
    _applied: dict[str, Applied] = field(default_factory=dict)

    @property
    def state(self) -> str | None:
        return self.opening.place.state

    def binding(self, role: str, activity: str) -> list[Applied]:
        """The state's rules that exist here for the activity and bind the role, those that only inform and low ones too."""
        return [self.apply(rule) for rule in self._of(role, activity) if self._exists(rule)]

    def speaks(self, role: str, activity: str) -> bool:
        """Whether the state has a rule for it, in whatever setting: one that is not for this one is no silence of the law."""
        return any(self._of(role, activity))

    def _of(self, role: str, activity: str) -> Iterator[Rule]:
        works_as = self.vocabulary.works_as(role)
        for rule in self.rules.states.get(self.state or "", ()):
            if rule.activity == activity and (not rule.roles or rule.roles & works_as):
                yield rule

    def silent(self, role: str, activity: str) -> list[Rule]:
        """Rules that would exist if the opening named one of their delegators, where it names none."""
        return [
            rule
            for rule in self._of(role, activity)
            if rule.binds_delegators and not self.opening.delegator and self._here(rule)
        ]

    def national(self, activity: str) -> list[Applied]:
        """The rules for roles without a required licence."""
        return [
            self.apply(rule)
            for rule in self.rules.national
            if rule.activity == activity and self.state not in rule.except_states
        ]

    def _here(self, rule: Rule) -> bool:
        setting = self.opening.setting
        return setting is None or (
            (not rule.applies_in or setting in rule.applies_in) and setting not in rule.exempt_in
        )

    def _exists(self, rule: Rule) -> bool:
        return self._here(rule) and (not rule.binds_delegators or self.opening.delegator in rule.binds_delegators)

    def apply(self, rule: Rule) -> Applied:
        found = self._applied.get(rule.id)
        if found is None:
            found = self._applied[rule.id] = self._apply(rule)
        return found

    def _apply(self, rule: Rule) -> Applied:
        opening, setting = self.opening, self.opening.setting
        loose = rule.bound and setting is None
        confidence = CONFIDENCE[rule.confidence]
        doubts = []
        if (
            rule.supervision
            and opening.supervision
            and SUPERVISION[opening.supervision] < SUPERVISION[rule.supervision]
        ):
            asked, stated = WORDS[rule.supervision], WORDS[opening.supervision]
            doubts.append(say("law.supervision", asked=asked, stated=stated))
        if rule.delegators and opening.delegator and opening.delegator not in rule.delegators:
            named = self._people((opening.delegator,))
            doubts.append(say("law.delegators", asked=self._people(rule.delegators), named=named))
        review = rule.review_by
        if review and review <= self.days.last:
            doubts.append(say("law.review_inside", review=on(review), last=on(self.days.last)))
        unsaid = []
        if rule.supervision and not opening.supervision:
            unsaid.append(WORDS[rule.supervision])
        if rule.delegators and not opening.delegator:
            unsaid.append(say("law.delegation_by", people=self._people(rule.delegators)))
        return Applied(
            rule,
            min(confidence, 1) if loose else confidence,
            loose,
            setting is not None and ((bool(rule.only_in) and setting not in rule.only_in) or setting in rule.not_in),
            tuple(tuple(self._compile(need) for need in alternative) for alternative in rule.needs),
            tuple(doubts),
            say("law.asks_for", what=listed(unsaid)) if unsaid else "",
            review is not None and review <= self.days.today,
        )

    def _people(self, roles: tuple[str, ...]) -> str:
        return either(a(lower(self.vocabulary.get("role", role).label)) for role in roles)

    def _compile(self, need: Need) -> tuple[Asked, ...] | Need:
        if not need.held:
            return need
        licences = tuple(slug for slug in need.held if self.vocabulary.has("licence", slug))
        others = tuple(slug for slug in need.held if slug not in licences)
        return tuple(
            Asked.of(slugs, licence, self.days, self.state, self.vocabulary)
            for slugs, licence in ((licences, True), (others, False))
            if slugs
        )

    def role_part(self, applied: Applied, needed: Judged) -> Judged | None:
        """What an any_clinical rule of high confidence makes of the role, as its needs stand; None where it only informs."""
        rule, by = applied.rule, self.days.begins
        if rule.confidence != "high" or rule.effect not in {"deny", "require_licence", "conditional"}:
            return None
        said = applied.said()
        if applied.loose:
            wording = together(said, say("law.confirm_setting", by=on(by)))
            return Judged("", "met-if", wording, by, "confirm", settles=say("who.facility"))
        if rule.effect == "deny" or applied.ends:
            return Judged("", "unmet", together(said, say("law.may_not_work")))
        wording = together(said, needed.sentence)
        if rule.effect == "conditional" and applied.review_due:
            return Judged("", "unknown", said, None, "confirm", settles=say("who.facility"))
        if rule.effect == "conditional" and needed.status in {"unknown", "unmet"}:
            shown = together(wording, say("law.to_be_shown", by=on(by)))
            return replace(needed, status="met-if", by=by, sentence=shown, action="obtain")
        return replace(needed, sentence=wording)
