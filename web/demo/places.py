"""Where the demo agency works: ten states whose rules are in the vocabulary of rules, real towns and their real ZIP codes."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from math import cos, hypot, radians

import zipcodes

from matcher.domain import Place

#: State -> the town round which facilities and candidates are, and how many of 14 candidates live there: the agency has
#: a home and two older branches.
TOWNS = {
    "WA": ("Tacoma", 3),
    "OR": ("Salem", 1),
    "CA": ("Sacramento", 1),
    "AZ": ("Mesa", 1),
    "TX": ("Austin", 2),
    "OH": ("Columbus", 2),
    "PA": ("Pittsburgh", 1),
    "NY": ("Rochester", 1),
    "NC": ("Durham", 1),
    "FL": ("Tampa", 1),
}
STATES = tuple(TOWNS)
REACH = 15  # miles round a town's first ZIP code in which its people and facilities are
DEGREE = 69.0  # miles in a degree of latitude


@dataclass(frozen=True)
class Town:
    """A town with the ZIP codes in reach. `place` is the town's own."""

    city: str
    state: str
    time_zone: str
    place: Place
    around: tuple[Place, ...]


def miles(one: Place, other: Place) -> float:
    """Distance on a flat map, good to a few percent at commuting distance. Both need coordinates."""
    assert one.latitude is not None and one.longitude is not None
    assert other.latitude is not None and other.longitude is not None
    north = one.latitude - other.latitude
    east = (one.longitude - other.longitude) * cos(radians(one.latitude))
    return hypot(north, east) * DEGREE


@functools.cache
def towns() -> tuple[Town, ...]:
    """The towns in the order of TOWNS. A ZIP code without residents (box, single firm) is left out."""
    rows = [row for row in zipcodes.list_all() if row["zip_code_type"] == "STANDARD" and row["state"] in TOWNS]
    places = {state: [_place(row) for row in rows if row["state"] == state] for state in TOWNS}
    found = []
    for state, (city, _) in TOWNS.items():
        row = next(row for row in rows if row["state"] == state and row["city"] == city)
        centre = _place(row)
        around = tuple(place for place in places[state] if miles(centre, place) <= REACH)
        found.append(Town(city, state, row["timezone"], centre, around))
    return tuple(found)


@functools.cache
def homes() -> tuple[Town, ...]:
    """The towns, each as often as its share of the candidates."""
    return tuple(town for town in towns() for _ in range(TOWNS[town.state][1]))


def city_of(place: Place) -> str:
    """The town a ZIP code is in."""
    return str(zipcodes.matching(place.zip)[0]["city"])


@functools.cache
def area_codes() -> tuple[str, ...]:
    """Telephone area codes of the ten states, sorted."""
    return tuple(sorted({code for row in zipcodes.list_all() if row["state"] in TOWNS for code in row["area_codes"]}))


def _place(row: dict[str, str]) -> Place:
    return Place(row["zip_code"], row["state"], float(row["lat"]), float(row["long"]))
