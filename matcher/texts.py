"""Texts alone, no database: every posting and every resume read, everyone ranked for every opening."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from matcher.domain import Match, Profile, Requirements
from matcher.eligibility.judge import Gate
from matcher.extraction.posting import read_posting
from matcher.extraction.resume import read_resume
from matcher.rankers import Ranks
from matcher.table import Table
from matcher.vocabulary import Vocabulary


def read_texts(
    openings: Mapping[str, str], candidates: Mapping[str, str], as_of: date, vocabulary: Vocabulary
) -> tuple[list[Requirements], list[Profile]]:
    """What is asked and who is there. `openings` and `candidates`: id -> text. An opening that names no first day starts on
    `as_of`."""
    asked = [read_posting(text, key, as_of, vocabulary) for key, text in openings.items()]
    profiles = [read_resume(text, key, as_of, vocabulary) for key, text in candidates.items()]
    return [one if one.begin else replace(one, begin=as_of) for one in asked], profiles


def rank_texts(
    openings: Mapping[str, str], candidates: Mapping[str, str], as_of: date, ranker: Ranks, vocabulary: Vocabulary
) -> Iterator[tuple[str, Match]]:
    """(opening, match) of every pair, in no order of rank.

    Nobody confirmed these texts, so nobody is blocked for what a text does not say.
    """
    read, profiles = read_texts(openings, candidates, as_of, vocabulary)
    table = Table.build(profiles, vocabulary)
    for asked in read:
        gate = Gate(asked, as_of, vocabulary)
        for match, profile in zip(
            ranker.explain(asked, table, range(len(profiles)), profiles, as_of), profiles, strict=True
        ):
            yield asked.key, replace(match, eligibility=gate.judge(profile))
