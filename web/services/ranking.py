"""Everyone ranked for an opening, from the rows of the store: profiles and columns kept between requests, by version."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from sqlalchemy.orm import Session

from matcher import vocabulary
from matcher.domain import Match, Profile, Requirements
from matcher.eligibility import people as gate_people
from matcher.eligibility.judge import Gate
from matcher.rankers import Ranks
from matcher.shortlist import Ranked, Row, matches, rank_candidates
from matcher.table import Table
from models import candidate as candidates
from models import opening as openings
from models.opening import Opening
from web.services.ranker import ranker_in_use

Weights = Mapping[str, int]

#: Lists kept in a process. A list is made again when a person, the opening, the day or the weights differ.
KEPT_LISTS = 64


@dataclass(frozen=True)
class People:
    """Everybody who can be ranked, at these versions: profiles by id, and the same as columns, in the same order.

    `ids`: public id -> id. `lists`: what was ranked of just these people, the oldest first.
    """

    versions: Mapping[int, int]
    profiles: Mapping[int, Profile]
    table: Table
    ids: Mapping[str, int]
    lists: OrderedDict[object, Ranked] = field(default_factory=OrderedDict, compare=False)

    @cached_property
    def gate_columns(self) -> gate_people.People:
        """The same people as the gate reads many at once, in the same order; made when first asked for."""
        return gate_people.People.build(self.profiles.values(), vocabulary.load())


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
    ids = {profile.key: i for i, profile in ordered.items()}
    people = People(versions, ordered, Table.build(list(ordered.values()), vocabulary.load()), ids)
    _kept[address] = people
    return people


def rank_opening(session: Session, opening: Opening, today: date, weights: Weights | None = None) -> Ranked:
    """The opening's list on that day. `weights`: percent a category where a recruiter moved them."""
    people = load_people(session)
    return rank_requirements(people, openings.requirements(session, opening), ranker_in_use(session), today, weights)


def prepare(session: Session, today: date) -> None:
    """What the first ranked page of a process would wait for: the ranker's libraries, everybody's columns, the compiled loops.

    One list is made for it, of any opening; where there is none, the libraries alone are loaded.
    """
    ranker_in_use(session)
    if found := openings.listed(session):
        rank_opening(session, found[0], today)


def rank_requirements(
    people: People, asked: Requirements, ranker: Ranks, today: date, weights: Weights | None = None
) -> Ranked:
    """Everybody for these requirements, whether or not an opening states them; nobody for days that are all past."""
    if asked.end and asked.end < today:
        return Ranked(asked, today, ranker, (), ())
    key = (asked, ranker, today, tuple(sorted((weights or {}).items())))
    found = people.lists.get(key)
    if found is None:
        gate = Gate(asked, today, vocabulary.load())
        profiles = list(people.profiles.values())
        found = rank_candidates(asked, profiles, people.table, ranker, gate, today, weights)
        people.lists[key] = found
        while len(people.lists) > KEPT_LISTS:
            people.lists.popitem(last=False)
    return found


def explain_rows(ranked: Ranked, rows: list[Row], weights: Weights | None = None) -> list[Match]:
    """The rows' parts with sentences and evidence, in the order given."""
    return matches(ranked, rows, vocabulary.load(), weights)
