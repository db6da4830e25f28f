"""The vocabulary in numbers: slug -> small integer for each list a person holds, days as 16 bits."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.careers import role_shown_by
from matcher.vocabulary import Vocabulary

Ints = NDArray[Any]

#: A day is counted from here in 16 bits: 1910 to 2089.
ORIGIN = date(2000, 1, 1).toordinal()
NOT_SAID, FAR = -32768, 32767  # no day known; still going on
#: Kinds of a family entry: read from a job's title, its duties, a programme finished, a credential, the person's own words.
TITLE, DUTIES, STUDY, CERTIFICATE, STATED = range(5)
LEVEL_NOT_SAID = 5  # codes 1-4 of a skill are its level; level 0, "no experience", is no entry at all
PROOFS = ("stated", "document", "verified")
NO_FAMILY = -1

#: list -> the section of a profile that, once answered, can lack something
LISTS: Mapping[str, str] = {
    "families": "experience",
    "specialties": "experience",
    "settings": "experience",
    "skills": "skills",
    "credentials": "credentials",
    "education": "education",
    "languages": "languages",
    "systems": "systems",
}
CODES: Mapping[str, int] = {"families": 5, "skills": 6, "credentials": 3}  # every other list has one code


def day(when: date | None, otherwise: int = NOT_SAID) -> int:
    """The day as 16 bits, held within 1910-2089; `otherwise` where none is known."""
    return otherwise if when is None else min(max(when.toordinal() - ORIGIN, NOT_SAID + 1), FAR - 1)


class Codes:
    """Slug -> small integer for each list, in file order, with the families' closeness and levels as arrays."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        credentials = [*vocabulary.credential_types, *vocabulary.kind("vaccination")]
        slugs: dict[str, Iterable[str]] = {
            "families": vocabulary.kind("family"),
            "specialties": vocabulary.kind("specialty"),
            "settings": vocabulary.kind("setting"),
            "skills": vocabulary.kind("skill"),
            "credentials": dict.fromkeys(credentials),
            "education": vocabulary.kind("education"),
            "languages": vocabulary.kind("language"),
            "systems": vocabulary.kind("system"),
        }
        self.slugs = {name: tuple(known) for name, known in slugs.items()}
        self.ids = {name: {slug: i for i, slug in enumerate(known)} for name, known in self.slugs.items()}
        #: list -> its first word where ids are bits, sixteen to a word; "jobs" -> how many words there are
        self.words: dict[str, int] = {}
        words = 0
        for name, known in self.slugs.items():
            self.words[name] = words
            words += -(-len(known) // 16)
        self.words["jobs"] = words
        families = self.slugs["families"]
        #: closeness[from, to], percent
        self.closeness = np.array([[vocabulary.closeness(a, b) for b in families] for a in families], dtype=np.int64)
        terms = [vocabulary.get("family", slug) for slug in families]
        self.level = np.array([term.data["level"] for term in terms], dtype=np.int64)
        self.clinical = np.array([round(100 * term.data["clinical_share"]) for term in terms], dtype=np.int64)
        self.health = np.array([vocabulary.get("group", term.data["group"]).data["health"] for term in terms])
        #: Families whose level counts against a lower role: all of health, and those who lead whatever they lead.
        self.ranked = self.health | np.array([term.data["group"] == "management" for term in terms])
        self.role_families = {role: vocabulary.families_of_role(role) for role in vocabulary.kind("role")}
        #: credential -> the families of the role whose holders it is made for
        self.credential_families: dict[str, tuple[str, ...]] = {
            slug: self.role_families[role]
            for slug in vocabulary.credential_types
            if (role := role_shown_by(slug, vocabulary)) is not None
        }


@functools.lru_cache(maxsize=4)
def codes(vocabulary: Vocabulary) -> Codes:
    """The codes of a vocabulary, made once."""
    return Codes(vocabulary)
