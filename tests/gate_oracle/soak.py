"""`python -m tests.gate_oracle.soak --cases 1000000`: the gate beside the oracle for as long as one likes.

Ends with the counts of every clause; exit 1 where gate and oracle differ, each kind of difference with its smallest case.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import re
import sys
from collections import Counter
from typing import Any

from tests.gate_oracle import coverage
from tests.gate_oracle.compare import differences, smallest
from tests.gate_oracle.draw import draw

BLOCK = 2_000
SHOWN = 20

Differing = dict[str, tuple[int, dict[str, Any]]]
"""A kind of difference: how often, and its first case."""


def kind(difference: str) -> str:
    """The difference without the days and the place in a list that are this case's own."""
    return re.sub(r"\d{4}-\d\d-\d\d", "a day", re.sub(r"\[\d+\]", "", difference))


def run_block(block: tuple[int, int, int]) -> tuple[int, Counter[str], Differing]:
    seed, first, last = block
    counts: Counter[str] = Counter()
    differing: Differing = {}
    for number in range(first, last):
        case = draw(seed, number)
        met: set[str] = set()
        for name in {kind(line) for line in differences(case, met.add)}:
            times, example = differing.get(name, (0, case))
            differing[name] = (times + 1, example)
        counts.update(met)
    return last - first, counts, differing


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000_000, help="how many (1,000,000)")
    parser.add_argument("--seed", type=int, default=1, help="another seed draws other cases (1)")
    parser.add_argument("--processes", type=int, default=None, help="at once (one a core)")
    asked = parser.parse_args()
    blocks = [(asked.seed, first, min(first + BLOCK, asked.cases)) for first in range(0, asked.cases, BLOCK)]
    done, counts, differing = 0, Counter[str](), Differing()
    with multiprocessing.Pool(asked.processes) as pool:
        for cases, block_counts, block_differing in pool.imap_unordered(run_block, blocks):
            done += cases
            counts.update(block_counts)
            for name, (times, example) in block_differing.items():
                before, first = differing.get(name, (0, example))
                differing[name] = (before + times, first)
            if sys.stderr.isatty():
                print(
                    f"\r{done:,} of {asked.cases:,} cases, {len(differing)} kinds of difference",
                    end="",
                    file=sys.stderr,
                )
    if sys.stderr.isatty():
        print(file=sys.stderr)
    print(coverage.table(counts))
    for name, (times, example) in sorted(differing.items(), key=lambda item: -item[1][0])[:SHOWN]:
        print(f"\n{times:,} times {name}\n{json.dumps(smallest(example))}")
    short = coverage.missing(counts, coverage.LEAST) if asked.cases >= 20_000 else []
    for line in (*short, *coverage.unlisted(counts)):
        print(f"coverage: {line}")
    print(f"{done:,} cases, seed {asked.seed}: {sum(times for times, _ in differing.values()):,} differences")
    return 1 if differing or short else 0


if __name__ == "__main__":
    sys.exit(main())
