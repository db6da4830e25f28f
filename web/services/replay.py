"""A frozen shortlist made again from its snapshots alone, and what differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from matcher import vocabulary
from matcher.domain import Profile, Requirements
from matcher.eligibility import rules
from matcher.eligibility.judge import Gate
from matcher.rankers import read_ranker, starting_ranker
from matcher.shortlist import Row, misplaced, replay, statement
from matcher.snapshots import code_version, plain, restore, sha
from models import entry as entries
from models.entry import Entry
from models.shortlist import Shortlist
from models.snapshot import Snapshot


@dataclass
class Replay:
    """`equal`: every point, status, place and band came out as frozen. `differences`: what did not; `notes`: said beside."""

    equal: bool = True
    differences: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    erased: int = 0

    def differs(self, sentence: str) -> None:
        self.equal = False
        self.differences.append(sentence)


def replay_shortlist(session: Session, shortlist: Shortlist) -> Replay:
    """Judge and score every frozen person again, and hold the digest of the whole against the one that was kept."""
    done = Replay()
    if shortlist.code_version != code_version():
        done.notes.append(f"Frozen by code {shortlist.code_version}; this is code {code_version()}.")
    words = vocabulary.load()
    if shortlist.vocabulary_sha != words.sha:
        done.notes.append(f"Frozen with vocabulary {shortlist.vocabulary_sha[:12]}; this is {words.sha[:12]}.")
    if shortlist.rules_sha != rules.load().sha:
        done.notes.append(f"Frozen with rules {shortlist.rules_sha[:12]}; these are {rules.load().sha[:12]}.")
    active = starting_ranker().sha
    if shortlist.ranker_sha != active:
        done.notes.append(f"Frozen with ranker {shortlist.ranker_sha[:12]}; the active one is {active[:12]}.")
    bodies: dict[str, str] = {}
    for kind in ("requirements", "ranker", "vocabulary", "rules"):
        key = getattr(shortlist, f"{kind}_sha")
        if body := _body(session, key, kind, done):
            bodies[kind] = body
    frozen = entries.of_shortlist(session, shortlist.id)
    people = []
    for entry in frozen:
        if session.get(Snapshot, entry.profile_sha) is None and entries.is_erased(session, entry):
            done.erased += 1
        elif body := _body(session, entry.profile_sha, f"profile of entry {entry.id}", done):
            people.append((restore(Profile, body), entry.position, entry.band))
    if done.erased:
        done.notes.append(f"{done.erased} of {len(frozen)} erased: their words are gone, their points stay as frozen.")
    if not done.equal:
        return done
    requirements = restore(Requirements, bodies["requirements"])
    ranker = read_ranker(bodies["ranker"])
    gate = Gate(requirements, shortlist.as_of, words)
    rows = replay(requirements, people, ranker, gate, shortlist.as_of, shortlist.weights or None)
    for key in misplaced(rows):
        done.differs(f"{key}: the place in the list does not follow from the points.")
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
        _compare(rows, frozen, done)
        done.differs("The whole does not have the digest that was kept.")
    return done


def _body(session: Session, key: str, what: str, done: Replay) -> str | None:
    """The snapshot's text, once it is seen to be what its hash says."""
    snapshot = session.get(Snapshot, key)
    if snapshot is None:
        done.differs(f"The snapshot of the {what} ({key[:12]}) is missing.")
        return None
    if sha(snapshot.body) != key:
        done.differs(f"The snapshot of the {what} ({key[:12]}) was altered: its text has another hash.")
        return None
    return snapshot.body


def _compare(rows: Sequence[Row], frozen: Sequence[Entry], done: Replay) -> None:
    """Name the entries whose stored points or statuses are not the ones that come out."""
    by_profile = {entry.profile_sha: entry for entry in frozen}
    for row in rows:
        said = row.statement()
        entry = by_profile[said["profile"]]
        if entry.lane != said["lane"] or entry.eligibility != said["eligibility"]:
            done.differs(f"{row.candidate}: eligibility {entry.lane} was frozen, {said['lane']} comes out.")
        if entry.fit != said["fit"] or entry.parts != said["parts"]:
            done.differs(f"{row.candidate}: fit {entry.fit} was frozen, {said['fit']} comes out.")
