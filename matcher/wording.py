"""The words the vocabulary does not know: which of them a text uses, as 1,024 bits.

The terms come from `data/wording.toml`, sentences of clinical and office work written for this purpose, and from nowhere
else, so no name, place or number can ever be one. Every word that a phrase of the vocabulary uses is left out, so that
another way to say the same skill moves nothing here.
"""

from __future__ import annotations

import functools
import re
import tomllib

from matcher.vocabulary import DATA, Vocabulary

BYTES = 128
MOST = BYTES * 8
_WORD = re.compile(r"[a-z]+")
#: Kinds whose words are terms of their own elsewhere in the fit, or say nothing of the work.
_TERMS = (
    "skill", "role", "certification", "licence", "credential_class", "setting", "specialty", "system", "language",
    "family", "education", "vaccination", "shift", "employment_type", "topic", "training_path", "state",
)  # fmt: skip


@functools.lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The word without its common endings, so that "bathing" and "bathed" are one term."""
    for ending in ("ingly", "edly", "ings", "ing", "ies", "ied", "ed", "es", "ly", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)].rstrip("ey")
    return word.rstrip("ey") if len(word) > 4 else word


def words(text: str) -> list[str]:
    """The stems of a text, words of four letters and more."""
    return [stem(word) for word in _WORD.findall(text.lower()) if len(word) >= 4]


@functools.cache
def sentences() -> tuple[str, ...]:
    """The sentences the terms come from."""
    data = tomllib.loads((DATA / "wording.toml").read_text("utf-8"))
    return tuple(data["clinical"]) + tuple(data["office"])


@functools.lru_cache(maxsize=4)
def terms(vocabulary: Vocabulary) -> dict[str, int]:
    """Term -> its bit, in alphabetical order."""
    data = tomllib.loads((DATA / "wording.toml").read_text("utf-8"))
    phrases = (p for kind in _TERMS for term in vocabulary.kind(kind).values() for p in (term.label, *term.synonyms))
    silent = {word for phrase in (*phrases, *data["silent"]) for word in words(phrase)}
    found = sorted({word for sentence in sentences() for word in words(sentence) if len(word) >= 4} - silent)
    if len(found) > MOST:
        raise ValueError(f"wording.toml holds {len(found)} terms; at most {MOST} fit")
    return {word: i for i, word in enumerate(found)}


def seen(text: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The terms a text uses."""
    known = terms(vocabulary)
    return frozenset(word for word in words(text) if word in known)


@functools.lru_cache(maxsize=512)
def bits(text: str, vocabulary: Vocabulary) -> bytes:
    """The same as bits: term i is bit i % 8 of byte i // 8."""
    if not text:
        return bytes(BYTES)
    known = terms(vocabulary)
    packed = 0
    for word in set(_WORD.findall(text.lower())):
        if len(word) >= 4 and (i := known.get(stem(word))) is not None:
            packed |= 1 << i
    return packed.to_bytes(BYTES, "little")
