"""Ranking quality on graded judgments, beside what one would pick instead: BM25, TF-IDF and random order.

    make bench-quality EVAL=folder [AS_OF=2021-07-01]

`folder` holds openings/, candidates/ (texts, PDF, DOCX) and qrels.tsv (opening, candidate, grade_...).
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from datetime import date
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

from matcher import evaluation, vocabulary
from matcher.extraction.documents import Unreadable, text_of
from matcher.rankers import starting_ranker
from matcher.texts import rank_texts

Run = dict[str, dict[str, float]]


def texts(folder: Path) -> dict[str, str]:
    """{file stem: text} of every readable file; the others are named on stderr."""
    found = {}
    for path in sorted(folder.iterdir()):
        try:
            found[path.stem] = text_of(path.read_bytes(), path.name)
        except Unreadable as error:
            print(f"{path.name}: {error}", file=sys.stderr)
    return found


def as_run(openings: dict[str, str], candidates: dict[str, str], scores: np.ndarray) -> Run:
    return {o: dict(zip(candidates, map(float, row), strict=True)) for o, row in zip(openings, scores, strict=True)}


def tfidf(openings: dict[str, str], candidates: dict[str, str]) -> Run:
    """Cosine of sublinear TF-IDF over words and pairs of words."""
    model = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, stop_words="english")
    people = model.fit_transform(candidates.values())
    return as_run(openings, candidates, (model.transform(openings.values()) @ people.T).toarray())


def bm25(openings: dict[str, str], candidates: dict[str, str], k1: float = 1.5, b: float = 0.75) -> Run:
    """Okapi BM25 (Robertson and Zaragoza 2009) with the usual k1 and b."""
    model = CountVectorizer(stop_words="english")
    counts = model.fit_transform(candidates.values()).toarray().astype(float)
    present = (counts > 0).sum(axis=0)
    idf = np.log(1 + (len(counts) - present + 0.5) / (present + 0.5))
    length = counts.sum(axis=1, keepdims=True)
    weight = idf * counts * (k1 + 1) / (counts + k1 * (1 - b + b * length / length.mean()))
    asked = (model.transform(openings.values()).toarray() > 0).astype(float)
    return as_run(openings, candidates, asked @ weight.T)


def shuffled(openings: dict[str, str], candidates: dict[str, str], seed: int = 0) -> Run:
    rng = random.Random(seed)
    return {o: {c: rng.random() for c in candidates} for o in openings}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--as-of", type=date.fromisoformat, required=True, help="the day from which recency counts")
    parser.add_argument("--by-opening", action="store_true", help="nDCG@10 and pairwise of each opening too")
    options = parser.parse_args()
    judgments = evaluation.read_judgments(options.folder / "qrels.tsv")
    openings, candidates = texts(options.folder / "openings"), texts(options.folder / "candidates")
    began = time.perf_counter()
    ours: Run = {o: {} for o in openings}
    for opening, match in rank_texts(openings, candidates, options.as_of, starting_ranker(), vocabulary.load()):
        ours[opening][match.candidate] = -2000.0 if match.fit is None else match.fit / 100
    took = time.perf_counter() - began
    print(f"{len(openings)} openings x {len(candidates)} candidates read and ranked in {took:.1f} s")
    print(f"{'':<12}{'nDCG@10':<24}{'pairwise':<24}")
    runs = {"Placewell": ours, "TF-IDF": tfidf(openings, candidates), "BM25": bm25(openings, candidates)}
    for name, run in {**runs, "random": shuffled(openings, candidates)}.items():
        ndcg, pairs = evaluation.measure(run, judgments)
        print(f"{name:<12}{ndcg!s:<24}{pairs!s:<24}")
    if options.by_opening:
        for opening in sorted(judgments):
            figures = (
                evaluation.ndcg(ours[opening], judgments[opening]),
                evaluation.pairwise(ours[opening], judgments[opening]),
            )
            print(opening, *(f"{f:.3f}" if f is not None else "-" for f in figures))


if __name__ == "__main__":
    main()
