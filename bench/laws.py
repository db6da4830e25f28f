"""The laws of the ranking on real texts, every candidate for every opening: what somebody is called moves no score, and what
somebody has gained lowers none.

    make bench-laws EVAL=folder AS_OF=2021-07-01 [ARGS=--show]

Texts are changed and read again (bench/perturb.py); facts are added to what was read. `folder` holds openings/ and candidates/.
Exit 1 where one pair moved that must not.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import numpy as np

from bench import perturb
from bench.perturb import Resume
from bench.quality import texts
from matcher import vocabulary
from matcher.codes import Ints
from matcher.domain import Credential, Job, Profile, Requirements
from matcher.extraction.resume import read_resume
from matcher.ranker import Ranker
from matcher.rankers import starting_text
from matcher.table import Table
from matcher.texts import read_texts
from matcher.vocabulary import Vocabulary

TURNS = 12  # ways a mention is said at most


@dataclass
class Law:
    """What one change did: pairs of candidate and opening compared, those that moved as they must not, the largest such move
    in hundredths of a point, and who."""

    name: str
    pairs: int = 0
    moved: int = 0
    largest: int = 0
    who: dict[str, int] = field(default_factory=dict)

    def hold(self, candidate: str, before: Ints, after: Ints, falls_only: bool = False) -> None:
        """`before` and `after`: points int[openings, parts] of one candidate."""
        change = (after - before).astype(np.int64)
        wrong = (change < 0 if falls_only else change != 0).any(axis=1)
        self.pairs += len(change)
        self.moved += int(wrong.sum())
        if wrong.any():
            most = int(np.abs(np.minimum(change, 0) if falls_only else change)[wrong].max())
            self.largest = max(self.largest, most)
            self.who[candidate] = max(self.who.get(candidate, 0), most)


@dataclass(frozen=True, eq=False)
class Bench:
    """The openings asked, and how anything read is scored for them."""

    asked: Sequence[Requirements]
    ranker: Ranker
    as_of: date
    vocabulary: Vocabulary

    def points(self, profiles: Sequence[Profile]) -> Ints:
        """int[profiles, openings, parts] in hundredths."""
        table = Table.build(profiles, self.vocabulary)
        found = []
        for opening in self.asked:
            ranking = self.ranker.rank(opening, table, self.as_of)
            own = np.zeros_like(ranking.parts)
            own[ranking.rows] = ranking.parts
            found.append(own)
        return np.stack(found, axis=1)

    def read(self, text: str) -> Profile:
        return read_resume(text, "", self.as_of, self.vocabulary)


def texts_of(resume: Resume, bench: Bench) -> Iterator[tuple[str, list[str]]]:
    """(law, texts that must score alike) of one resume."""
    said = (perturb.aliases(resume, bench.vocabulary, turn) for turn in range(TURNS))
    yield "another word for the same", [resume.text, *dict.fromkeys(text for edits, text in said if edits)]
    yield "sections in another order", perturb.orders(resume)
    yield "another name", perturb.named(resume.text, perturb.NAMES)
    yield "another name, a trade's", perturb.named(resume.text, (perturb.NAMES[0], *perturb.TRADES))
    yield "gendered words", perturb.genders(resume)
    yield "year of graduation", perturb.graduated(resume, bench.as_of)
    yield "ZIP", perturb.homes(resume.text)


def gains(profile: Profile, bench: Bench) -> Iterator[tuple[str, Profile, list[int]]]:
    """(law, the profile with one thing more, the openings for which that is a gain)."""
    every = list(range(len(bench.asked)))
    for slug in bench.vocabulary.credential_types:
        yield "a credential more", replace(profile, credentials=(*profile.credentials, Credential(slug))), every
    for family, openings in families(bench).items():
        for begin, end in ((bench.as_of.year - 3, None), (bench.as_of.year - 14, bench.as_of.year - 11)):
            job = Job("", family, begin=date(begin, 1, 1), end=end and date(end, 1, 1), current=end is None)
            yield "a job of the work asked more", replace(profile, jobs=(*profile.jobs, job)), openings


def families(bench: Bench) -> dict[str, list[int]]:
    """Family -> the openings that take it in full."""
    found: dict[str, list[int]] = {}
    for number, opening in enumerate(bench.asked):
        for family, percent in bench.ranker.plan(opening, bench.as_of, bench.vocabulary).asked.targets.items():
            if percent == 100:
                found.setdefault(family, []).append(number)
    return found


def measure(bench: Bench, profiles: Sequence[Profile], told: Callable[[int], None]) -> list[Law]:
    """Every law over every pair. `told` hears how many candidates are done."""
    laws: dict[str, Law] = {}
    for number, profile in enumerate(profiles):
        resume = Resume.of(profile.text, profile, bench.vocabulary)
        versions = [(law, [bench.read(text) for text in same]) for law, same in texts_of(resume, bench)]
        for law, same in versions:
            points = bench.points(same) if len(same) > 1 else []
            for other in points[1:]:
                laws.setdefault(law, Law(law)).hold(profile.key, points[0], other)
        more = list(gains(profile, bench))
        points = bench.points([profile, *(richer for _, richer, _ in more)])
        for (law, _, openings), richer in zip(more, points[1:], strict=True):
            laws.setdefault(law, Law(law)).hold(profile.key, points[0][openings], richer[openings], falls_only=True)
        told(number + 1)
    return list(laws.values())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--as-of", type=date.fromisoformat, required=True, help="the day from which recency counts")
    parser.add_argument("--show", action="store_true", help="who moved, and how far, by law")
    options = parser.parse_args()
    words, began = vocabulary.load(), time.perf_counter()
    openings, candidates = texts(options.folder / "openings"), texts(options.folder / "candidates")
    asked, profiles = read_texts(openings, candidates, options.as_of, words)
    bench = Bench(asked, Ranker.from_json(starting_text()), options.as_of, words)

    def told(done: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{done} of {len(profiles)} candidates", end="\n" if done == len(profiles) else "", file=sys.stderr)

    laws = measure(bench, profiles, told)
    print(f"{len(asked)} openings x {len(profiles)} candidates in {time.perf_counter() - began:.0f} s")
    print(f"{'':<32}{'pairs':>9}{'moved':>8}{'most, points':>14}")
    for law in laws:
        print(f"{law.name:<32}{law.pairs:>9,}{law.moved:>8,}{law.largest / 100:>14.2f}")
        for who, most in sorted(law.who.items(), key=lambda one: -one[1]) if options.show else ():
            print(f"    {who} {most / 100:.2f}")
    return 1 if any(law.moved for law in laws) else 0


if __name__ == "__main__":
    sys.exit(main())
