"""What other rules would change: the rules field by field, then the open openings and the people judged by them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from matcher import vocabulary
from matcher.domain import Profile, Requirements
from matcher.eligibility.judge import Gate
from matcher.eligibility.rules import Rule, Rules
from matcher.shortlist import verdicts
from models import opening as openings
from models import shortlist as shortlists
from models.snapshot import Snapshot
from web.services.ranking import load_people


@dataclass(frozen=True)
class RuleChange:
    """`kind`: added, changed or removed. `fields`: (name, before, after); before is None for one added, after for one removed."""

    kind: str
    name: str
    fields: list[tuple[str, Any, Any]]


@dataclass(frozen=True)
class OpeningChange:
    """`tasks`: (task, before, after) as whoever posts sees them; `people`: (id, what changes, before, after), the lane first."""

    opening: str
    title: str
    tasks: list[tuple[str, str, str]]
    people: list[tuple[str, str, str, str]]


def frozen_rules(session: Session) -> str | None:
    """The text of the rules of the list frozen last; None where none was, or its snapshot is gone."""
    found = shortlists.last(session)
    snapshot = session.get(Snapshot, found.rules_sha) if found else None
    return snapshot.body if snapshot else None


def compare_rules(old: Rules, new: Rules) -> list[RuleChange]:
    """Every rule, note and state credential that differs, by id or by state."""
    before, after = _entries(old), _entries(new)
    found = []
    for name in sorted(before.keys() | after.keys()):
        was, is_ = before.get(name, {}), after.get(name, {})
        changed = [
            (field, was.get(field), is_.get(field))
            for field in dict.fromkeys((*was, *is_))
            if was.get(field) != is_.get(field)
        ]
        if changed:
            kind = "added" if name not in before else "removed" if name not in after else "changed"
            found.append(RuleChange(kind, name, changed))
    return found


def changed_openings(session: Session, old: Rules, new: Rules, today: date) -> Iterator[OpeningChange]:
    """The open openings for which a task or a person stands otherwise, each judged by both."""
    people = load_people(session).profiles.values()
    listed = openings.live(session, today)
    for opening, asked in zip(listed, openings.all_requirements(session, listed), strict=True):
        change = _judged(asked, list(people), old, new, today)
        if any(change):
            yield OpeningChange(opening.public_id, opening.title, *change)


def _judged(
    asked: Requirements, people: list[Profile], old: Rules, new: Rules, today: date
) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str, str]]]:
    words = vocabulary.load()
    before, after = (Gate(asked, today, words, rules) for rules in (old, new))
    tasks = [
        (was.task, f"{was.status} ({was.rule})", f"{now.status} ({now.rule})")
        for was, now in zip(before.judge_nobody().tasks, after.judge_nobody().tasks, strict=True)
        if (was.status, was.rule) != (now.status, now.rule)
    ]
    moved = []
    for profile in people:
        was, now = verdicts(before.judge(profile)), verdicts(after.judge(profile))
        if was != now:
            moved += [(profile.key, "lane", was["lane"], now["lane"])] + [
                (profile.key, one[0], f"{one[1]} ({one[2]})", f"{two[1]} ({two[2]})")
                for one, two in zip(was["tasks"], now["tasks"], strict=True)
                if one != two
            ]
            if was["role"] != now["role"]:
                moved.append((profile.key, "role", was["role"][0], now["role"][0]))
    return tasks, moved


def _entries(rules: Rules) -> dict[str, dict[str, Any]]:
    """Rule id, or a state's letters for what is said of it as a whole -> the fields that are given."""
    found = {rule.id: _given(rule) for rule in rules.all()}
    for name, said in (("note", rules.notes), ("state_credential", rules.credentials)):
        for state, text in said.items():
            found.setdefault(f"{state} as a whole", {})[name] = text
    return found


def _given(rule: Rule) -> dict[str, Any]:
    plain = {field.name: getattr(rule, field.name) for field in fields(rule)}
    return {
        name: sorted(value) if isinstance(value, frozenset) else value
        for name, value in plain.items()
        if value not in (None, "", False, (), frozenset())
    }
