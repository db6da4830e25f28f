"""How good a ranking is, measured against graded judgments: nDCG@10 and pairwise accuracy with bootstrap intervals.

Condensed lists: only judged pairs count. Gain is 2^grade - 1 (Järvelin and Kekäläinen 2002); a tie is broken against the
ranking, so that a constant score earns nothing. Intervals resample openings (percentile bootstrap, 95 %).
"""

from __future__ import annotations

import csv
import io
import itertools
import math
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

Grades = Mapping[str, float]  # candidate -> grade 0-3
Scores = Mapping[str, float]  # candidate -> score, higher is better


@dataclass(frozen=True)
class Figure:
    """A mean over openings with its 95 % interval."""

    mean: float
    low: float
    high: float
    openings: int

    def __str__(self) -> str:
        return f"{self.mean:.3f} [{self.low:.3f}, {self.high:.3f}]"


def ndcg(scores: Scores, grades: Grades, k: int = 10) -> float | None:
    """nDCG@k of one opening, 0 to 1; None where every grade is 0 and no order is better than another."""
    ranked = sorted(grades, key=lambda c: (-scores.get(c, -math.inf), grades[c]))

    def gain(ordered: Sequence[float]) -> float:
        return sum((2**g - 1) / math.log2(place + 2) for place, g in enumerate(ordered[:k]))

    best = gain(sorted(grades.values(), reverse=True))
    return gain([grades[c] for c in ranked]) / best if best else None


def pairwise(scores: Scores, grades: Grades) -> float | None:
    """The share of pairs whose grades differ by 1 or more that the scores order rightly; a tie counts a half."""
    right = total = 0.0
    for a, b in itertools.combinations(grades, 2):
        if abs(grades[a] - grades[b]) >= 1:
            total += 1
            x, y = scores.get(a, -math.inf), scores.get(b, -math.inf)
            right += 0.5 if x == y else float((x > y) == (grades[a] > grades[b]))
    return right / total if total else None


def over_openings(values: Sequence[float | None], rounds: int = 2000, seed: int = 0) -> Figure:
    """The mean of what is not None, with a percentile bootstrap over openings. ValueError where nothing is left."""
    known = [v for v in values if v is not None]
    if not known:
        raise ValueError("no opening has judged pairs that any order could get right or wrong")
    rng = random.Random(seed)
    means = sorted(sum(rng.choices(known, k=len(known))) / len(known) for _ in range(rounds))
    low, high = means[int(rounds * 0.025)], means[int(rounds * 0.975)]
    return Figure(sum(known) / len(known), low, high, len(known))


def measure(run: Mapping[str, Scores], judgments: Mapping[str, Grades]) -> tuple[Figure, Figure]:
    """(nDCG@10, pairwise accuracy) of a run {opening: {candidate: score}} against {opening: {candidate: grade}}."""
    openings = sorted(judgments)
    return (
        over_openings([ndcg(run.get(o, {}), judgments[o]) for o in openings]),
        over_openings([pairwise(run.get(o, {}), judgments[o]) for o in openings]),
    )


def read_judgments(path: Path) -> dict[str, dict[str, float]]:
    """{opening: {candidate: mean grade}} of a tab-separated file with columns opening, candidate and any `grade_*`.

    Raises ValueError naming the line that is of another shape or has a grade outside 0-3, or a file that is no such text.
    """
    judged: dict[str, dict[str, float]] = defaultdict(dict)
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""), delimiter="\t"))
    except OSError as error:
        raise ValueError(f"{path} cannot be read ({error.strerror}): wanted a file of tab-separated text") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise ValueError(f"{path} is no tab-separated text in UTF-8: {error}") from error
    if not rows:
        raise ValueError(f"{path} holds no judgments: wanted the columns opening, candidate and grade_...")
    for number, row in enumerate(rows, 2):
        grades = [v for name, v in row.items() if name and name.startswith("grade")]
        if not row.get("opening") or not row.get("candidate") or not grades:
            raise ValueError(f"{path.name} line {number}: wanted the columns opening, candidate and grade_...")
        if any(g not in {"0", "1", "2", "3"} for g in grades):
            raise ValueError(f"{path.name} line {number}: a grade is 0, 1, 2 or 3, not {', '.join(map(str, grades))}")
        judged[row["opening"]][row["candidate"]] = sum(map(int, grades)) / len(grades)
    return dict(judged)
