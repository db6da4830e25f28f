"""Two records side by side, as somebody reads them who decides whether they are one person's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup
from sqlalchemy.orm import Session

from models import candidate as candidates
from models import candidate_identity as identities
from models import credential as credentials
from models import document as documents
from models import invite as invites
from models import user as users
from models.candidate import Candidate
from web.services.account import joining
from web.services.candidate import career_words, details_of
from web.services.cards import full_name
from web.words import listed, plain_day, t

TELLING = frozenset({"name", "birth_date", "email", "phone"})


@dataclass(frozen=True)
class Line:
    """What one label says of each record, "" for nothing. `telling`: where both say the same, it speaks for one person."""

    label: Markup
    kept: str
    gone: str
    telling: bool

    @property
    def alike(self) -> bool:
        return self.telling and bool(self.kept) and self.kept.casefold() == self.gone.casefold()


@dataclass(frozen=True)
class Sides:
    """The names of both, and the lines below them."""

    kept: str
    gone: str
    lines: Sequence[Line]


def compare(session: Session, kept: Candidate, gone: Candidate, today: date) -> Sides:
    names = identities.names_by_id(session, [kept.id, gone.id])
    both = [said(session, one, today) for one in (kept, gone)]
    lines = [Line(t(f"merges.line.{key}"), both[0][key], both[1][key], key in TELLING) for key in both[0]]
    return Sides(names.get(kept.id, ""), names.get(gone.id, ""), lines)


def said(session: Session, candidate: Candidate, today: date) -> dict[str, str]:
    """Label (a key of texts/merges.toml) -> what the record says."""
    details = details_of(session, candidate)
    owner = users.named(session, [candidate.owner_id]).get(candidate.owner_id) if candidate.owner_id else None
    return {
        "name": details.name,
        "former_names": ", ".join(details.former_names),
        "birth_date": plain_day(details.birth_date) if details.birth_date else "",
        "email": details.email or "",
        "phone": details.phone or "",
        "home": " ".join(part for part in (details.home_state, details.zip) if part),
        "career": career_words(candidates.profile(session, candidate), today),
        "cards": str(listed(full_name(row.type) for row in credentials.current(session, candidate.id))),
        "documents": str(listed(row.name or row.kind for row in documents.of_candidate(session, candidate.id))),
        "owner": owner.name if owner else "",
        "since": plain_day(candidate.created_at.date()),
        "account": account(session, candidate),
    }


def signing_in(session: Session, kept: Candidate, gone: Candidate) -> list[Markup]:
    """Who signs in once the two are one, and who no longer does."""
    found = joining(session, kept, gone)
    if found is None:
        return [t("merges.after.nobody")]
    how = "closed" if not found.stays.active else "linked" if found.linked else "registered"
    said = [t(f"merges.after.{how}", email=found.stays.email)]
    return [*said, t("merges.after.other", email=found.closes.email)] if found.closes else said


def account(session: Session, candidate: Candidate) -> str:
    """How somebody signs in for this record."""
    user = users.of_candidate(session, candidate.id)
    if user is None:
        return str(t("merges.account_none"))
    how = "closed" if not user.active else "linked" if invites.ever_used(session, user.id) else "registered"
    return str(t(f"merges.account_{how}", email=user.email))
