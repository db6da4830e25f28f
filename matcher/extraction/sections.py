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
MAX_WORDS = 6
INLINE = re.compile(r"^([A-Za-z &/,]{4,40}?)\s*:\s*\S")


@functools.cache
def words(path: Path = DATA / "reading.toml") -> Mapping[str, Any]:
    """The data of reading, read once."""
    return MappingProxyType(tomllib.loads(path.read_text("utf-8")))


@functools.cache
def _headings() -> tuple[dict[tuple[str, ...], str], frozenset[str]]:
    data = words()["headings"]
    cores = {tuple(WORD.findall(phrase)): name for name, phrases in data.items() if name != "filler" for phrase in phrases}
    return cores, frozenset(data["filler"])


def heading(line: str) -> str | None:
    """The section that this line opens, or None."""
    if SPACED.match(line):
        line = line.replace(" ", "")
    if line.count(",") > 1 or line.rstrip().endswith(".") or any(c.isdigit() for c in line):
        return None
    tokens = WORD.findall(line.lower())
    if not 1 <= len(tokens) <= MAX_WORDS or sum(map(len, tokens)) < len(line.replace(" ", "")) - 6:
        return None
    cores, filler = _headings()
    found: list[tuple[int, int, str]] = []
    i = 0
    while i < len(tokens):
        for size in (4, 3, 2, 1):
            name = cores.get(tuple(tokens[i : i + size]))
            if name and i + size <= len(tokens):
                found.append((i, size, name))
                i += size
                break
        else:
            if tokens[i] not in filler:
                return None
            i += 1
    if not found:
        return None
    names = [name for _, _, name in found]
    if "experience" in names and "skills" not in names[:1]:
        return "experience"
    if names[0] == "education" and "credentials" in names:
        return "education"
    if "credentials" in names:
        return "credentials"
    return names[0] if names[0] != "summary" or len(set(names)) == 1 else names[-1]


def divide(reading: Reading) -> None:
    """Write each line's section. Before the first heading it is "head"."""
    current = "head"
    for line in reading.lines:
        if name := heading(line.text):
            current, line.heading = name, True
        elif (inline := INLINE.match(line.text)) and (name := heading(inline.group(1))) and name != "experience":
            line.section = name  # "Languages: Spanish" speaks for its own line alone
            continue
        line.section = current
