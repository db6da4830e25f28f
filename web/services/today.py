"""A recruiter's day: what lapses, what waits, what is new, and the openings that are theirs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from markupsafe import Markup
from sqlalchemy.orm import Session

from matcher.shortlist import Ranked
from models import candidate as candidates
from models import candidate_identity as identities
from models import credential as credentials
from models import decision as decisions
from models import opening as openings
from models import question as questions
from models.candidate import Candidate
from models.decision import Stands
from models.opening import Opening
from models.user import User
from web.services.cards import full_name
from web.services.dispute import Waits, waiting_for
from web.services.overlap import overlaps
from web.services.put_forward import PutForward, follow, not_barred
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
class Step:
    """Somebody put forward of whom something waits. `words`: what a facility asks; `sent`: public id of what it has.

    `overlaps`: of somebody accepted, where she is accepted on the same days, too.
    """

    person: Person
    opening: Opening
    state: str
    since: date
    sent: str = ""
    words: str = ""
    overlaps: Sequence[Markup] = ()


@dataclass(frozen=True)
class Counted:
    """An opening with the people in each lane, the best fit (hundredths) and the decisions that stand."""

    opening: Opening
    lanes: Mapping[str, int]
    best: int | None
    decided: Mapping[str, int]


@dataclass(frozen=True)
class Waiting:
    """What cannot go on without somebody of the agency.

    `consents`: her yes is waited for; `to_send`: it came; `questions` of facilities; `answers` of facilities and of people
    who said no, those of the last days; `said`: what candidates ask for of themselves.
    """

    consents: list[Step]
    to_send: list[Step]
    questions: list[Step]
    answers: list[Step]
    deadlines: list[tuple[Opening, int]]  # opening, people put forward so far
    drafts: list[Opening]
    said: list[Waits]

    @property
    def count(self) -> int:
        steps = (self.consents, self.to_send, self.questions, self.answers, self.said)
        return sum(len(rows) for rows in steps) + len(self.deadlines) + len(self.drafts)


@dataclass(frozen=True)
class Today:
    """`unsettled`: people of whom facts are not confirmed, and how many facts. `new_people`: the newest first."""

    lapses: list[Lapse]
    waiting: Waiting
    unsettled: tuple[int, int]
    new_openings: list[Counted]
    new_people: list[Person]
    unowned: list[Person]
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
    nobodys = candidates.unowned(session)
    fresh = [one for one in people if one.created_at.date() >= today - timedelta(days=SOON)]
    return Today(
        lapsing(session, known, verdicts, everything, today),
        waiting(session, mine, verdicts, everything, known, owner, today),
        (len(unsettled), sum(unsettled.values())),
        [
            count(session, one, tallies, today)
            for one in sorted(new, key=lambda one: one.created_at, reverse=True)[:RANKED]
        ],
        [known[one.id] for one in fresh],
        list(people_of(session, set(), nobodys).values()),
        [count(session, one, tallies, today) for one in open_ones[:RANKED]],
        len(open_ones),
    )


def count_waiting(session: Session, user: User, today: date) -> int:
    """How much waits: the figure in the head of every page."""
    owner = owner_of(user)
    everything = openings.listed(session)
    mine = [one for one in everything if owner is None or one.owner_id == owner]
    return waiting(session, mine, decisions.standing_verdicts(session, owner), everything, None, owner, today).count


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
    session: Session,
    mine: Sequence[Opening],
    verdicts: Sequence[Stands],
    everything: Sequence[Opening],
    people: Mapping[int, Person] | None,
    owner: int | None,
    today: date,
) -> Waiting:
    """Without `people` nobody is named: enough for counting."""
    forward = [one for one in follow(session, verdicts, everything) if people is None or one.candidate_id in people]

    def step(one: PutForward, since: datetime, words: str = "") -> Step:
        person = people[one.candidate_id] if people else Person("", "")
        sent = one.sent.public_id if one.sent and one.before_facility else ""
        return Step(person, one.opening, one.state, min(since.date(), today), sent, words)

    going_on = not_barred(session, [one for one in forward if one.waits_for_her or is_to_send(one, today)])
    consents = [step(one, one.since) for one in going_on if one.waits_for_her]
    to_send = [step(one, one.consent.given_at) for one in going_on if one.consent and is_to_send(one, today)]
    before = {(one.opening.id, one.candidate_id): one for one in forward if one.before_facility}
    asked = questions.unanswered_of_facilities(session, {opening_id for opening_id, _ in before})
    open_questions = [
        step(before[pair], one.asked_at, one.words)
        for one in asked
        if (pair := (one.opening_id, one.candidate_id)) in before
    ]
    came = [(one, on) for one in forward if (on := answered(one)) and on.date() >= today - timedelta(days=SOON)]
    answers = [step(one, on) for one, on in came]
    if people:
        told = overlaps(session, [(one.opening, one.candidate_id, people[one.candidate_id].name) for one, _ in came])
        answers = [
            replace(row, overlaps=said) if row.state == "accepted" else row
            for row, said in zip(answers, told, strict=True)
        ]
    tallies = tally(verdicts)
    near = today + timedelta(days=SOON)
    deadlines = [
        (one, sent)
        for one in mine
        if one.status == "open" and one.submit_by and one.submit_by <= near
        if (sent := tallies.get(one.id, Counter())["put-forward"]) < one.positions
    ]
    drafts = [one for one in mine if one.status == "draft"]
    return Waiting(consents, to_send, open_questions, answers, deadlines, drafts, waiting_for(session, owner))


def is_to_send(one: PutForward, today: date) -> bool:
    return one.state == "yes" and one.opening.status == "open" and not one.opening.is_over(today)


def answered(one: PutForward) -> datetime | None:
    """When a facility answered about her, or she said no herself."""
    if one.state in ("accepted", "declined") and one.sent:
        return one.sent.answered_at
    return one.consent.given_at if one.state == "no" and one.consent and one.consent.how == "portal" else None


def is_new(opening: Opening, tallies: Mapping[int, Counter[str]], today: date) -> bool:
    recent = opening.created_at.date() >= today - timedelta(days=SOON)
    return recent and opening.status == "open" and not tallies.get(opening.id)


def count(session: Session, opening: Opening, tallies: Mapping[int, Counter[str]], today: date) -> Counted:
    ranked: Ranked = rank_opening(session, opening, today)
    best = ranked.rows[0].fit if ranked.rows else None
    return Counted(opening, ranked.counts, best, tallies.get(opening.id, Counter()))
