"""One person for one opening in depth: what is asked and held, what an answer would settle, what happened so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup
from sqlalchemy.orm import Session

from matcher import vocabulary
from matcher.domain import Eligibility, Evidence, Judged, Part, Requirement, TaskJudged
from matcher.eligibility.credentials import CANDIDATE
from matcher.eligibility.days import Days
from matcher.eligibility.judge import counts
from matcher.eligibility.sentences import held_name, lower
from matcher.shortlist import Ranked, Row
from models import candidate_identity as identities
from models import decision as decisions
from models import verification as verifications
from models.document import Document
from models.opening import Opening
from models.user import User
from web.charts import OWN_SLOTS
from web.services.about import about_item, about_row
from web.services.blocked import unmet
from web.services.cards import CARDS, card_name, short_subject
from web.services.ranking import load_people
from web.strip import CardLane, card_lane
from web.words import VERBS, conditions, listed, mark_words, plain_day, t

MOST_QUESTIONS = 8
WORTH_ASKING = 50  # hundredths of a point from which an answer is worth a question


@dataclass(frozen=True)
class Asked:
    """A row of what is asked. `lane`: of a card, over the assignment; `seen`: when the issuer was asked, and by whom."""

    judged: Judged
    whence: str
    held: str
    span: tuple[date | None, date | None]
    lane: CardLane | None
    seen: tuple[date, str] | None

    @property
    def must(self) -> bool:
        return counts(self.judged)


@dataclass(frozen=True)
class Quoted:
    """A part with the document its evidence stands in: `text` is empty where nothing can be quoted."""

    part: Part
    evidence: tuple[Evidence, ...]
    text: str
    noun: str


@dataclass(frozen=True)
class Question:
    """What to ask. `points`: hundredths an answer is worth at most; `settles`: whether eligibility waits for it.

    `about`: what it concerns, as web/services/about.py writes it.
    """

    words: str
    points: int
    settles: bool
    about: str


@dataclass(frozen=True)
class Event:
    """`shortlist`: public id of the frozen list a decision stands in."""

    on: date
    words: str
    detail: str = ""
    shortlist: str = ""


@dataclass(frozen=True)
class Neighbour:
    key: str
    name: str
    position: int


def asked_rows(session: Session, ranked: Ranked, rows: Sequence[Judged], candidate_id: int) -> list[Asked]:
    """The role and every requirement, the musts first, each with what is held for it and how that is known."""
    terms = vocabulary.load()
    answers = [a for a in verifications.answers(session, candidate_id) if a.Verification.result == "ok"]
    made = []
    for judged in rows:
        card, held, seen = judged.held, "", None
        if card is not None:
            held = held_name(card, terms)
            answer = next(
                (a for a in answers if (a.Credential.type, a.Credential.expires) == (card.type, card.expires)), None
            )
            seen = (answer.Verification.at.date(), answer.name) if answer and card.proof == "verified" else None
        is_card = judged.requirement is not None and judged.requirement.kind in CARDS
        lane = card_lane(judged, ranked.as_of) if is_card else None
        span = (card.issued, card.expires) if card else (None, None)
        made.append(Asked(judged, whence(judged.requirement), held, span, lane, seen))
    return sorted(made, key=lambda row: not row.must)


def whence(asked: Requirement | None) -> str:
    """By whom it is asked and from when: every opening of the agency; from the first day."""
    if asked is None:
        return t("matches.asked_role")
    said = [t(f"matches.level.{asked.level}")]
    if not asked.must:
        said.append(t("matches.wish"))
    elif asked.due != "start":
        known = asked.due if asked.due in ("submission", "patient_care") else "later"
        said.append(t(f"matches.due.{known}", due=asked.due.lstrip("+")))
    if asked.standing == "proposed":
        said.append(t("matches.not_settled"))
    return "; ".join(said)


def quoted(parts: Sequence[Part], kept: Sequence[Document]) -> list[Quoted]:
    """The parts with the text of the first document that their evidence points into."""
    by_sha = {document.sha256: document for document in kept}
    made = []
    for part in parts:
        first = next((e.document for e in part.evidence if e.document in by_sha), None)
        document = by_sha[first] if first else None
        lines = tuple(e for e in part.evidence if e.document == first) if document else part.evidence
        noun = t(f"matches.noun.{document.kind}") if document else ""
        made.append(Quoted(part, lines, document.text if document else "", noun))
    return made


def questions(judged_as: Eligibility, parts: Sequence[Part]) -> list[Question]:
    """What she can answer, each thing once: first what eligibility waits for, then what a fit could gain, the most first."""
    waits = conditions(judged_as)
    others = (judged_as.role, *judged_as.requirements, *judged_as.asks)
    rows = [*waits, *(row for row in others if row not in waits)]
    worth = {
        item.label: (part, item.unknown)
        for part in parts
        for item in part.items
        if item.unknown >= WORTH_ASKING and part.name != "text"
    }
    found: dict[str, Question] = {}
    for judged in rows:
        if judged.settles == CANDIDATE and (judged.status in ("unknown", "met-if") or judged in waits):
            _, points = worth.pop(judged.subject, (None, 0))
            about = about_row(judged, judged_as)
            found.setdefault(about, Question(question(judged, judged_as), points, judged in waits, about))
    for label, (part, points) in sorted(worth.items(), key=lambda gain: (-gain[1][1], gain[0])):
        about = about_item(part, label, judged_as)
        words = t(f"matches.ask.{part.name if part.name in ASKED_OF else 'other'}", what=label)
        found.setdefault(about, Question(words, points, False, about))
    return list(found.values())[:MOST_QUESTIONS]


def question(judged: Judged, judged_as: Eligibility) -> str:
    if judged.action in ("confirm", "renew", "obtain"):
        return t(f"matches.ask.{judged.action}", what=judged.subject)
    if judged in judged_as.asks:  # without what she takes so far
        return t("matches.ask.limit", limit=judged.subject, offered=judged.offered)
    return t(f"matches.ask.row_{judged.requirement.kind if judged.requirement else 'role'}", what=judged.subject)


ASKED_OF = ("skills", "systems", "languages", "specialty", "setting")


def history(session: Session, opening: Opening, user: User, candidate_id: int, kept: Sequence[Document]) -> list[Event]:
    """Decisions for this opening, what issuers answered, documents that came: the newest first."""
    events = []
    for row in decisions.of_opening(session, opening.id).get(candidate_id, []):
        made = row.Decision
        who = t("openings.by_you") if made.by == user.id else row.name
        said = t("matches.decided", verdict=t(f"decide.{made.verdict}"), who=who)
        reason = t(f"decide.reasons.{made.reason}") if made.reason else ""
        detail = ". ".join(part for part in (reason, made.words) if part)
        events.append(Event(made.at.date(), str(said), detail, row.Shortlist.public_id))
    for answer in verifications.answers(session, candidate_id):
        result = t(
            f"matches.answer.{answer.Verification.result}", what=card_name(answer.Credential.type), who=answer.name
        )
        events.append(Event(answer.Verification.at.date(), str(result)))
    events += [
        Event(one.added_at.date(), t(f"matches.document.{one.kind}", name=one.name or t("matches.pasted")))
        for one in kept
    ]
    return sorted(events, key=lambda event: event.on, reverse=True)


def neighbours(session: Session, ranked: Ranked, key: str) -> tuple[Neighbour | None, Neighbour | None]:
    """Who stands before and after in the whole list."""
    at = next((n for n, row in enumerate(ranked.rows) if row.candidate == key), None)
    if at is None:
        return None, None
    ids = load_people(session).ids
    beside = [ranked.rows[n] if 0 <= n < len(ranked.rows) else None for n in (at - 1, at + 1)]
    names = identities.names_by_id(session, [ids[row.candidate] for row in beside if row])
    first, second = (
        Neighbour(row.candidate, names.get(ids[row.candidate], row.candidate), row.position or 0) if row else None
        for row in beside
    )
    return first, second


def verdict(ranked: Ranked, row: Row) -> str:
    """The one sentence at the top: may this person do this work, here, to the last day."""
    days = Days.of(ranked.requirements.begin, ranked.requirements.end, ranked.as_of)
    lane = row.eligibility.lane
    if lane == "eligible":
        return t("matches.verdict_open" if days.open_end else "matches.verdict_eligible", day=plain_day(days.last))
    if lane == "blocked":
        return t("matches.verdict_blocked", n=len(unmet(row)))
    if lane == "not-reviewed":
        return t("matches.verdict_not_reviewed")
    return f"{mark_words(row.eligibility, ranked.as_of)}."


def rest_of(parts: Sequence[Part]) -> Part:
    """The seven small parts as one, for its bar."""
    small = [part for part in parts if part.name not in OWN_SLOTS]
    points, unknown, maximum = (
        sum(amounts) for amounts in zip((0, 0, 0), *((p.points, p.unknown, p.maximum) for p in small), strict=True)
    )
    return Part("rest", points, unknown, maximum, "")


def told_tasks(tasks: Sequence[TaskJudged]) -> list[tuple[str, str, str]]:
    """(status, tasks, what is said of them all alike), what stops work first."""
    order = ("not-delegable", "licence-missing", "not-reviewed", "needs-proof", "allowed")
    terms = vocabulary.load()
    alike: dict[tuple[str, str], list[str]] = {}
    for task in sorted(tasks, key=lambda task: order.index(task.status)):
        label = terms.get("skill", task.task).label
        said = task.sentence.removeprefix(f"{label}: ")
        alike.setdefault((task.status, said), []).append(label)
    return [(status, listed(labels), said) for (status, said), labels in alike.items()]


def needs(row: Row) -> Markup:
    """What stands between this person and eligible, in few words each: BLS verified, flu vaccine agreed."""
    said = []
    open_rows = conditions(row.eligibility)
    first = min((judged.by for judged in open_rows if judged.by), default=None)
    for judged in open_rows:
        action = judged.action if judged.action in VERBS else "confirm"
        later = judged.by and judged.by != first  # the first day stands in the sentence above
        by = t("words.mark_by", day=plain_day(judged.by, year=False)) if judged.by and later else ""
        subject = lower(judged.subject) if judged in row.eligibility.asks else short_subject(judged)
        said.append(f"{subject} {t(f'words.mark_{action}')}{by}")
    return listed(said)
