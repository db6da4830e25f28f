"""Where and when the work of a posting is, how one is employed and what is paid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from matcher.domain import Pay, Place
from matcher.extraction import dates
from matcher.extraction.plain import Reading
from matcher.extraction.requirements import Sentence
from matcher.extraction.terms import search
from matcher.vocabulary import Vocabulary

CITY = re.compile(r"\b([A-Z][A-Za-z.'-]+(?: [A-Z][A-Za-z.'-]+){0,3}),\s*([A-Z]{2})\b(?:\s+(\d{5}))?")
ZIP = re.compile(r"\b(\d{5})(?:-\d{4})?\b")
_AMOUNT = r"\$?\s?(\d{1,3}(?:,\d{3})+|\d{1,6})(\.\d{1,2})?\s?(k\b)?"
PAY = re.compile(
    rf"(?:\$|\busd\s?){_AMOUNT[4:]}(?:\s?(?:-|to|and)\s?{_AMOUNT})?\s*(?:usd\s*)?(?:dollars\s*)?(?P<unit>/?\s?(?:per |an? |each )?(?:hour|hr\b|hrly|hourly|h\b|year|yr\b|yearly|annum|annually|annual|month|monthly|week|weekly)|\bhourly|\bannually)?"
)
PER_YEAR = {
    "hour": ("hour", 1),
    "hr": ("hour", 1),
    "h": ("hour", 1),
    "year": ("year", 1),
    "yr": ("year", 1),
    "ann": ("year", 1),
    "month": ("year", 12),
    "week": ("year", 52),
}
NOT_PAY = re.compile(
    r"\b(?:bonus|referral|differential|reimburs\w*|stipend|tuition|sign[- ]on|additional|discount|allowance|up to \$\d+ (?:in|for)|deductible|grant|budget|revenue|million|billion|extra|save)\b"
)
PAY_WORD = re.compile(r"\b(?:pay|salary|compensation|wage|rate|starting|earn|range)\b")
SHIFT_LINE = re.compile(
    r"\b(?:shifts?|hours?|schedule|days?|nights?|evenings?|weekends?|monday|m-f|mon|saturdays?|sundays?|rotat\w+|holidays?|on[- ]call|weekdays?|overnights?|remote|telecommut\w*|work from home|part[- ]time|full[- ]time|per diem)\b"
)
DAYS = re.compile(r"\b(?:mon(?:day)?s?\s*(?:-|to|through|thru|–)\s*fri(?:day)?s?|m\s?-\s?f|weekdays?)\b")
NO_SHIFT = re.compile(r"\bno\b[^.;]{0,40}$|\bwithout\b[^.;]{0,20}$|\b(?:paid|major)\s$|\boff\b")
EMPLOYMENT = re.compile(r"\b(full|part)[- ]?time\b")
START = re.compile(r"\b(?:start(?:s|ing)?(?: date)?|begins?|beginning|from|available)\b\W{0,12}(?:on |date )?$")
END = re.compile(r"\b(?:end(?:s|ing)?(?: date)?|until|through|last day)\b\W{0,12}(?:on |date )?$")
WEEKS = re.compile(r"[\s,;.(]{0,4}(?:for |\()?(\d{1,2})[- ]weeks?\b")


def place_of(reading: Reading, vocabulary: Vocabulary) -> Place:
    for line in reading.lines:
        for match in CITY.finditer(line.text):
            if vocabulary.has("state", match.group(2)) and (
                line.number < 8 or match.group(3) or "location" in line.text.lower()
            ):
                return Place(zip=match.group(3), state=match.group(2))
    names = {term.label.lower(): slug for slug, term in vocabulary.kind("state").items()}
    for line in reading.lines[:6]:
        if (state := names.get(line.text.lower().strip(" ."))) is not None:
            return Place(state=state)
    return Place()


def days_of(reading: Reading, as_of: date) -> tuple[date | None, date | None]:
    """First and last day where the text says when the work starts; a span of two days to come is both."""
    for time in dates.ranges(reading.lower):
        begin, end = time.begin.day, time.end.day if time.end else None
        if begin is None or time.begin.precision == "year" or begin < as_of:
            continue
        if end is not None and end >= begin:
            return begin, end
        if START.search(reading.lower, max(0, time.start - 40), time.start):
            return begin, _last_day(reading, begin, time.stop)
    return None, None


def _last_day(reading: Reading, begin: date, at: int) -> date | None:
    """The last day where it stands apart from the first: "End date: 12 Mar 2027", or so many weeks from it."""
    for point in dates.points(reading.lower, at, min(at + 120, len(reading.lower))):
        said = point.precision != "year" and END.search(reading.lower, max(at, point.start - 40), point.start)
        if said and point.day >= begin:
            return point.day
    if weeks := WEEKS.match(reading.lower, at, at + 60):
        return begin + timedelta(weeks=int(weeks.group(1)), days=-1)
    return None


def shifts_of(reading: Reading, sentences: list[Sentence], vocabulary: Vocabulary) -> Iterator[str]:
    """Shifts named where the text speaks of hours; "no weekends" names none."""
    for sentence in sentences:
        lower = reading.lower[sentence.start : sentence.end]
        if (sentence.section in ("benefits", "about") and "schedule" not in lower) or not SHIFT_LINE.search(lower):
            continue
        if DAYS.search(lower):
            yield "weekday_day"
        for found in search(reading, vocabulary, ("shift",), sentence.start, sentence.end):
            before = reading.lower[max(sentence.start, found.start - 60) : found.start]
            word = reading.lower[found.start : found.end]
            if word in ("call", "split", "variable", "opener", "virtual") or NO_SHIFT.search(before):
                continue
            if found.slug == "holiday" and re.match(r"s?\W*(?:pay|off|paid)", reading.lower[found.end : found.end + 8]):
                continue
            yield found.slug
        if re.search(r"\b8[- ]hour (?:shift|day)", lower):
            yield "eight_hour"
        if re.search(r"\bday/evening|\bdays?/evenings?", lower):
            yield from ("weekday_day", "evening")


def employment_of(reading: Reading, sentences: list[Sentence], vocabulary: Vocabulary) -> str | None:
    """The first way of employment the text names in full."""
    if match := EMPLOYMENT.search(reading.lower):
        return f"{match.group(1)}_time"
    for sentence in sentences:
        if sentence.section in ("benefits", "about"):
            continue
        for found in search(reading, vocabulary, ("employment_type",), sentence.start, sentence.end):
            if reading.lower[found.start : found.end] not in (
                "pool",
                "casual",
                "temp",
                "contract",
                "as needed",
                "permanent",
                "perm",
                "40 hours",
            ):
                return found.slug
    return None


def pay_of(reading: Reading) -> Pay:
    """The first pay named with its unit, or beside a word for pay; bonuses and extras are none."""
    best: tuple[int, Pay] | None = None
    for match in PAY.finditer(reading.lower):
        low, high = _cents(match, 1), _cents(match, 4)
        if low is None:
            continue
        if high is not None and low < 100 * 100 and match.group(6) and not match.group(3):
            low *= 1000  # $45-55k
        line = reading.line_at(match.start())
        near = reading.lower[max(line.start if line else 0, match.start() - 60) : match.end() + 30]
        unit, times = _unit(match.group("unit"), low)
        if unit is None or NOT_PAY.search(near) or (match.group("unit") is None and not PAY_WORD.search(near)):
            continue
        pay = Pay(
            low * times,
            high * times if high is not None and high >= low else None,
            "hour" if unit == "hour" else "year",
        )
        rank = (0 if PAY_WORD.search(near) else 1) + (0 if pay.high else 1)
        if best is None or rank < best[0]:
            best = rank, pay
    return best[1] if best else Pay()


def _cents(match: re.Match[str], group: int) -> int | None:
    if not match.group(group):
        return None
    amount = float(match.group(group).replace(",", "") + (match.group(group + 1) or ""))
    return round(amount * 100) * (1000 if match.group(group + 2) else 1)


def _unit(written: str | None, cents: int) -> tuple[str | None, int]:
    """(hour or year, how many of what was written make it). Without a unit: what the size leaves no doubt of."""
    if written:
        word = re.sub(r"^/?\s?(?:per |an? |each )?", "", written.strip())
        for start, unit in PER_YEAR.items():
            if word.startswith(start):
                return ("hour", 1) if cents < 200_00 else unit  # nobody is paid 18 dollars a year
    if 7_00 <= cents <= 150_00:
        return "hour", 1
    return ("year", 1) if 15_000_00 <= cents <= 900_000_00 else (None, 1)
