"""The terms somebody agrees to: which work, where, from when to when, which shifts, for how much."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from matcher import vocabulary
from matcher.domain import Pay
from matcher.snapshots import sha
from models.opening import Opening
from web.words import interval, listed, pay, t

#: Of the words of consent in texts/consents.toml: other words are another version.
TEXT_VERSION = "1"


@dataclass(frozen=True)
class Terms:
    """What a consent is given on; where any of it changes it is asked for again. `facility` is a public id."""

    title: str
    roles: tuple[str, ...]
    employment_type: str | None
    facility: str
    place: tuple[str, ...]
    begin: date | None
    end: date | None
    shifts: tuple[str, ...]
    pay: Pay

    @property
    def sha(self) -> str:
        return sha(self)


def terms_of(opening: Opening) -> Terms:
    at = opening.facility
    return Terms(
        opening.title,
        tuple(sorted(opening.roles)),
        opening.employment_type,
        at.public_id,
        (at.address, at.city, at.state or "", at.zip or ""),
        opening.begin,
        opening.end,
        tuple(sorted(opening.shifts)),
        Pay(opening.pay_from, opening.pay_to, "year" if opening.pay_unit == "year" else "hour"),
    )


def told(opening: Opening) -> list[tuple[Markup, Markup | str]]:
    """The terms as a page tells them: (what, how), in the order they are read out."""
    terms, words = terms_of(opening), vocabulary.load()
    place = ", ".join(part for part in terms.place if part)
    roles = listed((words.get("role", slug).label for slug in opening.roles), "or")
    kind = words.get("employment_type", terms.employment_type).label if terms.employment_type else ""
    shifts = listed(words.get("shift", slug).label for slug in opening.shifts)
    dates = interval(opening.begin, opening.end) if opening.begin else t("consents.dates_open")
    return [
        (t("consents.at"), opening.facility.name),
        (t("consents.work"), terms.title),
        (t("consents.roles"), roles or t("consents.not_said")),
        (t("consents.employment_type"), kind or t("consents.not_said")),
        (t("consents.place"), place or t("consents.not_said")),
        (t("consents.dates"), dates),
        (t("consents.shifts"), shifts or t("consents.not_said")),
        (t("consents.pay"), pay(terms.pay.low, terms.pay.high, terms.pay.unit)),
    ]


def seen(opening: Opening) -> str:
    """For a hidden field: which words and which terms a page showed."""
    return f"{TEXT_VERSION}.{terms_of(opening).sha}"
