"""How often the drawn cases met each clause: the list of all that are to be met, and the count.

`GROUPS`: a part of the specification and, in the oracle's words, its clauses. A table cell is a clause of the group `table`.
`UNREACHABLE`: what the text says and no rule of the data brings up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tests.gate_oracle import data

LEAST = 50
"""Times each clause is met in the 24,000 cases of `make test`."""

_HELD = tuple(f"held {kind} {s}" for kind in ("licence", "credential") for s in ("met", "met-if", "unknown", "unmet"))
_HOURS = tuple(
    f"{kind}{how}"
    for kind in ("programme", "training")
    for how in (
        " met, hours exactly enough",
        " met, hours more than enough",
        " met, no hours asked",
        ", hours not stated",
        ", hours too few",
        " unknown",
        " unmet",
    )
)

GROUPS: dict[str, tuple[str, ...]] = {
    "verdict": ("eligible", "eligible-if", "not-reviewed", "blocked"),
    "error": (
        "a credential that expires before it was issued",
        "a due of another form",
        "empty any_of",
        "end before start",
        "end before today",
        "experience without years",
        "hours of a programme below 0",
        "hours of training below 0",
        "no such day: end",
        "no such day: expires",
        "no such day: issued",
        "no such day: start",
        "no such day: today",
        "unknown credential or class asked for",
        "unknown credential type",
        "unknown delegator",
        "unknown home state",
        "unknown level asked for",
        "unknown level of the candidate",
        "unknown programme kind",
        "unknown requirement kind",
        "unknown role of the candidate",
        "unknown role of the opening",
        "unknown setting",
        "unknown slug of experience asked for",
        "unknown slug of experience had",
        "unknown state of a credential",
        "unknown state of the opening",
        "unknown supervision",
        "unknown task",
        "unknown training id",
        "years asked for below 0",
        "years had below 0",
    ),
    "days": (
        "the last day is given",
        "open end, 90 days after start",
        "open end, 90 days after today",
        "due at submission",
        "due at start",
        "due at patient_care",
        "due months after start",
        "due clipped to the month's end",
        "D is never before today",
        "a licence's grace is ignored",
    ),
    "credential 1": ("credentials not asked, unknown", "not due within the assignment"),
    "credential 2": (
        "by its class",
        "revoked does not count",
        "no issue date, taken as issued",
        "issued on D counts",
        "issued after D does not count",
    ),
    "licence 2": (
        "expired before today does not count",
        "expires today, counts",
        "of another state or of none does not count",
        "compact counts",
        "compact, no member",
        "compact, partial or pending member",
        "compact, member only after D",
        "compact, member from D on",
        "compact, member since before D",
        "compact, home state not known",
        "compact, not of the home state",
        "marked compact, its type has none",
        "a CNA certificate of the state is the registry listing",
        "a CNA certificate without a state, met-if by D",
    ),
    "credential 3": (
        "no expiry known, confirm by D",
        "a type without a term never expires",
        "covers",
        "covers, expires on the last day",
        "covers, issued today",
        "covers, not issued yet today",
        "covers, not verified",
        "expires the day before the last",
        "expires within the assignment",
        "expires on D",
        "expires before D, D after today",
        "expires before D, D is today: does not count",
        "the best of several wins",
    ),
    "licence 3": ("expires within the assignment", "expires before D"),
    "credential 4": (
        "nothing counts, months of grace",
        "nothing counts, a card had in a day",
        "months of grace, but D is today",
        "a card had in a day, but D is today",
        "unmet credential",
        "unmet licence",
    ),
    "experience": ("met", "exactly enough", "unmet", "unknown"),
    "language": ("met", "unmet", "unknown"),
    "education": ("met", "unmet", "unknown"),
    "role": (
        "not asked, unknown",
        "none in common, unmet",
        "works as",
        "the opening takes any role",
        "the best of several counts",
        "of two met-if the later day",
        *(f"licence {standing}" for standing in ("met", "met-if", "unknown", "unmet")),
        *(f"any_clinical require_licence, needs {standing}" for standing in ("met", "met-if", "unknown", "unmet")),
        *(f"any_clinical conditional, needs {standing}" for standing in ("met", "met-if", "unknown", "unmet")),
        "any_clinical deny",
        "any_clinical bound to places, setting unknown",
        "any_clinical inform decides nothing",
        "any_clinical delegable decides nothing",
    ),
    "needs": (
        "several alternatives, the best counts",
        "all of one alternative, the worst counts",
        *_HELD,
        *(clause for clause in _HOURS),
    ),
    "rules": (
        "binds who works as a role named",
        "exempt_in puts it out",
        "applies_in puts it out",
        "bound to places, setting unknown, counts as medium",
        "binds delegators, one of them named",
        "binds delegators, another delegator named",
        "binds delegators, none named",
        "supervision weaker than the rule's",
        "supervision equal",
        "supervision stronger than the rule's",
        "delegator among the rule's",
        "delegator not among the rule's",
        "supervision and delegator not stated, the rule's wording said",
    ),
    "table": tuple(
        f"{cell}, {confidence}"
        for cell in (
            "deny",
            "outside only_in",
            "inside not_in",
            *(f"require_licence {standing}" for standing in ("met", "met-if", "unknown", "unmet")),
            *(f"conditional {shown}" for shown in ("no needs", "shown", "not shown")),
            "allow",
        )
        for confidence in ("high", "medium")
    ),
    "task 1": (
        "outside the licensed role's scope",
        "depends on the state, no rule of it",
        *(f"by its licence, {standing}" for standing in ("met", "met-if", "unknown", "unmet")),
    ),
    "task 2": ("the national floor", "a state excepted from the floor"),
    "task 3": (
        "a national rule where the state has none",
        "a national rule gives way to the state's",
        "informs, skipped",
        "low confidence, skipped",
        "the highest confidence decides",
        "the strictest of several",
        "a rule bound to places, setting unknown, where another decides",
        "a rule widens the role's scope",
        "a medium deny widens nothing",
    ),
    "task 4": (
        "outside the role's scope",
        "supervision none or general",
        "assist",
        "wound",
        "order_entry",
        "a delegation law, high",
        "a delegation law, medium",
        "not reviewed",
    ),
    "task": (
        *("allowed", "needs-proof", "not-reviewed", "licence-missing", "not-delegable"),
        "the best role counts",
        "in the opening's roles, as if held",
        "no role on either side",
        *(f"never better than its role, {standing}" for standing in ("met-if", "unknown", "unmet")),
    ),
    "review": ("past", "due today", "within the assignment", "on the last day", "after the last day"),
    "together": (
        "blocked by the role",
        "blocked by a must",
        "blocked by a task",
        "a task not delegable does not block",
        *(f"preferred and {standing}" for standing in ("met", "met-if", "unknown", "unmet")),
    ),
}

UNREACHABLE = {
    "table: outside only_in, medium": "a rule with only_in is of high confidence; medium by an unknown setting alone, and then nobody is outside",
    "table: inside not_in, medium": "the same for not_in",
}
"""Also out of reach and without a clause of its own: a role with both a licence and a rule on any clinical work (of two met-if the
earlier day), a rule that depends on the state for a licensed role, a delegation law of low confidence, and a review date on any
effect but delegable."""

CLAUSES = tuple(name for group, names in GROUPS.items() for name in (f"{group}: {clause}" for clause in names))
RULES = tuple(
    f"rule {rule['id']}"
    for rules in (*data.STATE_RULES.values(), data.NATIONAL)
    for rule in rules
    if rule["activity"] in (*data.SCOPES, "any_clinical")
)
"""Every rule but those on a title or a credential, which speak of no task."""


def missing(counts: Counter[str], least: int) -> list[str]:
    """One line for each clause met less often than `least`, and each rule never looked at."""
    wanted = {clause: least for clause in CLAUSES if clause not in UNREACHABLE} | dict.fromkeys(RULES, 1)
    return [f"{name}: {counts[name]} of {least}" for name, least in wanted.items() if counts[name] < least]


def unlisted(counts: Iterable[str]) -> list[str]:
    """Names that the oracle noted and no list here has, and those listed as out of reach that came up."""
    return sorted(name for name in counts if name not in (*CLAUSES, *RULES) or name in UNREACHABLE)


def table(counts: Counter[str]) -> str:
    """The counts, one a line, in the order of the specification."""
    lines = [f"{counts[name]:>9,}  {name}" for name in (*CLAUSES, *RULES) if name not in UNREACHABLE]
    return "\n".join([*lines, *(f"        -  {name}: {why}" for name, why in UNREACHABLE.items())])
