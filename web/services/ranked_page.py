"""One page of an opening's list: who is shown under which filters, in whole bands, with the words beside each name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from sqlalchemy.orm import Session

from matcher import vocabulary
from matcher.domain import Eligibility, Match, Profile
from matcher.eligibility.days import Days
from matcher.eligibility.limits import miles
from matcher.shortlist import Ranked, Row
from matcher.summary import reason, remark
from models import candidate_identity as identities
from models import decision as decisions
from models.opening import Opening
from models.user import User
from web.services.cards import Chip, beside, chips
from web.services.favourite import liked_by
from web.services.ranking import Weights, explain_rows, load_people
from web.words import conditions

PAGE = {"reading": 10, "compact": 20}
WITHIN = (10, 25, 50, 100, 250)  # miles
UNDECIDED = "none"
NEAREST = 2  # shown where a lane is empty


@dataclass(frozen=True)
class Filters:
    """What hides people; None hides nobody. `within` is miles; the rest are slugs, `decision` a verdict or `none`."""

    within: int | None = None
    credential: str | None = None
    language: str | None = None
    system: str | None = None
    decision: str | None = None

    @property
    def on(self) -> int:
        return sum(value is not None for value in vars(self).values())


@dataclass(frozen=True)
class Made:
    """A decision as a row shows it."""

    verdict: str
    who: str
    mine: bool
    on: date
    reason: str
    words: str
    shortlist: str


@dataclass(frozen=True)
class Person:
    """A row of the page. `first` and `last` are the places of her band in the whole list."""

    row: Row
    match: Match | None
    name: str
    first: int
    last: int
    why: str
    remark: str
    chips: list[Chip]
    beside: str
    miles: int | None
    decided: Made | None
    again: str  # the facility that would have her again; said, and never counted

    @property
    def key(self) -> str:
        return self.row.candidate

    @property
    def eligibility(self) -> Eligibility:
        return self.row.eligibility


@dataclass(frozen=True)
class Band:
    """People equal on the evidence who stand on this page; `hidden` more of them are hidden by a filter."""

    first: int
    last: int
    people: list[Person]
    hidden: int


@dataclass(frozen=True)
class ListPage:
    """`shown` people of `of` who pass the filters, from the `start`-th on; `number` of `pages`."""

    bands: list[Band]
    rows: list[Row]
    shown: int
    start: int
    of: int
    number: int
    pages: int
    next_size: int


def passing(ranked: Ranked, filters: Filters, verdicts: Mapping[str, str]) -> list[Row]:
    """The ranked rows no filter hides. `verdicts`: candidate key -> the verdict that stands."""
    tests: list[Callable[[Row], bool]] = []
    terms = vocabulary.load()
    if (most := filters.within) is not None:
        tests.append(lambda row: (away(row.profile, ranked) or 1e9) <= most)
    if (card := filters.credential) is not None:
        tests.append(
            lambda row: any(c.type == card or card in terms.classes_of(c.type) for c in row.profile.credentials)
        )
    if filters.language is not None:
        tests.append(lambda row: any(held.slug == filters.language for held in row.profile.languages))
    if filters.system is not None:
        tests.append(lambda row: any(held.slug == filters.system for held in row.profile.systems))
    if filters.decision is not None:
        tests.append(lambda row: verdicts.get(row.candidate, UNDECIDED) == filters.decision)
    return [row for row in ranked.rows if all(test(row) for test in tests)]


def away(profile: Profile, ranked: Ranked) -> float | None:
    """Miles from home to the work, None where either is not known."""
    return miles(profile.home, ranked.requirements.place)


def cut(rows: Sequence[Row], size: int) -> list[list[Row]]:
    """Pages of about `size` rows that never break a band: a band that does not fit begins the next page."""
    pages: list[list[Row]] = [[]]
    for _, members in groupby(rows, key=lambda row: row.band):
        band = list(members)
        if pages[-1] and len(pages[-1]) + len(band) > size:
            pages.append([])
        pages[-1].extend(band)
    return pages


def list_page(
    session: Session,
    opening: Opening | None,
    ranked: Ranked,
    rows: Sequence[Row],
    number: int,
    size: int,
    user: User,
    weights: Weights | None = None,
) -> ListPage:
    """Page `number` (from 1; the nearest there is) of the rows that pass."""
    pages = cut(rows, size)
    number = min(max(number, 1), len(pages))
    here = pages[number - 1]
    people = describe(session, opening, ranked, here, user, weights)
    places: dict[int | None, list[int]] = {}
    for row in ranked.rows:
        places.setdefault(row.band, []).append(row.position or 0)
    bands = []
    for band, members in groupby(people, key=lambda person: person.row.band):
        standing, of_band = list(members), places[band]
        bands.append(Band(of_band[0], of_band[-1], standing, len(of_band) - len(standing)))
    return ListPage(
        bands,
        here,
        len(here),
        sum(map(len, pages[: number - 1])) + 1 if here else 0,
        len(rows),
        number,
        len(pages),
        len(pages[number]) if number < len(pages) else 0,
    )


def describe(
    session: Session,
    opening: Opening | None,
    ranked: Ranked,
    rows: Sequence[Row],
    user: User,
    weights: Weights | None = None,
) -> list[Person]:
    """The rows with their names, reasons and decisions (without an opening none); blocked people without a fit."""
    terms, asked, today = vocabulary.load(), ranked.requirements, ranked.as_of
    days = Days.of(asked.begin, asked.end, today)
    ids = load_people(session).ids
    names = identities.names_by_id(session, [ids[row.candidate] for row in rows])
    made = decided(session, opening, user) if opening else {}
    liked = liked_by(session, opening, {ids[row.candidate] for row in rows}) if opening else {}
    explained = {m.candidate: m for m in explain_rows(ranked, [row for row in rows if row.position], weights)}
    ends: dict[int | None, list[int]] = {}
    for row in ranked.rows:
        ends.setdefault(row.band, []).append(row.position or 0)
    people = []
    for row in rows:
        match = explained.get(row.candidate)
        distance = away(row.profile, ranked)
        places = ends.get(row.band, [0])
        people.append(
            Person(
                row,
                match,
                names.get(ids[row.candidate], row.candidate),
                places[0],
                places[-1],
                reason(row.profile, asked, row.eligibility, today, terms),
                remark(match) if match else "",
                chips(row.eligibility.requirements, days.last, today),
                beside(row.profile, asked),
                None if distance is None else round(distance),
                made.get(ids[row.candidate]),
                liked.get(ids[row.candidate], ""),
            )
        )
    return people


def decided(session: Session, opening: Opening, user: User) -> dict[int, Made]:
    """Candidate id -> the verdict that stands: the latest that is more than a note, else the latest note."""
    standing = {}
    for candidate_id, rows in decisions.of_opening(session, opening.id).items():
        row = next((row for row in rows if row.Decision.verdict != "note"), rows[0])
        decision = row.Decision
        standing[candidate_id] = Made(
            decision.verdict, row.name, decision.by == user.id, decision.at.date(), decision.reason, decision.words,
            row.Shortlist.public_id,
        )  # fmt: skip
    return standing


@dataclass(frozen=True)
class Choices:
    """What the filters can be set to: (slug, words), commonest first."""

    credentials: list[tuple[str, str]]
    languages: list[tuple[str, str]]
    systems: list[tuple[str, str]]


def choices(ranked: Ranked) -> Choices:
    """Cards, languages and systems that somebody in the list has."""
    terms = vocabulary.load()

    def offered(found: Iterable[str], words: Callable[[str], str], most: int = 25) -> list[tuple[str, str]]:
        common = [slug for slug, _ in Counter(found).most_common(most)]
        return sorted(((slug, words(slug)) for slug in common), key=lambda choice: choice[1].casefold())

    people = [row.profile for row in ranked.rows]
    return Choices(
        offered((c.type for p in people for c in p.credentials), lambda s: terms.credential(s).label),
        offered(
            (h.slug for p in people for h in p.languages if h.slug != "english"),
            lambda s: terms.get("language", s).label,
        ),
        offered((h.slug for p in people for h in p.systems), lambda s: terms.get("system", s).label),
    )


@dataclass(frozen=True)
class NearMiss:
    """Where a lane is empty: the people nearest to it, and the one thing most of them lack."""

    rows: list[Row]
    lacking: str
    people: int


def near_misses(ranked: Ranked) -> NearMiss | None:
    """Who would be eligible with one thing more, the commonest such thing, and the best placed of them."""
    single = [
        (row, rows[0])
        for row in ranked.rows
        if row.eligibility.lane == "eligible-if" and len(rows := conditions(row.eligibility)) == 1
    ]
    if not single:
        nearest = [row for row in ranked.rows if row.eligibility.lane == "eligible-if"]
        return NearMiss(nearest[:NEAREST], "", len(nearest)) if nearest else None
    subject, people = Counter(judged.subject for _, judged in single).most_common(1)[0]
    return NearMiss([row for row, judged in single if judged.subject == subject][:NEAREST], subject, people)


@dataclass(frozen=True)
class Law:
    """What is said once for everybody: tasks nobody may do here, tasks not reviewed, notes common to all."""

    not_delegable: list[str]
    not_reviewed: list[str]
    notes: list[str]


def law_of(ranked: Ranked) -> Law:
    """Only what holds for everyone ranked; what is one person's stands on her own page."""
    terms = vocabulary.load()
    rows = ranked.rows or ranked.blocked
    if not rows:
        return Law([], [], [])

    def tasks(status: str) -> list[str]:
        alike = [{task.task for task in row.eligibility.tasks if task.status == status} for row in rows]
        common = set.intersection(*alike)
        return [terms.get("skill", t.slug).label for t in ranked.requirements.tasks if t.slug in common]

    notes = [note for note in rows[0].eligibility.notes if all(note in row.eligibility.notes for row in rows)]
    return Law(tasks("not-delegable"), tasks("not-reviewed"), notes if len(rows) > 1 else [])


def widened(ranked: Ranked, filters: Filters, verdicts: Mapping[str, str]) -> tuple[int, int] | None:
    """(miles, people) of the next wider circle that holds somebody, where the distance alone leaves nobody."""
    if filters.within is None:
        return None
    for most in (*(w for w in WITHIN if w > filters.within), None):
        if found := passing(ranked, replace(filters, within=most), verdicts):
            return most or 0, len(found)
    return None
