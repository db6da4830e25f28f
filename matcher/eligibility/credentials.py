"""A credential or licence asked for: what counts, until when, what is to be done by when (docs/gate.md, the decision table)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from matcher.domain import Credential, Judged, Requirement
from matcher.eligibility.days import Days
from matcher.eligibility.facts import Facts
from matcher.eligibility.outcomes import unasked
from matcher.eligibility.sentences import asked_credentials, held_name, on
from matcher.vocabulary import Vocabulary

#: Cards that a class of one day gives.
IN_A_DAY = frozenset({"bls_card", "bls_aha", "bls_arc", "first_aid_card", "heartsaver"})
CANDIDATE, CREDENTIALING, FACILITY = "the candidate", "credentialing", "the facility"


@dataclass(frozen=True, slots=True)
class Asked:
    """One credential or licence asked, compiled for an opening. `types` are all credentials that answer it."""

    vocabulary: Vocabulary
    subject: str
    days: Days
    due: date
    state: str | None  # the opening's; None = not named, and a licence of any state counts if that is confirmed
    licence: bool
    types: frozenset[str]
    registry: bool  # the nurse-aide registry is asked: a CNA certificate of the state is a listing in it
    compact: Mapping[str, frozenset[str]]  # licence -> home states whose compact licence is good here on the due day
    quick: bool  # nothing held can still be had by the due day
    in_a_day: bool
    graceless: bool  # a grace was given to a licence, which has none
    requirement: Requirement | None = None

    @classmethod
    def of(
        cls,
        any_of: Iterable[str],
        licence: bool,
        days: Days,
        state: str | None,
        vocabulary: Vocabulary,
        due: str = "start",
        requirement: Requirement | None = None,
    ) -> Asked:
        named = frozenset(any_of)
        types = {slug for slug in named if slug in vocabulary.credential_types}
        for slug in named - types:
            types |= vocabulary.members_of(slug)
        grace = due.startswith("+")
        day = days.due("start" if licence and grace else due)
        compacts = {slug: vocabulary.credential(slug).data.get("compact") for slug in types} if licence else {}
        in_a_day = not licence and bool(named & IN_A_DAY)
        return cls(
            vocabulary=vocabulary,
            subject=asked_credentials(any_of, vocabulary),
            days=days,
            due=day,
            state=state,
            licence=licence,
            types=frozenset(types),
            registry=licence and "cna_registry" in types,
            compact={
                slug: _good_here(compact, state, day, vocabulary) for slug, compact in compacts.items() if compact
            },
            quick=not licence and day > days.today and (grace or in_a_day),
            in_a_day=in_a_day,
            graceless=licence and grace,
            requirement=requirement,
        )

    def judge(self, facts: Facts) -> Judged:
        """How the person stands to it: met, met-if by a day, unknown or unmet, with the credential that counted."""
        if facts.credentials is None:
            return _row(self, unasked(self.subject))
        if self.due > self.days.last >= self.days.today:
            sentence = f"{self.subject}: due on {on(self.due)}, not within the assignment."
            return Judged(self.subject, "met", sentence, requirement=self.requirement)
        winner: Held | None = None
        for credential in facts.credentials:
            held = _consider(self, credential, facts.home_state)
            if held and (winner is None or (held.rank, held.by) > (winner.rank, winner.by)):
                winner = held
        return _said(self, winner) if winner else _nothing(self, facts)


def _good_here(compact: str, state: str | None, day: date, vocabulary: Vocabulary) -> frozenset[str]:
    since = vocabulary.compact_members(compact)
    members = {member for member, joined in since.items() if joined is None or joined <= day}
    return frozenset(members if state in members else ())


@dataclass(frozen=True, slots=True)
class Held:
    """A credential that counts: met (2) or met-if (1) by a day, and why."""

    rank: int
    by: date
    why: str
    credential: Credential


def _consider(asked: Asked, held: Credential, home: str | None) -> Held | None:
    """What the credential gives, None where it does not count."""
    due, last, today = asked.due, asked.days.last, asked.days.today
    listing = asked.registry and held.type == "cna_cert"
    if not (held.type in asked.types or listing) or held.revoked or (held.issued and held.issued > due):
        return None
    stateless = False
    if asked.licence:
        if held.expires and held.expires < today:
            return None
        if asked.state is not None and held.state != asked.state:
            good = held.compact and home is not None and held.state == home and home in asked.compact.get(held.type, ())
            stateless = listing and held.state is None
            if not (good or stateless):
                return None
    if stateless:
        return Held(1, due, "state", held)
    if held.expires is None and not asked.vocabulary.credential(held.type).data.get("no_term"):
        return Held(1, due, "term", held)
    if held.expires is None or held.expires >= last:
        if not held.verified or (held.issued and held.issued > today):
            return Held(1, due, "verify", held)
        if held.standing == "proposed":
            return Held(1, due, "confirm", held)
        if asked.licence and asked.state is None:
            return Held(1, due, "place", held)
        return Held(2, date.max, "met", held)
    if asked.licence or held.expires >= due:
        return Held(1, held.expires, "renew", held)
    return Held(1, due, "early", held) if due > today else None


def _said(asked: Asked, held: Held) -> Judged:
    credential, days, due = held.credential, asked.days, on(held.by)
    name = held_name(credential, asked.vocabulary)
    until = f"valid to {on(credential.expires)}" if credential.expires else "without a term"
    lapse = ""
    if credential.expires:
        number = days.number(credential.expires)
        where = f"day {number} of {days.length}" if number > 0 else f"before the first day, {on(days.start)}"
        lapse = f"{name} lapses on {on(credential.expires)}, {where}"
    unverified = "" if credential.verified else " Not verified yet."
    match held.why:
        case "met":
            action, settles, sentence = None, "", f"{name}: verified, {until}."
        case "state":
            action, settles = "confirm", CREDENTIALING
            sentence = f"{name}: the state is not known; confirm by {due} that it is {asked.state}.{unverified}"
        case "place":
            action, settles = "confirm", FACILITY
            sentence = f"{name}: {until}; the opening names no state. Confirm by {due} that the licence is good there."
        case "term":
            action, settles = "confirm", CANDIDATE
            sentence = f"{name}: no expiry known; confirm it by {due}.{unverified}"
        case "verify":
            action, settles = "verify", CREDENTIALING
            ahead = credential.issued if credential.issued and credential.issued > days.today else None
            state = "not verified yet" if ahead is None else f"issued only on {on(ahead)}"
            sentence = f"{name}: {until}, {state}; verify by {due}."
        case "confirm":
            action, settles = "confirm", CANDIDATE
            sentence = f"{name}: {until}; read in a document, confirm by {due}."
        case "renew":
            action, settles, sentence = (
                "renew",
                CANDIDATE,
                f"{lapse}; renew by then.{unverified and ' Not verified yet: verify it too.'}",
            )
        case _:
            action, settles, sentence = "renew", CANDIDATE, f"{lapse}; renew by {due}, when it is due.{unverified}"
    return Judged(
        asked.subject,
        "met" if held.rank == 2 else "met-if",
        sentence + _beside(asked),
        None if held.rank == 2 else held.by,
        action,
        asked.requirement,
        credential,
        settles,
    )


def _nothing(asked: Asked, facts: Facts) -> Judged:
    """Nothing held that counts, and the question where the section is open."""
    due = on(asked.due)
    near = _near(asked, facts)
    if "credentials" not in facts.closed:
        day = " A class takes a day." if asked.in_a_day else ""
        sentence = f"{near or f'{asked.subject}: not seen.'} Ask whether one is held.{day}"
        return _row(asked, Judged(asked.subject, "unknown", sentence, None, "ask", settles=CANDIDATE))
    if asked.quick:
        day = "; a class takes a day" if asked.in_a_day else ""
        sentence = f"{near or f'{asked.subject}: none held.'} To be had by {due}{day}."
        return _row(asked, Judged(asked.subject, "met-if", sentence, asked.due, "obtain", settles=CANDIDATE))
    sentence = near or f"{asked.subject}: none held; due on {due}."
    return _row(asked, Judged(asked.subject, "unmet", sentence, None, "obtain", settles=CANDIDATE))


def _near(asked: Asked, facts: Facts) -> str:
    """Why the one that comes closest does not count."""
    for held in facts.credentials or ():
        if held.type not in asked.types and not (asked.registry and held.type == "cna_cert"):
            continue
        name = held_name(held, asked.vocabulary)
        if held.revoked:
            return f"{name} was revoked."
        if held.issued and held.issued > asked.due:
            return f"{name} is issued only on {on(held.issued)}; due on {on(asked.due)}."
        if held.expires and held.expires < asked.days.today:
            return f"{name} lapsed on {on(held.expires)}."
        if held.expires and held.expires < asked.due:
            return f"{name} lapses on {on(held.expires)}; due on {on(asked.due)}."
        if held.compact and held.type in asked.compact:
            return f"{name} is a compact licence; {_compact_gap(asked, held, facts.home_state)}."
        return (
            f"{name} is not good in {asked.state}."
            if held.state
            else f"{name}: the state is not known; {asked.state} is asked."
        )
    return ""


def _compact_gap(asked: Asked, held: Credential, home: str | None) -> str:
    if home is None:
        return "it is good elsewhere only from the home state, which is not known"
    if held.state != home:
        return f"it is good elsewhere only from the home state, which is {home}"
    state = asked.state if not asked.compact[held.type] else home
    return f"{state} is not in the compact on {on(asked.due)}"


def _beside(asked: Asked) -> str:
    grace = " A licence is due by the first day; the later date asked is not used." if asked.graceless else ""
    return grace + (f" The end is open: judged through {on(asked.days.last)}." if asked.days.open_end else "")


def _row(asked: Asked, judged: Judged) -> Judged:
    return Judged(
        judged.subject,
        judged.status,
        judged.sentence + _beside(asked),
        judged.by,
        judged.action,
        asked.requirement,
        judged.held,
        judged.settles,
    )
