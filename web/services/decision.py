"""Decisions: the page carries the digest of what it showed, and a decision freezes exactly that or is refused."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from matcher import vocabulary
from matcher.eligibility import rules
from matcher.shortlist import Ranked, Row, statement, with_leaders
from matcher.snapshots import canonical, code_version, plain, sha
from models import decision as decisions
from models import entry as entries
from models import shortlist as shortlists
from models.candidate import Candidate
from models.decision import VERDICTS, Decision
from models.entry import Entry
from models.opening import Opening
from models.shortlist import Shortlist
from models.snapshot import keep
from models.user import User
from web.forms import writable
from web.services.lawful import unlawful_tasks
from web.services.ranking import Weights, load_people, rank_opening
from web.words import has_text, listed, plain_day, t

#: Main reasons by slug, as the decide panel offers them, for and against somebody; the words stand in web/texts.
REASONS = {
    "for": ("strong_role", "strong_skills", "strong_specialty", "strong_recent", "available", "other_good"),
    "against": (
        "too_little_experience",
        "credential_missing",
        "too_far",
        "not_available",
        "over_qualified",
        "other_bad",
    ),
}
LONGEST_WORDS = 2000


def offered_reasons() -> list[tuple[str, list[tuple[str, str]]]]:
    """For a choice in groups: (words of the side, [(slug, words)])."""
    return [
        (str(t(f"decide.side.{side}")), [(slug, str(t(f"decide.reasons.{slug}"))) for slug in slugs])
        for side, slugs in REASONS.items()
    ]


class Refused(ValueError):
    """The decision was not saved. `field` names what to mend, None where the list itself changed."""

    def __init__(self, sentence: object, field: str | None = None, changes: Sequence[str] = ()) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence  # which knows of itself what is escaped already
        self.field, self.changes = field, list(changes)


@dataclass(frozen=True)
class Shown:
    """What a page showed: the header of the list and its rows, as the digest was made from."""

    statement: dict[str, Any]

    @property
    def digest(self) -> str:
        return sha(self.statement)

    @property
    def token(self) -> str:
        """For a hidden field: the digest, and beside it only what is needed to say later what has changed."""
        rows = {r["candidate"]: [r["position"], r["fit"], r["lane"], r["profile"][:12]] for r in self.statement["rows"]}
        said = {**{k: v for k, v in self.statement.items() if k != "rows"}, "digest": self.digest, "rows": rows}
        return base64.urlsafe_b64encode(zlib.compress(canonical(said).encode(), 9)).decode()


def show(ranked: Ranked, rows: Sequence[Row], weights: Weights | None = None) -> Shown:
    """The statement of a page that shows `rows` (and the first of each of their bands)."""
    header = {
        "as_of": ranked.as_of.isoformat(),
        "requirements": sha(ranked.requirements),
        "ranker": ranked.ranker.sha,
        "vocabulary": vocabulary.load().sha,
        "rules": rules.load().sha,
        "weights": plain(weights or {}),
    }
    return Shown(statement(header, with_leaders(ranked, rows)))


def read_token(token: str) -> dict[str, Any]:
    """What a page said it showed. Refused where it is no token of ours."""
    try:
        said = json.loads(zlib.decompressobj().decompress(base64.urlsafe_b64decode(token), 1_000_000))
        rows = said.get("rows") if isinstance(said, dict) else None
        whole = isinstance(rows, dict) and all(isinstance(row, list) and len(row) == 4 for row in rows.values())
        if isinstance(said, dict) and whole and isinstance(said.get("digest"), str):
            return said
    except (ValueError, binascii.Error, zlib.error, RecursionError):
        pass
    raise Refused(t("decide.refused.no_list"))


def decide(
    session: Session,
    opening: Opening,
    candidate: Candidate,
    user: User,
    today: date,
    token: str,
    verdict: str,
    reason: str,
    words: str,
    weights: Weights | None = None,
) -> Decision:
    """Freeze the list as it was shown and record the verdict, or raise Refused and save nothing.

    The decision made last is given back where this one is the same, on the same list, by the same person.
    """
    words = words.strip()
    if verdict not in VERDICTS:
        raise Refused(t("decide.refused.verdict"), "verdict")
    if len(words) > LONGEST_WORDS:
        n, most = f"{len(words):,}", f"{LONGEST_WORDS:,}"
        raise Refused(t("form.too_long", label=t("decide.words"), n=n, most=most), "words")
    if not writable(words):
        raise Refused(t("form.control", label=t("decide.words")), "words")
    if verdict == "note" and not words:
        raise Refused(t("decide.refused.note"), "words")
    if verdict != "note":
        side = next((side for side, slugs in REASONS.items() if reason in slugs), None)
        if side is None:
            raise Refused(t("decide.refused.reason"), "reason")
        if side != ("against" if verdict == "pass" else "for"):
            words_of = {"reason": t(f"decide.reasons.{reason}"), "verdict": t(f"decide.{verdict}")}
            raise Refused(t(f"decide.refused.reason_{side}", **words_of), "reason")
    said = read_token(token)
    reason = "" if verdict == "note" else reason
    last = decisions.last(session, opening.id, candidate.id, verdict == "note")
    if last and same(last.Decision, last.Shortlist, user, said["digest"], verdict, reason, words, weights):
        return last.Decision
    if opening.end and opening.is_over(today):
        raise Refused(t("decide.refused.over", day=plain_day(opening.end)))
    if verdict in ("shortlist", "put-forward") and opening.status != "open":
        raise Refused(t("decide.refused.closed", status=t(f"openings.status.{opening.status}").lower()), "verdict")
    if verdict == "put-forward" and (unlawful := unlawful_tasks(session, opening, today)):
        raise Refused(t("decide.refused.unlawful", tasks=listed(unlawful).striptags()), "verdict")
    ranked = rank_opening(session, opening, today, weights)
    rows = [row for key in said["rows"] if (row := ranked.find(key))]
    shown = show(ranked, rows, weights)
    chosen = ranked.find(candidate.public_id)
    if shown.digest != said["digest"] or chosen is None or candidate.public_id not in said["rows"]:
        raise Refused(
            t("decide.refused.changed"),
            changes=what_changed(said, shown.statement, chosen is not None),
        )
    if chosen.eligibility.lane == "blocked" and verdict in ("shortlist", "put-forward"):
        raise Refused(t("decide.refused.blocked"), "verdict")
    frozen = shortlists.by_digest(session, opening.id, shown.digest) or freeze(
        session, opening, ranked, rows, shown, user, weights
    )
    decision = Decision(
        entry_id=entries.of_candidate(session, frozen.id, candidate.id).id,
        verdict=verdict,
        reason=reason,
        words=words,
        by=user.id,
    )
    session.add(decision)
    session.flush()
    return decision


def same(
    made: Decision,
    frozen: Shortlist,
    user: User,
    digest: str,
    verdict: str,
    reason: str,
    words: str,
    weights: Weights | None,
) -> bool:
    """The decision was made by this person on a list that showed this, and says this."""
    before = made.by, made.verdict, made.reason, made.words, frozen.digest, frozen.weights
    return before == (user.id, verdict, reason, words, digest, dict(weights or {}))


def freeze(
    session: Session,
    opening: Opening,
    ranked: Ranked,
    rows: Sequence[Row],
    shown: Shown,
    user: User,
    weights: Weights | None,
) -> Shortlist:
    """The list with its snapshots: what it was made of, and a profile a row."""
    ranker, words, law = ranked.ranker, vocabulary.load(), rules.load()
    ids = {profile.key: i for i, profile in load_people(session).profiles.items()}
    kept = with_leaders(ranked, rows)
    bodies: list[tuple[str, str, int | None]] = [
        ("requirements", canonical(ranked.requirements), None),
        ("ranker", ranker.to_json(), None),
        ("vocabulary", words.text, None),
        ("rules", law.text, None),
        *(("profile", canonical(row.profile), ids[row.candidate]) for row in kept),
    ]
    for kind, body, candidate_id in bodies:
        keep(session, kind, body, candidate_id)
    shortlist = Shortlist(
        opening_id=opening.id,
        as_of=ranked.as_of,
        requirements_sha=shown.statement["requirements"],
        ranker_sha=ranker.sha,
        vocabulary_sha=words.sha,
        rules_sha=law.sha,
        weights=dict(weights or {}),
        code_version=code_version(),
        counts=ranked.counts,
        digest=shown.digest,
        by=user.id,
    )
    session.add(shortlist)
    session.flush()
    for row in kept:
        said = row.statement()
        session.add(
            Entry(
                shortlist_id=shortlist.id,
                candidate_id=ids[row.candidate],
                lane=said["lane"],
                position=said["position"],
                band=said["band"],
                eligibility=said["eligibility"],
                fit=said["fit"],
                parts=said["parts"],
                profile_sha=said["profile"],
            )
        )
    session.flush()
    return shortlist


def what_changed(said: dict[str, Any], now: dict[str, Any], known: bool) -> list[str]:
    """Sentences: the difference between what a page showed and what it would show now."""
    changes = []
    if said.get("as_of") != now["as_of"]:
        changes.append(t("decide.changed.day", was=said.get("as_of"), now=now["as_of"]))
    parts = ("requirements", "ranker", "vocabulary", "rules")
    changes += [t(f"decide.changed.{part}") for part in parts if said.get(part) != now[part]]
    rows = {r["candidate"]: r for r in now["rows"]}
    for key, before in said["rows"].items():
        if key not in rows:
            changes.append(t("decide.changed.gone"))
            continue
        position, fit, lane, profile = before
        row, place = rows[key], position or "-"
        if row["profile"][:12] != profile:
            changes.append(t("decide.changed.profile", place=place))
        if row["lane"] != lane:
            changes.append(t("decide.changed.lane", place=place, was=lane_words(lane), now=lane_words(row["lane"])))
        elif (row["position"], row["fit"]) != (position, fit):
            changes.append(t("decide.changed.place", place=place, now=row["position"] or "-"))
    if not known:
        changes.append(t("decide.changed.chosen_gone"))
    return [str(words) for words in dict.fromkeys(changes)] or [str(t("decide.changed.order"))]


def lane_words(lane: object) -> str:
    """The name of a lane; of what is none of ours, a page's own word."""
    key = f"decide.lane.{lane}"
    return str(t(key)) if has_text(key) else str(lane)
