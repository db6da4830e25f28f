"""A file or pasted text as it came: a resume, a posting, a card. It belongs to one candidate or to one opening."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, Public, find, now, one_of, rule

#: A card is the credential itself, seen; any other document is somebody's word.
KINDS = ("resume", "posting", "card", "other")


class Document(Public, Base):
    """`content` is the bytes as received, `text` what was read from them (spans of facts count its characters)."""

    __tablename__ = "document"
    __table_args__ = (
        one_of("kind", KINDS),
        rule("owner", "(candidate_id IS NULL) <> (opening_id IS NULL)"),
        rule("sha256", "length(sha256) = 64"),
        UniqueConstraint("candidate_id", "sha256"),
        UniqueConstraint("opening_id", "sha256"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int | None] = mapped_column(ForeignKey("candidate.id"))
    opening_id: Mapped[int | None] = mapped_column(ForeignKey("opening.id"))
    kind: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(255), default="")
    media_type: Mapped[str] = mapped_column(String(100))
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(deferred=True)
    text: Mapped[str] = mapped_column(Text, default="")
    added_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    added_at: Mapped[datetime] = mapped_column(default=now)


def sha_of(content: bytes) -> str:
    """sha256 (hex) of a document's bytes: the same file is the same document."""
    return hashlib.sha256(content).hexdigest()


def by_public_id(session: Session, public_id: str) -> Document | None:
    return find(session, Document, public_id)


def posting_of(session: Session, opening_id: int) -> Document | None:
    """The opening's posting, the first of several."""
    found = select(Document).where(Document.opening_id == opening_id, Document.kind == "posting")
    return session.scalars(found.order_by(Document.id)).first()


def of_candidate(session: Session, candidate_id: int) -> list[Document]:
    """A candidate's documents, the newest first; their bytes stay where they are."""
    mine = select(Document).where(Document.candidate_id == candidate_id)
    return list(session.scalars(mine.order_by(Document.added_at.desc(), Document.id.desc())))


def with_sha(session: Session, candidate_id: int, sha256: str) -> Document | None:
    """The candidate's document with these bytes, where it was kept already."""
    return session.scalar(select(Document).where(Document.candidate_id == candidate_id, Document.sha256 == sha256))


def find_of(session: Session, candidate_id: int, public_id: str) -> Document | None:
    """The candidate's document at this address; another person's is none."""
    found = by_public_id(session, public_id)
    return found if found is not None and found.candidate_id == candidate_id else None


def card_of(session: Session, document_id: int) -> Document | None:
    """The document where it is a card seen, and not what somebody said in a resume."""
    found = session.get(Document, document_id)
    return found if found is not None and found.kind == "card" else None
