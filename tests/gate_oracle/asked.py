"""What an opening asks of a person and what a rule needs of them: days, requirements, needs."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.gate_oracle import data
from tests.gate_oracle.days import after, day, months_after
from tests.gate_oracle.standings import Note, Standing, best_standing, worst_standing


class Asked:
    """A person and an opening, and what the one asks of the other."""

    def __init__(self, case: dict[str, Any], note: Note) -> None:
        self.note = note
        self.candidate = case["candidate"]
        self.opening = case["opening"]
        self.today: date = day(case["today"])  # type: ignore[assignment]
        self.start: date = day(self.opening["start"])  # type: ignore[assignment]
        self.state = self.opening["state"]
        self.setting = self.opening.get("setting")
        self.supervision = self.opening.get("supervision")
        self.delegator = self.opening.get("delegator")
        end = day(self.opening.get("end"))
        if end is not None:
            note("days: the last day is given")
            self.last = end
        elif self.start > self.today:
            note("days: open end, 90 days after start")
            self.last = after(self.start, 90)
        else:
            note("days: open end, 90 days after today")
            self.last = after(self.today, 90)

    # Days

    def due_day(self, kind: str, due: str) -> date:
        """D: the day by which the requirement is due."""
        if kind == "licence" and due.startswith("+"):
            self.note("days: a licence's grace is ignored")
            due = "start"
        if due == "submission":
            self.note("days: due at submission")
            wanted = self.today
        elif due in ("start", "patient_care"):
            self.note(f"days: due at {due}")
            wanted = self.start
        else:
            months = int(due.removeprefix("+").removesuffix(" months"))
            wanted = months_after(self.start, months)
            self.note("days: due months after start")
            if wanted.day != self.start.day:
                self.note("days: due clipped to the month's end")
        if wanted < self.today:
            self.note("days: D is never before today")
            return self.today
        return wanted

    # Requirements

    def requirement(self, asked: dict[str, Any]) -> Standing:
        kind = asked["kind"]
        if kind in ("credential", "licence"):
            return self.credential(kind, asked["any_of"], asked.get("due", "start"))
        if kind == "experience":
            return self.experience(asked["any_of"], asked["years"])
        if kind == "language":
            return self.language(asked["any_of"])
        return self.education(asked["any_of"])

    def experience(self, any_of: list[str], years: float) -> Standing:
        stated = self.candidate.get("experience_years")
        largest = None
        for slug in any_of:
            if stated is not None and slug in stated and (largest is None or stated[slug] > largest):
                largest = stated[slug]
        if largest is None:
            self.note("experience: unknown")
            return "unknown", None
        if largest == years:
            self.note("experience: exactly enough")
        self.note("experience: met" if largest >= years else "experience: unmet")
        return ("met" if largest >= years else "unmet"), None

    def language(self, any_of: list[str]) -> Standing:
        listed = self.candidate.get("languages")
        if listed is None:
            self.note("language: unknown")
            return "unknown", None
        for name in any_of:
            if name in listed:
                self.note("language: met")
                return "met", None
        self.note("language: unmet")
        return "unmet", None

    def education(self, any_of: list[str]) -> Standing:
        level = self.candidate.get("education")
        if level is None:
            self.note("education: unknown")
            return "unknown", None
        lowest = min(data.EDUCATION[name]["rank"] for name in any_of)
        met = data.EDUCATION[level]["rank"] >= lowest
        self.note("education: met" if met else "education: unmet")
        return ("met" if met else "unmet"), None

    def credential(self, kind: str, any_of: list[str], due: str) -> Standing:
        note = self.note
        held_all = self.candidate.get("credentials")
        if held_all is None:
            note("credential 1: credentials not asked, unknown")
            return "unknown", None
        due_day = self.due_day(kind, due)
        if due_day > self.last:
            note("credential 1: not due within the assignment")
            return "met", None
        found: list[Standing] = []
        for held in held_all:
            if not self.counts(kind, any_of, due_day, held):
                continue
            standing = self.how_it_counts(kind, any_of, due_day, held)
            if standing is not None:
                found.append(standing)
        if found:
            if len(set(found)) > 1:
                note("credential 3: the best of several wins")
            return best_standing(found)
        if kind == "credential" and due_day > self.today:
            if due.startswith("+"):
                note("credential 4: nothing counts, months of grace")
                return "met-if", due_day
            if any(name in data.HAD_IN_A_DAY for name in any_of):
                note("credential 4: nothing counts, a card had in a day")
                return "met-if", due_day
        elif kind == "credential" and due.startswith("+"):
            note("credential 4: months of grace, but D is today")
        elif kind == "credential" and any(name in data.HAD_IN_A_DAY for name in any_of):
            note("credential 4: a card had in a day, but D is today")
        note(f"credential 4: unmet {kind}")
        return "unmet", None

    def stands_for_registry(self, any_of: list[str], held: dict[str, Any]) -> bool:
        return held["type"] == "cna_cert" and "cna_registry" in any_of

    def counts(self, kind: str, any_of: list[str], due_day: date, held: dict[str, Any]) -> bool:
        """Step 2."""
        note = self.note
        named = held["type"] in any_of
        if not named and any(name in any_of for name in data.TYPES[held["type"]].get("counts_as", [])):
            note("credential 2: by its class")
            named = True
        registry = kind == "licence" and self.stands_for_registry(any_of, held)
        if not named and not registry:
            return False
        if held.get("revoked"):
            note("credential 2: revoked does not count")
            return False
        issued = day(held.get("issued"))
        if issued is None:
            note("credential 2: no issue date, taken as issued")
        elif issued > due_day:
            note("credential 2: issued after D does not count")
            return False
        elif issued == due_day:
            note("credential 2: issued on D counts")
        if kind == "credential":
            return True
        expires = day(held.get("expires"))
        if expires is not None and expires < self.today:
            note("licence 2: expired before today does not count")
            return False
        if expires == self.today:
            note("licence 2: expires today, counts")
        if registry and held.get("state") is None:
            return True
        if held.get("state") == self.state:
            if registry:
                note("licence 2: a CNA certificate of the state is the registry listing")
            return True
        return self.by_compact(held, due_day)

    def by_compact(self, held: dict[str, Any], due_day: date) -> bool:
        note = self.note
        if not held.get("compact"):
            note("licence 2: of another state or of none does not count")
            return False
        compact_name = data.TYPES[held["type"]].get("compact")
        if compact_name is None:
            note("licence 2: marked compact, its type has none")
            return False
        home = self.candidate.get("home_state")
        if home is None:
            note("licence 2: compact, home state not known")
            return False
        if held.get("state") != home:
            note("licence 2: compact, not of the home state")
            return False
        compact = data.COMPACTS[compact_name]
        for state in (home, self.state):
            if state not in compact["implemented"]:
                partial = state in compact["enacted_pending"] or state in compact["territories"]
                note("licence 2: compact, partial or pending member" if partial else "licence 2: compact, no member")
                return False
            since = compact["since"].get(state)
            if since is not None and since > due_day:
                note("licence 2: compact, member only after D")
                return False
            if since is not None:
                note(
                    "licence 2: compact, member from D on"
                    if since == due_day
                    else "licence 2: compact, member since before D"
                )
        note("licence 2: compact counts")
        return True

    def how_it_counts(self, kind: str, any_of: list[str], due_day: date, held: dict[str, Any]) -> Standing | None:
        """Step 3; None: it does not count after all."""
        note = self.note
        expires = day(held.get("expires"))
        issued = day(held.get("issued"))
        if kind == "licence" and held.get("state") is None and self.stands_for_registry(any_of, held):
            note("licence 2: a CNA certificate without a state, met-if by D")
            return "met-if", due_day
        if expires is None and not data.TYPES[held["type"]].get("no_term"):
            note("credential 3: no expiry known, confirm by D")
            return "met-if", due_day
        if expires is None:
            note("credential 3: a type without a term never expires")
        if expires is None or expires >= self.last:
            if not held.get("verified"):
                note("credential 3: covers, not verified")
                return "met-if", due_day
            if issued is not None and issued > self.today:
                note("credential 3: covers, not issued yet today")
                return "met-if", due_day
            if issued == self.today:
                note("credential 3: covers, issued today")
            note("credential 3: covers, expires on the last day" if expires == self.last else "credential 3: covers")
            return "met", None
        if after(expires, 1) == self.last:
            note("credential 3: expires the day before the last")
        if expires == due_day:
            note("credential 3: expires on D")
        if kind == "licence":
            note("licence 3: expires before D" if expires < due_day else "licence 3: expires within the assignment")
            return "met-if", expires
        if expires >= due_day:
            note("credential 3: expires within the assignment")
            return "met-if", expires
        if due_day > self.today:
            note("credential 3: expires before D, D after today")
            return "met-if", due_day
        note("credential 3: expires before D, D is today: does not count")
        return None

    # Needs

    def needs(self, rule: dict[str, Any]) -> Standing:
        alternatives = []
        for alternative in rule["needs"]:
            alternatives.append(worst_standing([self.need(need) for need in alternative]))
        if len(rule["needs"]) > 1:
            self.note("needs: several alternatives, the best counts")
        if any(len(alternative) > 1 for alternative in rule["needs"]):
            self.note("needs: all of one alternative, the worst counts")
        return best_standing(alternatives)

    def need(self, need: dict[str, Any]) -> Standing:
        if "held" in need:
            licences = [name for name in need["held"] if name in data.LICENCES]
            others = [name for name in need["held"] if name not in data.LICENCES]
            standings = []
            if licences:
                standings.append(self.credential("licence", licences, "start"))
            if others:
                standings.append(self.credential("credential", others, "start"))
            standing = best_standing(standings)
            self.note(f"needs: held {'licence' if licences else 'credential'} {standing[0]}")
            return standing
        kind = "programme" if "programme" in need else "training"
        stated = self.candidate.get("programmes" if kind == "programme" else "training")
        if stated is None:
            self.note(f"needs: {kind} unknown")
            return "unknown", None
        for one in stated:
            if kind == "programme" and need["programme"] != "any" and one["kind"] not in need["programme"]:
                continue
            if kind == "training" and one["id"] != need["training"]:
                continue
            hours = one.get("hours")
            if "hours" not in need:
                self.note(f"needs: {kind} met, no hours asked")
                return "met", None
            if hours is not None and hours >= need["hours"]:
                exactly = "exactly enough" if hours == need["hours"] else "more than enough"
                self.note(f"needs: {kind} met, hours {exactly}")
                return "met", None
            self.note(f"needs: {kind}, hours {'not stated' if hours is None else 'too few'}")
        self.note(f"needs: {kind} unmet")
        return "unmet", None
