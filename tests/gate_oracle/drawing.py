"""One case being drawn: days, an opening, what it asks, and a candidate who holds about that."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from tests.gate_oracle import data
from tests.gate_oracle.days import months_after

FOCI = (
    *("rule",) * 39,
    *("credential",) * 9,
    *("licence",) * 3,
    *("compact",) * 6,
    *("registry",) * 2,
    *("clinical",) * 12,
    *("delegation",) * 2,
    *("review",) * 5,
    *("roles",) * 8,
    *("anything",) * 4,
)
MONTH_ENDS = tuple(
    date(*ymd)
    for ymd in (
        (2026, 8, 31),
        (2026, 11, 30),
        (2027, 1, 29),
        (2027, 1, 31),
        (2028, 1, 30),
        (2028, 2, 29),
        (2026, 12, 31),
    )
)
MANY_WAYS = ("needs", "applies_in", "exempt_in", "only_in", "not_in", "binds_delegators")


def weight(rule: dict[str, Any]) -> int:
    """How many turns a rule gets: more where it can come out in more ways, or seldom decides."""
    ways = sum(field in rule for field in MANY_WAYS)
    proofs = sum("held" not in need for alternative in rule.get("needs", ()) for need in alternative)
    turns = 3 + 2 * ways + 3 * proofs + 4 * ("only_in" in rule)
    if "binds_delegators" in rule and "applies_in" in rule:
        turns += 45
    if rule["confidence"] == "medium" and rule["effect"] in ("deny", "require_licence"):
        turns += 3
    if rule["effect"] == "inform":
        turns += 6
    if rule["activity"] == "any_clinical" and "needs" in rule:
        turns += 24
    return turns


TASK_RULES = tuple(
    (state, rule)
    for state, rules in (*data.STATE_RULES.items(), (None, data.NATIONAL))
    for rule in rules
    if rule["activity"] in data.SCOPES
    for _ in range(weight(rule))
)
CLINICAL_RULES = tuple(
    (state, rule)
    for state, rules in data.STATE_RULES.items()
    for rule in rules
    if rule["activity"] == "any_clinical"
    for _ in range(weight(rule))
)
SKILLS_OF = {scope: tuple(s for s, entry in data.SKILLS.items() if entry["scope"] == scope) for scope in data.SCOPES}
MEMBERS = {
    name: tuple(kind for kind, e in data.TYPES.items() if name in e.get("counts_as", ())) for name in data.CLASSES
}
LICENSED = tuple(role for role, entry in data.ROLES.items() if entry.get("required_licences"))
UNLICENSED = tuple(role for role in data.ROLES if role not in LICENSED)
WORKING = (
    "medical_assistant",
    "lead_medical_assistant",
    "clinical_supervisor",
    "phlebotomist",
    "patient_care_technician",
)
COMPACT = data.COMPACTS["nurse_licensure_compact"]
NEAR_MEMBERS = (
    *COMPACT["enacted_pending"] * 4,
    *tuple(COMPACT["territories"]) * 4,
    *COMPACT["non_members"],
    *COMPACT["since"],
)
EXPERIENCE = ("medical_assistant", "cna", "rn", "pediatrics", "family_medicine", "urgent_care", "hospital")
SPOKEN = ("english", "spanish", "french", "mandarin", "american sign language")
ASKED_CREDENTIALS = (
    *("certified_ma", "cma_aama", "ccma_nha", "bls_card", "bls_aha", "bls_arc", "first_aid_card", "heartsaver") * 3,
    *("acls_card", "pals_aha", "certified_phlebotomist", "ma_administrative", "ca_ma_training", "limited_xray_permit"),
    *("rn_licence", "nurse_aide", "cna_cert", "dialysis_credential", "nrcma_nahp"),
)
ASKED_LICENCES = (
    *("rn_licence", "lpn_licence", "cna_registry", "ca_ma_training") * 3,
    *("limited_xray_permit", "radiographer_state", "ems_state", "aprn_licence", "physician_licence", "wa_ma_c"),
    *("cna_cert", "nurse_aide", "certified_ma", "pharmacy_tech_state"),
)
DUES = (
    "submission",
    "start",
    "patient_care",
    "+1 months",
    "+1 months",
    "+2 months",
    "+3 months",
    "+6 months",
    "+12 months",
    "+36 months",
)


def shift(day: date, days: int) -> date:
    return day + timedelta(days=days)


class Drawing:
    """One case being drawn."""

    def __init__(self, seed: int, number: int) -> None:
        self.rng = random.Random(seed * 100_000_007 + number)
        place = number % len(FOCI)
        self.focus = FOCI[place]
        # Lists are walked through, so that each of their things comes as often as the next.
        self.turn = number // len(FOCI) * FOCI.count(self.focus) + place - FOCI.index(self.focus)
        self.id = f"{seed}-{number}"
        self.needs: list[list[dict[str, Any]]] = []
        self.joining = ""
        self.rule: dict[str, Any] = {}

    def chance(self, percent: int) -> bool:
        return self.rng.randrange(100) < percent

    def one(self, things: Any) -> Any:
        return self.rng.choice(things if isinstance(things, tuple | list) else tuple(things))

    def some(self, things: Any, most: int) -> list[Any]:
        things = tuple(things)
        return self.rng.sample(things, self.rng.randint(0, min(most, len(things))))

    def near(self, days: list[date]) -> date:
        return shift(self.one(days), self.one((-1, 0, 0, 1)))

    # The opening

    def dates(self) -> None:
        if self.chance(25):
            self.today = shift(self.one(MONTH_ENDS), self.one((-1, 0, 0, 1)))
        else:
            self.today = date(
                self.one((2025, 2026, 2026, 2027, 2028)), self.rng.randint(1, 12), self.rng.randint(1, 28)
            )
        self.start = shift(self.today, self.one((-200, -40, -1, 0, 0, 1, 2, 13, 13, 30, 45, 90)))
        if self.focus == "compact" and self.chance(40):
            self.joining = self.one(COMPACT["since"])
            joined = COMPACT["since"][self.joining]
            self.start = shift(joined, self.one((-1, 0, 0, 0, 1)))
            self.today = shift(self.start, self.one((-20, -1, 0, 1)))
        if self.focus == "review":
            self.today = shift(date(2027, 1, 1), self.one((-95, -91, -90, -89, -30, -2, -1, 0, 0, 1, 1, 30)))
            self.start = shift(self.today, self.one((-5, 0, 1, 2)))
        if self.focus == "credential" and self.chance(22):
            self.start = shift(self.today, -100)
        if self.chance(15):
            self.start = max(self.start, self.today)
            while shift(self.start, 1).month == self.start.month:
                self.start = shift(self.start, 1)
        first = max(self.today, self.start)
        self.end = None if self.chance(20) else shift(first, self.one((0, 0, 1, 2, 29, 30, 60, 89, 90, 91, 180, 360)))
        if self.focus == "review" and self.end and self.chance(60):
            self.end = max(first, shift(date(2027, 1, 1), self.one((-2, -1, 0, 0, 0, 1))))
        if self.end and self.chance(8):
            self.end = max(first, months_after(self.start, self.one((1, 2, 3, 6))))
        self.last = self.end or shift(first, 90)

    def about_rule(self, state: str | None, rule: dict[str, Any]) -> None:
        """State, setting, roles, task, supervision and delegator that bring the rule up."""
        self.rule = rule
        if state is not None:
            self.state = state
        elif rule.get("except_states") and self.chance(40):
            self.state = self.one(rule["except_states"])
        elif rule.get("unless_state_rule") and self.chance(35):
            self.state = self.one(("AL", "ID", "MI", "NY", "SC"))
        bound = rule.get("roles", WORKING)
        role = self.one(bound)
        if role == "medical_assistant" and self.chance(30):
            role = self.one(("lead_medical_assistant", "clinical_supervisor"))
        if self.chance(10):
            role = self.one(UNLICENSED)
        self.mine, self.asked = [role], [self.one((role, role, *bound))]
        places = [place for kind in data.PLACES for place in rule.get(kind, ())]
        if places:
            self.setting = None if self.chance(25) else self.one(places if self.chance(45) else data.SETTINGS)
        scope = rule["activity"] if rule["activity"] in data.SCOPES else self.one(data.ROLES[role]["scope"])
        skills = SKILLS_OF[scope]
        self.tasks = self.rng.sample(skills, min(len(skills), self.one((1, 1, 2))))
        self.needs = rule.get("needs", [])
        delegators = (*rule.get("delegators", ()), *rule.get("binds_delegators", ()))
        if delegators:
            self.delegator = self.one(
                (None, *delegators, *delegators, *delegators, "rn", "physician", "office_manager")
            )
        if "binds_delegators" in rule and self.chance(80):
            self.delegator = self.one((None, *rule["binds_delegators"] * 3))

    def opening(self) -> None:
        self.state = self.one(data.STATE_RULES) if self.chance(70) else self.one(data.STATES)
        self.setting = None if self.chance(15) else self.one(data.SETTINGS)
        self.mine, self.asked = [self.one(UNLICENSED if self.chance(60) else WORKING)], []
        scopes = self.some((*data.SCOPES, *("wound", "order_entry", "assist") * 4), 3)
        self.tasks = [self.one(SKILLS_OF[scope]) for scope in scopes]
        self.supervision = None if self.chance(30) else self.one(data.SUPERVISION)
        self.delegator = (
            None
            if self.chance(40)
            else self.one(("physician", "physician_assistant", "rn", "lpn", "nurse_practitioner"))
        )
        if self.focus == "rule":
            self.about_rule(*TASK_RULES[self.turn % len(TASK_RULES)])
        elif self.focus == "clinical":
            self.about_rule(*CLINICAL_RULES[self.turn % len(CLINICAL_RULES)])
        elif self.focus in ("delegation", "review"):
            law = [pair for pair in CLINICAL_RULES if pair[1]["effect"] == "delegable"]
            if self.focus == "review":
                law = [pair for pair in law if "review_by" in pair[1]]
            self.about_rule(*self.one(law))
            self.mine = self.asked = [self.one(WORKING[:3])]
            if self.focus == "review" and self.chance(60):
                self.setting, self.supervision, self.delegator = self.one(self.rule["applies_in"]), None, None
            skills = (
                "suture_removal",
                "casting_splinting",
                "venipuncture",
                "oral_medication",
                "tb_test_reading",
                "vital_signs",
            )
            self.tasks = [self.one(skills) for _ in range(self.one((1, 2)))]
        elif self.focus in ("licence", "compact", "registry"):
            role = "cna" if self.focus == "registry" else self.one(("rn", "lpn"))
            role = self.one(LICENSED) if self.focus == "licence" else role
            self.mine, self.asked = [role], [role]
            if self.focus == "compact":
                self.state = self.one((*tuple(COMPACT["since"]) * 5, *COMPACT["implemented"][:15], *NEAR_MEMBERS))
                self.state = self.joining or self.state
            scopes = [*data.ROLES[role]["scope"], *data.ROLES[role].get("state_dependent", []) * 3]
            self.tasks = [self.one(SKILLS_OF[self.one(some)]) for some in (scopes, tuple(data.SCOPES))][
                : self.one((0, 1, 2))
            ]
        elif self.focus == "roles":
            self.several_roles()
        if self.focus in ("credential", "anything") and self.chance(40):
            self.asked = list(self.mine)

    def several_roles(self) -> None:
        pool = [*WORKING, "lpn", "cna", "rn", "medical_receptionist", "dialysis_technician"]
        if self.chance(50):
            self.state = self.one(("CA", "WA", "ND", "AZ", "LA", "NV", "GA"))
        self.setting = self.one((None, "hospital", "hospital", "private_practice"))
        if self.chance(40):
            pool = ["rn", "lpn", "physician_assistant"]
        self.mine, self.asked = self.rng.sample(pool, self.one((1, 2, 2, 3))), self.some(pool, 3)
        if self.chance(60):
            self.asked = [*self.asked, *(role for role in self.mine if role not in self.asked)]
        self.tasks = self.some(
            ("vital_signs", "venipuncture", "iv_start", "injections", "patient_checkin", "team_supervision"), 3
        )

    # What is asked

    def requirements(self) -> list[dict[str, Any]]:
        few = {
            "credential": (1, 2, 3),
            "licence": (0, 1),
            "compact": (0, 1, 1),
            "registry": (1, 1),
            "anything": (1, 2, 3),
        }
        asked = [self.requirement() for _ in range(self.one(few.get(self.focus, (0, 0, 0, 0, 1))))]
        for requirement in asked:
            if self.chance(20):
                requirement["must"] = self.chance(25)
            if requirement["kind"] in ("credential", "licence"):
                if self.chance(75):
                    requirement["due"] = self.one(DUES)
            elif self.chance(10):
                requirement["due"] = self.one(DUES)
        return asked

    def requirement(self) -> dict[str, Any]:
        kind = self.one(("credential", "licence", *(() if self.focus == "credential" else data.REQUIREMENT_KINDS)))
        if self.focus == "credential" and self.chance(60):
            kind = "credential"
        if self.focus in ("compact", "registry"):
            kind = "licence"
        if kind == "experience":
            names = self.some(EXPERIENCE, 3) or ["rn"]
            return {"kind": kind, "any_of": names, "years": self.one((0, 0.5, 1, 2, 3))}
        if kind == "language":
            return {"kind": kind, "any_of": self.some(SPOKEN, 2) or ["spanish"]}
        if kind == "education":
            return {"kind": kind, "any_of": self.some(data.EDUCATION, 3) or ["associate"]}
        pool = ASKED_CREDENTIALS if kind == "credential" else ASKED_LICENCES
        any_of = list(dict.fromkeys(self.one(pool) for _ in range(self.one((1, 1, 2)))))
        if self.chance(5):
            any_of.append(self.one((*data.TYPES, *data.CLASSES)))
        if self.focus == "compact":
            any_of = [self.one(("rn_licence", "lpn_licence", "aprn_licence"))]
        if self.focus == "registry":
            any_of = [self.one(("cna_registry", "cna_registry", "cna_cert", "nurse_aide"))]
        return {"kind": kind, "any_of": any_of}

    # What is held

    def types_wanted(self, requirements: list[dict[str, Any]]) -> list[str]:
        names = [
            name for asked in requirements if asked["kind"] in ("credential", "licence") for name in asked["any_of"]
        ]
        for role in (*self.mine, *self.asked):
            names += data.ROLES[role].get("required_licences", [])
        for alternative in self.needs:
            names += [name for need in alternative for name in need.get("held", ())]
        if self.focus == "roles":
            names += ["wa_ma_c", "wa_ma_p", "nd_uap", "cma_aama", "ca_cpt1"]
        types = []
        for name in names:
            members = MEMBERS.get(name)
            types.append(self.one(members) if members else name)
            if name == "cna_registry" and self.chance(60):
                types[-1] = "cna_cert"
        return types

    def card(self, kind: str, days: list[date]) -> dict[str, Any]:
        issued: date | None = self.near(days) if self.chance(30) else shift(self.today, -400)
        expires: date | None = self.near(days) if self.chance(65) else shift(self.last, 400)
        if self.chance(10):
            issued = None
        if self.chance(60 if kind == "ca_ma_training" else 10):
            expires = None
        if self.focus == "roles" and self.chance(60):
            expires = shift(self.today, self.rng.randint(0, (self.last - self.today).days))
        if issued and expires and expires < issued:
            issued = self.one((None, expires, shift(expires, -1)))
        state = self.one((self.state, self.state, self.state, self.home, None, self.one(data.STATES)))
        if self.focus == "compact":
            state = self.home if self.chance(85) else self.one((self.state, "CO"))
        if self.chance(25 if self.focus == "registry" else 0):
            state = None
        card = {
            "type": kind,
            "state": state,
            "issued": issued.isoformat() if issued else None,
            "expires": expires.isoformat() if expires else None,
            "verified": self.chance(75),
        }
        if self.chance(85 if self.focus == "compact" else 12):
            card["compact"] = self.chance(90)
        if self.chance(25):
            card["revoked"] = self.chance(35)
        for key in ("state", "issued", "expires", "verified"):
            if not card[key] and self.chance(30):
                del card[key]
        return card

    def credentials(self, requirements: list[dict[str, Any]]) -> list[dict[str, Any]]:
        first = max(self.today, self.start)
        days = [self.today, first, first, self.last, self.last]
        for asked in requirements:
            due = asked.get("due", "start")
            if due.startswith("+"):
                days += [max(self.today, months_after(self.start, int(due[1:].split()[0])))] * 2
        wanted = self.types_wanted(requirements)
        held = [self.card(kind, days) for kind in wanted for _ in range(self.one((0, 1, 1, 1, 2)))]
        if self.chance(10):
            held.append(self.card(self.one(data.TYPES), days))
        self.rng.shuffle(held)
        return held[:6]

    def shown(self, key: str, ids: tuple[str, ...]) -> list[dict[str, Any]]:
        """Programmes or training: some at random, and often what an alternative of the rule asks, with hours on the boundary."""
        field, need_key = ("kind", "programme") if key == "programmes" else ("id", "training")
        stated = [
            {field: self.one(ids), "hours": self.one((None, 8, 24, 320, 720, 900))} for _ in range(self.one((0, 0, 1)))
        ]
        if self.needs and self.chance(90):
            for need in self.one(self.needs):
                if need_key not in need:
                    continue
                which = (
                    need[need_key]
                    if key == "training"
                    else self.one(ids if need[need_key] == "any" else need[need_key])
                )
                asked = need.get("hours")
                near = (
                    self.one((asked, asked, asked + 1, asked + 1, asked - 1, asked - 1, None, None))
                    if asked
                    else self.one((None, 0, 40))
                )
                stated.append({field: which, "hours": near})
        if key == "training":
            for one in stated:
                one["procedures"] = self.one((None, 0, 10))
        return stated

    def candidate(self, requirements: list[dict[str, Any]]) -> dict[str, Any]:
        years = {}
        for asked in requirements:
            if asked["kind"] == "experience":
                for slug in asked["any_of"] if self.chance(40) else self.some(asked["any_of"], 3):
                    years[slug] = max(0, asked["years"] + self.one((-0.5, -0.25, 0, 0, 0.5)))
        candidate: dict[str, Any] = {
            "roles": list(self.mine),
            "home_state": self.home,
            "credentials": self.credentials(requirements),
            "experience_years": years,
            "languages": self.some(SPOKEN, 3),
            "education": self.one(data.EDUCATION),
            "programmes": self.shown("programmes", data.PROGRAMMES),
            "training": self.shown("training", data.TRAINING),
        }
        for key in candidate:
            about = any(key.startswith(requirement["kind"]) for requirement in requirements)
            if self.chance(18 if about or (self.needs and key in ("credentials", "programmes", "training")) else 5):
                candidate[key] = None
            elif self.chance(6) and isinstance(candidate[key], list):
                candidate[key] = []
        for key in [key for key, value in candidate.items() if value is None and self.chance(40)]:
            del candidate[key]
        return candidate

    def case(self) -> dict[str, Any]:
        self.dates()
        self.opening()
        homes: tuple[str | None, ...] = (self.state, self.state, self.one(data.STATES), None)
        if self.focus == "compact":
            homes = ("CO", "ME", "UT", "TX", "PA", "CT", self.one(NEAR_MEMBERS), self.one(NEAR_MEMBERS), None)
        self.home = self.one(homes)
        requirements = self.requirements()
        opening: dict[str, Any] = {
            "roles": list(self.asked),
            "state": self.state,
            "setting": self.setting,
            "start": self.start.isoformat(),
            "end": self.end.isoformat() if self.end else None,
            "tasks": list(self.tasks),
            "supervision": self.supervision,
            "delegator": self.delegator,
            "requirements": requirements,
        }
        for key in ("setting", "end", "supervision", "delegator", "roles", "tasks"):
            if not opening[key] and self.chance(30):
                del opening[key]
        candidate = self.candidate(requirements)
        return {"id": self.id, "today": self.today.isoformat(), "candidate": candidate, "opening": opening}
