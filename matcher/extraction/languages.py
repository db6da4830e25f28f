"""Languages a person speaks or an opening asks for: only where something says that it is about a language."""

from __future__ import annotations

import re

from matcher.extraction.plain import Reading
from matcher.extraction.terms import Found, search
from matcher.vocabulary import Vocabulary

SAYS = re.compile(
    r"\b(?:fluen\w*|bi-?lingual|tri-?lingual|multi-?lingual|speak\w*|spoken|languages?|native|conversational|interpret\w*|translat\w*|read,? (?:and )?writ\w*|proficien\w*|verbal|written|sign)\b"
)
SCHOOL = re.compile(
    r"\b(?:university|college|school|restaurant|county|tribe|nation|cuisine|food|literature|minor|major|history|american)\b"
)


def find(reading: Reading, start: int, end: int, vocabulary: Vocabulary, plainly: bool = False) -> list[Found]:
    """Languages named between two places. `plainly`: the place is a list of languages already."""
    found = []
    for item in search(reading, vocabulary, ("language",), start, end):
        near = reading.lower[max(start, item.start - 60) : min(end, item.end + 50)]
        after = reading.lower[item.end : item.end + 14]
        if (
            re.match(r"\W{1,3}speak", after)
            or plainly
            or (SAYS.search(near) and not SCHOOL.search(reading.lower[item.end : item.end + 20]))
        ):
            found.append(item)
    return found
