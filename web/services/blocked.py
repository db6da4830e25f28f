"""Why people are blocked for an opening: the reasons with their counts, and who stands behind each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matcher import vocabulary
from matcher.careers import roles_held
from matcher.domain import Judged
from matcher.eligibility.judge import counts
from matcher.eligibility.role import ANY
from matcher.eligibility.sentences import a, lower
from matcher.shortlist import Row
from web.words import plain_day, t

BARRED = "barred"  # the key of a facility that will not have somebody again


@dataclass(frozen=True)
class Reason:
    """`people` lack it; for `alone` of them it is all that stands in the way.

    `what`: the thing they lack; `change`: what would settle it.
    """

    key: str
    what: str
    words: str
    change: str
    people: int
    alone: int


def unmet(row: Row) -> dict[str, Judged | None]:
    """What blocks this person, by key.

    barred (the facility will not have her again), role (none in common), n-slug (hers, without what it needs there), r0 ...
    (a requirement by its place), t-slug (a task without its licence).
    """
    eligibility = row.eligibility
    found: dict[str, Judged | None] = {BARRED: None} if eligibility.barred else {}
    if eligibility.role.status == "unmet":
        found[_role_key(row)] = eligibility.role
    found |= {f"r{n}": j for n, j in enumerate(eligibility.requirements) if j.status == "unmet" and counts(j)}
    found |= {f"t-{task.task}": None for task in eligibility.tasks if task.status == "licence-missing"}
    return found


def _role_key(row: Row) -> str:
    """Of a role that blocks: whether she works in it."""
    words = vocabulary.load()
    works = {
        slug: words.get("role", slug).label
        for one in roles_held(row.profile, words)
        for slug in words.works_as(one.slug)
    }
    return next((f"n-{slug}" for slug, label in works.items() if label == row.eligibility.role.subject), "role")


def sentences(row: Row) -> list[str]:
    """What blocks this person, in the gate's words."""
    eligibility = row.eligibility
    keys = unmet(row)
    said: list[str] = [t("openings.reason.barred_said")] if BARRED in keys else []
    said += [judged.sentence for judged in keys.values() if judged]
    return said + [task.sentence for task in eligibility.tasks if f"t-{task.task}" in keys]


def reasons(blocked: Sequence[Row]) -> list[Reason]:
    """Every reason with the people it stops, the commonest first."""
    stopped: dict[str, list[tuple[Judged | None, bool]]] = {}
    for row in blocked:
        found = unmet(row)
        for key, judged in found.items():
            stopped.setdefault(key, []).append((judged, len(found) == 1))
    made = [
        Reason(key, *said_of(key, who[0][0]), len(who), sum(alone for _, alone in who)) for key, who in stopped.items()
    ]
    return sorted(made, key=lambda reason: (-reason.people, reason.key))


def behind(blocked: Iterable[Row], key: str) -> list[Row]:
    """The people whom this reason stops."""
    return [row for row in blocked if key in unmet(row)]


def said_of(key: str, judged: Judged | None) -> tuple[str, str, str]:
    """(what is lacking, the reason, what would change it) in words, of a key of `unmet`."""
    if key == BARRED:
        return "", t("openings.reason.barred"), t("openings.change.barred")
    if judged is None:
        label = vocabulary.load().get("skill", key[2:]).label
        return label, t("openings.reason.task", what=label), t("openings.change.task")
    kind = judged.requirement.kind if judged.requirement else "role"
    what = judged.subject
    by = t("openings.reason_by", day=plain_day(judged.by, year=False)) if judged.by else ""
    if kind in ("credential", "licence"):
        return what, t("openings.reason.card", what=what, by=by), t("openings.change.card")
    if what == ANY:
        return what, t("openings.reason.no_role"), t("openings.change.role")
    if kind == "role":
        known = "role" if key == "role" else "needs"
        said = a(lower(what))
    else:
        known, said = kind if kind in ("experience", "vaccination") else "other", what
    return what, t(f"openings.reason.{known}", what=said), t(f"openings.change.{known}")
