"""The answers to what was read taken over, and publishing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from models import opening_task as tasks
from models.opening import Opening
from models.opening_task import OpeningTask
from models.user import User
from web.services.posting import Item, Passage
from web.services.requirement import confirm
from web.words import t


def settle(
    session: Session,
    opening: Opening,
    passages: Sequence[Passage],
    given: Mapping[str, str],
    user: User,
    publish: bool,
) -> list[tuple[str, str]]:
    """Take the answers over; with `publish` everything that stands is confirmed, and a draft becomes open.

    [(name of the switch, sentence)] for what has to be settled first; then nothing was changed.
    """
    items = [item for passage in passages for item in (*passage.requirements, *passage.tasks)]
    wrong = [(item.key, words) for item in items if (words := unsettled(item, given, publish))]
    kept = any(given.get(item.key, item.chosen) in ("must", "preferred", "keep") for item in items)
    if publish and opening.status == "draft" and not (kept or opening.roles or opening.specialty):
        wrong.append(("errors", t("postings.nothing_asked")))
    if wrong:
        return wrong
    for item in items:
        take(item, given, user, publish)
    if publish and opening.status == "draft":
        opening.status = "open"
    session.flush()
    return []


def unsettled(item: Item, given: Mapping[str, str], publish: bool) -> str:
    """What is wrong with the answer to one item; empty when nothing is."""
    answer = given.get(item.key, item.chosen)
    if answer not in (("keep", "drop", "") if item.is_task else ("must", "preferred", "out")):
        return t("postings.no_answer", what=item.words)
    if isinstance(item.row, OpeningTask):
        typed = given.get(f"{item.key}-weight", str(item.row.weight)).strip()
        if not (re.fullmatch("[0-9]{1,9}", typed) and 1 <= int(typed) <= 10):
            return t("postings.weight_wrong", what=item.words)
        return t("postings.unlawful", what=item.words) if publish and not answer else ""
    if not publish or answer == "out":
        return ""
    if not item.row.any_of:
        return t("postings.unnamed", what=item.words)
    if item.row.kind == "experience" and item.row.years is None:
        return t("postings.no_years", what=item.words)
    return ""


def take(item: Item, given: Mapping[str, str], user: User, publish: bool) -> None:
    """One answer as given. Unchanged proposals stay proposals until somebody publishes."""
    answer, row = given.get(item.key, item.chosen), item.row
    changed = answer != item.chosen
    if isinstance(row, OpeningTask):
        weight = int(given.get(f"{item.key}-weight", row.weight))
        changed = changed or weight != row.weight
        row.weight = weight
    elif answer in ("must", "preferred"):
        row.must = answer == "must"
    if answer in ("out", "drop"):
        if row.standing != "rejected":
            confirm(row, user, "rejected")
    elif answer and (publish or changed) and (changed or row.standing != "confirmed"):
        confirm(row, user)


def add_task(session: Session, opening: Opening, slug: str, weight: int, user: User) -> None:
    """A task by hand; one that was dropped stands again."""
    row = next((task for task in tasks.of_opening(session, opening.id) if task.slug == slug), None)
    if row is None:
        row = OpeningTask(opening_id=opening.id, slug=slug)
        session.add(row)
    row.weight = weight
    confirm(row, user)
    session.flush()
