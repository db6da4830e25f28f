"""Documents brought in: read once, their facts stored as proposals beside their lines, idempotent by content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher import vocabulary
from matcher.domain import Profile, Requirements
from matcher.extraction.contact import Contact, digits, read_contact, words_of
from matcher.extraction.documents import Unreadable, text_of
from matcher.extraction.posting import read_posting
from matcher.extraction.resume import read_resume
from models import candidate_identity as identities
from models import document as documents
from models.base import Base
from models.candidate import Candidate
from models.candidate_identity import CandidateIdentity
from models.credential import Credential
from models.document import Document, sha_of
from models.facility import Facility
from models.opening import Opening
from models.opening_task import OpeningTask
from models.requirement import Requirement
from models.rows import Whose, credential_rows, fact_rows, read_from
from web.words import t

SAME_WORDS = 0.9  # of all the words of two documents, from which they say the same; a page's foot may come and go

#: What makes two facts of a table the same, so that reading again never adds one, not even one that was rejected.
SAME = {
    "experience": ("title", "employer", "begin", "end"),
    "education": ("level", "programme", "title"),
    "credential": ("type", "state", "issued", "expires"),
}
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "txt": "text/plain",
}


@dataclass(frozen=True)
class Brought:
    """A document as stored and how many facts it proposed. `known`: it was there already, and nothing was added."""

    document: Document
    proposed: int
    known: bool = False


def same_key(row: Any, table: str) -> tuple[Any, ...]:
    """The columns by which a fact is recognised, of a row or of a mapping."""
    columns = SAME.get(table, ("slug",))
    values = (row[c] if isinstance(row, dict) else getattr(row, c) for c in columns)
    return tuple(v.casefold().strip() if isinstance(v, str) else v for v in values)


@dataclass(frozen=True)
class Paper:
    """A document as it came, on the day it came. What it says is read once, when first asked for.

    Reading is slow: ask for `resume` or `posting` before writing begins, so that nobody waits for the lock meanwhile.
    """

    content: bytes
    name: str
    day: date

    @cached_property
    def sha256(self) -> str:
        return sha_of(self.content)

    @cached_property
    def text(self) -> str:
        """Raises Unreadable, with a sentence."""
        return text_of(self.content, self.name)

    @cached_property
    def resume(self) -> Profile:
        """What a resume proposes, of nobody yet. Raises Unreadable, also where it says nothing of anybody."""
        profile = read_resume(self.text, "", self.day, vocabulary.load())
        facts = (profile.jobs, profile.skills, profile.credentials, profile.education, profile.roles)
        if not (any(facts) or profile.systems or profile.languages or profile.home.zip or self.contact != Contact()):
            raise Unreadable(t("resumes.says_nothing", name=self.name).unescape())
        return profile

    @cached_property
    def contact(self) -> Contact:
        """Whose resume it is. Raises Unreadable."""
        return read_contact(self.text)

    @property
    def title(self) -> str:
        """The file's name without its ending."""
        return self.name.rsplit(".", 1)[0][:200]

    @cached_property
    def posting(self) -> Requirements:
        """What a posting proposes. Raises Unreadable."""
        return read_posting(self.text, self.name, self.day, vocabulary.load())


def store_document(
    session: Session, paper: Paper, kind: str, by: int | None, *, candidate: int | None, opening: int | None
) -> tuple[Document, bool]:
    """(document, whether it was known). Raises Unreadable, with a sentence, before anything is stored."""
    owner = Document.candidate_id == candidate if candidate else Document.opening_id == opening
    if found := session.scalar(select(Document).where(Document.sha256 == paper.sha256, owner)):
        return found, True
    text, start = paper.text, paper.content[:1024]
    media = "pdf" if b"%PDF-" in start else "docx" if start.startswith(b"PK") else "txt"
    document = Document(
        candidate_id=candidate,
        opening_id=opening,
        kind=kind,
        name=paper.name[:255],
        media_type=MEDIA_TYPES[media],
        sha256=paper.sha256,
        content=paper.content,
        text=text,
        added_by=by,
    )
    session.add(document)
    session.flush()
    return document, False


def add_resume(session: Session, candidate: Candidate, paper: Paper, by: int | None) -> Brought:
    """Keep a resume and propose what it says. Raises Unreadable; a resume that is known adds nothing."""
    document, known = store_document(session, paper, "resume", by, candidate=candidate.id, opening=None)
    if known:
        return Brought(document, 0, known=True)
    return Brought(document, propose_facts(session, candidate, document, paper.resume, by))


def propose_facts(session: Session, candidate: Candidate, document: Document, profile: Profile, by: int | None) -> int:
    """Store the profile's facts as proposals, leaving out what the record has in any standing. How many were new."""
    whose = Whose(candidate.id, document.id, by, datetime.now(UTC))
    seen: dict[str, set[tuple[Any, ...]]] = {}
    added = 0
    for table, row in every_row(profile, whose):
        name = table.__tablename__
        if name not in seen:
            owned = select(table).where(table.candidate_id == candidate.id)  # type: ignore[attr-defined]
            seen[name] = {same_key(r, name) for r in session.scalars(owned)}
        if (key := same_key(row, name)) not in seen[name]:
            seen[name].add(key)
            session.add(table(**row))
            added += 1
    session.flush()
    return added


def every_row(profile: Profile, whose: Whose) -> Iterator[tuple[type[Base], dict[str, Any]]]:
    yield from fact_rows(profile, whose)
    for row in credential_rows(profile, whose):
        yield Credential, row


def known_resume(session: Session, paper: Paper) -> tuple[Candidate, Brought] | None:
    """Whose resume this is, where it came before."""
    found = session.scalar(select(Document).where(Document.sha256 == paper.sha256, Document.candidate_id.is_not(None)))
    if found and found.candidate_id and (known := session.get(Candidate, found.candidate_id)):
        return known, Brought(found, 0, known=True)
    return None


@dataclass(frozen=True)
class Alike:
    """Somebody who is here already and may be the person of a resume, and why: the same `email`, `phone`, or name and `text`.

    `sure`: nothing speaks against it; two people may share a telephone.
    """

    candidate: Candidate
    name: str
    why: str
    sure: bool


class Duplicate(Exception):
    """A resume of somebody who is here already, as it seems; nothing was stored."""

    def __init__(self, alike: Alike) -> None:
        super().__init__(alike.why)
        self.alike = alike


def find_alike(session: Session, paper: Paper, name: str) -> Alike | None:
    """Who may be the same person, the surest first. The machine never merges them. Raises Unreadable."""
    contact, said = paper.contact, words_of(paper.text)
    number = digits(contact.phone)
    found: dict[str, Alike] = {}
    for candidate, who in identities.perhaps(session, [contact.email], [number[-4:]], [name]):
        if contact.email and (who.email or "").lower() == contact.email.lower():
            why = "email"
        elif number and digits(who.phone or "") == number:
            why = "phone"
        elif who.name.lower() == name.lower() and any(
            len(said & other) >= SAME_WORDS * len(said | other)
            for other in (words_of(kept.text) for kept in documents.of_candidate(session, candidate.id))
        ):
            why = "text"
        else:
            continue
        other = why == "phone" and who.name.lower() != name.lower() and bool(contact.email and who.email)
        found.setdefault(why, Alike(candidate, who.name, why, not other))
    return next((found[why] for why in ("email", "text", "phone") if why in found), None)


def import_resume(
    session: Session, paper: Paper, by: int | None, name: str = "", anyway: bool = False
) -> tuple[Candidate, Brought]:
    """A new candidate from a resume, named as given, else as its head says, else after the file. Known content: the same one.

    Raises Unreadable; Duplicate where it may be somebody who is here, unless it is to come in `anyway`. Who she is and how
    to reach her is taken from the head, since neither ranks nor judges; where she lives is left for a person to say.
    """
    if not anyway and (known := known_resume(session, paper)):
        return known
    _ = paper.resume  # refuses before a candidate is made
    name = name or paper.contact.name or paper.title or "Unnamed"
    if not anyway and (alike := find_alike(session, paper, name)):
        raise Duplicate(alike)
    candidate = Candidate(waiting_since=paper.day, owner_id=by)
    session.add(candidate)
    session.flush()
    session.add(
        CandidateIdentity(
            candidate_id=candidate.id,
            name=name[:200],
            phone=paper.contact.phone or None,
            email=paper.contact.email or None,
        )
    )
    return candidate, add_resume(session, candidate, paper, by)


def known_posting(session: Session, facility: Facility, paper: Paper) -> tuple[Opening, Brought] | None:
    """The facility's opening made from this posting, where it came before."""
    found = session.scalar(
        select(Document)
        .join(Opening, Document.opening_id == Opening.id)
        .where(Document.sha256 == paper.sha256, Opening.facility_id == facility.id)
    )
    if found and found.opening_id and (known := session.get(Opening, found.opening_id)):
        return known, Brought(found, 0, known=True)
    return None


def import_posting(
    session: Session, facility: Facility, paper: Paper, by: int | None, owner: int | None
) -> tuple[Opening, Brought]:
    """A draft opening from a posting: what was read fills it, requirements and tasks stay proposals beside their sentences.

    `by` brought it, `owner` is the recruiter who keeps it.
    """
    if known := known_posting(session, facility, paper):
        return known
    read = paper.posting
    opening = Opening(
        facility_id=facility.id,
        title=(read.title or paper.name.rsplit(".", 1)[0] or "Opening")[:200],
        status="draft",
        owner_id=owner,
        **opening_columns(read),
    )
    session.add(opening)
    session.flush()
    document, _ = store_document(session, paper, "posting", by, candidate=None, opening=opening.id)
    return opening, Brought(document, propose_requirements(session, opening, document, read, by))


def opening_columns(read: Requirements) -> dict[str, Any]:
    """What a posting says about the opening itself, as columns; days in the wrong order are left for a person."""
    ordered = read.begin is None or read.end is None or read.begin <= read.end
    return {
        "roles": list(read.roles),
        "families": [list(pair) for pair in read.families],
        "specialty": read.specialty,
        "begin": read.begin,
        "end": read.end if ordered else None,
        "shifts": sorted(read.shifts),
        "employment_type": read.employment_type,
        "pay_from": read.pay.low,
        "pay_to": read.pay.high,
        "pay_unit": read.pay.unit,
        "supervision": read.supervision,
        "delegator": read.delegator,
        "will_train": read.will_train or None,  # a text that promises nothing says nothing
        "clinical_share": read.clinical_share,
    }


def propose_requirements(
    session: Session, opening: Opening, document: Document, read: Requirements, by: int | None
) -> int:
    """Store what a posting asks as proposals of this opening. How many were new."""
    whose = Whose(0, document.id, by, datetime.now(UTC))
    known = {
        (r.kind, tuple(sorted(r.any_of)), r.years)
        for r in session.scalars(select(Requirement).where(Requirement.opening_id == opening.id))
    }
    tasks = set(session.scalars(select(OpeningTask.slug).where(OpeningTask.opening_id == opening.id)))
    added = 0
    for asked in read.asked:
        key = (asked.kind, tuple(sorted(asked.any_of)), asked.years)
        if key in known:
            continue
        known.add(key)
        session.add(
            Requirement(
                level="opening",
                opening_id=opening.id,
                kind=asked.kind,
                any_of=list(asked.any_of),
                years=asked.years,
                must=asked.must,
                weight=asked.weight,
                due=asked.due,
                standing="proposed",
                **read_from(asked.source, whose),
            )
        )
        added += 1
    for task in read.tasks:
        if task.slug in tasks:
            continue
        tasks.add(task.slug)
        session.add(
            OpeningTask(
                opening_id=opening.id,
                slug=task.slug,
                weight=task.weight,
                standing="proposed",
                **read_from(task.source, whose),
            )
        )
        added += 1
    session.flush()
    return added
