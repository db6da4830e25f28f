"""The text part: section 7 of docs/matching.md."""

import re

from matcher.wording import stem


def words_of(text: str) -> set[str]:
    return {stem(run) for run in re.findall("[a-z]+", text.lower()) if len(run) >= 4}


def heaviest(text: str, terms: dict[str, int]) -> dict[str, int]:
    """The opening's words with their learned percents, at most 40."""
    named = sorted(words_of(text) & terms.keys(), key=lambda word: (-terms[word], word))
    return {word: terms[word] for word in named[:40]}
