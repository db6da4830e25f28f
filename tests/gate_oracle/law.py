"""Rules of states: whom they bind, where they exist, and what each makes of a task."""

from __future__ import annotations

from typing import Any

from tests.gate_oracle import data
from tests.gate_oracle.asked import Asked


class Law(Asked):
    """The same person and opening before the rules of the state."""

    def binds(self, rule: dict[str, Any], role: str) -> bool:
        """Of roles it names, and of who works as one of them."""
        if role in rule["roles"]:
            return True
        for other in data.ROLES[role].get("works_as", []):
            if other in rule["roles"]:
                self.note("rules: binds who works as a role named")
                return True
        return False

    def exists_here(self, rule: dict[str, Any]) -> bool:
        """Not put out of this setting, and its delegator named where it binds delegators."""
        if "binds_delegators" in rule:
            if self.delegator not in rule["binds_delegators"]:
                named = "another delegator named" if self.delegator else "none named"
                self.note(f"rules: binds delegators, {named}")
                return False
            self.note("rules: binds delegators, one of them named")
        if self.setting is not None and self.setting in rule.get("exempt_in", []):
            self.note("rules: exempt_in puts it out")
            return False
        if self.setting is not None and "applies_in" in rule and self.setting not in rule["applies_in"]:
            self.note("rules: applies_in puts it out")
            return False
        return True

    def place_unknown(self, rule: dict[str, Any]) -> bool:
        return self.setting is None and any(places in rule for places in data.PLACES)

    def confidence(self, rule: dict[str, Any]) -> str:
        if rule["confidence"] == "high" and self.place_unknown(rule):
            self.note("rules: bound to places, setting unknown, counts as medium")
            return "medium"
        return str(rule["confidence"])

    def supervised(self, status: str, rule: dict[str, Any]) -> str:
        """Allowed becomes needs-proof where the opening's supervision or delegator is not what the rule asks."""
        if status != "allowed":
            return status
        if "supervision" in rule and self.supervision is not None:
            asked, stated = data.SUPERVISION[rule["supervision"]], data.SUPERVISION[self.supervision]
            if stated < asked:
                self.note("rules: supervision weaker than the rule's")
                return "needs-proof"
            self.note("rules: supervision equal" if stated == asked else "rules: supervision stronger than the rule's")
        if "delegators" in rule and self.delegator is not None:
            if self.delegator not in rule["delegators"]:
                self.note("rules: delegator not among the rule's")
                return "needs-proof"
            self.note("rules: delegator among the rule's")
        if self.supervision is None and self.delegator is None and ("supervision" in rule or "delegators" in rule):
            self.note("rules: supervision and delegator not stated, the rule's wording said")
        return status

    def reviewed(self, status: str, rule: dict[str, Any]) -> str:
        """What the rule's review date makes of its status."""
        review_by = rule.get("review_by")
        if review_by is None or review_by > self.last:
            if review_by is not None:
                self.note("review: after the last day")
            return status
        if review_by <= self.today and rule["effect"] in ("allow", "conditional", "delegable"):
            self.note("review: due today" if review_by == self.today else "review: past")
            return "not-reviewed"
        if status == "allowed":
            self.note("review: on the last day" if review_by == self.last else "review: within the assignment")
            return "needs-proof"
        return status

    def by_table(self, rule: dict[str, Any], confidence: str) -> str:
        """The table of effect and confidence."""
        effect = rule["effect"]
        cell, status = effect, "allowed"
        outside = "only_in" in rule and self.setting is not None and self.setting not in rule["only_in"]
        inside = self.setting is not None and self.setting in rule.get("not_in", [])
        if effect == "deny":
            status = "not-delegable"
        elif outside or inside:
            cell, status = ("outside only_in" if outside else "inside not_in"), "not-delegable"
        elif effect == "require_licence":
            standing = self.needs(rule)[0]
            cell = f"require_licence {standing}"
            status = {"met": "allowed", "unmet": "licence-missing"}.get(standing, "needs-proof")
        elif effect == "conditional":
            shown = "no needs"
            if "needs" in rule:
                shown = "shown" if self.needs(rule)[0] == "met" else "not shown"
            cell = f"conditional {shown}"
            status = "needs-proof" if shown == "not shown" else "allowed"
        self.note(f"table: {cell}, {confidence}")
        return status if confidence == "high" else "needs-proof"
