"""A credential or licence asked for: what counts, until when, what is to be done by when (docs/gate.md, the decision table)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from matcher.domain import Credential, Judged, Requirement
from matcher.eligibility.days import Days
from matcher.eligibility.facts import Facts
from matcher.eligibility.outcomes import unasked
from matcher.eligibility.sentences import asked_credentials, held_name, on, say, together
from matcher.vocabulary import Vocabulary

#: Cards that a class of one day gives.
IN_A_DAY = frozenset({"bls_card", "bls_aha", "bls_arc", "first_aid_card", "heartsaver"})
CANDIDATE, CREDENTIALING, FACILITY = say("who.candidate"), say("who.credentialing"), say("who.facility")


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
            sentence = say("credentials.not_within", subject=self.subject, day=on(self.due))
            return Judged(self.subject, "met", sentence, requirement=self.requirement)
        counted = [h for one in facts.credentials if (h := _consider(self, one, facts.home_state))]
        if not counted:
            return _nothing(self, facts)
        winner = max(counted, key=lambda held: (held.rank, held.by))
        return _said(self, winner, next((held for held in counted if held.why == "verify"), None))


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


def _said(asked: Asked, held: Held, whole: Held | None) -> Judged:
    """The row of what counts. `whole`: what covers the whole assignment once it is verified, named beside one that lapses."""
    credential, days, due = held.credential, asked.days, on(held.by)
    name = held_name(credential, asked.vocabulary)
    until = (
        say("credentials.valid_to", day=on(credential.expires)) if credential.expires else say("credentials.no_term")
    )
    lapse = ""
    if credential.expires:
        number = days.number(credential.expires)
        inside = number > 0
        where = (
            say("credentials.day_of", number=number, length=days.length)
            if inside
            else say("credentials.before_first", day=on(days.start))
        )
        lapse = say("credentials.lapses", name=name, day=on(credential.expires), where=where)
    unverified = "" if credential.verified else say("credentials.unverified")
    match held.why:
        case "met":
            action, settles, sentence = None, "", say("credentials.verified", name=name, until=until)
        case "state":
            action, settles = "confirm", CREDENTIALING
            confirm = say("credentials.state_unknown", name=name, by=due, state=asked.state)
            sentence = together(confirm, unverified)
        case "place":
            action, settles = "confirm", FACILITY
            sentence = say("credentials.no_state_named", name=name, until=until, by=due)
        case "term":
            action, settles = "confirm", CANDIDATE
            sentence = together(say("credentials.no_expiry", name=name, by=due), unverified)
        case "verify":
            action, settles = "verify", CREDENTIALING
            ahead = credential.issued if credential.issued and credential.issued > days.today else None
            state = say("credentials.issued_ahead", day=on(ahead)) if ahead else say("credentials.not_verified")
            sentence = say("credentials.verify", name=name, until=until, state=state, by=due)
        case "confirm":
            action, settles = "confirm", CANDIDATE
            sentence = say("credentials.confirm", name=name, until=until, by=due)
        case "renew" | "early" if whole:
            action, settles, credential = "verify", CREDENTIALING, whole.credential
            day = credential.expires
            until = say("credentials.valid_to", day=on(day)) if day else say("credentials.no_term")
            sentence = say("credentials.newer", lapse=lapse, until=until, by=due)
        case "renew":
            action, settles = "renew", CANDIDATE
            too = "" if credential.verified else say("credentials.verify_too")
            sentence = together(say("credentials.renew", lapse=lapse), too)
        case _:
            action, settles = "renew", CANDIDATE
            sentence = together(say("credentials.renew_when_due", lapse=lapse, by=due), unverified)
    return Judged(
        asked.subject,
        "met" if held.rank == 2 else "met-if",
        together(sentence, _beside(asked)),
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
        day = say("credentials.takes_a_day") if asked.in_a_day else ""
        unseen = near or say("credentials.not_seen", subject=asked.subject)
        sentence = together(unseen, say("credentials.ask"), day)
        return _row(asked, Judged(asked.subject, "unknown", sentence, None, "ask", settles=CANDIDATE))
    if asked.quick:
        obtain = say("credentials.obtain_in_a_day" if asked.in_a_day else "credentials.obtain", by=due)
        sentence = together(near or say("credentials.none_held", subject=asked.subject), obtain)
        return _row(asked, Judged(asked.subject, "met-if", sentence, asked.due, "obtain", settles=CANDIDATE))
    sentence = near or say("credentials.none_held_due", subject=asked.subject, day=due)
    return _row(asked, Judged(asked.subject, "unmet", sentence, None, "obtain", settles=CANDIDATE))


def _near(asked: Asked, facts: Facts) -> str:
    """Why the one that comes closest does not count."""
    for held in facts.credentials or ():
        if held.type not in asked.types and not (asked.registry and held.type == "cna_cert"):
            continue
        name = held_name(held, asked.vocabulary)
        if held.revoked:
            return say("credentials.revoked", name=name)
        if held.issued and held.issued > asked.due:
            return say("credentials.issued_late", name=name, day=on(held.issued), due=on(asked.due))
        if held.expires and held.expires < asked.days.today:
            return say("credentials.lapsed", name=name, day=on(held.expires))
        if held.expires and held.expires < asked.due:
            return say("credentials.lapses_before_due", name=name, day=on(held.expires), due=on(asked.due))
        if held.compact and held.type in asked.compact:
            return say("credentials.compact", name=name, why=_compact_gap(asked, held, facts.home_state))
        return say("credentials.other_state" if held.state else "credentials.state_asked", name=name, state=asked.state)
    return ""


def _compact_gap(asked: Asked, held: Credential, home: str | None) -> str:
    if home is None:
        return say("credentials.home_unknown")
    if held.state != home:
        return say("credentials.home_other", home=home)
    state = asked.state if not asked.compact[held.type] else home
    return say("credentials.not_in_compact", state=state, day=on(asked.due))


def _beside(asked: Asked) -> str:
    grace = say("credentials.no_grace") if asked.graceless else ""
    return together(grace, say("credentials.open_end", day=on(asked.days.last)) if asked.days.open_end else "")


def _row(asked: Asked, judged: Judged) -> Judged:
    return Judged(
        judged.subject,
        judged.status,
        together(judged.sentence, _beside(asked)),
        judged.by,
        judged.action,
        asked.requirement,
        judged.held,
        judged.settles,
    )
