"""Drawn cases, dense around the boundaries: `draw(seed, number)` is always the same case.

Each number has a focus (a rule, a card's dates, a compact, an error ...), so that every clause comes up often; around the focus
everything else is drawn too. Days fall on, the day before and the day after whatever day the case already has.
"""

from __future__ import annotations

from typing import Any

from tests.gate_oracle.drawing import Drawing
from tests.gate_oracle.faults import FAULTS

ERROR_EVERY = 7
"""Each seventh case has one fault; the foci are no multiple of it, so that every fault meets every focus."""


def draw(seed: int, number: int) -> dict[str, Any]:
    """The case of this number in this seed's row, as the door takes it."""
    drawing = Drawing(seed, number)
    case = drawing.case()
    if number % ERROR_EVERY == 0:
        FAULTS[number // ERROR_EVERY % len(FAULTS)](drawing, case)
    return case
