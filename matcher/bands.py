"""People equal on the evidence: a list cut into bands, so that a difference no weight is sure of is shown as a tie."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np


def level(first_fit: int, first_parts: Sequence[int], fit: int, parts: Sequence[int]) -> bool:
    """Whether b (the later two) stands level with the band's first, a: for one part c `(F_a - F_b) * 10 <= |p_bc - p_ac|`.

    All in hundredths. With that part's weight changed by a tenth and the maxima brought back to 100, b would stand level with
    a or above: bringing the maxima back divides both fits alike.
    """
    return (first_fit - fit) * 10 <= max((abs(p - q) for p, q in zip(first_parts, parts, strict=True)), default=0)


def assign(fits: Sequence[int] | Any, parts: Sequence[Sequence[int]] | Any) -> list[int]:
    """The band of each row of a list in falling order of fit, from 1. ValueError where fits rise.

    Parameters
    ----------
    fits : int[k]
        Hundredths, falling.
    parts : int[k, n]
        Points of each part, hundredths.
    """
    rows = list(zip(np.asarray(fits).tolist(), np.asarray(parts).tolist(), strict=True))
    bands: list[int] = []
    first = 0
    for b, (fit, own) in enumerate(rows):
        if b and fit > rows[b - 1][0]:
            raise ValueError("fits must not rise: a list is cut into bands from its best down")
        if not level(*rows[first], fit, own):
            first = b
        bands.append(1 if not b else bands[-1] + (first == b))
    return bands
