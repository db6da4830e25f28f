"""The sections of a resume: every line belongs to the heading above it."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from matcher.extraction.plain import Reading
from matcher.vocabulary import DATA

WORD = re.compile(r"[a-z]+")
SPACED = re.compile(r"^(?:[A-Z] ){3,}[A-Z]$")
MAX_WORDS = 8
BULLETS = "•*-"
CELL = re.compile(r"\t+| {2,}| *\| *")
INLINE = re.compile(r"^([A-Za-z &/,]{4,40}?)\s*:\s*\S")


@functools.cache
def words(path: Path = DATA / "reading.toml") -> Mapping[str, Any]:
    """The data of reading, read once."""
    return MappingProxyType(tomllib.loads(path.read_text("utf-8")))


@functools.cache
def _headings(table: str) -> tuple[dict[tuple[str, ...], str], frozenset[str]]:
    data = words()[table]
    cores = {
        tuple(WORD.findall(phrase)): name for name, phrases in data.items() if name != "filler" for phrase in phrases
    }
    return cores, frozenset(data["filler"])


def named(line: str, table: str) -> list[str] | None:
    """The sections whose words a line holds, in order; None where it holds anything that is neither these nor filler."""
    if SPACED.match(line):
        line = line.replace(" ", "")
    if line.count(",") > 2 or line.rstrip().endswith(".") or any(c.isdigit() for c in line):
        return None
    tokens = WORD.findall(line.lower())
    if not 1 <= len(tokens) <= MAX_WORDS or sum(map(len, tokens)) < len(line.replace(" ", "")) - 6:
        return None
    cores, filler = _headings(table)
    found: list[str] = []
    i = 0
    while i < len(tokens):
        for size in (5, 4, 3, 2, 1):
            name = cores.get(tuple(tokens[i : i + size]))
            if name and i + size <= len(tokens):
                found.append(name)
                i += size
                break
        else:
            if tokens[i] not in filler:
                return None
            i += 1
    return found or None


def heading(line: str) -> str | None:
    """The section of a resume that this line opens, or None."""
    names = named(line, "headings")
    if names is None:
        return None
    if "experience" in names and names[0] != "skills":
        return "experience"
    if names[0] == "education" and "credentials" in names:
        return "education"
    if "credentials" in names:
        return "credentials"
    return names[0] if names[0] != "summary" or len(set(names)) == 1 else names[-1]


def heads_a_table(line: str) -> bool:
    """Are these the heads of the columns of a table of credentials: "Certification | Issued | Expires"?"""
    cells = [cell.strip().lower() for cell in CELL.split(line) if cell.strip()]
    if not 2 <= len(cells) <= MAX_WORDS or len(line) > 120:
        return False
    of_dates = words()["columns"]["of_credentials"]
    return heading(cells[0]) == "credentials" and any(cell in of_dates for cell in cells[1:])


def _is_caption(first: str, beside: str) -> bool:
    """Is it a heading in a margin, its section beside it: "EDUCATION    High School Diploma, 2012"?"""
    return first.isupper() and heading(first) is not None and heading(beside) is None


def divide(reading: Reading) -> None:
    """Write each line's section. Before the first heading it is "head". The rows of a table of credentials are theirs."""
    current, above = "head", ""
    capitals = any(c.isupper() for c in reading.plain)
    table = False
    for line in reading.lines:
        head = heads_a_table(line.text)
        table = head or (table and not line.gap and CELL.search(line.text) is not None and not heading(line.text))
        if table:
            line.section, line.heading = "credentials", head
            continue
        # An item under another item of its list is no heading, whatever it says: "continuing education" among duties.
        item = line.text[:1] if line.text[:1] in BULLETS else ""
        listed = bool(item) and item == above and not line.gap
        small = (
            capitals and line.text.lstrip(" •*-#_=").islower()
        )  # nor is a line in small letters, where others have capitals
        above = item
        first, *rest = CELL.split(line.text, 1)
        if not (listed or small) and (name := heading(line.text)):
            current, line.heading = name, True
        elif rest and not (listed or small) and _is_caption(first, rest[0]):
            current = heading(first) or current
        elif (inline := INLINE.match(line.text)) and (name := heading(inline.group(1))) and name != "experience":
            line.section = name  # "Languages: Spanish" speaks for its own line alone
            continue
        line.section = current
