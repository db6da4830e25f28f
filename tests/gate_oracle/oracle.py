"""A second reading of the gate: may this person do this work, here, from the first day to the last?

Written from the specification and the data alone, by someone who had not seen the gate, to be laid beside it. Slow and plain on
purpose: every clause in the order of the text, each day walked to, nothing shared with `matcher/eligibility`.
`judge(case, note)` gives the door's answer without its sentences and calls `note` with the name of every clause met on the way.

Where the text leaves a choice, this is what it was taken to say:

- A licence marked `compact` counts only where its type names a compact; a mark on any other type is worth nothing.
- A CNA certificate without a state counts as the registry listing whatever its expiry says (not before today): met-if by D, always D.
  It does so only where `cna_registry` itself is asked for.
- A list of `held` that names both licences and other credentials: each judged by what it is, the best counts.
- Hours asked for and none stated: not enough, so unmet, as nothing in the text makes it unknown.
- The rules for `any_clinical` belong to the role, not to the scope of a task: a task meets them through "never better than its role",
  which changes the task's status and leaves the rule that it names.
- A general delegation law is looked at only where the text says so, at the end of step 4; bound to places with the setting unknown it
  counts as medium there, and takes nothing from what is allowed before it is reached.
- "Never better than its role", for roles judged as if held: the standing of that role's own licences and rules.
- `must: false` is kept out of the verdict whole, met-if and unknown too.
- Ties (two rules equally strict, two roles equally good): any of them may be named as the rule that decided. So too for a medium
  deny outside the role's scope, where the rule or none may be named.
- Experience is counted in roles, specialties and settings; no drawn case names a slug of another kind, nor a language unknown. A `due` of another form is an error whatever the requirement's kind.
"""

from __future__ import annotations

from typing import Any

from tests.gate_oracle import data
from tests.gate_oracle.errors import Refused, check_case
from tests.gate_oracle.law import Law
from tests.gate_oracle.standings import TASK_STATUSES, Note, Standing, best_standing, lower_status, worst_standing


class Case(Law):
    """The same, judged: the role and the tasks."""

    # The role

    def licences(self, role: str) -> Standing:
        standings: list[Standing] = [("met", None)]
        for licence in data.ROLES[role].get("required_licences", []):
            standings.append(self.credential("licence", [licence], "start"))
        return worst_standing(standings)

    def clinical_rule(self, rule: dict[str, Any]) -> Standing:
        """What a rule of the state on any clinical work makes of the role."""
        by_start = self.due_day("licence", "start")
        if rule["effect"] in ("allow", "inform", "delegable"):
            self.note(f"role: any_clinical {rule['effect']} decides nothing")
            return "met", None
        if self.place_unknown(rule):
            self.note("role: any_clinical bound to places, setting unknown")
            return "met-if", by_start
        if rule["effect"] == "deny":
            self.note("role: any_clinical deny")
            return "unmet", None
        standing = self.needs(rule)
        self.note(f"role: any_clinical {rule['effect']}, needs {standing[0]}")
        if rule["effect"] == "require_licence" or standing[0] == "met":
            return standing
        return "met-if", standing[1] or by_start

    def role(self, role: str) -> Standing:
        """A role in common, or one judged as if held."""
        parts = [self.licences(role)]
        if data.ROLES[role].get("required_licences"):
            self.note(f"role: licence {parts[0][0]}")
        for rule in data.STATE_RULES.get(self.state, []):
            if rule["activity"] != "any_clinical" or not self.binds(rule, role):
                continue
            self.note(f"rule {rule['id']}")
            if rule["confidence"] == "high" and self.exists_here(rule):
                parts.append(self.clinical_rule(rule))
        return worst_standing(parts)

    def roles_in_common(self) -> list[str]:
        asked = self.opening.get("roles") or []
        common: list[str] = []
        for role in self.candidate.get("roles") or []:
            for fills in [role, *data.ROLES[role].get("works_as", [])]:
                if fills not in common and (not asked or fills in asked):
                    if fills != role:
                        self.note("role: works as")
                    common.append(fills)
        if common and not asked:
            self.note("role: the opening takes any role")
        return common

    def role_standing(self) -> Standing:
        if self.candidate.get("roles") is None:
            self.note("role: not asked, unknown")
            return "unknown", None
        standings = [self.role(role) for role in self.roles_in_common()]
        if not standings:
            self.note("role: none in common, unmet")
            return "unmet", None
        if len(set(standings)) > 1:
            self.note("role: the best of several counts")
            if len([standing for standing in standings if standing[0] == "met-if"]) > 1:
                self.note("role: of two met-if the later day")
        return best_standing(standings)

    # Tasks

    def task(self, skill: str) -> tuple[str, set[str | None]]:
        """Its status, and the rules any of which may be named as the one that decided (None: no rule)."""
        scope = data.SKILLS[skill]["scope"]
        roles = self.roles_in_common()
        if not roles:
            roles = self.opening.get("roles") or []
            self.note("task: in the opening's roles, as if held" if roles else "task: no role on either side")
        if not roles:
            return "not-reviewed", {None}
        best, named = "", set()
        for role in roles:
            status, rules = self.task_in_role(role, scope)
            status = self.never_better(role, status)
            if best and best != status:
                self.note("task: the best role counts")
            if not best or TASK_STATUSES.index(status) > TASK_STATUSES.index(best):
                best, named = status, set(rules)
            elif status == best:
                named |= rules
        self.note(f"task: {best}")
        return best, named

    def never_better(self, role: str, status: str) -> str:
        standing = self.role(role)[0]
        if standing in ("met-if", "unknown"):
            capped = lower_status(status, "needs-proof")
        elif standing == "unmet":
            capped = lower_status(status, "licence-missing")
        else:
            capped = status
        if capped != status:
            self.note(f"task: never better than its role, {standing}")
        return capped

    def task_in_role(self, role: str, scope: str) -> tuple[str, set[str | None]]:
        of_state = []
        for rule in data.STATE_RULES.get(self.state, []):
            if rule["activity"] == scope and self.binds(rule, role):
                self.note(f"rule {rule['id']}")
                of_state.append(rule)
        if data.ROLES[role].get("required_licences"):
            if scope not in data.ROLES[role]["scope"]:
                self.note("task 1: outside the licensed role's scope")
                return "not-delegable", {None}
            if scope not in data.ROLES[role].get("state_dependent", []):
                standing = self.licences(role)[0]
                self.note(f"task 1: by its licence, {standing}")
                by_licence = {"met": "allowed", "unmet": "licence-missing"}
                return by_licence.get(standing, "needs-proof"), {None}
            if not of_state:
                self.note("task 1: depends on the state, no rule of it")
                return "not-reviewed", {None}
            return self.by_rules(role, scope, of_state)
        rules = list(of_state)
        for rule in data.NATIONAL:
            if rule["activity"] != scope:
                continue
            self.note(f"rule {rule['id']}")
            if rule.get("unless_state_rule"):
                if of_state:
                    self.note("task 3: a national rule gives way to the state's")
                else:
                    self.note("task 3: a national rule where the state has none")
                    rules.append(rule)
            elif rule["effect"] == "deny":
                if self.state not in rule.get("except_states", []):
                    self.note("task 2: the national floor")
                    return "not-delegable", {rule["id"]}
                self.note("task 2: a state excepted from the floor")
        return self.by_rules(role, scope, rules)

    def by_rules(self, role: str, scope: str, rules: list[dict[str, Any]]) -> tuple[str, set[str | None]]:
        """Step 3, and step 4 where it leaves no rule."""
        outcomes: dict[str, list[tuple[str, str, bool]]] = {"high": [], "medium": []}
        place_unknown = False
        for rule in rules:
            if rule["effect"] == "inform":
                self.note("task 3: informs, skipped")
            elif rule["confidence"] == "low":
                self.note("task 3: low confidence, skipped")
            elif self.exists_here(rule):
                confidence = self.confidence(rule)
                status = self.reviewed(self.supervised(self.by_table(rule, confidence), rule), rule)
                widens_nothing = False
                if rule["effect"] == "deny" and confidence == "medium" and scope not in data.ROLES[role]["scope"]:
                    self.note("task 3: a medium deny widens nothing")
                    status, widens_nothing = "not-delegable", True
                outcomes[confidence].append((status, rule["id"], widens_nothing))
                place_unknown = place_unknown or self.place_unknown(rule)
        decides = outcomes["high"] or outcomes["medium"]
        if not decides:
            return self.no_rule_left(role, scope)
        if outcomes["high"] and outcomes["medium"]:
            self.note("task 3: the highest confidence decides")
        if len({status for status, _, _ in decides}) > 1:
            self.note("task 3: the strictest of several")
        strictest = "allowed"
        for status, _, _ in decides:
            strictest = lower_status(status, strictest)
        named: set[str | None] = {rule_id for status, rule_id, _ in decides if status == strictest}
        if any(widens_nothing for status, _, widens_nothing in decides if status == strictest):
            named.add(None)
        if place_unknown and strictest == "allowed":
            self.note("task 3: a rule bound to places, setting unknown, where another decides")
            strictest = "needs-proof"
        if scope not in data.ROLES[role]["scope"] and strictest not in ("not-delegable", "licence-missing"):
            self.note("task 3: a rule widens the role's scope")
        return strictest, named

    def no_rule_left(self, role: str, scope: str) -> tuple[str, set[str | None]]:
        """Step 4."""
        if scope not in data.ROLES[role]["scope"]:
            self.note("task 4: outside the role's scope")
            return "not-delegable", {None}
        if data.SCOPES[scope]["supervision"] in ("none", "general"):
            self.note("task 4: supervision none or general")
            return "allowed", {None}
        if scope in ("assist", "wound", "order_entry"):
            self.note(f"task 4: {scope}")
            return "allowed", {None}
        for rule in data.STATE_RULES.get(self.state, []):
            if rule["effect"] != "delegable" or rule["confidence"] == "low" or not self.binds(rule, role):
                continue
            self.note(f"rule {rule['id']}")
            if self.exists_here(rule):
                confidence = self.confidence(rule)
                self.note(f"task 4: a delegation law, {confidence}")
                status = "allowed" if confidence == "high" else "needs-proof"
                return self.reviewed(self.supervised(status, rule), rule), {rule["id"]}
        self.note("task 4: not reviewed")
        return "not-reviewed", {None}


def judge(case: dict[str, Any], note: Note) -> dict[str, Any]:
    """The door's answer without sentences; a task's `rule` is the set of ids that may be named. In error: `id` and `error`."""
    try:
        check_case(case)
    except Refused as refused:
        note(f"error: {refused}")
        return {"id": case["id"], "error": str(refused)}
    judged = Case(case, note)
    opening = case["opening"]
    role = judged.role_standing()
    requirements = [(asked, judged.requirement(asked)) for asked in opening.get("requirements") or []]
    tasks = [(skill, *judged.task(skill)) for skill in opening.get("tasks") or []]
    standings = [role[0]]
    for asked, standing in requirements:
        if asked.get("must", True):
            standings.append(standing[0])
        else:
            note(f"together: preferred and {standing[0]}")
    statuses = [status for _, status, _ in tasks]
    if role[0] == "unmet":
        note("together: blocked by the role")
    elif "unmet" in standings:
        note("together: blocked by a must")
    elif "licence-missing" in statuses:
        note("together: blocked by a task")
    if "unmet" in standings or "licence-missing" in statuses:
        verdict = "blocked"
    elif "not-reviewed" in statuses:
        verdict = "not-reviewed"
    elif "met-if" in standings or "unknown" in standings or "needs-proof" in statuses:
        verdict = "eligible-if"
    else:
        verdict = "eligible"
    if verdict == "eligible" and "not-delegable" in statuses:
        note("together: a task not delegable does not block")
    note(f"verdict: {verdict}")
    return {
        "id": case["id"],
        "eligibility": verdict,
        "role": written(role),
        "requirements": [written(standing) for _, standing in requirements],
        "tasks": [{"task": skill, "status": status, "rule": named} for skill, status, named in tasks],
    }


def written(standing: Standing) -> dict[str, str | None]:
    status, by = standing
    return {"status": status, "by": by.isoformat() if by else None}
