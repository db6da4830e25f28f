"""What one would rank with instead: TF-IDF, BM25 and random order, as runs {opening: {candidate: score}} of plain texts."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

Run = dict[str, dict[str, float]]


def _as_run(openings: Mapping[str, str], candidates: Mapping[str, str], scores: Any) -> Run:
    return {o: dict(zip(candidates, map(float, row), strict=True)) for o, row in zip(openings, scores, strict=True)}


def tfidf(openings: Mapping[str, str], candidates: Mapping[str, str]) -> Run:
    """Cosine of sublinear TF-IDF over words and pairs of words."""
    model = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, stop_words="english")
    people = model.fit_transform(candidates.values())
    return _as_run(openings, candidates, (model.transform(openings.values()) @ people.T).toarray())


def bm25(openings: Mapping[str, str], candidates: Mapping[str, str], k1: float = 1.5, b: float = 0.75) -> Run:
    """Okapi BM25 (Robertson and Zaragoza 2009) with the usual k1 and b."""
    model = CountVectorizer(stop_words="english")
    counts = model.fit_transform(candidates.values()).toarray().astype(float)
    present = (counts > 0).sum(axis=0)
    idf = np.log(1 + (len(counts) - present + 0.5) / (present + 0.5))
    length = counts.sum(axis=1, keepdims=True)
    weight = idf * counts * (k1 + 1) / (counts + k1 * (1 - b + b * length / length.mean()))
    asked = (model.transform(openings.values()).toarray() > 0).astype(float)
    return _as_run(openings, candidates, asked @ weight.T)


def shuffled(openings: Mapping[str, str], candidates: Mapping[str, str], seed: int = 0) -> Run:
    """A random order, the same for the same seed."""
    rng = random.Random(seed)
    return {o: {c: rng.random() for c in candidates} for o in openings}


def all_of(openings: Mapping[str, str], candidates: Mapping[str, str]) -> dict[str, Run]:
    """{name: run} of the three."""
    return {
        "TF-IDF": tfidf(openings, candidates),
        "BM25": bm25(openings, candidates),
        "random": shuffled(openings, candidates),
    }
