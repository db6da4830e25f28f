"""Weights of the parts learned from graded pairs: proposed, never put to use by itself.

A pair of candidates of one opening with different grades says which of two vectors of parts should be worth more. The
weights are those of a linear regression of the difference in grade on the difference in parts, none negative
(scikit-learn's `LinearRegression(positive=True)`), drawn towards where they started, scaled to 100 and rounded to whole
percents: some dozens of openings cannot place a weight more finely.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.linear_model import LinearRegression

from matcher import evaluation
from matcher.codes import Ints
from matcher.domain import Match
from matcher.features import PARTS, WEIGHTS

#: How hard a weight is held to where it started (a ridge about it), where an opening's pairs together weigh 1.
HELD = 0.03


@dataclass(frozen=True, eq=False)
class Judged:
    """One opening's graded candidates: `points` and `maxima` in hundredths under the starting weights."""

    opening: str
    candidates: tuple[str, ...]
    grades: tuple[float, ...]
    points: Ints  # int[candidates, parts]
    maxima: Ints  # int[parts]

    def scores(self, weights: Mapping[str, float], start: Mapping[str, float]) -> dict[str, float]:
        """The score of each candidate if the parts weighed so: `start` is what they weighed when the points were taken."""
        scale = np.array([weights[p] / start[p] if start[p] else 0.0 for p in PARTS])
        whole = float((self.maxima * scale).sum()) or 1.0
        return dict(zip(self.candidates, map(float, self.points @ scale / whole), strict=True))


def learn_weights(judged: Sequence[Judged], start: Mapping[str, float] = WEIGHTS) -> dict[str, int]:
    """Whole percents that sum to about 100. ValueError where no opening has two different grades."""
    rows: list[Ints] = []
    wanted: list[float] = []
    strength: list[float] = []
    for opening in judged:
        whole = opening.points / max(int(opening.maxima.sum()), 1)
        pairs = [
            (a, b)
            for a, b in itertools.combinations(range(len(opening.grades)), 2)
            if opening.grades[a] != opening.grades[b]
        ]
        for a, b in pairs:
            rows.append(whole[a] - whole[b])
            wanted.append(opening.grades[a] - opening.grades[b])
            strength.append(1 / len(pairs))
    if not rows:
        raise ValueError("no opening has two candidates of different grades: there is nothing to learn from")
    differences, grades, weight = np.array(rows), np.array(wanted), np.array(strength)
    whole = differences.sum(axis=1)
    a_point = float(
        (weight * whole * grades).sum() / max((weight * whole * whole).sum(), 1e-12)
    )  # grades a whole fit is worth
    model = LinearRegression(positive=True, fit_intercept=False)
    model.fit(
        np.vstack([differences * max(a_point, 1e-6), np.eye(len(PARTS))]),
        np.concatenate([grades, np.ones(len(PARTS))]),
        sample_weight=np.concatenate([weight, np.full(len(PARTS), HELD)]),
    )
    learned = np.array([start[p] for p in PARTS]) * np.maximum(model.coef_, 0)
    learned = 100 * learned / learned.sum() if learned.sum() else np.array([float(start[p]) for p in PARTS])
    return {p: round(float(value)) for p, value in zip(PARTS, learned, strict=True)}


def figures(judged: Sequence[Judged], start: Mapping[str, float] = WEIGHTS) -> dict[str, dict[str, str]]:
    """nDCG@10 and pairwise of the starting weights, of the learned ones in sample, and learned without the opening measured."""
    grades = {o.opening: dict(zip(o.candidates, o.grades, strict=True)) for o in judged}
    learned = learn_weights(judged, start)
    runs = {
        "start": {o.opening: o.scores(start, start) for o in judged},
        "in sample": {o.opening: o.scores(learned, start) for o in judged},
    }
    if len(judged) > 1:
        runs["leave one opening out"] = {
            o.opening: o.scores(learn_weights([other for other in judged if other is not o], start), start)
            for o in judged
        }
    found = {}
    for name, run in runs.items():
        ndcg, pairs = evaluation.measure(run, grades)
        found[name] = {"ndcg": str(ndcg), "pairwise": str(pairs)}
    return found


def judged_of(matches: Mapping[str, Mapping[str, Match]], grades: Mapping[str, Mapping[str, float]]) -> list[Judged]:
    """The graded and scored candidates of each opening, openings and candidates in the order of their keys."""
    found = []
    for opening in sorted(grades):
        scored = {c: m for c, m in sorted(matches.get(opening, {}).items()) if c in grades[opening] and m.parts}
        if not scored:
            continue
        parts = [{part.name: part for part in match.parts} for match in scored.values()]
        found.append(
            Judged(
                opening,
                tuple(scored),
                tuple(grades[opening][c] for c in scored),
                np.array([[own[p].points if p in own else 0 for p in PARTS] for own in parts]),
                np.array([parts[0][p].maximum if p in parts[0] else 0 for p in PARTS]),
            )
        )
    return found
