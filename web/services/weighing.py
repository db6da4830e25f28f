"""The weights a recruiter moved: percent a part of the fit, read from an address, beside the suggested ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from matcher.features import PARTS, WEIGHTS
from web.words import t

MOST = 100


@dataclass(frozen=True)
class Weighing:
    """`applied` is None where the suggested weights stand; `typed` is what the form shows again."""

    applied: dict[str, int] | None
    typed: Mapping[str, str]
    errors: list[tuple[str, str]]

    @property
    def query(self) -> dict[str, str]:
        """The arguments of an address that keep these weights; none where they are the suggested ones."""
        return {f"w_{part}": text for part, text in self.typed.items()} if self.applied else {}

    @property
    def suggested(self) -> Mapping[str, int]:
        return WEIGHTS


def read_weights(asked: Mapping[str, str]) -> Weighing:
    """w_role=40&w_skills=20 ...: whole numbers from 0 to 100, any left out as suggested. What is wrong moves nothing."""
    given = {part: asked[f"w_{part}"].strip() for part in PARTS if asked.get(f"w_{part}", "").strip()}
    typed = {part: given.get(part, str(WEIGHTS[part])) for part in PARTS}
    errors = [
        (f"w_{part}", str(t("openings.weight_wrong", part=t(f"openings.part.{part}"))))
        for part, text in given.items()
        if not (text.isascii() and text.isdecimal() and len(text) < 4 and int(text) <= MOST)
    ]
    if errors:
        return Weighing(None, typed, errors)
    moved = {part: int(typed[part]) for part in PARTS}
    if moved == dict(WEIGHTS):
        return Weighing(None, typed, [])
    if not any(moved.values()):
        return Weighing(None, typed, [("w_role", str(t("openings.weights_nothing")))])
    return Weighing(moved, typed, [])
