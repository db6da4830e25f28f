"""A recruiter's day: what lapses, what waits, what is new, and the openings that are theirs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from matcher.shortlist import Ranked
from models import candidate as candidates
from models import candidate_identity as identities
from models import credential as credentials
from models import decision as decisions
from models import opening as openings
from models.candidate import Candidate
from models.decision import Stands
from models.opening import Opening
from models.user import User
from web.services.cards import full_name
from web.services.ranking import rank_opening

WINDOWS = (7, 14, 30, 60, 90)  # days of cards lapsing
SOON = 7  # days in which a deadline waits, a lapse at work is red, and something is new
RANKED = 5  # own openings shown with what their lists hold
AT_WORK = ("put-forward", "shortlist")


@dataclass(frozen=True)
class Person:
    """`key` is the public id."""

    key: str
    name: str


@dataclass(frozen=True)
class Lapse:
    """A card that ends on a day. `openings`: where she is put forward or shortlisted, with the verdict, the first to start first."""

    person: Person
    card: str
    on: date
    openings: list[tuple[Opening, str]]

    @property
    def at_risk(self) -> bool:
        return bool(self.openings)


@dataclass(frozen=True)
class Consent:
    """Somebody put forward whose consent is to be asked."""

    person: Person
    opening: Opening
    since: date


@dataclass(frozen=True)
class Counted:
    """An opening with the people in each lane, the best fit (hundredths) and the decisions that stand."""

    opening: Opening
    lanes: Mapping[str, int]
    best: int | None
    decided: Mapping[str, int]


@dataclass(frozen=True)
class Waiting:
    """What cannot go on without somebody of the agency."""

    consents: list[Consent]
    deadlines: list[tuple[Opening, int]]  # opening, people put forward so far
    drafts: list[Opening]

    @property
    def count(self) -> int:
        return len(self.consents) + len(self.deadlines) + len(self.drafts)


@dataclass(frozen=True)
class Today:
    """`unsettled`: people of whom facts are not confirmed, and how many facts. `new_people`: the newest first."""

    lapses: list[Lapse]
    waiting: Waiting
    unsettled: tuple[int, int]
    new_openings: list[Counted]
    new_people: list[Person]
    mine: list[Counted]
    all_mine: int

    def urgent(self, today: date) -> list[Lapse]:
        return [lapse for lapse in self.lapses if is_urgent(lapse, today)]


def is_urgent(lapse: Lapse, today: date) -> bool:
    """Seven days or less, and somebody's work hangs on it."""
    return lapse.at_risk and (lapse.on - today).days <= SOON


def show_today(session: Session, user: User, today: date) -> Today:
    """The day of a recruiter; an admin's is that of the whole agency."""
    owner = owner_of(user)
    verdicts = decisions.standing_verdicts(session, owner)
    everything = openings.listed(session)
    mine = [one for one in everything if owner is None or one.owner_id == owner]
    people = candidates.owned(session, owner)
    known = people_of(session, {one.id for one in people} | {stands.candidate_id for stands in verdicts}, people)
    tallies = tally(verdicts)
    new = [one for one in mine if is_new(one, tallies, today)]
    open_ones = [one for one in mine if one.status == "open"]
    unsettled = candidates.proposed(session, owner)
    fresh = [one for one in people if one.created_at.date() >= today - timedelta(days=SOON)]
    return Today(
        lapsing(session, known, verdicts, everything, today),
        waiting(mine, verdicts, everything, known, today),
        (len(unsettled), sum(unsettled.values())),
        [
            count(session, one, tallies, today)
            for one in sorted(new, key=lambda one: one.created_at, reverse=True)[:RANKED]
        ],
        [known[one.id] for one in fresh],
        [count(session, one, tallies, today) for one in open_ones[:RANKED]],
        len(open_ones),
    )


def count_waiting(session: Session, user: User, today: date) -> int:
    """How much waits: the figure in the head of every page."""
    owner = owner_of(user)
    everything = openings.listed(session)
    mine = [one for one in everything if owner is None or one.owner_id == owner]
    return waiting(mine, decisions.standing_verdicts(session, owner), everything, None, today).count


def owner_of(user: User) -> int | None:
    return None if user.role == "admin" else user.id


def people_of(session: Session, ids: set[int], known: Sequence[Candidate]) -> dict[int, Person]:
    """Id -> person, leaving out who was erased or merged."""
    rows = {one.id: one for one in known}
    rows |= {i: one for i in ids - set(rows) if (one := session.get(Candidate, i)) and not one.erased_at}
    names = identities.names_by_id(session, rows)
    return {i: Person(one.public_id, names.get(i, "")) for i, one in rows.items() if not one.merged_into}


def tally(verdicts: Sequence[Stands]) -> dict[int, Counter[str]]:
    """Opening id -> people a verdict."""
    found: dict[int, Counter[str]] = {}
    for stands in verdicts:
        found.setdefault(stands.opening_id, Counter())[stands.verdict] += 1
    return found


def lapsing(
    session: Session,
    people: Mapping[int, Person],
    verdicts: Sequence[Stands],
    everything: Sequence[Opening],
    today: date,
) -> list[Lapse]:
    """Cards ending within the widest window: first where somebody's work hangs on it, then by day."""
    going_on = {one.id: one for one in everything if one.status != "closed" and (one.end is None or one.end >= today)}
    at_work: dict[int, list[tuple[Opening, str]]] = {}
    for stands in verdicts:
        if stands.verdict in AT_WORK and stands.opening_id in going_on:
            at_work.setdefault(stands.candidate_id, []).append((going_on[stands.opening_id], stands.verdict))
    found = credentials.lapsing(session, people, today, today + timedelta(days=WINDOWS[-1]))
    lapses = [
        Lapse(
            people[row.candidate_id],
            full_name(row.type),
            row.expires or today,
            sorted(at_work.get(row.candidate_id, ()), key=lambda pair: (pair[1], pair[0].begin or today)),
        )
        for row in found
    ]
    return sorted(lapses, key=lambda lapse: (not lapse.at_risk, lapse.on))


def waiting(
    mine: Sequence[Opening],
    verdicts: Sequence[Stands],
    everything: Sequence[Opening],
    people: Mapping[int, Person] | None,
    today: date,
) -> Waiting:
    """Without `people` nobody is named: enough for counting."""
    by_id = {one.id: one for one in everything}
    nobody = Person("", "")
    consents = [
        Consent(people[s.candidate_id] if people else nobody, by_id[s.opening_id], min(s.at.date(), today))
        for s in verdicts
        if s.verdict == "put-forward"
        and by_id[s.opening_id].status == "open"
        and (not people or s.candidate_id in people)
    ]
    tallies = tally(verdicts)
    near = today + timedelta(days=SOON)
    deadlines = [
        (one, sent)
        for one in mine
        if one.status == "open" and one.submit_by and one.submit_by <= near
        if (sent := tallies.get(one.id, Counter())["put-forward"]) < one.positions
    ]
    return Waiting(consents, deadlines, [one for one in mine if one.status == "draft"])


def is_new(opening: Opening, tallies: Mapping[int, Counter[str]], today: date) -> bool:
    recent = opening.created_at.date() >= today - timedelta(days=SOON)
    return recent and opening.status == "open" and not tallies.get(opening.id)


def count(session: Session, opening: Opening, tallies: Mapping[int, Counter[str]], today: date) -> Counted:
    ranked: Ranked = rank_opening(session, opening, today)
    best = ranked.rows[0].fit if ranked.rows else None
    return Counted(opening, ranked.counts, best, tallies.get(opening.id, Counter()))
