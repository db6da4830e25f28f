"""Everyone ranked for an opening, from the rows of the store: profiles and columns kept between requests, by version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from matcher import vocabulary
from matcher.domain import Match, Profile
from matcher.eligibility.judge import Gate
from matcher.rankers import starting_ranker
from matcher.shortlist import Ranked, Row, matches, rank_candidates
from matcher.table import Table
from models import candidate as candidates
from models import opening as openings
from models.opening import Opening

Weights = Mapping[str, int]


@dataclass(frozen=True)
class People:
    """Everybody who can be ranked, at these versions: profiles by id, and the same as columns, in the same order."""

    versions: Mapping[int, int]
    profiles: Mapping[int, Profile]
    table: Table


#: By database address. A reader may see an older value while another thread builds a newer one: it is replaced whole.
_kept: dict[str, People] = {}


def load_people(session: Session) -> People:
    """Everybody, reading anew only those whose version moved since the last call in this process."""
    address = str(session.get_bind().engine.url)
    known = _kept.get(address)
    versions = candidates.versions(session)
    if known and known.versions == versions:
        return known
    same = {i for i, version in versions.items() if known and known.versions.get(i) == version}
    changed = [i for i in versions if i not in same]
    fresh = candidates.profiles(session, changed if same else None)
    profiles = {i: known.profiles[i] for i in same} if known else {}
    profiles.update(zip(sorted(changed), fresh, strict=True))
    ordered = {i: profiles[i] for i in sorted(profiles)}
    people = People(versions, ordered, Table.build(list(ordered.values()), vocabulary.load()))
    _kept[address] = people
    return people


def rank_opening(session: Session, opening: Opening, today: date, weights: Weights | None = None) -> Ranked:
    """The opening's list on that day. `weights`: percent a category where a recruiter moved them."""
    people = load_people(session)
    asked = openings.requirements(session, opening)
    gate = Gate(asked, today, vocabulary.load())
    return rank_candidates(asked, list(people.profiles.values()), people.table, starting_ranker(), gate, today, weights)


def explain_rows(ranked: Ranked, rows: list[Row], weights: Weights | None = None) -> list[Match]:
    """The rows' parts with sentences and evidence, in the order given."""
    return matches(ranked, rows, starting_ranker(), vocabulary.load(), weights)
