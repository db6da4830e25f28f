"""What reading leaves open for a person to settle, because the words contradict the calendar, the clock or themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Why = Literal["no_day", "to_come", "order", "year_alone", "no_body", "stale"]


@dataclass(frozen=True)
class Doubt:
    """Why `part` of a fact was left open: `words`, the exact words of the text, are no day of the calendar (no_day), a day
    still to come (to_come), an end before its beginning (order), a year for which a day is needed (year_alone), or name a
    card of several bodies and none of them (no_body; `senses` are the types that can be meant, the one proposed first), or
    are the newest date of a resume that says a job goes on and is long past (stale; `day` is read as the end).
    """

    part: Literal["begin", "end", "issued", "expires", "type"]
    why: Why
    words: str
    senses: tuple[str, ...] = ()
    day: date | None = None
