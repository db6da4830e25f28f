"""The sentences of a posting: the section each stands in, whether it asks anything, with what force, and by when."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from matcher.extraction.plain import Reading, sentences
from matcher.extraction.sections import WORD, named, words

NUMBERS = {
    n: i for i, n in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])
} | {
    "a": 1,
    "an": 1,
    "twelve": 12,
    "eighteen": 18,
}
DUE = re.compile(
    rf"\b(?:within|in|by)\s+(?:the\s+first\s+)?(?P<n>\d{{1,3}}|{'|'.join(NUMBERS)})\s*(?:\(\d+\))?[ -]*(?P<unit>days?|weeks?|months?|years?)\b(?:\s+(?:of|from|after)\s+(?:the\s+)?(?:date\s+of\s+)?(?:hire|hiring|start|starting|employment|your start|accepting|joining|becoming|beginning)|\W*$)"
)
PATIENT_CARE = re.compile(r"\b(?:before|prior to)\b[^.;]{0,30}\bpatient (?:care|contact)\b")
SUBMISSION = re.compile(r"\b(?:at|with|upon|prior to)\s+(?:time of\s+)?(?:application|submission|submittal|applying)\b")
OF_IT = re.compile(r"\s*(?:with|in|of|using|on)\s+[^.;,:]{0,40}")
APART = re.compile(r"[,;]|\b(?:required?|must|needed)\b")
IDEAL = re.compile(r"\bideal (?:candidate|applicant|person)")
STRICT = re.compile(r"\b(?:must|required?|requires|mandatory)\b")
OF_ONE = re.compile(r"\s+(?:candidate|applicant|person)")
#: "six months of experience, urgent care preferred": the preference is for the last named.
ANOTHER = re.compile(r"\bexp(?:erience|\.)?,\s+(?:[\w/-]+\s+){1,4}$")
WIDE_GAP = 3  # empty lines after which a list of benefits is over though no heading says so


@dataclass(frozen=True)
class Sentence:
    """A sentence of a posting: its span, the section it stands in and that section's own words."""

    start: int
    end: int
    section: str
    heading: str


@functools.cache
def force_words() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern) for name, pattern in words()["force"].items()}


@functools.cache
def boilerplate() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = words()["boilerplate"]
    return re.compile("|".join(data["patterns"])), re.compile(data["others"])


def heading(line: str) -> str | None:
    """The section of a posting that this line opens, or None. A line that ends in a colon may hold other words too."""
    names = named(line, "posting_headings")
    if names is None and line.rstrip().endswith(":") and len(line.split()) <= 8:
        tokens = WORD.findall(line.lower())
        for size in (4, 3, 2, 1):
            for i in range(len(tokens) - size, -1, -1):
                names = named(" ".join(tokens[i : i + size]), "posting_headings")
                if names:
                    return _chosen(names)
    return _chosen(names) if names else None


def _chosen(names: list[str]) -> str:
    for name in ("preferred", "about", "benefits", "schedule"):
        if name in names and not (name != "preferred" and names[0] in ("required", "duties")):
            return name
    return names[0]


def divide(reading: Reading) -> list[Sentence]:
    """The sentences of a posting with their sections; headings themselves are none."""
    found: list[Sentence] = []
    section, title = "head", ""
    begin: int | None = None
    for line in reading.lines:
        if line.number > 0 and (name := heading(line.text)):
            if begin is not None:
                found += [Sentence(a, b, section, title) for a, b in sentences(reading, begin, line.start)]
            section, title, begin = name, line.text.lower(), line.end
            line.heading = True
        elif begin is not None and section in ("benefits", "about") and line.gap >= WIDE_GAP:
            found += [Sentence(a, b, section, title) for a, b in sentences(reading, begin, line.start)]
            section, title, begin = "head", "", line.start
        elif line.number == 0:
            alone = len(reading.lines) == 1  # a line of a posting, which may be several sentences, or a title
            spans = sentences(reading, line.start, line.end) if alone else [(line.start, line.end)]
            found += [Sentence(a, b, "title", "") for a, b in spans]
        elif begin is None:
            begin = line.start
        line.section = section
    if begin is not None:
        found += [Sentence(a, b, section, title) for a, b in sentences(reading, begin, len(reading.plain))]
    return found


def asks_nothing(reading: Reading, sentence: Sentence) -> bool:
    if sentence.section in ("benefits", "about"):
        return True
    lower = reading.lower[sentence.start : sentence.end]
    return (
        boilerplate()[0].search(lower) is not None
        or heading(reading.plain[sentence.start : sentence.end].strip()) is not None
    )


def force(lower: str, start: int, end: int, section: str) -> bool | None:
    """Must (True), preferred (False) or not asked (None) for what stands at a place of a sentence.

    A cue at the head of its sentence ("Preferred: ...", "preferably") speaks for what follows it; any other cue speaks for
    what stands before it. Where no cue speaks, the section does.
    """
    cues = force_words()
    if any(m.start() <= start and end <= m.end() for m in cues["only_with"].finditer(lower)):
        return True
    if cues["denied"].search(lower, 0, start) or cues["taught"].search(lower, 0, start):
        return None
    preferred = list(cues["preferred"].finditer(lower))
    denied = cues["not_asked"].search(lower)
    helps = denied and any(re.fullmatch(r"[^.;]*\bbut\b[^.;]*", lower[denied.end() : m.start()]) for m in preferred)
    if denied and helps and end <= denied.start() and not APART.search(lower, end, denied.start()):
        return False  # "not required but a plus"
    if denied and not any(m.start() < denied.start() for m in preferred):
        stop = lower.find(";", end)
        if (denied.start() <= start and denied.end() >= end) or (
            end <= denied.start()
            and (stop < 0 or stop > denied.start())
            and not re.search(r"\brequired\b", lower[end : denied.start()])
        ):
            return None
        if end > denied.end() and OF_IT.fullmatch(lower, denied.end(), start):
            return None  # "no experience needed with Epic"
    if cues["instead"].search(lower[:start]):
        return None
    marks: list[tuple[int, bool, bool]] = []  # place, must, forward
    for match in preferred:
        forward = (
            match.group().startswith(("preferab", "ideally"))
            or (match.group() == "ideal" and OF_ONE.match(lower, match.end()) is not None)
            or lower[match.end() : match.end() + 2].lstrip().startswith(":")
            or not lower[: match.start()].strip(" •*-")
        )
        marks.append((match.start(), False, forward))
    for match in cues["required"].finditer(lower):
        if denied and denied.start() <= match.start() < denied.end():
            continue
        forward = match.group() in ("must", "minimum", "require", "requires", "at least", "need", "needs") or lower[
            match.end() : match.end() + 2
        ].lstrip().startswith(":")
        marks.append((match.start(), True, forward))
    after = [m for m in marks if m[0] >= end - 1 and not m[2] and (m[1] or not ANOTHER.search(lower[end : m[0]]))]
    if after:
        nearest = min(after)
        between = lower[end : nearest[0]]
        if not re.search(r"[;]|\bbut\b", between):
            return nearest[1]
    if IDEAL.search(lower, 0, start) and not STRICT.search(lower):
        return False
    before = [m for m in marks if m[0] <= start and m[2]]
    if before:
        return max(before)[1]
    inside = [m for m in marks if start <= m[0] < end]
    if inside:
        return inside[0][1]
    if marks and marks[0][0] < start and not any(m[1] or m[2] for m in marks):
        return False  # "Medical background preferred, which includes ..."
    return section != "preferred"


def due(lower: str) -> str:
    """submission, start, patient_care or +N months, as written; "start" where nothing is said."""
    if match := DUE.search(lower):
        written = match.group("n")
        count = int(written) if written.isdigit() else NUMBERS[written]
        unit = match.group("unit")[0]
        months = {"d": round(count / 30), "w": round(count / 4.35), "m": count, "y": count * 12}[unit]
        return f"+{max(months, 1)} months"
    if PATIENT_CARE.search(lower):
        return "patient_care"
    return "submission" if SUBMISSION.search(lower) else "start"
