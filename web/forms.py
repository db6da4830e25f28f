"""What forms have in common: fields that say in a sentence what is wrong, and the errors as the summary shows them."""

from __future__ import annotations

import calendar
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import Any, Literal

from flask_wtf import FlaskForm
from werkzeug.datastructures import FileStorage
from wtforms import FieldList, FormField, SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.fields.core import Field
from wtforms.validators import StopValidation
from wtforms.widgets import TextArea

from matcher import vocabulary
from models import place
from web.words import MONTHS, month, plain_day, t

YEARS = range(1900, 2101)
MOST_PAGES = 999_999
#: Marks that make a line read otherwise than it is stored; words of right-to-left scripts need none of them.
TURNS = frozenset({"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"})
#: Letters and signs that are drawn as nothing: fillers of Hangul, an empty Braille cell.
BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800")
EMAIL = re.compile(
    r"[^@\s<>()\[\],;:\"]+@[^@\s.<>()\[\],;:\"']+(\.[^@\s.<>()\[\],;:\"']+)+"
)  # what a mistyped one lacks; no more is promised
#: Digits with the signs people set between them, and an extension behind.
PHONE = re.compile(r"[+(]?[0-9][0-9 ()./+\u2010-\u2013-]*( ?(?:x|ext)\.? ?[0-9]{1,6})?", re.ASCII | re.IGNORECASE)
MONTH_WORDS = {name.casefold(): number for number, name in enumerate(MONTHS, 1)}
DAY_FORMS = (
    r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})",
    r"(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4})",
    r"(?P<d>\d{1,2})\.? (?P<w>[a-z]{3,9})\.?,? (?P<y>\d{4})",
    r"(?P<w>[a-z]{3,9})\.? (?P<d>\d{1,2}),? (?P<y>\d{4})",
)
MONTH_FORMS = (
    r"(?P<y>\d{4})-(?P<m>\d{1,2})",
    r"(?P<m>\d{1,2})/(?P<y>\d{4})",
    r"(?P<w>[a-z]{3,9})\.?,? (?P<y>\d{4})",
)


class Line(StringField):
    """Words on one line, trimmed. `missing`: the sentence where it may not be empty; `most`: characters that fit."""

    data: Any

    def __init__(self, label: str, most: int = 200, missing: str = "", many_lines: bool = False, **given: Any) -> None:
        super().__init__(label, **({"widget": TextArea()} if many_lines else {}), **given)
        self.most, self.missing, self.many_lines = most, missing, many_lines

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            text = valuelist[0].replace("\r\n", "\n")
            self.data = text.strip() if self.many_lines else " ".join(text.split())

    def pre_validate(self, form: Any) -> None:
        text = self.data = self.data or ""
        if not text and self.missing:
            raise StopValidation(self.missing)
        if len(text) > self.most:
            raise StopValidation(t("form.too_long", label=self.label.text, n=f"{len(text):,}", most=f"{self.most:,}"))
        if not writable(text):
            raise StopValidation(t("form.control", label=self.label.text))
        if text and not visible(text):
            raise StopValidation(t("form.invisible", label=self.label.text))


class EmailLine(Line):
    """An e-mail address. `wrong`: the key of the sentence about one that is none."""

    def __init__(self, label: str, wrong: str = "candidates.email_wrong", missing: str = "", **given: Any) -> None:
        super().__init__(label, 254, missing, **given)
        self.wrong = wrong

    def pre_validate(self, form: Any) -> None:
        super().pre_validate(form)
        if self.data and not EMAIL.fullmatch(self.data):
            raise StopValidation(t(self.wrong, typed=self.data[:60]))


class PhoneLine(Line):
    """A telephone number, as people write one."""

    def __init__(self, label: str, **given: Any) -> None:
        super().__init__(label, 40, **given)

    def pre_validate(self, form: Any) -> None:
        super().pre_validate(form)
        if self.data and not is_phone(self.data):
            raise StopValidation(t("candidates.phone_wrong", typed=self.data))


class ZipField(Line):
    """A five-digit ZIP code that lies somewhere; None where nothing is given."""

    def __init__(self, label: str, **given: Any) -> None:
        super().__init__(label, 60, **given)

    def pre_validate(self, form: Any) -> None:
        super().pre_validate(form)
        self.data = self.data or None
        if self.data and place.of(self.data, None).latitude is None:
            raise StopValidation(t("form.zip_unknown", zip=self.data))


class Typed(StringField):
    """Words that stand for a value, shown again as typed; None where nothing is given. `missing`: as in `Line`."""

    data: Any
    typed: str | None = None
    missing = ""

    def read(self, typed: str) -> Any:
        """The value of the words. Raises StopValidation."""
        raise NotImplementedError

    def written(self) -> str:
        """The value in the words that are read as it."""
        return str(self.data)

    def _value(self) -> str:
        return self.typed if self.typed is not None else "" if self.data is None else self.written()

    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            self.typed, self.data = " ".join(valuelist[0].split()), None

    def pre_validate(self, form: Any) -> None:
        if self.typed:
            self.data = self.read(self.typed)
        elif self.missing and self.data is None:
            raise StopValidation(self.missing)


class DayField(Typed):
    """A day as people write one. `months`: a month alone will do, and counts as its first or its last day."""

    def __init__(self, label: str, months: Literal["", "first", "last"] = "", missing: str = "", **given: Any) -> None:
        super().__init__(label, **given)
        self.months, self.missing = months, missing

    def written(self) -> str:
        return month_words(self.data) if self.months == "first" and self.data.day == 1 else plain_day(self.data)

    def read(self, typed: str) -> date:
        try:
            return read_day(typed, self.months)
        except ValueError as wrong:
            example = "form.day_or_month" if self.months else "form.day_example"
            raise StopValidation(
                t(
                    f"form.{wrong}",
                    label=self.label.text,
                    typed=typed[:40],
                    example=t(example),
                    first=YEARS[0],
                    last=YEARS[-1],
                )
            ) from None


class Choice(SelectField):
    """One of the choices, (value, words); the empty value is read as None."""

    data: Any

    def __init__(self, label: str, choices: Iterable[tuple[str, str]] = (), missing: str = "", **given: Any) -> None:
        super().__init__(label, choices=[SelectChoice(*pair) for pair in choices], **given)
        self.missing = missing

    def offer(self, choices: Iterable[tuple[str, str]]) -> None:
        """Choices known only once there is a request."""
        self.choices = [SelectChoice(*pair) for pair in choices]

    def process_data(self, value: Any) -> None:
        self.data = "" if value is None else str(value)

    def pre_validate(self, form: Any) -> None:
        chosen = self.data or ""
        if not chosen and self.missing:
            raise StopValidation(self.missing)
        if chosen and chosen not in {choice.value for choice in self.choices}:
            raise StopValidation(t("form.not_a_choice", label=self.label.text, typed=chosen[:40]))
        self.data = chosen or None


class Several(SelectMultipleField):
    """Any of the choices, as ticks (macro `ticks`); the data is a list."""

    def __init__(self, label: str, choices: Iterable[tuple[str, str]] = (), **given: Any) -> None:
        super().__init__(label, choices=[SelectChoice(*pair) for pair in choices], **given)

    offer = Choice.offer

    def pre_validate(self, form: Any) -> None:
        known = {choice.value for choice in self.choices}
        for chosen in self.data or ():
            if chosen not in known:
                raise StopValidation(t("form.not_a_choice", label=self.label.text, typed=chosen[:40]))


class Whole(Typed):
    """A whole number from `least` to `most`."""

    def __init__(self, label: str, least: int, most: int, **given: Any) -> None:
        super().__init__(label, **given)
        self.least, self.most = least, most

    def read(self, typed: str) -> int:
        digits = typed.replace(",", "")
        if not re.fullmatch(r"[0-9]{1,9}", digits) or not self.least <= int(digits) <= self.most:
            raise StopValidation(
                t("form.number", label=self.label.text, typed=typed[:40], least=self.least, most=self.most)
            )
        return int(digits)


class Money(Typed):
    """Dollars as people write them, kept as cents."""

    def written(self) -> str:
        return f"{self.data / 100:.2f}"

    def read(self, typed: str) -> int:
        found = re.fullmatch(r"\$? ?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,7})(?:\.([0-9]{1,2}))?", typed)
        cents = int(found[1].replace(",", "")) * 100 + int((found[2] or "").ljust(2, "0")) if found else 0
        if not 0 < cents < 1_000_000_00:
            raise StopValidation(t("form.money", label=self.label.text, typed=typed[:40]))
        return cents


def writable(text: str) -> bool:
    """Whether people write such characters: no nulls or other controls, halves of characters, or turns of the reading order."""
    return not any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\r\t" for c in text) and not any(
        unicodedata.bidirectional(c) in TURNS for c in text
    )


def visible(text: str) -> bool:
    """Whether a reader sees anything of it: spaces, joiners, fillers and marks with nothing below them show nothing."""
    return any(unicodedata.category(c)[0] not in "CZM" and c not in BLANK for c in text)


def read_day(text: str, months: Literal["", "first", "last"] = "") -> date:
    """2027-01-16, 16 Jan 2027, Jan 16, 2027 or 01/16/2027; Jan 2027, 2027-01 or 01/2027 where `months` allows one.

    ValueError holds a key of texts/form.toml: day_unread, day_impossible or day_far.
    """
    for form in (*DAY_FORMS, *(MONTH_FORMS if months else ())):
        found = re.fullmatch(form, text.casefold(), re.ASCII)
        if found is None:
            continue
        parts = found.groupdict()
        number = int(parts["m"]) if parts.get("m") else MONTH_WORDS.get((parts.get("w") or "")[:3], 0)
        year = int(parts["y"])
        if parts.get("w") and not number:
            continue
        if not 1 <= number <= 12:
            raise ValueError("day_impossible")
        if year not in YEARS:
            raise ValueError("day_far")
        last = calendar.monthrange(year, number)[1]
        day = int(parts["d"]) if parts.get("d") else last if months == "last" else 1
        if not 1 <= day <= last:
            raise ValueError("day_impossible")
        return date(year, number, day)
    raise ValueError("day_unread")


def month_words(day: date) -> str:
    return month(day).striptags()


def is_phone(typed: str) -> bool:
    """7 to 15 digits, an extension aside."""
    found = PHONE.fullmatch(typed)
    return found is not None and 7 <= sum(sign.isdigit() for sign in typed.removesuffix(found[1] or "")) <= 15


def options(choices: Iterable[tuple[str, str]], none: str = "") -> list[tuple[str, str]]:
    """Choices under an empty one that says what choosing nothing means."""
    return [("", none or str(t("form.none"))), *choices]


def errors_of(form: FlaskForm) -> list[tuple[str, str]]:
    """(id of the field, sentence) in the order of the form, for `error_summary`; [] when nothing is wrong.

    A sentence that is marked as escaped stays so: it is never escaped twice.
    """
    found: list[tuple[str, str]] = []

    def collect(field: Field) -> None:
        if isinstance(field, FormField):
            for inner in field.form:
                collect(inner)
        elif isinstance(field, FieldList):
            for entry in field.entries:
                collect(entry)
        elif field.errors:
            found.append((field.id, field.errors[0]))

    for field in form:
        collect(field)
    found.extend(("errors", words) for words in form.form_errors)
    return found


def refuse(field: Field, sentence: object) -> None:
    """An error that needs more than one field to be seen, said at one of them."""
    before: Sequence[Any] = field.errors
    field.errors = [*before, sentence]


def refuse_elsewhere(zip_code: Field, state: Field) -> None:
    """A ZIP code that lies in another state than the form says is an error at the ZIP code."""
    if zip_code.data and state.data and not zip_code.errors and not state.errors:
        lies_in = place.of(zip_code.data, None).state
        if lies_in != state.data:
            known = vocabulary.load()
            there = known.get("state", lies_in).label if lies_in and known.has("state", lies_in) else lies_in
            refuse(zip_code, t("form.zip_elsewhere", zip=zip_code.data, state=there))


def shown(form: FlaskForm) -> str:
    """What a form shows, as JSON for a hidden field `seen`: field -> words. Made from the record, not from what was posted."""
    return json.dumps({field.name: words_in(field) for field in form if field.name != "csrf_token"}, ensure_ascii=False)


def words_in(field: Field) -> str:
    """What a field shows."""
    if isinstance(field, SelectMultipleField):
        return ", ".join(str(choice.label) for choice in field.choices if choice.value in (field.data or ()))
    if isinstance(field, SelectField):
        return next((str(choice.label) for choice in field.choices if choice.value == (field.data or "")), "")
    return str(field._value()) if hasattr(field, "_value") else str(field.data or "")


def changes_since(seen: str, fresh: FlaskForm) -> list[tuple[str, str]]:
    """(field id, sentence) of what somebody saved since the form was shown; `fresh` is the form made from the record now."""
    now: dict[str, str] = json.loads(shown(fresh))
    try:
        before = json.loads(seen)
        before = before if isinstance(before, dict) else {}
    except (ValueError, RecursionError):
        before = {}
    found: list[tuple[str, str]] = []
    for field in fresh:
        if field.name in now and before.get(field.name) != now[field.name]:
            said = "form.stale_changed" if now[field.name] else "form.stale_empty"
            found.append((field.id, t(said, label=field.label.text, now=now[field.name])))
    return found


def file_name(file: FileStorage) -> str:
    """The last part of an uploaded file's name (a browser may send a whole path) without what cannot be printed."""
    name = PurePosixPath((file.filename or "").replace("\\", "/")).name
    return "".join(c for c in name if c.isprintable())[:200]


def page_number(text: str | None) -> int:
    """The page an address asks for; 1 for anything that is none. A list shows its last page for any beyond it."""
    if not (text and text.isascii() and text.isdecimal()):
        return 1
    return max(1, int(text)) if len(text) <= len(str(MOST_PAGES)) else MOST_PAGES
