"""Where a ZIP code lies."""

from __future__ import annotations

import re
from functools import cache

import zipcodes

from matcher.domain import Place


def of(zip: str | None, state: str | None) -> Place:
    """A place by its five-digit ZIP. An unknown ZIP has no coordinates (its distance is unknown, not 0).

    The state is the one given, else the ZIP's.
    """
    found_state, latitude, longitude = _look_up(zip) if zip else (None, None, None)
    return Place(zip, state or found_state, latitude, longitude)


@cache
def _look_up(zip: str) -> tuple[str | None, float | None, float | None]:
    # The package panics on letters outside ASCII, so nothing but five digits reaches it.
    found = zipcodes.matching(zip) if re.fullmatch("[0-9]{5}", zip) else []
    return (found[0]["state"], float(found[0]["lat"]), float(found[0]["long"])) if found else (None, None, None)
