"""A frozen shortlist made again from its snapshots alone, and what differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from matcher import vocabulary
from matcher.domain import Profile, Requirements
from matcher.eligibility import rules
from matcher.eligibility.judge import Gate
from matcher.rankers import read_ranker
from matcher.shortlist import Row, misplaced, replay, statement
from matcher.snapshots import code_version, plain, restore, sha
from models import entry as entries
from models.entry import Entry
from models.shortlist import Shortlist
from models.snapshot import Snapshot
from web.services.ranker import ranker_in_use
from web.words import t


@dataclass
class Replay:
    """`equal`: every point, status, place and band came out as frozen. `differences`: what did not; `notes`: said beside."""

    equal: bool = True
    differences: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    erased: int = 0

    def differs(self, key: str, **values: object) -> None:
        """`key` of texts/replay.toml."""
        self.equal = False
        self.differences.append(str(t(f"replay.{key}", **values)))

    def note(self, key: str, **values: object) -> None:
        self.notes.append(str(t(f"replay.{key}", **values)))


def replay_shortlist(session: Session, shortlist: Shortlist) -> Replay:
    """Judge and score every frozen person again, and hold the digest of the whole against the one that was kept."""
    done = Replay()
    if shortlist.code_version != code_version():
        done.note("code", was=shortlist.code_version, now=code_version())
    words = vocabulary.load()
    if shortlist.vocabulary_sha != words.sha:
        done.note("vocabulary", was=shortlist.vocabulary_sha[:12], now=words.sha[:12])
    if shortlist.rules_sha != rules.load().sha:
        done.note("rules", was=shortlist.rules_sha[:12], now=rules.load().sha[:12])
    active = ranker_in_use(session).sha
    if shortlist.ranker_sha != active:
        done.note("ranker", was=shortlist.ranker_sha[:12], now=active[:12])
    bodies: dict[str, str] = {}
    for kind in ("requirements", "ranker", "vocabulary", "rules"):
        key = getattr(shortlist, f"{kind}_sha")
        if body := _body(session, key, t(f"replay.{kind}_body"), done):
            bodies[kind] = body
    try:
        frozen = entries.of_shortlist(session, shortlist.id)
    except ValueError:  # no JSON any more where points and statuses were kept
        done.differs("unreadable")
        return done
    people = []
    for entry in frozen:
        if session.get(Snapshot, entry.profile_sha) is None and entries.is_erased(session, entry):
            done.erased += 1
        elif body := _body(session, entry.profile_sha, t("replay.profile_of", entry=entry.id), done):
            people.append((restore(Profile, body), entry.position, entry.band))
    if done.erased:
        done.note("erased", n=done.erased, of=len(frozen))
    if not done.equal:
        return done
    requirements = restore(Requirements, bodies["requirements"])
    ranker = read_ranker(bodies["ranker"])
    gate = Gate(requirements, shortlist.as_of, words)
    rows = replay(requirements, people, ranker, gate, shortlist.as_of, shortlist.weights or None)
    for key in misplaced(rows):
        done.differs("misplaced", who=key)
    if done.erased:
        _compare(rows, frozen, done)
        return done
    header = {
        "as_of": shortlist.as_of.isoformat(),
        "requirements": shortlist.requirements_sha,
        "ranker": shortlist.ranker_sha,
        "vocabulary": shortlist.vocabulary_sha,
        "rules": shortlist.rules_sha,
        "weights": plain(shortlist.weights),
    }
    if sha(statement(header, rows)) != shortlist.digest:
        done.differs("digest")
    _compare(rows, frozen, done)
    return done


def _body(session: Session, key: str, what: str, done: Replay) -> str | None:
    """The snapshot's text, once it is seen to be what its hash says."""
    snapshot = session.get(Snapshot, key)
    if snapshot is None:
        done.differs("missing", what=what, hash=key[:12])
        return None
    if sha(snapshot.body) != key:
        done.differs("altered", what=what, hash=key[:12])
        return None
    return snapshot.body


def _compare(rows: Sequence[Row], frozen: Sequence[Entry], done: Replay) -> None:
    """Name the entries whose stored points or statuses are not the ones that come out; points set to nothing are not told."""
    by_profile = {entry.profile_sha: entry for entry in frozen}
    for row in rows:
        said = row.statement()
        entry = by_profile[said["profile"]]
        if entry.lane != said["lane"]:
            done.differs("lane", who=row.candidate, was=entry.lane, now=said["lane"])
        elif entry.eligibility != said["eligibility"]:
            done.differs("statuses", who=row.candidate)
        if (entry.fit and entry.fit != said["fit"]) or (any(entry.parts) and entry.parts != said["parts"]):
            done.differs("fit", who=row.candidate, was=entry.fit, now=said["fit"])
