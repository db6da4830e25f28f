"""A frozen shortlist as it is printed: everything said of a person comes from the snapshots, names from today's record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from matcher import vocabulary
from matcher.domain import Eligibility, Match, Part, Profile, Requirements
from matcher.eligibility.days import Days
from matcher.eligibility.judge import Gate
from matcher.rankers import read_ranker
from matcher.shortlist import verdicts
from matcher.snapshots import restore, sha
from matcher.summary import reason
from models import candidate_identity as identities
from models import decision as decisions
from models import entry as entries
from models import user as users
from models.entry import Entry
from models.opening import Opening
from models.shortlist import Shortlist
from models.snapshot import Snapshot
from web.services.cards import musts
from web.words import card_name


@dataclass(frozen=True)
class Card:
    """A card held: its last day, the day of the assignment it falls on where that is inside, whether it was verified, and whether it had lapsed."""

    name: str
    until: date | None
    day: int | None
    verified: bool
    lapsed: bool


@dataclass(frozen=True)
class FrozenRow:
    """`eligibility`, `match` and `why` are None or empty where the person's snapshot was erased or is damaged."""

    entry: Entry
    name: str
    first: int | None
    last: int | None
    eligibility: Eligibility | None
    match: Match | None
    why: str
    cards: list[Card]
    verdict: str
    reason: str
    words: str


@dataclass(frozen=True)
class Frozen:
    """`requirements` is None where its snapshot is gone or damaged.

    `suggested`: the parts of somebody in it under the ranker's own weights, where the list was made with others.
    """

    shortlist: Shortlist
    opening: Opening
    requirements: Requirements | None
    by: str
    musts: list[str]
    rows: list[FrozenRow]
    suggested: tuple[Part, ...] = ()

    @property
    def bands(self) -> list[tuple[int, int]]:
        """(first, last) of every band with more than one person."""
        return sorted({(r.first, r.last) for r in self.rows if r.first and r.last and r.first != r.last})


def read_frozen(session: Session, shortlist: Shortlist) -> Frozen:
    """The list as it was shown, explained again from what was kept."""
    opening = session.get_one(Opening, shortlist.opening_id)
    kept = entries.of_shortlist(session, shortlist.id)
    names = identities.names_by_id(session, [entry.candidate_id for entry in kept])
    made = {
        row.Entry.id: row.Decision
        for rows in decisions.of_opening(session, opening.id).values()
        for row in reversed(rows)
        if row.Shortlist.id == shortlist.id
    }
    by = users.named(session, [shortlist.by])[shortlist.by].name
    body, ranker_body = (kept_text(session, key) for key in (shortlist.requirements_sha, shortlist.ranker_sha))
    asked = restore(Requirements, body) if body else None
    texts = {entry.id: kept_text(session, entry.profile_sha) for entry in kept}
    profiles = {i: restore(Profile, text) for i, text in texts.items() if text}
    explained: dict[int, Match] = {}
    suggested: tuple[Part, ...] = ()
    if asked and ranker_body:
        ranked = [entry for entry in kept if entry.id in profiles and entry.position]
        people = [profiles[entry.id] for entry in ranked]
        matches = read_ranker(ranker_body).explain(
            asked, None, range(len(people)), people, shortlist.as_of, shortlist.weights or None
        )
        explained = {entry.id: match for entry, match in zip(ranked, matches, strict=True)}
        if shortlist.weights and people:
            suggested = read_ranker(ranker_body).explain(asked, None, [0], people[:1], shortlist.as_of, None)[0].parts
    places: dict[int | None, list[int]] = {}
    for entry in kept:
        if entry.position:
            places.setdefault(entry.band, []).append(entry.position)
    gate = Gate(asked, shortlist.as_of) if asked else None
    rows: list[FrozenRow] = []
    for entry in kept:
        profile, judged, cards, why = profiles.get(entry.id), None, list[Card](), ""
        if profile and gate and asked:
            judged = gate.judge(profile)
            cards = held_cards(judged, asked, shortlist.as_of)
            why = reason(profile, asked, judged, shortlist.as_of, vocabulary.load())
        decision, band = made.get(entry.id), places.get(entry.band, [])
        rows.append(
            FrozenRow(
                entry,
                names.get(entry.candidate_id, ""),
                min(band) if entry.position else None,
                max(band) if entry.position else None,
                judged if judged and verdicts(judged) == entry.eligibility else None,
                explained.get(entry.id),
                why,
                cards,
                decision.verdict if decision else "",
                decision.reason if decision else "",
                decision.words if decision else "",
            )
        )
    said = musts(asked, shortlist.as_of) if asked and profiles else []
    return Frozen(shortlist, opening, asked, by, said, rows, suggested)


def held_cards(judged: Eligibility, asked: Requirements, as_of: date) -> list[Card]:
    """What is held of what is asked, until when."""
    days = Days.of(asked.begin, asked.end, as_of)
    found = {}
    for row in judged.requirements:
        if row.held:
            until = row.held.expires
            inside = until is not None and days.start <= until < days.last
            on = days.number(until) if until and inside else None
            found[row.held] = Card(
                card_name(row.held.type), until, on, row.held.verified, bool(until and until < as_of)
            )
    return list(found.values())


def kept_text(session: Session, key: str) -> str | None:
    """The snapshot's text, None where it is gone or is not what its hash says."""
    snapshot = session.get(Snapshot, key)
    return snapshot.body if snapshot and sha(snapshot.body) == key else None
