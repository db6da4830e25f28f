"""Resumes as Word files: paragraphs, tab stops, tables, columns, headers, text boxes. Also printed by LibreOffice."""

import io
from collections.abc import Callable
from itertools import groupby
from typing import Any, Literal

from docx import Document
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from tests.layouts.people import Person, Stint, draw
from tests.layouts.style import Dates, Layout, Rendered, Style

Write = Callable[[Any, Person, Style], None]  # the document (python-docx has no useful type for it), who, how
REST = ("education", "credentials", "skills")
BOX = (
    '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
    '<wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0" relativeHeight="{id}" behindDoc="0"'
    ' locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="page"><wp:posOffset>{x}</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="page"><wp:posOffset>{y}</wp:posOffset></wp:positionV>'
    '<wp:extent cx="{w}" cy="{h}"/><wp:wrapNone/><wp:docPr id="{id}" name="Text Box {id}"/><wp:cNvGraphicFramePr/>'
    '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
    '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>{said}</w:txbxContent></wps:txbx>'
    "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
    '<v:shape style="position:absolute;width:150pt;height:500pt"><v:textbox><w:txbxContent>{said}</w:txbxContent>'
    "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def word(write: Write, style: Style | None = None, columns: Literal["one", "two"] = "one", **draws: object) -> Layout:

    def render(seed: str) -> Rendered:
        look = (style or Style(heading=str)).varied(seed)
        person = draw(seed, **draws)  # type: ignore[arg-type]
        document = Document()
        page = document.sections[0]
        page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(1.9)
        document.styles["Normal"].paragraph_format.space_after = Pt(2)
        write(document, person, look)
        stream = io.BytesIO()
        document.save(stream)
        return Rendered(stream.getvalue(), look.truth(person))

    return Layout("docx", render, columns)


def head(document: Any, person: Person) -> None:
    document.add_heading(person.name, 0)
    document.add_paragraph(f"{person.place} | {person.phone} | {person.email}")


def rest(where: Any, person: Person, style: Style, *names: str) -> None:
    """Sections that are not work, into a document or a cell of a table."""
    for name in names:
        _heading(where, style.name(name))
        for line in list(person.skills) if name == "skills" else style.lines(person, name):
            where.add_paragraph(line, style="List Bullet" if name == "skills" else None)


def _heading(where: Any, text: str) -> None:
    where.add_paragraph(text, style="Heading 1")


def duties(where: Any, stint: Stint, style: str | None = "List Bullet") -> None:
    for duty in stint.duties:
        where.add_paragraph(duty, style=style)


def stack(where: Any, stint: Stint, style: Style) -> None:
    where.add_paragraph().add_run(style.title(stint.title)).bold = True
    if stint.employer:
        where.add_paragraph(f"{style.employer(stint.employer)}, {stint.place}")
    where.add_paragraph(style.when(stint))
    duties(where, stint)


def line(where: Any, stint: Stint, style: Style) -> None:
    said = where.add_paragraph()
    said.add_run(style.title(stint.title)).bold = True
    said.add_run((f", {style.employer(stint.employer)}" if stint.employer else "") + f" ({style.when(stint)})")
    duties(where, stint)


def tabbed(where: Any, stint: Stint, style: Style) -> None:
    """Dates at a tab stop on the right edge of the title's line."""
    said = where.add_paragraph()
    said.paragraph_format.tab_stops.add_tab_stop(Cm(17.5), WD_TAB_ALIGNMENT.RIGHT)
    said.add_run(style.title(stint.title)).bold = True
    said.add_run("\t" + style.when(stint))
    if stint.employer:
        where.add_paragraph(f"{style.employer(stint.employer)}, {stint.place}").runs[0].italic = True
    duties(where, stint)


def tabbed_employer(where: Any, stint: Stint, style: Style) -> None:
    said = where.add_paragraph(f"{style.employer(stint.employer)} – {stint.place}" if stint.employer else stint.place)
    said.paragraph_format.tab_stops.add_tab_stop(Cm(17.5), WD_TAB_ALIGNMENT.RIGHT)
    said.add_run("\t" + style.when(stint)).bold = True
    where.add_paragraph(style.title(stint.title)).runs[0].italic = True
    duties(where, stint)


def hanging(where: Any, stint: Stint, style: Style) -> None:
    """Dates, a tab, then the title; what follows is indented to the tab."""
    said = where.add_paragraph(style.when(stint) + "\t" + style.title(stint.title))
    said.paragraph_format.tab_stops.add_tab_stop(Cm(5))
    for text in ([stint.employer] if stint.employer else []) + list(stint.duties):
        where.add_paragraph(text).paragraph_format.left_indent = Cm(5)


def breaks(where: Any, stint: Stint, style: Style) -> None:
    """The whole job in one paragraph with line breaks."""
    said = where.add_paragraph()
    told = [style.when(stint), style.title(stint.title), stint.employer or stint.place]
    for text in told + ["• " + duty for duty in stint.duties]:
        said.add_run(text).add_break()


def torn(where: Any, stint: Stint, style: Style) -> None:
    """Runs that end inside words, as edited files have them."""
    for text in [style.title(stint.title), *([stint.employer] if stint.employer else []), style.when(stint)]:
        said = where.add_paragraph()
        for place in range(0, len(text), 5):
            said.add_run(text[place : place + 5]).bold = place % 2 == 0
    duties(where, stint)


def symbol(where: Any, stint: Stint, style: Style) -> None:
    where.add_paragraph(f"{style.title(stint.title)} | {stint.employer or stint.place} | {style.when(stint)}")
    for duty in stint.duties:
        said = where.add_paragraph()
        mark = OxmlElement("w:sym")
        mark.set(qn("w:font"), "Wingdings")
        mark.set(qn("w:char"), "F0A7")
        said.add_run()._r.append(mark)
        said.add_run("\t" + duty)


def broken(where: Any, stint: Stint, style: Style) -> None:
    """A page break between the title and the dates' duties."""
    tabbed(where, stint, style)
    where.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
    where.add_paragraph("Kept this post through a change of owners", style="List Bullet")


def single(
    block: Callable[[Any, Stint, Style], None], *, first: tuple[str, ...] = ("summary",), last: tuple[str, ...] = REST
) -> Write:
    def write(document: Any, person: Person, style: Style) -> None:
        head(document, person)
        rest(document, person, style, *first)
        jobs(document, person, style, block)
        rest(document, person, style, *last)

    return write


def jobs(where: Any, person: Person, style: Style, block: Callable[[Any, Stint, Style], None]) -> None:
    _heading(where, style.name("work"))
    for stint in person.stints:
        block(where, stint, style)


def rows(document: Any, person: Person, style: Style) -> None:
    head(document, person)
    _heading(document, style.name("work"))
    table = document.add_table(rows=1, cols=4, style="Table Grid")
    for cell, text in zip(table.rows[0].cells, ("Position", "Employer", "From - To", "Duties"), strict=True):
        cell.text = text
    for stint in person.stints:
        said = (style.title(stint.title), stint.employer or "", style.when(stint), "; ".join(stint.duties))
        for cell, text in zip(table.add_row().cells, said, strict=True):
            cell.text = text
    rest(document, person, style, *REST)


def from_to(document: Any, person: Person, style: Style) -> None:
    """Begin and end in cells of their own."""
    head(document, person)
    rest(document, person, style, "summary")
    _heading(document, style.name("work"))
    table = document.add_table(rows=1, cols=4, style="Table Grid")
    for cell, text in zip(table.rows[0].cells, ("From", "To", "Company", "Job Title"), strict=True):
        cell.text = text
    for stint in person.stints:
        ends = style.dates.ends(stint.begin, stint.end)
        said = (ends[0], ends[-1], stint.employer or "", style.title(stint.title))
        for cell, text in zip(table.add_row().cells, said, strict=True):
            cell.text = text
    rest(document, person, style, *REST)


def dates_cell(document: Any, person: Person, style: Style) -> None:
    head(document, person)
    _heading(document, style.name("work"))
    table = document.add_table(rows=0, cols=2)
    for stint in person.stints:
        left, right = table.add_row().cells
        left.width, right.width = Cm(4.2), Cm(13)
        left.text = style.when(stint)
        right.text = style.title(stint.title)
        if stint.employer:
            right.add_paragraph(stint.employer)
        duties(right, stint)
    rest(document, person, style, *REST)


def one_table(document: Any, person: Person, style: Style) -> None:
    """Everything, headings too, in the rows of one table: the section's name at the left."""
    head(document, person)
    table = document.add_table(rows=0, cols=2)
    for name in ("summary", "work", *REST):
        left, right = table.add_row().cells
        left.width, right.width = Cm(3.6), Cm(13.6)
        left.text = style.name(name)
        if name == "work":
            for stint in person.stints:
                line(right, stint, style)
        else:
            right.text = "\n".join(style.lines(person, name))


def side_table(left_side: bool) -> Write:
    """A table of one row: a narrow cell with skills and such, a wide one with the work."""

    def write(document: Any, person: Person, style: Style) -> None:
        cells = document.add_table(rows=1, cols=2).rows[0].cells
        side, main = cells if left_side else cells[::-1]
        side.width, main.width = Cm(5.5), Cm(12)
        side.text = person.name
        for text in (person.phone, person.email, person.place):
            side.add_paragraph(text)
        rest(side, person, style, "skills", "credentials")
        rest(main, person, style, "summary")
        jobs(main, person, style, stack)
        rest(main, person, style, "education")

    return write


def nested(document: Any, person: Person, style: Style) -> None:
    """A table for each job inside the cell of a table."""
    head(document, person)
    cell = document.add_table(rows=1, cols=1).rows[0].cells[0]
    cell.text = style.name("work")
    for stint in person.stints:
        inner = cell.add_table(rows=2, cols=2)
        inner.rows[0].cells[0].text = style.title(stint.title)
        inner.rows[0].cells[1].text = style.when(stint)
        inner.rows[1].cells[0].text = stint.employer or stint.place
        inner.rows[1].cells[1].text = " ".join(duty + "." for duty in stint.duties)
        cell.add_paragraph("")
    rest(document, person, style, *REST)


def columns(document: Any, person: Person, style: Style) -> None:
    """Newspaper columns: skills and schooling in the first, work in the second."""
    document.add_paragraph(person.name)
    document.add_paragraph(f"{person.phone}, {person.email}")
    cols = document.sections[0]._sectPr.find(qn("w:cols"))
    cols.set(qn("w:num"), "2")
    cols.set(qn("w:space"), "500")
    rest(document, person, style, "skills", "education", "credentials")
    document.paragraphs[-1].add_run().add_break(WD_BREAK.COLUMN)
    jobs(document, person, style, stack)


def _paragraphs(lines: list[str]) -> str:
    safe = [text.replace("&", "&amp;").replace("<", "&lt;") for text in lines]
    return "".join(f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>' for text in safe)


def _box(document: Any, lines: list[str], number: int, x: float, y: float, w: float, h: float) -> None:
    """A text box with this many centimetres from the page's edge, wide and high."""
    emu = {name: int(value * 360000) for name, value in (("x", x), ("y", y), ("w", w), ("h", h))}
    document.add_paragraph()._p.append(parse_xml(BOX.format(id=number, said=_paragraphs(lines), **emu)))


def box_beside(document: Any, person: Person, style: Style) -> None:
    """Skills and contact in a text box at the left; the work in the body, indented."""
    side = [person.phone, person.email, style.name("skills"), *person.skills, style.name("credentials")]
    document.sections[0].left_margin = Cm(8)
    document.add_heading(person.name, 0)
    _box(document, [*side, *style.lines(person, "credentials")], 1, 1, 2, 6, 20)
    rest(document, person, style, "summary")
    jobs(document, person, style, stack)
    rest(document, person, style, "education")


def boxes(document: Any, person: Person, style: Style) -> None:
    """Each job in a text box of its own."""
    head(document, person)
    _heading(document, style.name("work"))
    for number, stint in enumerate(person.stints):
        told = [style.title(stint.title), *([stint.employer] if stint.employer else []), style.when(stint)]
        _box(document, told + ["• " + duty for duty in stint.duties], number + 1, 2, 5.5 + number * 5.2, 17, 5)
    for _ in range(min(len(person.stints), 4) * 8):
        document.add_paragraph()
    rest(document, person, style, *REST)


def running(document: Any, person: Person, style: Style) -> None:
    """Name and contact only in the page header, a footer with the page's number."""
    page = document.sections[0]
    page.header.paragraphs[0].text = f"{person.name}\t{person.phone}\t{person.email}"
    page.footer.paragraphs[0].text = f"{person.name} - Page "
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        mark.text = text
        page.footer.paragraphs[0].add_run()._r.append(mark)
    rest(document, person, style, "summary")
    jobs(document, person, style, tabbed)
    rest(document, person, style, *REST)


def controls(document: Any, person: Person, style: Style) -> None:
    """Title and dates are content controls of a template, one inside a paragraph, one around it."""
    head(document, person)
    _heading(document, style.name("work"))
    for stint in person.stints:
        title = document.add_paragraph()
        title.add_run(style.title(stint.title))
        when = document.add_paragraph(style.when(stint))
        for element in (title._p.r_lst[0], when._p):
            control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
            control.append(OxmlElement("w:sdtPr"))
            control.append(content)
            element.addprevious(control)
            content.append(element)
        document.add_paragraph(", ".join(filter(None, (stint.employer, stint.place))))
        duties(document, stint)
    rest(document, person, style, *REST)


def promotions(document: Any, person: Person, style: Style) -> None:
    head(document, person)
    _heading(document, style.name("work"))
    for (employer, place), group in groupby(person.stints, key=lambda stint: (stint.employer, stint.place)):
        document.add_paragraph(f"{employer}, {place}").runs[0].bold = True
        for stint in group:
            said = document.add_paragraph(f"{style.title(stint.title)}\t{style.when(stint)}")
            said.paragraph_format.tab_stops.add_tab_stop(Cm(17.5), WD_TAB_ALIGNMENT.RIGHT)
            duties(document, stint)
    rest(document, person, style, *REST)


def unpaid(document: Any, person: Person, style: Style) -> None:
    head(document, person)
    rest(document, person, style, "education")
    for name in ("externship", "work", "volunteer"):
        _heading(document, style.name(name))
        for stint in person.stints if name == "work" else [extra for extra in person.extras if extra.kind == name]:
            tabbed(document, stint, style)
    rest(document, person, style, "credentials", "references")


SHORT = Dates("abbr", " – ")
DOCX: dict[str, Layout] = {
    "word: stacked": word(single(stack)),
    "word: one line": word(single(line), Style(Dates("abbr-dot", " – "), heading=str.upper)),
    "word: right tab": word(single(tabbed), Style(Dates("full", " – "), heading=str)),
    "word: employer with right tab": word(single(tabbed_employer), Style(Dates("numeric", " - "), heading=str.upper)),
    "word: dates, tab, title": word(single(hanging), Style(Dates("abbr", " to "), heading=str)),
    "word: line breaks": word(single(breaks), Style(Dates("full", " - ", "Current"))),
    "word: torn runs": word(single(torn), Style(Dates("full", " – "), heading=str)),
    "word: symbol bullets": word(single(symbol), Style(Dates("numeric-short", " – "), heading=str)),
    "word: capitals": word(single(tabbed), Style(SHORT, title=str.upper, employer=str.upper)),
    "word: breaks inside a job": word(single(broken), Style(Dates("numeric", " to ", "Current"), heading=str)),
    "word: header and footer": word(running, Style(SHORT, heading=str)),
    "word: content controls": word(controls, Style(Dates("full", " – "), heading=str)),
    "word: promotions": word(promotions, Style(SHORT, heading=str), promoted=True, jobs=(3, 6)),
    "word: unpaid work": word(
        unpaid, Style(Dates("numeric"), order=("education", "externship", "work", "volunteer", "credentials"))
    ),
    "word: table, row a job": word(rows, Style(Dates("numeric", " - "), heading=str)),
    "word: table, from and to": word(from_to, Style(Dates("numeric"), heading=str)),
    "word: table, dates in a cell": word(dates_cell, Style(SHORT, heading=str)),
    "word: all in one table": word(one_table, Style(Dates("year", " – "))),
    "word: nested tables": word(nested, Style(Dates("abbr", " - "), heading=str)),
    "word: side cell left": word(side_table(True), Style(SHORT), "two"),
    "word: side cell right": word(side_table(False), Style(Dates("full", " - "), heading=str), "two"),
    "word: newspaper columns": word(columns, Style(Dates("numeric", " – "), heading=str.upper), "two", jobs=(2, 4)),
    "word: text box beside": word(box_beside, Style(SHORT, heading=str), "two"),
    "word: a text box a job": word(boxes, Style(Dates("full", " – "), heading=str), jobs=(2, 4)),
}
