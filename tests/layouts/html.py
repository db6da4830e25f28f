"""Resumes as web pages, printed to PDF by a browser: what builders and profile sites hand out."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import escape
from itertools import groupby
from typing import Literal

from tests.layouts.people import Person, Stint, draw
from tests.layouts.style import Dates, Layout, Rendered, Style

Body = Callable[[Person, Style], str]
BASE = (
    "@page{size:Letter;margin:15mm}*{box-sizing:border-box}body{margin:0;font:10.5pt/1.35 'Liberation Sans',sans-serif}"
    "h1{font-size:20pt;margin:0}h2{font-size:12pt;margin:12pt 0 4pt}h3,p{margin:0;font-size:10.5pt}ul{margin:2pt 0 8pt}"
)


def web(
    body: Body, css: str = "", style: Style | None = None, columns: Literal["one", "two"] = "one", **draws: object
) -> Layout:

    def render(seed: str) -> Rendered:
        look = (style or Style(heading=str)).varied(seed)
        person = draw(seed, **draws)  # type: ignore[arg-type]
        text = body(person, look)
        head = f"<meta charset=utf-8><title>{escape(person.name)}</title><style>{BASE}{css}</style>"
        return Rendered(
            f"<!doctype html><html lang=en><head>{head}</head><body>{text}</body></html>", look.truth(person)
        )

    return Layout("html", render, columns)


def top(person: Person, *, contact: bool = True) -> str:
    line = f"<p>{escape(person.place)} · {person.phone} · {person.email}</p>" if contact else ""
    return f"<header><h1>{escape(person.name)}</h1>{line}</header>"


def contact(person: Person) -> str:
    return f"<h2>Contact</h2><p>{person.phone}</p><p>{person.email}</p><p>{escape(person.place)}</p>"


def job(template: str) -> Callable[[Stint, Style], str]:
    """HTML of a job from a template of {title}, {employer}, {place}, {dates}, {begin}, {end}, {duties}; an element
    left empty goes."""

    def block(stint: Stint, style: Style) -> str:
        ends = style.dates.ends(stint.begin, stint.end)
        said = template.format(
            title=escape(style.title(stint.title)),
            employer=escape(style.employer(stint.employer or "")),
            place=escape(stint.place),
            dates=escape(style.when(stint)),
            begin=escape(ends[0]),
            end=escape(ends[-1]) if len(ends) > 1 else "",
            duties="<ul>" + "".join(f"<li>{escape(duty)}</li>" for duty in stint.duties) + "</ul>",
        )
        return f"<article>{re.sub(r'<(span|div|p|b|i|td|h3)[^>]*></(span|div|p|b|i|td|h3)>', '', said)}</article>"

    return block


def section(person: Person, style: Style, name: str) -> str:
    head = f"<h2>{escape(style.name(name))}</h2>"
    if name == "skills":
        return head + "<ul>" + "".join(f"<li>{escape(skill)}</li>" for skill in person.skills) + "</ul>"
    said = [escape(line) for line in style.lines(person, name)]
    return head + "".join(f"<p>{line}</p>" for line in said)


def sections(person: Person, style: Style, *names: str) -> str:
    return "".join(section(person, style, name) for name in names)


def work(person: Person, style: Style, template: str) -> str:
    block = job(template)
    return f"<h2>{escape(style.name('work'))}</h2>" + "".join(block(stint, style) for stint in person.stints)


def single(
    template: str,
    before: tuple[str, ...] = ("summary",),
    after: tuple[str, ...] = ("education", "credentials", "skills"),
) -> Body:
    return lambda person, style: (
        top(person) + sections(person, style, *before) + work(person, style, template) + sections(person, style, *after)
    )


def sidebar(template: str, *side: str, first: bool = True) -> Body:
    """Main column with the work, side column with `side`; `first`: the side stands first in the page's source."""

    def body(person: Person, style: Style) -> str:
        aside = f"<aside>{contact(person)}{sections(person, style, *side)}</aside>"
        rest = [name for name in ("summary", "education", "credentials", "skills") if name not in side]
        told = sections(person, style, *[name for name in rest if name == "summary"])
        told += work(person, style, template) + sections(person, style, *[name for name in rest if name != "summary"])
        main = f"<main>{top(person, contact=False)}{told}</main>"
        return f"<div class=page>{aside + main if first else main + aside}</div>"

    return body


STACK = "<h3>{title}</h3><p>{employer}</p><p>{place}</p><p class=d>{dates}</p>{duties}"
LINE = "<div class=r><b>{title}</b><span>{dates}</span></div><div class=r><i>{employer}</i><span>{place}</span></div>{duties}"
EMPLOYER = "<div class=r><b>{employer}</b><span>{place}</span></div><div class=r><i>{title}</i><span>{dates}</span></div>{duties}"
FLEX = ".r{display:flex;justify-content:space-between}"
GRID = ".page{display:grid;grid-template-columns:62mm 1fr;gap:8mm}aside{background:#eef;padding:4mm}"


def table_rows(person: Person, style: Style) -> str:
    block = job("<tr><td>{dates}</td><td>{title}</td><td>{employer}</td><td>{place}</td></tr>")
    rows = "".join(block(stint, style)[9:-10] for stint in person.stints)
    head = "<tr><th>Dates</th><th>Position</th><th>Employer</th><th>Location</th></tr>"
    table = f"<h2>{escape(style.name('work'))}</h2><table>{head}{rows}</table>"
    return (
        top(person) + sections(person, style, "summary") + table + sections(person, style, "education", "credentials")
    )


def table_cells(person: Person, style: Style) -> str:
    """The dates in a cell of their own, all else in the other."""
    block = job("<tr><td class=d>{dates}</td><td><b>{title}</b><p>{employer}</p>{duties}</td></tr>")
    rows = "".join(block(stint, style)[9:-10] for stint in person.stints)
    table = f"<h2>{escape(style.name('work'))}</h2><table>{rows}</table>"
    return top(person) + table + sections(person, style, "education", "credentials", "skills")


def under_employer(person: Person, style: Style) -> str:
    block = job("<div class=r><b>{title}</b><span>{dates}</span></div>{duties}")
    said = f"<h2>{escape(style.name('work'))}</h2>"
    for (employer, place), group in groupby(person.stints, key=lambda stint: (stint.employer, stint.place)):
        said += f"<h3>{escape(employer or '')}, {place}</h3>" + "".join(block(stint, style) for stint in group)
    return top(person) + sections(person, style, "summary") + said + sections(person, style, "education", "credentials")


def halves(person: Person, style: Style) -> str:
    """The page flows in two columns; jobs break from one into the other."""
    said = sections(person, style, "summary") + work(person, style, STACK)
    return top(person) + f"<main>{said}{sections(person, style, 'education', 'credentials', 'skills')}</main>"


def cards(person: Person, style: Style) -> str:
    block = job(STACK)
    jobs = "".join(block(stint, style) for stint in person.stints)
    said = f"<h2>{escape(style.name('work'))}</h2><div class=cards>{jobs}</div>"
    return (
        top(person)
        + sections(person, style, "summary", "skills")
        + said
        + sections(person, style, "education", "credentials")
    )


def running_head(person: Person, style: Style) -> str:
    long = tuple(replace(stint, duties=stint.duties * 3) for stint in person.stints)
    return (
        f"<div class=running>{escape(person.name)} · {person.phone}</div>"
        + top(replace(person, stints=long))
        + work(replace(person, stints=long), style, EMPLOYER)
        + sections(person, style, "education", "credentials", "references")
    )


def unpaid(person: Person, style: Style) -> str:
    block = job(LINE)
    extra = "".join(f"<h2>{escape(style.name(stint.kind))}</h2>{block(stint, style)}" for stint in person.extras)
    return (
        top(person)
        + sections(person, style, "education")
        + work(person, style, LINE)
        + extra
        + sections(person, style, "credentials")
    )


SHORT = Dates("abbr", " – ")
UNPAID = ("education", "work", "externship", "volunteer", "credentials")

HTML: dict[str, Layout] = {
    "page: stacked": web(single(STACK)),
    "page: dates at the right": web(single(LINE), FLEX, Style(Dates("full", " – "), heading=str)),
    "page: employer, then title and dates": web(single(EMPLOYER), FLEX, Style(Dates("numeric", " - "))),
    "page: dates float before": web(
        single("<span class=f>{dates}</span><h3>{title}</h3><p>{employer}, {place}</p>{duties}"),
        ".f{float:right}",
        Style(SHORT, heading=str),
    ),
    "page: title, employer, dates in a sentence": web(
        single("<p><b>{title}</b>, {employer}, {place} ({dates})</p>{duties}"),
        "",
        Style(Dates("abbr-dot", " to ", "Now")),
    ),
    "page: bars between": web(
        single("<p>{title} | {employer} | {dates}</p>{duties}"), "", Style(Dates("numeric", " – "))
    ),
    "page: margin of dates": web(
        single("<div class=g><div>{dates}</div><div><b>{title}</b><p>{employer}, {place}</p>{duties}</div></div>"),
        ".g{display:grid;grid-template-columns:44mm 1fr}",
        Style(SHORT, heading=str),
    ),
    "page: margin of dates in two lines": web(
        single(
            "<div class=g><div><p>{begin} –</p><p>{end}</p></div><div><b>{title}</b><p>{employer}</p>{duties}</div></div>"
        ),
        ".g{display:grid;grid-template-columns:30mm 1fr}",
        Style(Dates("full"), heading=str),
    ),
    "page: time line": web(
        single("<div class=l><p class=d>{dates}</p><h3>{title}</h3><p>{employer}</p>{duties}</div>"),
        ".l{border-left:2px solid #468;padding-left:6mm;position:relative}"
        ".l:before{content:'●';position:absolute;left:-5px;top:-2px;color:#468}",
        Style(Dates("year", " – "), heading=str),
    ),
    "page: turned order": web(
        single("<div class=r><span>{dates}</span><b>{title}</b></div><p>{employer}</p>{duties}"),
        ".r{display:flex;flex-direction:row-reverse;justify-content:space-between}",
        Style(Dates("full", " to "), heading=str),
    ),
    "page: capitals by style": web(
        single("<h3 class=u>{title}</h3><p>{employer}</p><p>{dates}</p>{duties}"),
        ".u,h2{text-transform:uppercase;letter-spacing:.12em}",
        Style(Dates("abbr", " — "), heading=str),
    ),
    "page: row a job": web(
        table_rows,
        "table{width:100%;border-collapse:collapse}td,th{border:1px solid #999;text-align:left;padding:3px}",
        Style(Dates("numeric", " - ")),
    ),
    "page: dates in a cell": web(
        table_cells, "td{vertical-align:top}.d{width:34mm}", Style(Dates("full", " – "), heading=str)
    ),
    "page: promotions": web(under_employer, FLEX, Style(SHORT, heading=str), promoted=True, jobs=(3, 6)),
    "page: breaks inside a job, running head": web(
        running_head,
        FLEX
        + ".running{position:fixed;top:0;right:0;font-size:8pt}@page{margin:20mm;@bottom-center{content:'Page ' counter(page)}}",
        Style(Dates("abbr"), heading=str),
        jobs=(4, 7),
    ),
    "page: unpaid work": web(unpaid, FLEX, Style(SHORT, heading=str, order=UNPAID)),
    "page: other bullets": web(
        single(LINE),
        FLEX + "ul{list-style:none;padding:0}li:before{content:'➤ '}",
        Style(Dates("numeric", " to ", "Current"), heading=str),
    ),
    "page: definition list": web(
        single("<dl><dt>{dates}</dt><dd><b>{employer}</b>, {place}</dd><dd>{title}</dd></dl>{duties}"),
        "dd{margin-left:10mm}",
        Style(Dates("full", " through ")),
    ),
    "page: sidebar left": web(sidebar(STACK, "skills", "credentials"), GRID, Style(SHORT, heading=str), "two"),
    "page: sidebar right": web(
        sidebar(LINE, "skills", "education", first=False),
        FLEX
        + ".page{display:grid;grid-template-columns:1fr 55mm;gap:8mm}aside{border-left:1px solid;padding-left:4mm}",
        Style(Dates("numeric", " - "), heading=str.upper),
        "two",
    ),
    "page: dark sidebar placed absolutely": web(
        sidebar(STACK, "skills", "education", "credentials", first=False),
        "@page{margin:0}aside{position:absolute;left:0;top:0;width:65mm;min-height:279mm;background:#234;color:#fff;padding:10mm 5mm}"
        "main{margin-left:70mm;padding:10mm 8mm}",
        Style(Dates("full", " - "), heading=str.upper),
        "two",
    ),
    "page: sidebar with schooling and dates": web(
        sidebar(LINE, "education", "credentials", "skills"),
        FLEX + GRID,
        Style(Dates("year", " - "), heading=str),
        "two",
    ),
    "page: two flowing columns": web(halves, "main{columns:2;column-gap:9mm}", Style(SHORT, heading=str), "two"),
    "page: cards in pairs": web(
        cards,
        ".cards{display:grid;grid-template-columns:1fr 1fr;gap:6mm}article{border:1px solid #bbb;padding:3mm}",
        Style(Dates("numeric", " – "), heading=str),
        "two",
        jobs=(3, 6),
    ),
    "page: sidebar by float": web(
        sidebar(EMPLOYER, "skills", "credentials"),
        FLEX + "aside{float:left;width:55mm}main{margin-left:62mm}",
        Style(Dates("abbr", " to ")),
        "two",
    ),
}
