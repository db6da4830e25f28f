"""Ranking quality on graded judgments, beside what one would pick instead: BM25, TF-IDF and random order.

    make bench-quality EVAL=folder [AS_OF=2021-07-01]

`folder` holds openings/, candidates/ (texts, PDF, DOCX) and qrels.tsv (opening, candidate, grade_...).
"""

from __future__ import annotations

import argparse
import sys
import time
from datetime import date
from pathlib import Path

from matcher import evaluation, vocabulary
from matcher.extraction.documents import Unreadable, text_of
from matcher.rankers import baselines, starting_ranker
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
    for name, run in {"Placewell": ours, **baselines(openings, candidates)}.items():
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
