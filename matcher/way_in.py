"""The ways into a role for somebody who does not work in it: what to learn and for how long, what shows it, and which exam that
opens. Shortest first, for time is what a beginner pays with; what a school costs no source here says."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from matcher.careers import roles_held
from matcher.domain import Profile
from matcher.eligibility.exams import way_shown
from matcher.eligibility.facts import Facts
from matcher.vocabulary import DATA, Vocabulary

Kind = Literal["exam", "on_the_job", "course", "degree"]


@dataclass(frozen=True)
class Exam:
    """A credential to get at the end. `years`: of the work before its exam opens, 0 where the schooling opens it.

    `shown`: by what the profile shows the exam is open now, in words.
    """

    credential: str
    body: str
    years: float = 0
    shown: str = ""


@dataclass(frozen=True)
class Way:
    """One way into a role. `months` at least and at most, until the exams stand open; `label` names the schooling, "" for an exam
    that is open already. `asks`: an education level that is asked before it and that the profile does not show."""

    role: str
    kind: Kind
    months: tuple[int, int] = (0, 0)
    label: str = ""
    exams: tuple[Exam, ...] = ()
    asks: str | None = None
    note: str = ""


def ways_in(profile: Profile, role: str, as_of: date, vocabulary: Vocabulary) -> tuple[Way, ...]:
    """The ways into the role, the shortest first; none for somebody who is in it, or where the data know of none.

    Raises UnknownSlug for a role the vocabulary does not have.
    """
    vocabulary.get("role", role)
    held = (one.slug for one in roles_held(profile, vocabulary) if vocabulary.has("role", one.slug))
    if any(role in vocabulary.works_as(slug) for slug in held):
        return ()
    facts = Facts.of(profile, as_of, vocabulary)
    reached = max((rank for rank, _ in facts.levels), default=-1)
    found: list[Way] = []
    for entry in _data(vocabulary).get(role, ()):
        proofs = list(_proofs(entry.get("proof"), vocabulary))
        ready = [Exam(c, _body(c, vocabulary), shown=shown) for c in proofs if (shown := _open(c, facts, vocabulary))]
        if ready and not any(way.kind == "exam" for way in found):
            found.append(Way(role, "exam", exams=tuple(ready)))
        asks = entry.get("asks")
        if asks and vocabulary.get("education", asks).data["rank"] <= reached:
            asks = None
        exams = tuple(exam for c in proofs if (exam := _after(entry, c, vocabulary)))
        least, most = entry["months"]
        found.append(Way(role, entry["kind"], (least, most), entry["label"], exams, asks, entry.get("note", "")))
    return tuple(sorted(found, key=lambda way: way.months))


def roles_with_a_way(vocabulary: Vocabulary) -> tuple[str, ...]:
    """The roles the data know a way into, in file order."""
    return tuple(_data(vocabulary))


@functools.cache
def _data(vocabulary: Vocabulary) -> Mapping[str, list[Mapping[str, Any]]]:
    """Role -> its ways, in file order. Raises UnknownSlug where one names what the vocabulary does not have."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for entry in tomllib.loads((DATA / "ways_in.toml").read_text("utf-8"))["way"]:
        vocabulary.get("role", entry["role"])
        vocabulary.get("education", entry.get("asks", "hs_or_ged"))
        list(_proofs(entry.get("proof"), vocabulary))
        found.setdefault(entry["role"], []).append(entry)
    return found


def _proofs(proof: str | None, vocabulary: Vocabulary) -> Iterator[str]:
    """The certifications of a class in file order, or the one credential named."""
    if proof is None:
        return
    if not vocabulary.has("credential_class", proof):
        vocabulary.credential(proof)
        yield proof
        return
    members = vocabulary.members_of(proof)
    yield from (slug for slug in vocabulary.kind("certification") if slug in members)


def _body(credential: str, vocabulary: Vocabulary) -> str:
    data = vocabulary.credential(credential).data
    return str(data.get("body") or data.get("issuer", ""))


def _open(credential: str, facts: Facts, vocabulary: Vocabulary) -> str:
    """By which of its ways in the exam is open to her now, in words; "" where none is shown."""
    ways = vocabulary.credential(credential).data.get("sits", ())
    return next((shown for way in ways if (shown := way_shown(way, credential, facts, vocabulary))), "")


def _after(entry: Mapping[str, Any], credential: str, vocabulary: Vocabulary) -> Exam | None:
    """The exam once this way is gone; None where it opens by another alone. Where the data list no ways in to an exam, its body
    takes schooling and experience alike."""
    ways = vocabulary.credential(credential).data.get("sits", ())
    body = _body(credential, vocabulary)
    if not ways:
        return Exam(credential, body)
    if entry["kind"] == "on_the_job":
        years = min((way["years"] for way in ways if "years" in way), default=None)
        return None if years is None else Exam(credential, body, years)
    return Exam(credential, body) if any(entry.get("programme") in way.get("programme", ()) for way in ways) else None
