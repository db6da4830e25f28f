"""Credentials: entered, corrected, settled, verified with the issuer, revoked. The table only grows: each of these adds a row."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from matcher.eligibility.sentences import credential_name
from matcher.vocabulary import load
from models import candidate as candidates
from models import candidate_identity as identities
from models import credential as credentials
from models import document as documents
from models import owner_history
from models import user as users
from models import verification as verifications
from models.candidate import Candidate
from models.credential import Credential
from models.document import Document, sha_of
from models.user import User
from models.verification import Verification
from web.services.refusal import Refused
from web.words import t

#: How the bytes of what a card may be begin -> its media type.
CARDS = (
    (re.compile(rb"%PDF-"), "application/pdf"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), "image/webp"),
)
ON_CARD = ("type", "body", "number", "state", "issued", "expires", "compact")
KEPT = (*ON_CARD, "standing", "document_id")
READ = ("span_start", "span_end", "text", "revoked_at", "revoked_why")


def add_credential(session: Session, candidate: Candidate, by: int, **values: Any) -> Credential:
    """A credential typed in by hand: confirmed, its number and body as on the card. Nobody has asked the issuer yet.

    Refused where one that stands, not revoked, is the same in everything on the card.
    """
    row = Credential(candidate_id=candidate.id, standing="confirmed", entered_by=by, **values)
    row.body = row.body or issuer(row.type)
    for other in credentials.current(session, candidate.id):
        if other.revoked_at is None and all((getattr(other, n) or None) == (getattr(row, n) or None) for n in ON_CARD):
            what = credential_name(load().credential(row.type))
            raise Refused("type", t("credentials.have_already", what=what))
    session.add(row)
    session.flush()
    return row


def issuer(type: str) -> str:
    return str(load().credential(type).data.get("body", ""))[:100]


def supersede(session: Session, old: Credential, by: int, **values: Any) -> Credential:
    """A row in place of `old`: the same but for `values`. What the issuer said of the old row does not go over to it."""
    kept = {name: getattr(old, name) for name in (*KEPT, *READ)}
    if "document_id" in values and values["document_id"] != old.document_id:
        kept |= {"span_start": None, "span_end": None, "text": ""}
    row = Credential(candidate_id=old.candidate_id, entered_by=by, supersedes=old.id, **(kept | values))
    session.add(row)
    session.flush()
    return row


def settle_credential(session: Session, row: Credential, standing: str, by: int) -> Credential:
    """Right, or not so, said of a proposal; what already stands so stays as it is."""
    return row if row.standing == standing else supersede(session, row, by, standing=standing)


def confirm_credential(session: Session, row: Credential, by: User) -> Credential:
    """Somebody says that a row is right as it stands; of a card that she kept herself, that somebody else has looked at it."""
    if by.role != "candidate" and row.standing == "confirmed" and is_unseen(session, row):
        return supersede(session, row, by.id)
    return settle_credential(session, row, "confirmed", by.id)


def is_unseen(session: Session, row: Credential) -> bool:
    """Whether the row carries a card that nobody but the person herself has looked at, nor its issuer answered for."""
    if verifications.latest(session, [row.id]).get(row.id) == "ok":
        return False
    card = documents.card_of(session, row.document_id) if row.document_id else None
    return (
        card is not None and bool(row.entered_by) and row.entered_by in users.of_candidates(session, [row.candidate_id])
    )


def revoke_credential(session: Session, row: Credential, reason: str, by: int) -> Credential:
    """It counts no more, from now. Refused without a reason, and where it is revoked already."""
    if not reason.strip():
        raise Refused("reason", t("credentials.reason_missing"))
    if row.revoked_at is not None:
        raise Refused("reason", t("credentials.revoked_already"))
    return supersede(session, row, by, revoked_at=datetime.now(UTC), revoked_why=reason.strip())


def may_verify(session: Session, candidate: Candidate, row: Credential, user: User) -> str:
    """ "" where this person may record what the issuer said, else the sentence that says why not. The database holds it too."""
    if owner_history.ever_recruited(session, candidate.id, user.id):
        return t("credentials.own_candidate")
    if user.id in {one.entered_by for one in credentials.line(session, row)}:
        return t("credentials.own_entry")
    return ""


def verify_credential(
    session: Session, candidate: Candidate, row: Credential, user: User, source: str, method: str, result: str
) -> Verification:
    """What the issuer answered. Refused for her recruiter and for whoever entered the credential or a row it stands for.

    The answer last kept is given back where this one is the same, of the same day, by the same person.
    """
    if why := may_verify(session, candidate, row, user):
        raise Refused("result", why)
    last = verifications.last(session, row.id)
    said = user.id, source, method, result, datetime.now(UTC).date()
    if last and said == (last.by, last.source, last.method, last.result, last.at.date()):
        return last
    answer = Verification(credential_id=row.id, by=user.id, source=source, method=method, result=result)
    session.add(answer)
    session.flush()
    return answer


def keep_card(session: Session, candidate: Candidate, content: bytes, name: str, by: int) -> Document:
    """A picture or PDF of a card, as it came. Refused where it is neither; the same file is kept once."""
    if not content:
        raise Refused("card", t("credentials.card_empty", name=name[:80]))
    media = next((media for start, media in CARDS if start.match(content)), None)
    if media is None:
        raise Refused("card", t("credentials.card_wrong", name=name[:80]))
    if known := documents.with_sha(session, candidate.id, sha_of(content)):
        if known.kind != "card":
            raise Refused("card", t("credentials.card_is_other", name=name[:80]))
        return known
    row = Document(
        candidate_id=candidate.id,
        kind="card",
        name=name[:255],
        media_type=media,
        sha256=sha_of(content),
        content=content,
        added_by=by,
    )
    session.add(row)
    session.flush()
    return row


@dataclass(frozen=True)
class Shown:
    """A credential as its page shows it. `verified`: the issuer's latest answer and who asked; `line`: rows it stands for."""

    row: Credential
    name: str
    proof: str
    lapsed: bool
    soon: bool
    answers: list[tuple[Verification, str]]
    line: list[tuple[Credential, str]]
    document: Document | None
    entered: str
    may_not: str
    unseen: bool
    months: int | None


SOON = timedelta(days=60)


def credentials_of(session: Session, candidate: Candidate, user: User, today: date) -> list[Shown]:
    """What stands, each with its history, in the order first entered."""
    rows = credentials.current(session, candidate.id)
    every = {row.id: row for row in credentials.every(session, candidate.id)}
    values = candidates.profile(session, candidate).credentials
    asked: dict[int, list[tuple[Verification, str]]] = {}
    for one in verifications.answers(session, candidate.id):
        asked.setdefault(one.Credential.id, []).append((one.Verification, one.name))
    names = users.named(session, {row.entered_by for row in every.values() if row.entered_by})
    kept = {row.id: row for row in documents.of_candidate(session, candidate.id)}
    found = []
    for row, value in zip(rows, values, strict=True):
        line, at = [], row
        while at.supersedes is not None and (at := every[at.supersedes]):
            line.append((at, names[at.entered_by].name if at.entered_by in names else ""))
        answers = asked.get(row.id, []) + [answer for before, _ in line for answer in asked.get(before.id, [])]
        found.append(
            Shown(
                row,
                credential_name(load().credential(row.type)),
                value.proof,
                row.expires is not None and row.expires < today,
                row.expires is not None and today <= row.expires <= today + SOON,
                answers,
                line,
                kept.get(row.document_id or 0),
                names[row.entered_by].name if row.entered_by in names else "",
                may_verify(session, candidate, row, user),
                is_unseen(session, row),
                load().credential(row.type).data.get("validity_months"),
            )
        )
    return found


@dataclass(frozen=True)
class Waiting:
    """A credential of the work list, with whose it is."""

    row: Credential
    candidate: Candidate
    who: str
    name: str
    answer: str | None


def list_waiting(session: Session, today: date, start: int, most: int) -> tuple[list[Waiting], int]:
    """Credentials in force that no issuer has confirmed, the ones that end first on top; (page, how many in all)."""
    rows, total = candidates.unverified(session, today, start, most)
    return named(session, rows), total


def list_lapsing(session: Session, today: date, days: int, start: int, most: int) -> tuple[list[Waiting], int]:
    """Credentials that end within `days` days with nothing of their type held longer, by day."""
    everybody = list(candidates.versions(session))
    rows = credentials.lapsing(session, everybody, today, today + timedelta(days=days))
    return named(session, rows[start : start + most]), len(rows)


def named(session: Session, rows: list[Credential]) -> list[Waiting]:
    names = identities.names_by_id(session, {row.candidate_id for row in rows})
    latest = verifications.latest(session, [row.id for row in rows])
    found = []
    for row in rows:
        candidate = session.get_one(Candidate, row.candidate_id)
        who = names.get(candidate.id, t("candidates.unnamed"))
        found.append(Waiting(row, candidate, who, credential_name(load().credential(row.type)), latest.get(row.id)))
    return found
