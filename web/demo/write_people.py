"""Drawn candidates written into the database, a statement a table for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from sqlalchemy.orm import Session

from matcher.domain import SECTIONS, Profile
from matcher.extraction.child import docx_text
from matcher.extraction.resume import read_resume
from matcher.vocabulary import Vocabulary
from models import (
    Availability,
    Candidate,
    CandidateIdentity,
    Credential,
    Document,
    Preference,
    SectionAnswer,
    Verification,
)
from models.base import Base
from models.rows import Row, Whose, credential_rows, fact_rows
from web.demo.people import Person
from web.demo.rows import Staff, document_row, moment, write
from web.demo.texts import LAYOUTS, card_text, issuer, resume_docx, resume_text

#: Field of a profile -> the section whose closing settles it.
FIELDS = {"jobs": "experience", "roles": "experience"} | {name: name for name in SECTIONS if name != "experience"}


@dataclass(frozen=True)
class Known:
    """What the agency knows of a person, and the documents it has: her resume (or none), and the cards by credential."""

    person: Person
    profile: Profile
    owner: int
    at: datetime
    resume: Row | None
    cards: dict[int, Row]


def write_people(
    session: Session, people: Sequence[Person], vocabulary: Vocabulary, staff: Staff, as_of: date
) -> list[int]:
    """The candidates' ids, in their order."""
    known = [
        _known(person, staff.recruiters[place % len(staff.recruiters)], vocabulary, as_of)
        for place, person in enumerate(people)
    ]
    ids = write(session, Candidate, [_candidate_row(one) for one in known])
    documents: list[Row] = []
    for one, candidate_id in zip(known, ids, strict=True):
        documents += [row | {"candidate_id": candidate_id} for row in _documents(one)]
    document_ids = iter(write(session, Document, documents))
    tables: defaultdict[type[Base], list[Row]] = defaultdict(list)
    credentials: list[Row] = []
    verified: list[bool] = []
    for one, candidate_id in zip(known, ids, strict=True):
        whose = Whose(candidate_id, next(document_ids) if one.resume else None, one.owner, one.at)
        cards = {place: next(document_ids) for place in one.cards}
        for table, row in (*fact_rows(one.profile, whose), *_stated_rows(one, candidate_id)):
            tables[table].append(row)
        credentials += _credential_rows(one, whose, cards, vocabulary)
        verified += [credential.verified for credential in one.profile.credentials]
    for table, rows in tables.items():
        session.execute(table.__table__.insert(), rows)  # type: ignore[attr-defined]
    credential_ids = write(session, Credential, credentials)
    asked = [
        _verification_row(credential_id, row, staff, as_of)
        for credential_id, row, wanted in zip(credential_ids, credentials, verified, strict=True)
        if wanted
    ]
    write(session, Verification, asked)
    return ids


def _known(person: Person, owner: int, vocabulary: Vocabulary, as_of: date) -> Known:
    """The form she filled in with the cards she showed, or what was read from her resume and so far confirmed.

    It came when she began to wait, or with the last card she was issued since.
    """
    issued = [held.issued for held in person.profile.credentials if held.issued]
    at = moment(max([person.profile.waiting_since or as_of, *issued]))
    if person.origin == "form":
        cards = {}
        for place, (held, number) in enumerate(zip(person.profile.credentials, person.numbers, strict=True)):
            if held.proof == "document":
                text = card_text(person, held, number, vocabulary)
                cards[place] = document_row(text.encode(), text, "card", f"{held.type}.txt", owner, at)
        return Known(person, person.profile, owner, at, None, cards)
    rng = Random(person.profile.key)
    if person.origin == "docx":
        content = resume_docx(person, vocabulary)
        text = docx_text(content)  # our own file: no need of a child process with limits
    else:
        text = resume_text(person, vocabulary, rng.randrange(LAYOUTS))
        content = text.encode()
    name = f"{person.identity.family} resume.{'docx' if person.origin == 'docx' else 'txt'}"
    resume = document_row(content, text, "resume", name, owner, at)
    read = read_resume(text, person.profile.key, as_of, vocabulary)
    # A third is still untouched; of the rest some or all sections were confirmed beside the document.
    confirmed = rng.sample(SECTIONS, rng.choice((0, 0, 2, 3, len(SECTIONS), len(SECTIONS))))
    return Known(person, _confirmed(read, frozenset(confirmed)), owner, at, resume, {})


def _confirmed(read: Profile, sections: frozenset[str]) -> Profile:
    """The profile with the facts of these sections confirmed and the sections closed."""
    facts = {
        field: tuple(replace(fact, standing="confirmed") for fact in getattr(read, field))
        for field, section in FIELDS.items()
        if section in sections
    }
    return Profile(**{**vars(read), **facts, "answered": sections})


def _documents(one: Known) -> Iterator[Row]:
    if one.resume:
        yield one.resume
    yield from one.cards.values()


def _candidate_row(one: Known) -> Row:
    profile = one.person.profile
    return {
        "home_state": profile.home.state,
        "zip": profile.home.zip,
        "owner_id": one.owner,
        "waiting_since": profile.waiting_since,
        "created_at": moment(profile.waiting_since) if profile.waiting_since else one.at,
        "version": 1,
    }


def _stated_rows(one: Known, candidate_id: int) -> Iterator[tuple[type[Base], Row]]:
    """Who she is, what she will take, when she can, and the sections she closed."""
    identity, limits = one.person.identity, one.person.profile.limits
    whose = {"candidate_id": candidate_id}
    names = {"name": identity.name, "birth_date": identity.born, "phone": identity.phone, "email": identity.email}
    yield CandidateIdentity, whose | names | {"former_names": []}
    yield (
        Preference,
        whose
        | {
            "miles": limits.miles,
            "pay_floor": limits.pay_floor,
            "settings": sorted(limits.settings),
            "employment_types": sorted(limits.employment_types),
        },
    )
    if limits.available_from or limits.available_until or limits.shifts:
        until = limits.available_until + timedelta(days=1) if limits.available_until else None
        yield Availability, whose | {"begin": limits.available_from, "end": until, "shifts": sorted(limits.shifts)}
    for section in sorted(one.profile.answered):
        yield SectionAnswer, whose | {"section": section, "by": one.owner, "at": one.at}


def _credential_rows(one: Known, whose: Whose, cards: dict[int, int], vocabulary: Vocabulary) -> Iterator[Row]:
    """Numbers are those of the form; a card seen is the document a credential refers to."""
    for place, (held, row) in enumerate(zip(one.profile.credentials, credential_rows(one.profile, whose), strict=True)):
        yield row | {
            "body": issuer(held, vocabulary)[:100],
            "number": None if one.resume else one.person.numbers[place],
            "revoked_at": whose.at if held.revoked else None,
            "document_id": cards.get(place, row["document_id"]),
        }


def _verification_row(credential_id: int, credential: Row, staff: Staff, as_of: date) -> Row:
    at: datetime = credential["entered_at"] + timedelta(days=2)
    return {
        "credential_id": credential_id,
        "by": staff.credentialing,
        "at": min(at, moment(as_of)),
        "source": credential["body"] or "the issuer",
        "method": "online",
        "result": "ok",
    }
