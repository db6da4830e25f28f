"""The ranker in use: put to use and taken back by a person, never by a command that learns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from matcher import vocabulary
from matcher.rankers import Ranks, read_ranker, starting_ranker
from models import ranker_use
from models.ranker_use import RankerUse
from models.snapshot import Snapshot, keep
from models.user import User
from web.services.refusal import Refused
from web.words import t


@dataclass(frozen=True)
class Use:
    """An act of the history: who put what to use or took it back. `ranker`: what was in use from then on."""

    row: RankerUse
    who: User
    ranker: Ranks


def ranker_in_use(session: Session) -> Ranks:
    """The ranker every list is made with; the one that ships until somebody puts another to use."""
    return _ranker(session, ranker_use.in_use(session))


def uses(session: Session) -> list[Use]:
    """Every act, the oldest first."""
    found = ranker_use.history(session)
    return [Use(row, session.get_one(User, row.by), _ranker(session, row.sha256)) for row in found]


def activate(session: Session, text: str, user: User) -> Ranks:
    """Put the ranker of a file's text to use from the next list on. Refused where it is none, is of another vocabulary or is in use."""
    try:
        ranker = read_ranker(text)
        ranker.check_names(vocabulary.load())
        kept = ranker.to_json()
        kept.encode()  # what is no text cannot be kept
        made = str(ranker.card_.get("vocabulary", ""))
    except (ValueError, TypeError) as error:
        raise Refused("ranker", t("ranker.no_ranker", why=error)) from error
    now = vocabulary.load().sha
    if made != now:
        raise Refused("ranker", t("ranker.other_vocabulary", made=made[:12] or "-", now=now[:12]))
    if ranker.sha == ranker_in_use(session).sha:
        raise Refused("ranker", t("ranker.in_use", sha=ranker.sha[:12]))
    session.add(RankerUse(act="activate", sha256=keep(session, "ranker", kept), by=user.id))
    session.flush()
    return ranker


def roll_back(session: Session, user: User) -> Ranks:
    """Back to what was in use before the ranker that is. Refused where that is the one that ships."""
    before = _line(ranker_use.history(session))
    if not before:
        raise Refused("ranker", t("ranker.nothing_before"))
    sha = before[-2] if len(before) > 1 else None
    session.add(RankerUse(act="rollback", sha256=sha, by=user.id))
    session.flush()
    return _ranker(session, sha)


def _line(acts: Iterable[RankerUse]) -> list[str | None]:
    """What was put to use and not taken back, the newest last: a rollback takes the last, so that two go back two steps."""
    line: list[str | None] = []
    for act in acts:
        if act.act == "activate":
            line.append(act.sha256)
        elif line:
            line.pop()
    return line


def _ranker(session: Session, sha: str | None) -> Ranks:
    return starting_ranker() if sha is None else read_ranker(session.get_one(Snapshot, sha).body)
