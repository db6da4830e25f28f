"""Resumes drawn straight onto a PDF page: typesetters and design tools, whose text comes in an order of its own.

Needs reportlab (requirements-dev); without it `CANVAS` is empty and `measure` says so.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from tests.layouts.people import Person, Stint, draw
from tests.layouts.style import Dates, Layout, Rendered, Style

try:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas
except ImportError:
    Canvas = None

WIDE, HIGH = 612, 792  # points: US Letter
EMBEDDED = "Vera"  # comes with reportlab; embedded as a subset, and has the letters fi and fl


@dataclass
class Mark:
    """A piece of text at a place: x from the left, y from the top of the first page, in points. `layer` is what it is
    (name, heading, title, employer, dates, text); design tools draw layer by layer."""

    x: float
    y: float
    text: str
    layer: str = "text"
    right: bool = False


@dataclass
class Sheet:
    """Marks in reading order. `y` is where the next line goes."""

    marks: list[Mark] = field(default_factory=list)
    y: float = 60

    def say(self, text: str, x: float = 54, layer: str = "text", *, wide: float = 500, right: bool = False) -> None:
        """A text at x, broken into lines of `wide` points; `right`: on the same line, ending at x."""
        if right:
            self.marks.append(Mark(x, self.y - 14, text, layer, True))
            return
        for line in broken(text, wide):
            if layer == "heading":
                self.y += 10
            self.marks.append(Mark(x, self.y, line, layer))
            self.y += 14


def broken(text: str, wide: float) -> list[str]:
    lines, line = [], ""
    for word in text.split(" "):
        if line and pdfmetrics.stringWidth(f"{line} {word}", "Helvetica", 10) > wide:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


Compose = Callable[[Person, Style], Sheet]
Order = Callable[[list[Mark]], list[Mark]]
Pen = Callable[[Any, Mark, float, str], None]


def drawn(
    compose: Compose,
    style: Style,
    columns: Literal["one", "two"] = "one",
    *,
    order: Order = list,
    pen: Pen | None = None,
    face: str = "Helvetica",
    **draws: object,
) -> Layout:
    def render(seed: str) -> Rendered:
        person = draw(seed, **draws)  # type: ignore[arg-type]
        look = style.varied(seed)
        sheet = compose(person, look)
        if EMBEDDED not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(EMBEDDED, f"{EMBEDDED}.ttf"))
        stream = io.BytesIO()
        canvas = Canvas(stream, pagesize=(WIDE, HIGH), invariant=1)
        usable = HIGH - 100
        for number in range(int(max(mark.y for mark in sheet.marks) // usable) + 1):
            page = [mark for mark in sheet.marks if int(mark.y // usable) == number]
            for mark in order(page):
                bold = face == "Helvetica" and mark.layer in ("name", "heading", "title")
                font = f"{face}-Bold" if bold else face
                canvas.setFont(font, 10)
                (pen or whole)(canvas, mark, HIGH - 50 - (mark.y - number * usable), font)
            canvas.showPage()
        canvas.save()
        return Rendered(stream.getvalue(), look.truth(person))

    return Layout("pdf", render, columns)


# How a text is put down.


def whole(canvas: Any, mark: Mark, y: float, face: str) -> None:
    (canvas.drawRightString if mark.right else canvas.drawString)(mark.x, y, mark.text)


def by_word(canvas: Any, mark: Mark, y: float, face: str) -> None:
    """Each word by itself and no space between, as typesetters do; fi and fl are one letter where the face has it."""
    wide = pdfmetrics.stringWidth
    x = mark.x - wide(mark.text, face, 10) if mark.right else mark.x
    for word in mark.text.split(" "):
        said = word.replace("fi", "ﬁ").replace("fl", "ﬂ") if face == EMBEDDED else word
        canvas.drawString(x, y, said)
        x += wide(word + " ", face, 10)


def by_letter(canvas: Any, mark: Mark, y: float, face: str) -> None:
    x = mark.x - pdfmetrics.stringWidth(mark.text, face, 10) if mark.right else mark.x
    for letter in mark.text:
        if letter != " ":
            canvas.drawString(x, y, letter)
        x += pdfmetrics.stringWidth(letter, face, 10)


def tracked(canvas: Any, mark: Mark, y: float, face: str) -> None:
    """Headings with wide gaps between their letters."""
    canvas.drawString(mark.x, y, mark.text, charSpace=2.2) if mark.layer == "heading" else whole(canvas, mark, y, face)


# In what order the marks of a page are drawn.


def layers(marks: list[Mark]) -> list[Mark]:
    return sorted(marks, key=lambda mark: ("name", "heading", "title", "dates", "employer", "text").index(mark.layer))


def backwards(marks: list[Mark]) -> list[Mark]:
    return marks[::-1]


def across(marks: list[Mark]) -> list[Mark]:
    """Row by row over the whole width of the page, whatever column a text belongs to."""
    return sorted(marks, key=lambda mark: (mark.y, mark.x))


def dates_last(marks: list[Mark]) -> list[Mark]:
    return sorted(marks, key=lambda mark: mark.layer == "dates")


# Where things stand.


def top(sheet: Sheet, person: Person, x: float = 54) -> None:
    sheet.say(person.name, x, "name")
    sheet.say(f"{person.phone} | {person.email}", x)


def rest(sheet: Sheet, person: Person, style: Style, names: tuple[str, ...], x: float = 54, wide: float = 500) -> None:
    for name in names:
        sheet.say(style.name(name), x, "heading")
        for line in list(person.skills) if name == "skills" else style.lines(person, name):
            sheet.say(line, x, wide=wide)


Block = Callable[[Sheet, Stint, Style, float, float], None]


def right_dates(sheet: Sheet, stint: Stint, style: Style, x: float, wide: float) -> None:
    sheet.say(style.title(stint.title), x, "title")
    sheet.say(style.when(stint), x + wide, "dates", right=True)
    if stint.employer:
        sheet.say(stint.employer, x, "employer")
        sheet.say(stint.place, x + wide, "employer", right=True)
    bullets(sheet, stint, x, wide)


def stacked(sheet: Sheet, stint: Stint, style: Style, x: float, wide: float) -> None:
    sheet.say(style.title(stint.title), x, "title", wide=wide)
    if stint.employer:
        sheet.say(stint.employer, x, "employer", wide=wide)
    sheet.say(style.when(stint), x, "dates")
    bullets(sheet, stint, x, wide)


def employer_first(sheet: Sheet, stint: Stint, style: Style, x: float, wide: float) -> None:
    sheet.say(f"{stint.employer}, {stint.place}" if stint.employer else stint.place, x, "employer")
    sheet.say(style.when(stint), x + wide, "dates", right=True)
    sheet.say(style.title(stint.title), x, "title")
    bullets(sheet, stint, x, wide)


def margin(sheet: Sheet, stint: Stint, style: Style, x: float, wide: float) -> None:
    """Dates left of the title, all else indented."""
    sheet.marks.append(Mark(x, sheet.y, style.when(stint), "dates"))
    sheet.say(style.title(stint.title), x + 130, "title")
    if stint.employer:
        sheet.say(stint.employer, x + 130, "employer")
    bullets(sheet, stint, x + 130, wide - 130)


def bullets(sheet: Sheet, stint: Stint, x: float, wide: float) -> None:
    for duty in stint.duties:
        sheet.say("• " + duty, x + 10, wide=wide - 10)
    sheet.y += 6


def single(block: Block, last: tuple[str, ...] = ("education", "credentials", "skills")) -> Compose:
    def compose(person: Person, style: Style) -> Sheet:
        sheet = Sheet()
        top(sheet, person)
        rest(sheet, person, style, ("summary",))
        sheet.say(style.name("work"), layer="heading")
        for stint in person.stints:
            block(sheet, stint, style, 54, 500)
        rest(sheet, person, style, last)
        return sheet

    return compose


def columns(block: Block, side: tuple[str, ...], *, left: bool = True) -> Compose:
    """Two columns; the rest of the sections is under the work."""

    def compose(person: Person, style: Style) -> Sheet:
        sheet = Sheet()
        narrow, main = (40, 220) if left else (430, 40)
        rest(sheet, person, style, side, narrow, 150)
        sheet.y = 60
        top(sheet, person, main)
        sheet.say(style.name("work"), main, "heading")
        for stint in person.stints:
            block(sheet, stint, style, main, 340)
        rest(sheet, person, style, tuple(name for name in ("education", "credentials") if name not in side), main, 340)
        return sheet

    return compose


def half_and_half(person: Person, style: Style) -> Sheet:
    """The older half of the jobs stands in the right column beside the newer half."""
    sheet = Sheet()
    top(sheet, person)
    sheet.say(style.name("work"), layer="heading")
    start, low = sheet.y, 0.0
    half = (len(person.stints) + 1) // 2
    for x, stints in ((54, person.stints[:half]), (320, person.stints[half:])):
        sheet.y = start
        for stint in stints:
            stacked(sheet, stint, style, x, 230)
        low = max(low, sheet.y)
    sheet.y = low
    rest(sheet, person, style, ("education", "credentials", "skills"))
    return sheet


SHORT = Dates("abbr", " – ")
LATEX = Style(Dates("full", " – "), heading=str)
CANVAS: dict[str, Layout] = (
    {
        "drawn: dates at the right": drawn(single(right_dates), Style(SHORT, heading=str)),
        "drawn: word by word": drawn(single(employer_first), LATEX, pen=by_word, face=EMBEDDED),
        "drawn: letter by letter": drawn(single(right_dates), Style(Dates("numeric", " - ")), pen=by_letter),
        "drawn: layer by layer": drawn(single(right_dates), Style(Dates("abbr", " - "), heading=str), order=layers),
        "drawn: from the bottom": drawn(single(stacked), Style(Dates("full", " - "), heading=str), order=backwards),
        "drawn: dates last": drawn(single(margin), Style(SHORT), order=dates_last),
        "drawn: tracked headings": drawn(single(stacked), Style(Dates("numeric", " – ")), pen=tracked),
        "drawn: margin, word by word": drawn(single(margin), LATEX, pen=by_word, face=EMBEDDED),
        "drawn: sidebar left": drawn(columns(stacked, ("skills", "credentials")), Style(SHORT), "two"),
        "drawn: sidebar right, row by row": drawn(
            columns(right_dates, ("skills", "education"), left=False),
            Style(Dates("numeric", " - ")),
            "two",
            order=across,
        ),
        "drawn: sidebar, layer by layer": drawn(
            columns(stacked, ("skills", "education", "credentials")),
            Style(Dates("full", " – "), heading=str),
            "two",
            order=layers,
        ),
        "drawn: work in two columns": drawn(half_and_half, Style(SHORT, heading=str), "two", jobs=(3, 6)),
    }
    if Canvas
    else {}
)
