"""The orders of the statuses, and how several become one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

Note = Callable[[str], None]
Standing = tuple[str, date | None]
"""met, met-if, unmet or unknown, and the day by which a met-if is to be settled."""

STANDINGS = ("unmet", "unknown", "met-if", "met")
TASK_STATUSES = ("not-delegable", "licence-missing", "not-reviewed", "needs-proof", "allowed")


def best_standing(standings: list[Standing]) -> Standing:
    """The highest; of two met-if the later day."""
    best = standings[0]
    for standing in standings[1:]:
        higher = STANDINGS.index(standing[0]) > STANDINGS.index(best[0])
        later = standing[0] == best[0] == "met-if" and standing[1] > best[1]  # type: ignore[operator]
        if higher or later:
            best = standing
    return best


def worst_standing(standings: list[Standing]) -> Standing:
    """The lowest; of two met-if the earlier day."""
    worst = standings[0]
    for standing in standings[1:]:
        lower = STANDINGS.index(standing[0]) < STANDINGS.index(worst[0])
        earlier = standing[0] == worst[0] == "met-if" and standing[1] < worst[1]  # type: ignore[operator]
        if lower or earlier:
            worst = standing
    return worst


def lower_status(one: str, other: str) -> str:
    return one if TASK_STATUSES.index(one) < TASK_STATUSES.index(other) else other
