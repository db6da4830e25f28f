"""How the pages say things: the sentences of `texts/`, and dates, figures, money and lists in one way everywhere."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from flask import Flask
from markupsafe import Markup

from matcher import vocabulary
from matcher.domain import Eligibility, Judged
from matcher.eligibility.judge import musts
from matcher.eligibility.sentences import MONTHS, SENTENCES, opening_number

BEGINS_WITH_N = re.compile(r"(<b>)?\{n\} .*[.](</b>)?$", re.DOTALL)
FOLDER = Path(__file__).parent / "texts"


def read_texts(folder: Path = FOLDER) -> dict[str, str]:
    """Every sentence of the folder by its key: file name, then the keys in it, joined by dots."""
    texts: dict[str, str] = {}

    def collect(prefix: str, table: Mapping[str, Any]) -> None:
        for key, value in table.items():
            if isinstance(value, str):
                texts[f"{prefix}.{key}"] = value
            else:
                collect(f"{prefix}.{key}", value)

    for path in sorted(folder.glob("*.toml")):
        collect(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))
    return texts


TEXTS = read_texts()
DAYS = tuple(TEXTS["words.weekday.short"].split())


def t(key: str, **values: object) -> Markup:
    """The sentence of a key with its values put in, escaped; the sentence itself may hold simple HTML.

    Where the key has `one` and `other`, `n` decides. A whole sentence that begins with `n` begins with a word, where one
    is short enough (`opening_number`). KeyError names a key that no file has.
    """
    n = values.get("n")
    if key not in TEXTS and n is not None:
        key = f"{key}.{'one' if n == 1 else 'other'}"
    if isinstance(n, int) and BEGINS_WITH_N.match(TEXTS[key]):
        values["n"] = opening_number(n)
    return Markup(TEXTS[key]).format(**values)  # noqa: S704 - our own sentences; format escapes the values


def has_text(key: str) -> bool:
    return key in TEXTS or f"{key}.other" in TEXTS


# Days


def plain_day(day: date, year: bool = True, weekday: bool = False) -> str:
    """16 Jan 2027; without its year where the page has said it; with Sat before it in lists of days."""
    words = f"{day.day} {MONTHS[day.month - 1]}"
    if weekday:
        words = f"{DAYS[day.weekday()]} {words}"
    return f"{words} {day.year}" if year else words


def day(value: date, year: bool = True, weekday: bool = False) -> Markup:
    """The same in `<time>`."""
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(), plain_day(value, year, weekday))


def long_day(day: date) -> str:
    """Thursday 26 November"""
    names, months = TEXTS["words.weekday.long"].split(), SENTENCES["month.long"].split()
    return f"{names[day.weekday()]} {day.day} {months[day.month - 1]}"


def month(value: date) -> Markup:
    """Mar 2022, for dates known to the month."""
    words = f"{MONTHS[value.month - 1]} {value.year}"
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat()[:7], words)


def near_day(value: date, today: date) -> str:
    """Without its year where no other day of that name is near: 16 Jan; else 16 Jan 2028."""
    return plain_day(value, year=abs((value - today).days) > 300)


def interval(begin: date, end: date | None) -> Markup:
    """7 Dec 2026 to 7 Mar 2027; the year once where both share it; an open end said."""
    if end is None:
        return t("words.open_interval", begin=day(begin))
    return t("words.interval", begin=day(begin, year=begin.year != end.year), end=day(end))


def length(begin: date, end: date) -> Markup:
    """91 days, first and last included."""
    return t("words.days", n=(end - begin).days + 1)


def away(value: date, today: date) -> Markup:
    """in 2 days, today, tomorrow, yesterday, 5 days ago."""
    days = (value - today).days
    near = {0: "words.today", 1: "words.tomorrow", -1: "words.yesterday"}
    if days in near:
        return t(near[days])
    return t("words.in_days", n=days) if days > 0 else t("words.days_ago", n=-days)


# Figures


def ordinal(n: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 21st."""
    ending = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


def rank(first: int, last: int | None = None) -> str:
    """4, or 3–5 for a band."""
    return str(first) if last is None or last == first else f"{first}–{last}"


def figure(hundredths: int) -> int:
    """A fit or points as the pages show them: whole, halves up (7950 -> 80)."""
    return (hundredths + 50) // 100


def money(cents: int) -> str:
    """$24.50; whole thousands without cents: $45,190."""
    return f"${cents / 100:,.0f}" if cents >= 1_000_00 and cents % 100 == 0 else f"${cents / 100:,.2f}"


def pay(low: int | None, high: int | None, unit: str) -> Markup:
    """$24.50 an hour; $24.00 to $26.50 an hour; what is not said is said."""
    amounts = [money(cents) for cents in (low, high) if cents is not None]
    if not amounts:
        return t("words.pay_not_said")
    if len(amounts) == 2 and amounts[0] != amounts[1]:
        return t(f"words.pay_range_{unit}", low=amounts[0], high=amounts[1])
    return t(f"words.pay_{unit}", pay=amounts[0])


def listed(items: Iterable[object], last: str = "and") -> Markup:
    """a; a and b; a, b and c."""
    parts = [Markup.escape(item) for item in items]
    if len(parts) < 2:
        return Markup("").join(parts)
    return Markup(" {} ").format(t(f"words.{last}")).join((Markup(", ").join(parts[:-1]), parts[-1]))


# Cards and what is asked

CARDS = ("credential", "licence")
SHORT_LIST = 3  # cards named where any of several will do


def card_name(slug: str) -> str:
    """Few enough letters for a drawing: CCMA, BLS, RN; of a class of cards the words the page texts give it."""
    if has_text(f"openings.card.{slug}"):
        return str(t(f"openings.card.{slug}"))
    terms = vocabulary.load()
    term = terms.get("credential_class", slug) if terms.has("credential_class", slug) else terms.credential(slug)
    return str(term.data.get("abbr") or term.label.removesuffix(" licence")).partition(" (")[0]


def short_subject(judged: Judged) -> str:
    """Few words for what is asked: of a card its letters, the one that is held or those asked for."""
    return card_name(judged.held.type) if judged.held else short_asked(judged)


def short_asked(judged: Judged) -> str:
    """CMA; CMA, RMA or CCMA; of more than three CMA, RMA or 3 more."""
    asked = judged.requirement
    slugs = asked.any_of if asked else ()
    if asked is None or not slugs:
        return judged.subject
    if asked.kind not in CARDS and not (len(slugs) == 1 and has_text(f"openings.card.{slugs[0]}")):
        return judged.subject
    names = list(dict.fromkeys(card_name(slug) for slug in slugs))
    if len(names) > SHORT_LIST:
        names = [*names[: SHORT_LIST - 1], str(t("words.more_cards", n=len(names) - SHORT_LIST + 1))]
    return str(listed(names, "or"))


# May they

VERBS = {"renew", "verify", "obtain", "confirm", "ask"}


def conditions(eligibility: Eligibility) -> list[Judged]:
    """The rows that stand between this person and *eligible*, the earliest date first."""
    rows = [row for row in musts(eligibility) if row.status in ("met-if", "unknown")]
    rows += [ask for ask in eligibility.asks if ask.status == "unmet"]  # a limit not asked about changes no lane
    return sorted(rows, key=lambda row: row.by or date.max)


def mark_words(eligibility: Eligibility, today: date, short: bool = False) -> Markup:
    """The words of an eligibility mark, its condition and date included: Eligible if BLS card renewed by 16 Jan.

    `short` is for a table cell: if BLS card by 16 Jan.
    """
    open_rows = conditions(eligibility)
    to_prove = sum(task.status == "needs-proof" for task in eligibility.tasks)
    if eligibility.lane != "eligible-if" or not (open_rows or to_prove):
        return t(f"words.mark_{eligibility.lane.replace('-', '_')}")
    if not open_rows:
        return t("words.mark_if_short" if short else "words.mark_if", what=t("words.mark_tasks", n=to_prove), by="")
    days = [row.by for row in open_rows if row.by]
    by = t("words.mark_by", day=near_day(min(days), today)) if days else ""
    if len(open_rows) > 1:
        what = t("words.mark_things", n=len(open_rows))
    else:
        row = open_rows[0]
        done = t(f"words.mark_{row.action if row.action in VERBS else 'confirm'}")
        subject = short_subject(row) if row not in eligibility.asks else row.subject[0].lower() + row.subject[1:]
        what = Markup("{}").format(subject) if short and by else Markup("{} {}").format(subject, done)
    return t("words.mark_if_short" if short else "words.mark_if", what=what, by=by)


def init_app(app: Flask) -> None:
    """Every function above is a global of the templates; the ones that take one value are filters too."""
    names = (t, has_text, day, plain_day, month, near_day, interval, length, away, ordinal, rank, figure, money, pay)
    for function in (*names, listed, conditions, mark_words):
        app.jinja_env.globals[function.__name__] = function
    for function in (day, month, ordinal, figure, money, listed):
        app.jinja_env.filters[function.__name__] = function
