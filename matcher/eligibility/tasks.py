"""Whether the law lets a role do a task there (docs/gate.md): its licence, the national floor, the state, the scope."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from matcher.domain import Judged, TaskJudged, TaskStatus
from matcher.eligibility.facts import Facts
from matcher.eligibility.law import Applied
from matcher.eligibility.outcomes import TASK_RANK
from matcher.eligibility.role import Role
from matcher.eligibility.sentences import a, lower, say, together

#: Scopes under direct supervision that no state keeps from the role they are in the scope of.
PLAIN = frozenset({"assist", "wound", "order_entry"})
CEILING: dict[str, TaskStatus] = {"met-if": "needs-proof", "unknown": "needs-proof", "unmet": "licence-missing"}
BY_LICENCE: dict[str, TaskStatus] = {
    "met": "allowed",
    "met-if": "needs-proof",
    "unknown": "needs-proof",
    "unmet": "licence-missing",
}


@dataclass(frozen=True, slots=True, eq=False)
class Duty:
    """A task in a role, compiled: either settled whoever does it, or by her licence, or by rules on what she holds."""

    task: str
    role: Role
    label: str
    inside: bool  # in the role's own scope
    settled: TaskJudged | None = None
    rules: tuple[Applied, ...] = ()  # of one confidence, the highest left; none = by the licence
    loose: bool = False  # a rule bound to places stands beside, and the setting is not known
    beside: str = ""  # what other rules say

    @classmethod
    def of(cls, task: str, role: Role) -> Duty:
        law = role.law
        skill = law.vocabulary.get("skill", task)
        scope = skill.data["scope"]
        inside = scope in role.scope
        duty = cls(task, role, skill.label, inside)
        if law.state is None:
            return duty._settle("not-reviewed", say("tasks.no_state"))
        bound = law.binding(role.slug, scope)
        if role.licences:
            if not inside:
                return duty._outside()
            if scope not in role.state_dependent:
                return duty
            if not law.speaks(role.slug, scope):
                return duty._unreviewed()
        else:
            national, spoken = law.national(scope), law.speaks(role.slug, scope)
            for floor in national:
                if floor.rule.effect == "deny":
                    return duty._settle("not-delegable", floor.said(), floor)
            bound += [rule for rule in national if not (rule.rule.unless_state_rule and spoken)]
        decide = [rule for rule in bound if rule.rule.effect != "inform" and rule.confidence > 0]
        others = [rule for rule in bound if rule not in decide]
        beside = together(
            *(say("tasks.low", said=rule.said()) if rule.confidence == 0 else rule.said() for rule in others),
            *(say("tasks.delegated_otherwise", says=rule.says) for rule in law.silent(role.slug, scope)),
        )
        duty = replace(duty, beside=beside)
        if decide:
            return duty._by(decide, any(rule.loose for rule in decide))
        if not inside:
            return duty._outside()
        if law.vocabulary.get("scope", scope).data["supervision"] in {"none", "general"} or scope in PLAIN:
            return duty._settle("allowed", say("tasks.within", role=a(lower(role.label))))
        delegable = [
            rule for rule in role.rules if rule.rule.effect == "delegable" and rule.confidence > 0 and not rule.ends
        ]
        return duty._by(delegable, False) if delegable else duty._unreviewed()

    def _by(self, rules: list[Applied], loose: bool) -> Duty:
        highest = max(rule.confidence for rule in rules)
        return replace(self, rules=tuple(rule for rule in rules if rule.confidence == highest), loose=loose)

    def _settle(self, status: TaskStatus, sentence: str, by: Applied | None = None) -> Duty:
        wording = together(say("tasks.is", task=self.label, sentence=sentence), self.beside)
        return replace(self, settled=TaskJudged(self.task, status, wording, by.rule.id if by else None))

    def _outside(self) -> Duty:
        return self._settle("not-delegable", say("tasks.outside", role=a(lower(self.role.label))))

    def _unreviewed(self) -> Duty:
        state = self.role.law.vocabulary.get("state", self.role.law.state or "").label
        return self._settle("not-reviewed", say("tasks.not_reviewed", role=a(lower(self.role.label)), state=state))

    def judge(self, facts: Facts, licence: Judged, role: Judged) -> TaskJudged:
        """How it stands for a person whose licence and role stand as given; never better than the role."""
        if self.settled:
            return _capped(self.settled, role)
        if not self.rules:
            inside = say("tasks.within", role=a(lower(self.role.label)))
            within = say("tasks.is", task=self.label, sentence=inside)
            wording = within if licence.status == "met" else together(within, licence.sentence)
            return _capped(TaskJudged(self.task, BY_LICENCE[licence.status], wording), role)
        days = self.role.law.days
        return _capped(min((self.outcome(rule, rule.needed(facts, days)) for rule in self.rules), key=_rank), role)

    def outcome(self, applied: Applied, needed: Judged) -> TaskJudged:
        """One rule's row of the table of effects and confidences, as its needs stand."""
        rule, high = applied.rule, applied.confidence == 2
        status: TaskStatus = "needs-proof"
        reasons = [] if high else [say("tasks.medium")]
        if rule.effect == "deny" or applied.ends:
            if high or not self.inside:
                status = "not-delegable"
                reasons = [say("tasks.not_to_be_given", role=a(lower(self.role.label)))]
            if applied.ends:
                reasons.append(say("tasks.outside_places"))
        else:
            if needed.status != "met":
                reasons.append(needed.sentence)
            if applied.review_due and rule.effect in {"allow", "conditional", "delegable"}:
                status = "not-reviewed"
            elif high:
                status = _table(rule.effect, needed.status)
            if status == "allowed" and (self.loose or applied.loose or applied.doubts):
                status = "needs-proof"
                reasons += applied.doubts or [say("tasks.setting_open")]
        said = say("tasks.is", task=self.label, sentence=applied.said())
        wording = together(said, applied.wording, *reasons, self.beside)
        return TaskJudged(self.task, status, wording, rule.id)


def _table(effect: str, needed: str) -> TaskStatus:
    if needed == "met":
        return "allowed"
    return "licence-missing" if effect == "require_licence" and needed == "unmet" else "needs-proof"


def _rank(judged: TaskJudged) -> int:
    return TASK_RANK[judged.status]


def _capped(judged: TaskJudged, role: Judged) -> TaskJudged:
    ceiling = CEILING.get(role.status)
    if ceiling is None or TASK_RANK[judged.status] <= TASK_RANK[ceiling]:
        return judged
    wording = together(judged.sentence, say("tasks.role_open", role=role.sentence))
    return replace(judged, status=ceiling, sentence=wording)


def best_of(outcomes: Iterable[TaskJudged]) -> TaskJudged:
    """Of several roles the one that may do most; the first of equals."""
    return max(outcomes, key=_rank)
