"""Ranking speed: the top 50 with reasons among 100,000, beside the same features in plain Python and NearestNeighbors.

    make bench-rank [ARGS="--candidates 100000 --openings 12"]

One core, in CPU time, so that what else the machine does moves little. For 50, 5 and 0.2 % eligible people, p50 over the openings of the demo's generator of

- rank: `Ranker.rank(top=50)` and what earned each slot of the fifty; the sentences (`explain`) are timed apart,
- plain: the same features, row by row in plain Python over the same lists (2,000 rows, scaled to the eligible ones), whose
  fits must be equal,
- neighbors: scikit-learn's NearestNeighbors (cosine, brute force) on the skills alone, without reasons, given the mask for
  nothing: cutting the matrix to the mask, fitting, asking. "cut free" leaves the cutting out as well.

Then, for the same openings, the whole way with the gate beside gate and features in plain Python (see `gated`).
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from statistics import median
from typing import Any

for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_threads] = "1"

import numpy as np  # noqa: E402  (threads are set before it loads)
from scipy.sparse import csr_matrix  # noqa: E402
from sklearn.neighbors import NearestNeighbors  # noqa: E402

from bench.plain import plain_fit, plain_tables  # noqa: E402
from matcher import vocabulary, wording  # noqa: E402
from matcher.domain import Profile, Requirements  # noqa: E402
from matcher.eligibility.block import LANES, judge_people  # noqa: E402
from matcher.eligibility.judge import Gate  # noqa: E402
from matcher.eligibility.people import People  # noqa: E402
from matcher.plan import Plan  # noqa: E402
from matcher.ranker import Ranker  # noqa: E402
from matcher.table import Row, Table, encode  # noqa: E402
from matcher.vocabulary import Vocabulary  # noqa: E402
from web.demo.columns import openings  # noqa: E402
from web.demo.people import draw_profile  # noqa: E402

TODAY, SEED, TOP = date(2026, 11, 25), 7, 50
SHARES = (0.5, 0.05, 0.002)
TRIES = 9
PLAIN = 2000  # rows that plain Python is timed on
NEEDED = {0.5: 100, 0.05: 30}  # times plain Python
GATED = 100  # the same with the gate


def with_words(profile: Profile) -> Profile:
    """The person with a text of a few sentences, so that the words are read too."""
    rng = random.Random(profile.key)
    return replace(profile, text=" ".join(rng.sample(wording.sentences(), 8)))


def person(number: int, words: Vocabulary) -> Profile:
    return with_words(draw_profile(number, SEED, words, TODAY))


# --- the measurement ------------------------------------------------------------------------------------------------


def milliseconds(work: Callable[[], Any]) -> float:
    begin = time.process_time()
    work()
    return (time.process_time() - begin) * 1000


def skills_matrix(table: Table) -> csr_matrix:
    """Skills held, weighted by level, as a user of NearestNeighbors would build them."""
    start, held = table.list("skills")
    level = np.array([0, 1, 2, 3, 4, 2], dtype=np.float32)[held[:, 1]]
    shape = (len(table), len(table.vocabulary.kind("skill")))
    matrix = csr_matrix((level, held[:, 0].astype(np.int32), start), shape=shape)
    matrix.sum_duplicates()
    return matrix


class Crowd:
    """`count` people, the first `drawn` of the demo's generator. Each one after them takes history, skills, credentials,
    languages and words of five of these, so that every column keeps its distribution.
    """

    def __init__(self, count: int, drawn: int, words: Vocabulary) -> None:
        self.count, self.words = count, words
        self.people = [person(number, words) for number in range(min(count, drawn))]
        self.rows = [encode(profile, words) for profile in self.people]
        rng, many = random.Random(SEED), range(len(self.people))
        self.fives = [rng.choices(many, k=5) for _ in range(len(self.people), count)]

    def profile(self, number: int) -> Profile:
        if number < len(self.people):
            return self.people[number]
        one, two, three, four, five = (self.people[n] for n in self.fives[number - len(self.people)])
        return replace(
            one, key=f"person-{number:07d}", skills=two.skills, waiting_since=two.waiting_since, answered=three.answered,
            credentials=three.credentials, education=three.education, training=three.training, languages=four.languages,
            home=four.home, limits=four.limits, text=five.text,
        )  # fmt: skip

    def table(self) -> Table:
        return Table.from_rows(self._every(), self.words)

    def columns(self) -> People:
        return People.build(map(self.profile, range(self.count)), self.words)

    def _every(self) -> Iterator[Row]:
        yield from self.rows
        for number, chosen in enumerate(self.fives, len(self.rows)):
            one, two, three, four, five = (self.rows[n] for n in chosen)
            lists = {
                **one.lists, "skills": two.lists["skills"], "credentials": three.lists["credentials"],
                "education": three.lists["education"], "languages": four.lists["languages"],
            }  # fmt: skip
            yield Row(f"person-{number:07d}", two.waiting, three.answered, one.jobs, lists, five.bits, {})


def gated(crowd: Crowd, table: Table, asked: list[Requirements], ranker: Ranker) -> bool:
    """The whole way with the gate: the opening compiled for it, everybody's lane, the top 50 of who is not blocked with what earned
    their points, and these 50 judged one by one. Beside it plain Python: gate and features row by row. Whether it suffices."""
    begin = time.process_time()
    people = crowd.columns()
    print(f"\n{len(people):,} people encoded for the gate in {time.process_time() - begin:.0f} s, ", end="")
    print(f"{people.nbytes / len(people):.0f} bytes each")
    first, rows = crowd.people[:PLAIN], crowd.rows[:PLAIN]
    times: dict[str, list[float]] = {name: [] for name in ("block", "rank", "shown", "whole", "plain")}
    blocked = []
    for opening in asked:
        plan = ranker.plan(opening, TODAY, crowd.words)
        simple, alone = plain_tables(plan), Gate(opening, TODAY, crowd.words)
        lanes = judge_people(alone, people).lanes
        one_by_one: list[str] = []
        judging = milliseconds(lambda: one_by_one.extend(alone.judge(p).lane for p in first)) / len(first)  # noqa: B023
        assert one_by_one == [LANES[lane] for lane in lanes[: len(first)]], "lanes differ"
        fitting = milliseconds(lambda: [plain_fit(row, simple) for row in rows]) / len(rows)  # noqa: B023
        kept = int((lanes != LANES.index("blocked")).sum())
        times["plain"].append(judging * len(people) + fitting * kept)
        blocked.append(1 - kept / len(people))

        def way(opening: Requirements = opening, plan: Plan = plan) -> list[float]:
            begin = time.process_time()
            gate = Gate(opening, TODAY, crowd.words)
            lanes = judge_people(gate, people).lanes
            judged = time.process_time()
            best = ranker.rank(opening, table, TODAY, keep=lanes != LANES.index("blocked"), top=TOP)
            ranker.reasons(plan, table, best.rows)
            ranked = time.process_time()
            shown = [gate.judge(crowd.profile(row)).lane for row in best.rows.tolist()]
            end = time.process_time()
            assert shown == [LANES[lane] for lane in lanes[best.rows]], "lanes differ"
            return [1000 * part for part in (judged - begin, ranked - judged, end - ranked, end - begin)]

        for name, part in zip(times, min((way() for _ in range(TRIES)), key=lambda parts: parts[-1]), strict=False):
            times[name].append(part)
    block, rank, shown, whole, plain = (median(those) for those in times.values())
    print("with the gate, p50, ms   gate of all  rank+reasons  gate of 50    whole  plain Python     x  blocked")
    print(
        f"{block:36.2f} {rank:13.2f} {shown:11.2f} {whole:8.2f} {plain:13.0f} {plain / whole:5.0f} {median(blocked):8.0%}"
    )
    return plain / whole >= GATED


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--candidates", type=int, default=100_000)
    parser.add_argument("--drawn", type=int, default=10_000)
    parser.add_argument("--openings", type=int, default=12)
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    words, ranker = vocabulary.load(), Ranker().fit()
    begin = time.process_time()
    crowd = Crowd(options.candidates, options.drawn, words)
    table, people, first = crowd.table(), crowd.people[:PLAIN], crowd.rows[:PLAIN]
    print(f"{len(table):,} candidates drawn and encoded in {time.process_time() - begin:.0f} s")
    rng = random.Random(SEED)
    asked = [
        replace(o, text=" ".join(rng.sample(wording.sentences(), 6)))
        for o in openings(options.openings, SEED, words, TODAY)
    ]
    plans = [ranker.plan(o, TODAY, words) for o in asked]
    matrix = skills_matrix(table)
    for opening in asked:  # what is derived once a table is derived, as in a running service
        ranker.rank(opening, table, TODAY, top=TOP)
    print(f"{table.nbytes / len(table):.0f} bytes a candidate, derived columns and keys included (at most 1024 needed)")
    numbers = np.random.default_rng(SEED)
    masks = {share: numbers.random(len(table)) < share for share in SHARES}

    rows = {
        share: {name: [] for name in ("rank", "explain", "plain", "neighbors", "cut free", "compile")}
        for share in SHARES
    }
    for opening, plan in zip(asked, plans, strict=True):
        simple = plain_tables(plan)
        fits: list[int] = []
        each = milliseconds(lambda: fits.extend(plain_fit(row, simple) for row in first)) / len(first)  # noqa: B023
        ranking = ranker.rank(opening, table.rows(np.arange(len(first))), TODAY)
        assert fits == [int(ranking.fits[np.flatnonzero(ranking.rows == r)[0]]) for r in range(len(first))], (
            "fits differ"
        )
        query = np.zeros((1, matrix.shape[1]), dtype=np.float32)
        for line in plan.lines:
            if line.feature.name == "skills":
                for slot in line.slots:
                    best = max(slot.wish.terms, key=lambda term: term[1])
                    query[0, best[0]] = slot.wish.weight
        compiling = milliseconds(lambda: ranker.plan(replace(opening, key="again"), TODAY, words))  # noqa: B023
        explaining = milliseconds(lambda: ranker.explain(opening, table, range(TOP), people[:TOP], TODAY))  # noqa: B023
        for share, keep in masks.items():
            found: list[Any] = []

            def ranked(keep: Any = keep, found: list[Any] = found, opening: Any = opening, plan: Plan = plan) -> None:
                best = ranker.rank(opening, table, TODAY, keep=keep, top=TOP)
                found.append(ranker.reasons(plan, table, best.rows))
                found.append(best)

            rows[share]["rank"].append(min(milliseconds(ranked) for _ in range(TRIES)))
            rows[share]["explain"].append(explaining)
            rows[share]["plain"].append(each * int(keep.sum()))
            rows[share]["compile"].append(compiling)
            eligible = np.flatnonzero(keep)
            cut, k = matrix[eligible], min(TOP, len(eligible))

            def asked_of(one: Any, k: int = k, query: Any = query) -> None:
                NearestNeighbors(n_neighbors=k, metric="cosine", algorithm="brute").fit(one).kneighbors(query)

            if k:
                free = min(milliseconds(lambda: asked_of(cut)) for _ in range(TRIES))  # noqa: B023
                all_of_it = min(milliseconds(lambda: asked_of(matrix[eligible])) for _ in range(TRIES))  # noqa: B023
                rows[share]["cut free"].append(free)
                rows[share]["neighbors"].append(all_of_it)

    print("p50, ms       rank+reasons  explain 50  plain Python     x  NearestNeighbors     x  cut free     x  compile")
    good = table.nbytes / len(table) <= 1024
    for share, times in rows.items():
        rank, explain, plain, near, free, compiled = (median(times[name]) for name in times)
        print(
            f"{share:5.1%} eligible {rank:11.2f} {explain:11.2f} {plain:13.0f} {plain / rank:5.0f} {near:17.2f} "
            f"{near / rank:5.2f} {free:9.2f} {free / rank:5.2f} {compiled:8.2f}"
        )
        good = good and plain / rank >= NEEDED.get(share, 0) and (share != 0.5 or near >= rank)
    good = gated(crowd, table, asked, ranker) and good
    print(f"peak memory of the whole run {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    print("what is needed holds" if good else "WHAT IS NEEDED DOES NOT HOLD")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
