"""Ranking quality on graded judgments, beside what one would pick instead: BM25, TF-IDF and random order.

    make bench-quality EVAL=folder [AS_OF=2021-07-01] [ARGS=--ablation]

`folder` holds openings/, candidates/ (texts, PDF, DOCX) and qrels.tsv (opening, candidate, grade_...).
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path

from matcher import bands, evaluation, vocabulary
from matcher.domain import Requirements
from matcher.extraction.documents import Unreadable, text_of
from matcher.features import PARTS
from matcher.rankers import Ranks, baselines, starting_ranker
from matcher.table import Table
from matcher.texts import read_texts

Run = dict[str, dict[str, float]]
#: Parts as they are turned on one step after another: the table of docs/matching.md, section 11.
STEPS = {
    "text": ("text",),
    "+ skills": ("skills",),
    "+ role (best job, share, level, years)": ("role",),
    "+ recency": ("recency",),
    "+ credentials and education": ("credentials",),
    "+ specialty, setting, systems, clinical share, languages, personal": (
        *("specialty", "setting", "systems", "clinical_share", "languages", "personal"),
    ),
}


def texts(folder: Path) -> dict[str, str]:
    """{file stem: text} of every readable file; the others are named on stderr."""
    found = {}
    for path in sorted(folder.iterdir()):
        try:
            found[path.stem] = text_of(path.read_bytes(), path.name)
        except Unreadable as error:
            print(f"{path.name}: {error}", file=sys.stderr)
    return found


def ranked(ranker: Ranks, asked: list[Requirements], table: Table, as_of: date, parts: set[str]) -> Run:
    """{opening: {candidate: fit in hundredths}} with only these parts weighing anything."""
    run: Run = {}
    for opening in asked:
        ranking = ranker.rank(opening, table, as_of, weights=dict.fromkeys(set(PARTS) - parts, 0))
        run[opening.key] = dict(zip(table.keys[ranking.rows], map(float, ranking.fits), strict=True))
    return run


def band_sizes(ranker: Ranks, asked: list[Requirements], table: Table, as_of: date) -> tuple[list[int], list[int]]:
    """How many people stand in each band: (of the first of every opening, of all of them)."""
    first, every = [], []
    for opening in asked:
        ranking = ranker.rank(opening, table, as_of)
        falling = ranking.fits.argsort()[::-1]
        sizes = Counter(bands.assign(ranking.fits[falling], ranking.parts[falling]))
        first.append(sizes[1])
        every += sizes.values()
    return first, every


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--as-of", type=date.fromisoformat, required=True, help="the day from which recency counts")
    parser.add_argument("--by-opening", action="store_true", help="nDCG@10 and pairwise of each opening too")
    parser.add_argument(
        "--ablation", action="store_true", help="what each step gains, parts turned on one after another"
    )
    options = parser.parse_args()
    judgments = evaluation.read_judgments(options.folder / "qrels.tsv")
    openings, candidates = texts(options.folder / "openings"), texts(options.folder / "candidates")
    began, ranker, words = time.perf_counter(), starting_ranker(), vocabulary.load()
    asked, profiles = read_texts(openings, candidates, options.as_of, words)
    table = Table.build(profiles, words)
    ours = ranked(ranker, asked, table, options.as_of, set(PARTS))
    took = time.perf_counter() - began
    print(f"{len(openings)} openings x {len(candidates)} candidates read and ranked in {took:.1f} s")
    print(f"{'':<12}{'nDCG@10':<24}{'pairwise':<24}")
    for name, run in {"Placewell": ours, **baselines(openings, candidates)}.items():
        ndcg, pairs = evaluation.measure(run, judgments)
        print(f"{name:<12}{ndcg!s:<24}{pairs!s:<24}")
    first, every = band_sizes(ranker, asked, table, options.as_of)
    print(
        f"bands: {len(every) / len(asked):.0f} an opening, median {statistics.median(every):.0f} people, largest {max(every)}; "
        f"the first holds {statistics.median(first):.0f} at the median, {max(first)} at most"
    )
    if options.ablation:
        print("\n| parts | nDCG@10 | pairwise |\n|---|---|---|")
        parts: set[str] = set()
        for name, more in STEPS.items():
            parts |= set(more)
            ndcg, pairs = evaluation.measure(ranked(ranker, asked, table, options.as_of, parts), judgments)
            print(f"| {name} | {ndcg.mean:.3f} | {pairs.mean:.3f} |")
    if options.by_opening:
        for opening in sorted(judgments):
            figures = (
                evaluation.ndcg(ours[opening], judgments[opening]),
                evaluation.pairwise(ours[opening], judgments[opening]),
            )
            print(opening, *(f"{f:.3f}" if f is not None else "-" for f in figures))


if __name__ == "__main__":
    main()
