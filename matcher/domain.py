"""The values that pass between the rooms: a candidate as facts, an opening as requirements, and what is said of the two.

Everything here is frozen and hashable and knows no database, clock or page. Slugs are ids of the vocabulary
(`matcher/data`), days are `datetime.date` (a month read as YYYY-MM is its first day, a year alone its first of July),
points are whole hundredths, money is cents with its unit.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Standing = Literal["proposed", "confirmed"]
Status = Literal["met", "met-if", "unknown", "unmet"]
TaskStatus = Literal["allowed", "needs-proof", "not-reviewed", "licence-missing", "not-delegable"]
Lane = Literal["eligible", "eligible-if", "not-reviewed", "blocked"]
RequirementKind = Literal[
    "credential", "licence", "education", "experience", "language", "skill", "system", "vaccination"
]
Proof = Literal[
    "stated", "document", "verified"
]  # how we know of a credential: her word, the card seen, the issuer asked

#: Sections a person can close with "that is all". Only a closed section can lack something (docs/gate.md).
SECTIONS = ("experience", "skills", "credentials", "education", "training", "languages", "systems")


@dataclass(frozen=True)
class Source:
    """Where a fact was read: `text` is the exact words, `start` and `end` their span in characters of the document's text."""

    text: str
    start: int
    end: int
    document: str | None = None  # sha256 of the document, where it is stored


@dataclass(frozen=True)
class Job:
    """One dated (or undated) job. `family` is read from the title, `duties` from what the person did where that says another."""

    title: str
    family: str | None = None
    duties: str | None = None
    role: str | None = None
    employer: str = ""
    begin: date | None = None
    end: date | None = None  # last day known; None with current=False = not said
    current: bool = False
    setting: str | None = None
    specialty: str | None = None
    standing: Standing = "proposed"
    source: Source | None = None


@dataclass(frozen=True)
class HeldSkill:
    """A skill of the vocabulary. `level` is the proficiency level 0-4 (None = not said)."""

    slug: str
    level: int | None = None
    last_used: date | None = None
    standing: Standing = "proposed"
    source: Source | None = None


@dataclass(frozen=True)
class Credential:
    """Any certification, card or licence held: one kind of thing, by its type's slug."""

    type: str
    state: str | None = None
    issued: date | None = None
    expires: date | None = None
    compact: bool = False
    revoked: bool = False
    proof: Proof = "stated"
    standing: Standing = "proposed"
    source: Source | None = None

    @property
    def verified(self) -> bool:
        return self.proof == "verified"


@dataclass(frozen=True)
class Education:
    """A level reached or a programme finished. `family` is the role family a programme prepares for."""

    level: str | None = None  # education level slug
    programme: str | None = None  # caahep, abhes, usde, state_approved, military, apprenticeship, other
    family: str | None = None
    hours: int | None = None
    finished: date | None = None
    text: str = ""
    standing: Standing = "proposed"
    source: Source | None = None


@dataclass(frozen=True)
class Training:
    """A course counted by law: `id` of state_rules (injection, venipuncture ...), class hours and procedures done."""

    id: str
    hours: int | None = None
    procedures: int | None = None
    standing: Standing = "proposed"
    source: Source | None = None


@dataclass(frozen=True)
class Held:
    """A language spoken or a system used."""

    slug: str
    standing: Standing = "proposed"
    source: Source | None = None


@dataclass(frozen=True)
class Place:
    """A point on the map, degrees. Never part of a fit."""

    zip: str | None = None
    state: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True)
class Limits:
    """What the person said she will take. Outside a limit is a question to ask, never a block and never points."""

    miles: int | None = None
    pay_floor: int | None = None  # cents an hour
    shifts: frozenset[str] = frozenset()  # empty = not said
    employment_types: frozenset[str] = frozenset()
    settings: frozenset[str] = frozenset()
    available_from: date | None = None
    available_until: date | None = None


@dataclass(frozen=True)
class Profile:
    """A candidate as the matcher sees her: facts without identity. `answered` names the closed sections."""

    key: str
    jobs: tuple[Job, ...] = ()
    skills: tuple[HeldSkill, ...] = ()
    credentials: tuple[Credential, ...] = ()
    education: tuple[Education, ...] = ()
    training: tuple[Training, ...] = ()
    languages: tuple[Held, ...] = ()
    systems: tuple[Held, ...] = ()
    roles: tuple[Held, ...] = ()  # roles stated outright (a headline, an objective); jobs and credentials add theirs
    answered: frozenset[str] = frozenset()
    home: Place = Place()
    limits: Limits = Limits()
    waiting_since: date | None = None  # orders a band, nothing else
    text: str = ""  # the documents' words, for the text part alone


@dataclass(frozen=True)
class Requirement:
    """One thing asked. `any_of` are slugs or credential classes, any one suffices. `weight` 1-10 counts within its kind."""

    kind: RequirementKind
    any_of: tuple[str, ...]
    must: bool = True
    years: float | None = None
    weight: int = 5
    due: str = "start"  # submission | start | patient_care | +N months
    level: Literal["agency", "facility", "setting", "opening"] = "opening"
    standing: Standing = "confirmed"
    source: Source | None = None


@dataclass(frozen=True)
class Task:
    """A duty of the opening: a skill of the vocabulary and how heavy it is, 1-10."""

    slug: str
    weight: int = 5
    standing: Standing = "confirmed"
    source: Source | None = None


@dataclass(frozen=True)
class Pay:
    """Cents per unit."""

    low: int | None = None
    high: int | None = None
    unit: Literal["hour", "year"] = "hour"


@dataclass(frozen=True)
class Requirements:
    """An opening as the matcher sees it. `families` are further role families its text accepts, with percent 1-100.

    `barred`: keys of the people whom its facility will not have again (law 14).
    """

    key: str
    title: str = ""
    roles: tuple[str, ...] = ()  # any one of them
    families: tuple[tuple[str, int], ...] = ()
    specialty: str | None = None
    setting: str | None = None
    place: Place = Place()
    begin: date | None = None
    end: date | None = None  # None = open
    tasks: tuple[Task, ...] = ()
    asked: tuple[Requirement, ...] = ()
    shifts: frozenset[str] = frozenset()
    employment_type: str | None = None
    pay: Pay = Pay()
    supervision: str | None = None
    delegator: str | None = None
    will_train: bool = False
    provider_count: int | None = None
    clinical_share: int | None = None  # percent of clinical work; None = the setting's
    text: str = ""
    barred: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Judged:
    """One row of eligibility: what was asked, how it stands, until or by when, in a sentence, and who can settle it."""

    subject: str  # short name of what is asked: "BLS card"
    status: Status
    sentence: str
    by: date | None = None
    action: str | None = None  # renew | verify | obtain | confirm | ask | None
    requirement: Requirement | None = None  # None for the role and for practical limits
    held: Credential | None = None  # the credential that counted, for the assignment strip
    settles: str = ""  # "the candidate", "credentialing", "the facility"
    offered: str = ""  # of a practical limit: what the opening offers, in words


@dataclass(frozen=True)
class TaskJudged:
    """Whether the law lets this role do this task there. Rule = id of the rule that decided."""

    task: str
    status: TaskStatus
    sentence: str
    rule: str | None = None


@dataclass(frozen=True)
class Eligibility:
    """May this person do this work, here, from the first day to the last. `asks` are practical limits (never blocking).

    `barred`: the facility will not have this person again, which blocks whatever else is so.
    """

    lane: Lane
    role: Judged
    requirements: tuple[Judged, ...] = ()
    tasks: tuple[TaskJudged, ...] = ()
    asks: tuple[Judged, ...] = ()
    notes: tuple[str, ...] = ()  # said beside, changing no status
    extension: str = ""  # likewise: whether a likely extension holds
    barred: bool = False


@dataclass(frozen=True)
class Evidence:
    """A line that shows why. Exact words with their span where a document was read; else `text` says where it comes from."""

    text: str
    start: int | None = None
    end: int | None = None
    document: str | None = None


@dataclass(frozen=True)
class Item:
    """One thing a part looked for and what it found. State: matched, partial, missing, not-seen."""

    label: str
    state: Literal["matched", "partial", "missing", "not-seen"]
    points: int
    unknown: int
    maximum: int
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Part:
    """A named share of the fit, in whole hundredths of a point: points + unknown <= maximum."""

    name: str
    points: int
    unknown: int
    maximum: int
    sentence: str
    evidence: tuple[Evidence, ...] = ()
    items: tuple[Item, ...] = ()

    @property
    def state(self) -> Literal["matched", "partial", "missing", "not-seen", "not-needed"]:
        if self.maximum == 0:
            return "not-needed"
        if self.points * 10 >= self.maximum * 9:
            return "matched"
        if self.points:
            return "partial"
        return "not-seen" if self.unknown else "missing"


@dataclass(frozen=True)
class Match:
    """A candidate for an opening: eligibility, fit (hundredths, None = no score) and the parts that sum to it."""

    candidate: str
    opening: str
    fit: int | None
    parts: tuple[Part, ...] = ()
    eligibility: Eligibility | None = None
    band: int | None = field(default=None, compare=False)  # number of the band in a list, from 1
