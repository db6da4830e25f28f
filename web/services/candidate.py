"""A candidate made and changed by hand: who she is, where she lives, what she will take."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from matcher import vocabulary
from matcher.careers import roles_held
from matcher.domain import Profile, Requirements
from matcher.summary import career
from models import availability
from models import candidate as candidates
from models import candidate_identity as identities
from models.availability import Availability
from models.base import touch
from models.candidate import Candidate
from models.candidate_identity import CandidateIdentity, Wanted
from models.preference import Preference
from web.services.cards import full_name
from web.services.search import found_by
from web.words import t

JUST_NOW = timedelta(minutes=5)  # within which the same form is the same form sent again


@dataclass
class Wants:
    """Where she lives and what she will take. `pay_floor` is cents an hour; `available_until` is the last day she can work."""

    home_state: str | None = None
    zip: str | None = None
    miles: int | None = None
    pay_floor: int | None = None
    employment_types: list[str] = field(default_factory=list)
    shifts: list[str] = field(default_factory=list)
    settings: list[str] = field(default_factory=list)
    available_from: date | None = None
    available_until: date | None = None


@dataclass
class Details(Wants):
    """What a recruiter typed about a candidate: all of it."""

    name: str = ""
    former_names: list[str] = field(default_factory=list)
    birth_date: date | None = None
    phone: str | None = None
    email: str | None = None
    owner_id: int | None = None


def find_candidate(session: Session, public_id: str) -> Candidate | None:
    """The candidate at this address; None where she was erased or merged into another."""
    found = candidates.by_public_id(session, public_id)
    return found if found and found.erased_at is None and found.merged_into is None else None


def kept_instead(session: Session, public_id: str) -> Candidate | None:
    """The record that stays where the one at this address was merged; None where it was not, or is erased.

    A merge moves along what was merged into the record that goes, so one step leads there.
    """
    found = candidates.by_public_id(session, public_id)
    stays = session.get(Candidate, found.merged_into) if found and found.merged_into else None
    return stays if stays and stays.erased_at is None else None


def name_of(session: Session, candidate: Candidate) -> str:
    """Her name for a page, or what a record without one is called."""
    who = identities.of(session, candidate.id)
    return who.name if who else t("candidates.unnamed")


def details_of(session: Session, candidate: Candidate) -> Details:
    """What is stored, as the form shows it. Of several times she can work, the first and the last day."""
    who = identities.of(session, candidate.id)
    wants = session.get(Preference, candidate.id)
    free = availability.of_candidate(session, candidate.id)
    begins, ends = [row.begin for row in free], [row.end for row in free]
    return Details(
        name=who.name if who else "",
        former_names=list(who.former_names) if who else [],
        birth_date=who.birth_date if who else None,
        phone=who.phone if who else None,
        email=who.email if who else None,
        home_state=candidate.home_state,
        zip=candidate.zip,
        owner_id=candidate.owner_id,
        miles=wants.miles if wants else None,
        pay_floor=wants.pay_floor if wants else None,
        shifts=sorted({shift for row in free for shift in row.shifts}),
        employment_types=list(wants.employment_types) if wants else [],
        settings=list(wants.settings) if wants else [],
        available_from=min(b for b in begins if b) if begins and None not in begins else None,
        available_until=max(e for e in ends if e) - timedelta(days=1) if ends and None not in ends else None,
    )


def add_candidate(session: Session, given: Details, today: date) -> Candidate:
    """A candidate typed in by hand, who waits from today; who was made just now with the same in every field is she."""
    said = replace(given, phone=given.phone or None, email=given.email or None, shifts=sorted(given.shifts))
    for made in identities.made_since(session, given.name, datetime.now(UTC) - JUST_NOW):
        if details_of(session, made) == said:
            return made
    candidate = Candidate(waiting_since=today)
    session.add(candidate)
    session.flush()
    session.add(CandidateIdentity(candidate_id=candidate.id, name=given.name))
    session.flush()
    write(session, candidate, given)
    return candidate


def change_candidate(session: Session, candidate: Candidate, given: Details) -> None:
    """The whole of what the form shows in place of what was stored; the candidate's version moves."""
    write(session, candidate, given)
    touch(candidate)
    session.flush()


def write(session: Session, candidate: Candidate, given: Details) -> None:
    who = identities.of(session, candidate.id)
    if who is None:
        who = CandidateIdentity(candidate_id=candidate.id, name=given.name)
        session.add(who)
    who.name, who.former_names, who.birth_date = given.name, given.former_names, given.birth_date
    who.phone, who.email = given.phone or None, given.email or None
    candidate.owner_id = given.owner_id
    write_wants(session, candidate, given)


def change_wants(session: Session, candidate: Candidate, given: Wants) -> None:
    """What she will take, in place of what was stored; who she is stays."""
    write_wants(session, candidate, given)
    touch(candidate)
    session.flush()


def write_wants(session: Session, candidate: Candidate, given: Wants) -> None:
    candidate.home_state, candidate.zip = given.home_state, given.zip
    wants = session.get(Preference, candidate.id)
    if wants is None:
        wants = Preference(candidate_id=candidate.id)
        session.add(wants)
    wants.miles, wants.pay_floor = given.miles, given.pay_floor
    wants.employment_types, wants.settings = given.employment_types, given.settings
    for row in availability.of_candidate(session, candidate.id):
        session.delete(row)
    if given.available_from or given.available_until or given.shifts:
        after = given.available_until + timedelta(days=1) if given.available_until else None
        session.add(Availability(candidate_id=candidate.id, begin=given.available_from, end=after, shifts=given.shifts))
    session.flush()


@dataclass(frozen=True)
class Listed:
    """One row of the list of candidates."""

    candidate: Candidate
    name: str
    career: str
    roles: str
    cards: list[str]
    unsettled: bool
    found_by: str


def list_candidates(
    session: Session, wanted: Wanted, number: int, size: int, today: date
) -> tuple[list[Listed], int, int]:
    """(rows of page `number`, the nearest page there is, people in all); the queries are the same for any page."""
    rows, total = identities.listed(session, wanted, (number - 1) * size, size)
    if total and not rows:
        number = -(-total // size)
        rows, total = identities.listed(session, wanted, (number - 1) * size, size)
    profiles = {p.key: p for p in candidates.profiles(session, [row.Candidate.id for row in rows])}
    people = []
    for row in rows:
        profile = profiles[row.Candidate.public_id]
        people.append(
            Listed(
                row.Candidate,
                row.name,
                career_words(profile, today),
                role_words(profile),
                [full_name(card.type) for card in profile.credentials if not lapsed(card.expires, today)],
                waits(profile),
                str(found_by(row)) if wanted.sought else "",
            )
        )
    return people, number, total


def lapsed(expires: date | None, today: date) -> bool:
    return expires is not None and expires < today


def waits(profile: Profile) -> bool:
    """Something read waits for a person to say whether it is right."""
    parts: tuple[tuple[Any, ...], ...] = (
        *(profile.jobs, profile.skills, profile.education, profile.training),
        *(profile.languages, profile.systems, profile.roles, profile.credentials),
    )
    return any(fact.standing == "proposed" for part in parts for fact in part)


def career_words(profile: Profile, today: date) -> str:
    """Four years as a medical assistant, the last in dermatology until March 2026."""
    roles = tuple(held.slug for held in roles_held(profile, vocabulary.load()))
    return career(profile, Requirements(profile.key, roles=roles), today, vocabulary.load())


def role_words(profile: Profile) -> str:
    terms = vocabulary.load()
    return ", ".join(terms.get("role", held.slug).label for held in roles_held(profile, terms)[:3])


def role_families(role: str) -> tuple[str, ...]:
    return vocabulary.load().families_of_role(role)


def terms(kind: str, key: str = "") -> list[tuple[str, str]]:
    """(slug, words) of a kind of the vocabulary, by words; with `key`, that entry of each term's data in place of its slug."""
    found = vocabulary.load().kind(kind).items()
    if key:
        return [(str(term.data[key]), term.label) for _, term in found]
    return sorted(((slug, term.label) for slug, term in found), key=lambda pair: pair[1].casefold())
