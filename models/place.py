"""Where a ZIP code lies."""

from __future__ import annotations

import re
from functools import cache

import zipcodes

from matcher.domain import Place

Point = tuple[str | None, float | None, float | None]  # state, latitude, longitude
UNKNOWN: Point = (None, None, None)


def of(zip: str | None, state: str | None) -> Place:
    """A place by its five-digit ZIP. An unknown ZIP has no coordinates (its distance is unknown, not 0).

    The state is the one given, else the ZIP's.
    """
    found_state, latitude, longitude = _around(zip[:3]).get(zip, UNKNOWN) if zip else UNKNOWN
    return Place(zip, state or found_state, latitude, longitude)


@cache
def _around(prefix: str) -> dict[str, Point]:
    """Every ZIP code that begins with these three digits: one look through the package's table answers for all."""
    # The package panics on letters outside ASCII, so nothing but digits reaches it.
    found = zipcodes.similar_to(prefix) if re.fullmatch("[0-9]{3}", prefix) else []
    return {row["zip_code"]: (row["state"], float(row["lat"]), float(row["long"])) for row in found}
