"""One candidate's page: what is known and how, where she fits, what is missing. The same functions as an opening's list."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from matcher import vocabulary
from matcher.careers import roles_held, years
from matcher.counterfactual import opened_by, settled, what_would_open
from matcher.domain import SECTIONS, Match, Profile
from matcher.eligibility.judge import Gate
from matcher.eligibility.limits import miles
from matcher.eligibility.sentences import lower
from matcher.rankers import Ranks
from matcher.settings import CHARACTER, Card, ranked_cards
from matcher.shortlist import Row, matches, rank_candidates
from matcher.summary import remark
from matcher.table import Table
from models import Document, credential, document, fact, user
from models import opening as openings
from models.candidate import Candidate
from models.opening import Opening
from models.section_answer import SectionAnswer
from web.services.blocked import sentences
from web.services.cards import full_name
from web.services.change import said
from web.services.fact import SECTION_OF, TABLES, Said, say
from web.services.ranker import ranker_in_use
from web.services.way_in import WayIn, list_ways_in
from web.words import VERBS, conditions, listed, plain_day, t

SHOWN = 5  # openings before "all"
#: Section of a record -> parts of a fit that it speaks of; education and courses count among the credentials.
PARTS_OF = {
    "experience": ("role", "specialty", "setting", "clinical_share", "recency"),
    "skills": ("skills", "personal"),
    "credentials": ("credentials",),
    "languages": ("languages",),
    "systems": ("systems",),
}
SOON = 60  # days before a credential lapses in which it is said


@dataclass(frozen=True)
class Known:
    """A fact as its row of the page shows it. `since`: when somebody settled it, and who."""

    kind: str
    id: int
    said: Said
    standing: str
    source: Document | None
    who: str
    since: datetime | None
    proof: str = ""
    lapsed: bool = False


@dataclass(frozen=True)
class Section:
    """`closed` by whom, where the person said that is all."""

    name: str
    rows: list[Known]
    closed: str | None

    @property
    def proposed(self) -> int:
        return sum(row.standing == "proposed" for row in self.rows)

    @property
    def state(self) -> str:
        """yes = complete and settled, if = something waits or may be missing, ring = nothing known."""
        if self.closed is not None and not self.proposed:
            return "yes"
        return "if" if self.rows else "ring"


def sections(
    session: Session, candidate: Candidate, profile: Profile, today: date, reader: int | None = None
) -> list[Section]:
    """Everything the record holds, a section at a time. What the `reader` did is said without a name."""
    documents = {row.id: row for row in document.of_candidate(session, candidate.id)}
    rows = {kind: fact.of_candidate(session, table, candidate.id) for kind, table in TABLES.items()}
    held = credential.current(session, candidate.id)
    closed = {row.section: row for row in answers(session, candidate)}
    people = {row.decided_by for of_kind in rows.values() for row in of_kind} | {row.entered_by for row in held}
    names = user.named(session, {i for i in people if i} | {row.by for row in closed.values() if row.by})

    def name(user_id: int | None) -> str:
        return names[user_id].name if user_id in names and user_id != reader else ""

    found: dict[str, list[Known]] = {section: [] for section in SECTIONS}
    for kind, of_kind in rows.items():
        for row in in_order(kind, of_kind):
            source = documents.get(row.document_id or 0)
            said = say(kind, row)
            since = row.decided_at
            found[SECTION_OF[kind]].append(Known(kind, row.id, said, row.standing, source, name(row.decided_by), since))
    for card, value in zip(held, profile.credentials, strict=True):
        found["credentials"].append(
            Known(
                "credential",
                card.id,
                Said(full_name(card.type), card_detail(card)),
                card.standing,
                documents.get(card.document_id or 0),
                name(card.entered_by),
                card.entered_at,
                value.proof,
                card.revoked_at is not None or (card.expires is not None and card.expires < today),
            )
        )
    return [
        Section(section, found[section], name(closed[section].by) if section in closed else None)
        for section in SECTIONS
    ]


def answers(session: Session, candidate: Candidate) -> list[SectionAnswer]:
    return [row for name in SECTIONS if (row := session.get(SectionAnswer, (candidate.id, name)))]


def in_order(kind: str, rows: Sequence[Any]) -> list[Any]:
    """Jobs the latest first; terms by their words."""
    if kind == "job":
        return sorted(rows, key=lambda r: (r.current, r.end or r.begin or date.min, r.begin or date.min), reverse=True)
    return sorted(rows, key=lambda row: say(kind, row).title.casefold())


def card_detail(card: Any) -> str:
    """No. 1234, New Jersey, to 28 Feb 2028."""
    terms = vocabulary.load()
    said: list[str] = [t("candidates.number", number=card.number)] if card.number else []
    said += [terms.get("state", card.state).label] if card.state and terms.has("state", card.state) else []
    if card.revoked_at:
        said.append(t("candidates.revoked", day=plain_day(card.revoked_at.date())))
    elif card.expires:
        said.append(t("candidates.expires", day=plain_day(card.expires)))
    else:
        said.append(t("candidates.no_end"))
    return ", ".join(said)


@dataclass(frozen=True)
class ForPerson:
    """An opening as a row of a person's page. `place` is its rank among hers, None where she is blocked."""

    opening: Opening
    row: Row
    match: Match | None
    place: int | None
    miles: int | None
    remark: str
    why_not: list[str]


@dataclass(frozen=True)
class Missing:
    """One thing that stands between her and eligible, in how many openings; `opens`: ids of those it alone makes eligible.

    `kind` is a change's, or `answer` where only an answer can mend it; `what` and `offered` as the change has them.
    """

    words: str
    openings: int
    opens: frozenset[int]
    by: date | None
    kind: str
    what: str
    offered: str = ""

    @property
    def alone(self) -> int:
        return len(self.opens)


@dataclass(frozen=True)
class Openings:
    """Every open opening judged for one person: `rows` by fit, `blocked` after them.

    `settling`: ids of those she would be eligible for once everything proposed is confirmed.
    """

    rows: list[ForPerson]
    blocked: list[ForPerson]
    missing: list[Missing]
    counts: Counter[str]
    settling: frozenset[int]
    ranker: Ranks

    def worth(self, section: str) -> int:
        """Hundredths of a point that a section's unknowns hold back at most in one of the openings explained."""
        found = [one.match.parts for one in self.rows if one.match]
        return max((sum(p.unknown for p in parts if p.name in PARTS_OF.get(section, ())) for parts in found), default=0)


def rank_openings(session: Session, profile: Profile, today: date, shown: int | None, own: bool = False) -> Openings:
    """Openings for a candidate: the same gate and the same parts as in each opening's own list; the first `shown` explained.

    `own`: said to the candidate herself.
    """
    live = openings.live(session, today)
    terms, ranker = vocabulary.load(), ranker_in_use(session)
    table = Table.build([profile], terms)
    judged = []
    for opening, asked in zip(live, openings.all_requirements(session, live), strict=True):
        gate = Gate(asked, today, terms)
        ranked = rank_candidates(asked, [profile], table, ranker, gate, today)
        judged.append((opening, ranked, (*ranked.rows, *ranked.blocked)[0], gate))
    judged.sort(key=lambda one: (one[2].position is None, -(one[2].fit or 0), one[0].submit_by or date.max, one[0].id))
    rows: list[ForPerson] = []
    blocked: list[ForPerson] = []
    for place, (opening, ranked, row, _) in enumerate(judged, 1):
        away = miles(profile.home, ranked.requirements.place)
        within = row.position is not None and (shown is None or place <= shown)
        match = matches(ranked, [row], terms)[0] if within else None
        one = ForPerson(
            opening,
            row,
            match,
            place if row.position else None,
            None if away is None else round(away),
            remark(match, own) if match else "",
            [] if row.position else why_not(row, own),
        )
        (rows if row.position else blocked).append(one)
    blocked.sort(key=lambda one: (len(one.why_not), math.inf if one.miles is None else one.miles))  # the nearest first
    ids, pairs = [opening.id for opening, _, _, _ in judged], [(row, gate) for _, _, row, gate in judged]
    changed = settled(profile)
    settling = frozenset(ids[n] for n in opened_by(changed, pairs)) if changed != profile else frozenset()
    counts: Counter[str] = Counter(row.eligibility.lane for row, _ in pairs)
    return Openings(rows, blocked, missing_in(ids, pairs), counts, settling, ranker)


def why_not(row: Row, own: bool = False) -> list[str]:
    """What blocks her. That a facility will not have her again is the agency's to know: she is told whom to ask."""
    if not (own and row.eligibility.barred):
        return sentences(row)
    rest = replace(row, eligibility=replace(row.eligibility, barred=False))
    return [t("me.barred"), *sentences(rest)]


def missing_in(ids: Sequence[int], judged: Sequence[tuple[Row, Gate]]) -> list[Missing]:
    """What would make her eligible for most, each step judged again; of what only an answer can mend, where it is all.

    `ids`: of the openings that she was `judged` for.
    """
    opened = what_would_open(judged)
    made = [
        Missing(
            said(one.change, dated=False), one.waiting, frozenset(ids[n] for n in one.opens), one.by,
            one.change.kind, one.change.subject, one.change.offered,
        )
        for one in opened
    ]  # fmt: skip
    stepped = {row for one in opened for row in one.rows}
    found: dict[tuple[str, str], list[tuple[date | None, int | None]]] = {}
    for opening_id, (row, _) in zip(ids, judged, strict=True):
        if row.eligibility.lane != "eligible-if":
            continue
        open_rows = conditions(row.eligibility)
        for one in open_rows:
            if one not in stepped:
                done = t(f"words.mark_{one.action if one.action in VERBS else 'confirm'}")
                alone = opening_id if len(open_rows) == 1 else None
                found.setdefault((one.subject, f"{one.subject} {done}"), []).append((one.by, alone))
    made += [
        Missing(
            words, len(seen), frozenset(opening_id for _, opening_id in seen if opening_id),
            min((by for by, _ in seen if by), default=None), "answer", subject,
        )
        for (subject, words), seen in found.items()
    ]  # fmt: skip
    return sorted(made, key=lambda one: (-one.alone, -one.openings, one.words))


@dataclass(frozen=True)
class SettingCard:
    """A kind of workplace for one person. `traits`: (in words, blocks of 5). `openings`: open ones at such a place."""

    card: Card
    how: str
    traits: list[tuple[str, int]]
    openings: int
    beginner: str = ""  # the label of the role, where she is compared as a beginner in it

    @property
    def like(self) -> str:
        return " ".join(self.card.character[:2])


def rank_settings(profile: Profile, ranked: Openings, today: date, own: bool = False) -> list[SettingCard]:
    """Every setting by how she fits, in the role she has worked in longest; where no role is seen, in the one with the shortest
    way in.

    `own`: said to the candidate herself.
    """
    terms = vocabulary.load()
    role = main_role(profile, today)
    beginner = role is None
    if role is None:
        ways = ways_in_for(profile, ranked, today)
        if not ways:
            return []
        role = ways[0].slug
    home = profile.home.state if profile.home.state and terms.has("state", profile.home.state) else None
    at = Counter(one.opening.facility.setting for one in (*ranked.rows, *ranked.blocked))
    made = []
    for card in ranked_cards(profile, role, home, ranked.ranker, today, terms):
        values = terms.get("setting", card.setting).data["traits"]
        said = zip((name for name in CHARACTER if name in values), card.character, strict=True)
        traits = [(words, min(5, int(values[name] * 5) + 1)) for name, words in said]
        first = terms.get("role", role).label if beginner else ""
        made.append(SettingCard(card, how_she_fits(card, own), traits, at[card.setting], first))
    return made


def ways_in_for(profile: Profile, ranked: Openings, today: date) -> list[WayIn]:
    """What would get her there where nothing shows a role yet."""
    return list_ways_in(profile, (one.opening for one in (*ranked.rows, *ranked.blocked)), today)


def main_role(profile: Profile, today: date) -> str | None:
    """The role with the most years among those she holds, the first of them where none has any."""
    terms = vocabulary.load()
    held = [role.slug for role in roles_held(profile, terms)]
    worked = years(profile, today, terms)
    return max(held, key=lambda role: worked[role][0] if role in worked else 0.0, default=None)


def how_she_fits(card: Card, own: bool = False) -> str:
    """Room patients, vital signs and EKG carry over. Lost most on specialty."""
    heaviest = sorted(
        (item for part in card.match.parts if part.name == "skills" for item in part.items if item.state == "matched"),
        key=lambda item: -item.points,
    )[:3]
    said = remark(card.match, own)
    if not heaviest:
        return said
    key = "candidates.carries" if len(heaviest) > 1 else "candidates.carries_one"
    names = [heaviest[0].label, *(lower(item.label) for item in heaviest[1:])]
    return f"{t(key, skills=listed(names))} {said}"
