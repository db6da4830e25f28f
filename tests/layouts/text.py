"""Resumes as plain text: what people paste, and what is left of a document when its looks are gone."""

import re
import textwrap
from collections.abc import Callable
from dataclasses import replace
from itertools import groupby

from tests.layouts.people import Person, Stint, draw
from tests.layouts.style import Dates, Layout, Rendered, Style

Block = Callable[[Stint, Style], list[str]]
Work = Callable[[list[Stint], Style], list[str]]
Post = Callable[[str, Person], str]


def plain(
    block: Block,
    style: Style | None = None,
    *,
    work: Work | None = None,
    post: Post | None = None,
    draws: dict[str, object] | None = None,
    silent: bool = False,
    gap: int = 1,
) -> Layout:
    """A layout whose jobs are printed by `block` (or all together by `work`). `post` changes the finished text,
    `silent` drops every employer, `gap` is the number of blank lines between blocks."""

    def render(seed: str) -> Rendered:
        look = (style or Style()).varied(seed)
        person = draw(seed, **(draws or {}))  # type: ignore[arg-type]
        if silent:
            person = replace(person, stints=tuple(replace(stint, employer=None) for stint in person.stints))
        text = page(person, look, block, work or (lambda stints, st: stacked(stints, st, block, gap)), gap)
        return Rendered(post(text, person) if post else text, look.truth(person))

    return Layout("text", render)


def page(person: Person, style: Style, block: Block, work: Work, gap: int) -> str:
    blank = [""] * gap
    lines = [person.name, f"{person.place} | {person.phone} | {person.email}", *blank]
    for section in style.order:
        if section == "headline":
            lines += [person.headline, *blank]
            continue
        lines.append(style.name(section))
        if section == "work":
            lines += work(list(person.stints), style)
        elif section in ("externship", "volunteer"):
            lines += stacked([extra for extra in person.extras if extra.kind == section], style, block, gap)
        elif section == "strengths":
            for stint in person.stints:
                lines += duties(stint, style)
        else:
            lines += style.lines(person, section)
        lines += blank
    return "\n".join(lines).rstrip() + "\n"


def stacked(stints: list[Stint], style: Style, block: Block, gap: int) -> list[str]:
    lines: list[str] = []
    for place, stint in enumerate(stints):
        bare = stint.kind == "job" and place >= len(stints) - style.undated
        lines += undated(stint, style) if bare else block(stint, style)
        lines += [""] * gap if place < len(stints) - 1 else []
    return lines


def undated(stint: Stint, style: Style) -> list[str]:
    return [", ".join(filter(None, (style.title(stint.title), stint.employer)))]


def duties(stint: Stint, style: Style) -> list[str]:
    return [style.bullet + duty for duty in stint.duties]


def house(stint: Stint, style: Style, *, place: bool = True, mark: str = ", ") -> str:
    """Employer and town, or what of them is told."""
    said = [style.employer(stint.employer)] if stint.employer else []
    return mark.join(said + [stint.place] * place)


def told(*lines: str) -> list[str]:
    return [line for line in lines if line.strip()]


# One function per shape of a job; {t}itle, {e}mployer, {p}lace, {d}ates.


def t_e_d(stint: Stint, style: Style) -> list[str]:
    return told(style.title(stint.title), house(stint, style), style.when(stint)) + duties(stint, style)


def e_t_d(stint: Stint, style: Style) -> list[str]:
    return told(house(stint, style), style.title(stint.title), style.when(stint)) + duties(stint, style)


def d_t_e(stint: Stint, style: Style) -> list[str]:
    return told(style.when(stint), style.title(stint.title), house(stint, style)) + duties(stint, style)


def d_e_t(stint: Stint, style: Style) -> list[str]:
    return told(style.when(stint), house(stint, style), style.title(stint.title)) + duties(stint, style)


def t_p_d_e(stint: Stint, style: Style) -> list[str]:
    lines = told(style.title(stint.title), stint.place, style.when(stint), house(stint, style, place=False))
    return lines + duties(stint, style)


def e_p_t_d(stint: Stint, style: Style) -> list[str]:
    lines = told(house(stint, style, place=False), stint.place, style.title(stint.title), style.when(stint))
    return lines + duties(stint, style)


def one_line(template: str) -> Block:
    """A header line of {title}, {employer}, {place} and {dates}; what is missing takes its mark along."""

    def block(stint: Stint, style: Style) -> list[str]:
        line = (
            template if stint.employer else re.sub(r"(, | \| | - | at | – |: |\s{2,}|\t+)?\{employer\}", "", template)
        )
        said = line.format(
            title=style.title(stint.title),
            employer=style.employer(stint.employer or ""),
            place=stint.place,
            dates=style.when(stint),
        )
        return [part.strip(" ,|") for part in said.split("\n") if part.strip(" ,|")] + duties(stint, style)

    return block


def right(stint: Stint, style: Style) -> list[str]:
    """Dates at the right edge of the title's line, the town at the right edge of the employer's."""
    title, when = style.title(stint.title), style.when(stint)
    lines = [title + " " * max(3, 84 - len(title) - len(when)) + when]
    if stint.employer:
        employer = style.employer(stint.employer)
        lines.append(employer + " " * max(3, 84 - len(employer) - len(stint.place)) + stint.place)
    return lines + duties(stint, style)


def right_employer(stint: Stint, style: Style) -> list[str]:
    head, when = house(stint, style), style.when(stint)
    return [head + " " * max(3, 84 - len(head) - len(when)) + when, style.title(stint.title), *duties(stint, style)]


def margin(stint: Stint, style: Style) -> list[str]:
    side = [style.when(stint)]
    main = told(style.title(stint.title), house(stint, style)) + duties(stint, style)
    return beside(side, main)


def margin_split(stint: Stint, style: Style) -> list[str]:
    """The dates broken over two lines of the margin."""
    ends = style.dates.ends(stint.begin, stint.end)
    side = [ends[0] + " -", ends[1]] if len(ends) == 2 else [ends[0]]
    main = told(", ".join(filter(None, (style.title(stint.title), stint.employer))), stint.place)
    return beside(side, main + duties(stint, style))


def beside(side: list[str], main: list[str], wide: int = 24) -> list[str]:
    rows = max(len(side), len(main))
    left = side + [""] * (rows - len(side))
    return [f"{one:<{wide}}{other}".rstrip() for one, other in zip(left, main + [""] * (rows - len(main)), strict=True)]


def prose(stint: Stint, style: Style) -> list[str]:
    head = f"{style.when(stint)}: {style.title(stint.title)}"
    head += f", {house(stint, style)}." if stint.employer else "."
    return [head + " " + ". ".join(stint.duties) + "."]


def form(stint: Stint, style: Style) -> list[str]:
    lines = [f"Position: {style.title(stint.title)}", f"Employer: {stint.employer or ''}", f"Location: {stint.place}"]
    return [*lines, f"Dates of Employment: {style.when(stint)}", "Duties: " + "; ".join(stint.duties)]


def application(stint: Stint, style: Style) -> list[str]:
    ends = style.dates.ends(stint.begin, stint.end)
    lines = [f"Company: {stint.employer or 'n/a'}", f"From: {ends[0]}   To: {ends[-1]}"]
    return [*lines, f"Job Title: {style.title(stint.title)}", "Responsibilities:", *duties(stint, style)]


def bulleted(stint: Stint, style: Style) -> list[str]:
    """The header is a bullet of its own, the duties are bullets below it."""
    head = ", ".join(filter(None, (style.title(stint.title), stint.employer)))
    return [f"• {head}, {style.when(stint)}"] + [f"    o {duty}" for duty in stint.duties]


def anonymous(stint: Stint, style: Style) -> list[str]:
    """As a well-known builder prints it once names are taken out."""
    lines = [style.when(stint), style.title(stint.title), "Company Name - City , State"]
    return lines + duties(stint, style)


def anonymous_line(stint: Stint, style: Style) -> list[str]:
    said = " ".join(duty + "." for duty in stint.duties)
    return [f"{style.title(stint.title)} {style.when(stint)} Company Name City , State", said]


def markdown(stint: Stint, style: Style) -> list[str]:
    return [
        f"### {style.title(stint.title)}",
        f"**{house(stint, style)}** | *{style.when(stint)}*",
        *duties(stint, style),
    ]


def numbered(stints: list[Stint], style: Style) -> list[str]:
    lines: list[str] = []
    for place, stint in enumerate(stints, start=1):
        head = f"{place}. {style.title(stint.title)}" + (f" - {stint.employer}" if stint.employer else "")
        lines += [head, f"   {style.when(stint)}", *[f"   {line}" for line in duties(stint, style)]]
    return lines


def promoted(total: bool) -> Work:
    """Jobs under their employer, the titles below; `total`: the employer's line has the dates of all of them."""

    def work(stints: list[Stint], style: Style) -> list[str]:
        lines: list[str] = []
        for _, group in groupby(stints, key=lambda stint: (stint.employer, stint.place)):
            held = list(group)
            head = house(held[0], style)
            if total and len(held) > 1:
                head += "    " + style.dates.text(held[-1].begin, held[0].end)
            lines.append(head)
            for stint in held:
                lines += [f"  {style.title(stint.title)}, {style.when(stint)}"]
                lines += ["  " + line for line in duties(stint, style)]
            lines.append("")
        return lines[:-1]

    return work


def linkedin(stints: list[Stint], style: Style) -> list[str]:
    lines: list[str] = []
    for (employer, place), group in groupby(stints, key=lambda stint: (stint.employer, stint.place)):
        held = list(group)
        lines += [employer or "Self-employed"]
        if len(held) > 1:
            spent = style.dates.text(held[-1].begin, held[0].end)
            lines.append(spent[spent.rindex("(") + 1 : -1])
        for stint in held:
            lines += [style.title(stint.title), style.when(stint), place, *stint.duties]
    return lines


def listed(template: str) -> Work:
    """A short list of jobs, a line each, nothing about them."""
    line = one_line(template)
    return lambda stints, style: [line(replace(stint, duties=()), style)[0] for stint in stints]


def barred(stints: list[Stint], style: Style) -> list[str]:
    rows = [("Dates", "Position", "Employer")]
    rows += [(style.when(stint), style.title(stint.title), stint.employer or "-") for stint in stints]
    wide = [max(len(row[column]) for row in rows) for column in range(3)]
    drawn = [
        "| " + " | ".join(f"{cell:<{width}}" for cell, width in zip(row, wide, strict=True)) + " |" for row in rows
    ]
    return [drawn[0], "|" + "|".join("-" * (width + 2) for width in wide) + "|", *drawn[1:]]


def tabbed(stints: list[Stint], style: Style) -> list[str]:
    rows = ["From\tTo\tJob Title\tCompany"]
    for stint in stints:
        ends = style.dates.ends(stint.begin, stint.end)
        rows.append(f"{ends[0]}\t{ends[-1]}\t{style.title(stint.title)}\t{stint.employer or ''}")
    return rows


def relevant(stints: list[Stint], style: Style) -> list[str]:
    """Two sections of work: the first half "relevant", the rest "other"."""
    half = (len(stints) + 1) // 2
    first, rest = stacked(stints[:half], style, e_t_d, 1), stacked(stints[half:], style, e_t_d, 1)
    return [*first, "", style.heading("Other Experience"), *rest]


# What happens to a whole text.


def squeezed(text: str, person: Person) -> str:
    return re.sub(r"\n{2,}", "\n", text)


def wrapped(text: str, person: Person) -> str:
    return "\n".join("\n".join(textwrap.wrap(line, 54)) for line in text.split("\n")) + "\n"


def lowered(text: str, person: Person) -> str:
    return text.lower()


def shouted(text: str, person: Person) -> str:
    return text.upper()


def garbled(text: str, person: Person) -> str:
    """UTF-8 read as Windows-1252, as mail and old databases leave it."""
    return text.encode().decode("cp1252", errors="replace")


def symbols(text: str, person: Person) -> str:
    """The private-use bullet of a symbol font."""
    return text.replace("• ", "\uf0b7\t")


def twice(text: str, person: Person) -> str:
    return text + "\n" + text


def doubled(text: str, person: Person) -> str:
    return text.replace("\n", "\n\n")


def paged(text: str, person: Person) -> str:
    """A form feed, a page number and the name again after every 24th line, wherever that falls."""
    lines = text.split("\n")
    pages = [lines[place : place + 24] for place in range(0, len(lines), 24)]
    head = [f"{person.name} - Resume", ""]
    return "".join(
        "\n".join((head if number > 1 else []) + page) + f"\n\nPage {number} of {len(pages)}\n\f"
        for number, page in enumerate(pages, start=1)
    )


def spaced(text: str) -> str:
    return "   ".join(" ".join(word) for word in text.upper().split())


def titled(text: str) -> str:
    return text + "\n" + "=" * len(text)


ALL = ("headline", "summary", "skills", "work", "externship", "volunteer", "education", "credentials", "references")
ANON = Dates("numeric", " to ", "Current")

TEXT: dict[str, Layout] = {
    "stacked title, employer, dates": plain(t_e_d),
    "stacked employer, title, dates": plain(e_t_d, Style(Dates("full", " – "), bullet="• ")),
    "dates above title": plain(d_t_e, Style(Dates("full", " to "), headings={"work": "Professional Experience"})),
    "dates above employer": plain(d_e_t, Style(Dates("numeric", " - "), headings={"work": "Employment History"})),
    "dates in brackets after": plain(one_line("{title}, {employer} ({dates})"), Style(bullet="* ")),
    "years in brackets after": plain(one_line("{title}, {employer} ({dates})"), Style(Dates("year", "-"))),
    "all on one line with pipes": plain(
        one_line("{title} | {employer} | {place} | {dates}"), Style(Dates("abbr", " — ", "Now"), heading=str)
    ),
    "employer first with pipes": plain(one_line("{employer} | {title} | {dates}"), Style(bullet="▪ ")),
    "title at employer": plain(one_line("{title} at {employer}, {dates}"), Style(Dates("abbr", " to ", "present"))),
    "title dash employer, dates below": plain(one_line("{title} - {employer}\n{dates}"), Style(bullet="> ")),
    "employer, title on one line": plain(
        one_line("{employer}, {title}\n{dates}"), Style(Dates("abbr-dot"), headings={"work": "Clinical Experience"})
    ),
    "years before the line": plain(one_line("{dates}  {title}, {employer}"), Style(Dates("year"), bullet="+ ")),
    "months before the line": plain(one_line("{dates}: {title}, {employer}, {place}"), Style(Dates("numeric-short"))),
    "dates between title and employer": plain(one_line("{title} ({dates}) {employer}"), Style(Dates("numeric", " – "))),
    "dates on the employer's line": plain(one_line("{employer}, {place}  {dates}\n{title}"), Style(bullet="· ")),
    "dates in the margin": plain(margin, Style(heading=str.title)),
    "dates split in the margin": plain(margin_split, Style(Dates("full"), headings={"work": "Work History"})),
    "dates at the right edge": plain(right, Style(Dates("full", " – "), bullet="● ")),
    "employer and dates at the right edge": plain(right_employer, Style(title=str.upper)),
    "tab before dates": plain(one_line("{title}\t\t{dates}\n{employer}, {place}"), Style(Dates("abbr", " – "))),
    "tabs all along": plain(one_line("{employer}\t{place}\t{title}\t{dates}"), Style(Dates("year", " – "))),
    "town between": plain(t_p_d_e, Style(Dates("full-comma", " - "), bullet="‣ ")),
    "town below employer": plain(e_p_t_d, Style(Dates("abbr", " through "), heading=str)),
    "names taken out": plain(anonymous, Style(ANON, headings={"work": "Experience", "credentials": "Licenses"})),
    "names taken out, one line": plain(anonymous_line, Style(ANON, heading=str, headings={"work": "Experience"})),
    "iso months": plain(t_e_d, Style(Dates("iso", " - "), bullet="")),
    "dotted months": plain(one_line("{title}, {employer}\n{dates}"), Style(Dates("dotted", "–", "now"))),
    "seasons": plain(t_e_d, Style(Dates("season", " - "), headings={"work": "Jobs I Have Held"})),
    "since": plain(one_line("{title}, {employer}, {dates}"), Style(Dates("year", since=True)), draws={"settled": True}),
    "from until": plain(t_e_d, Style(Dates("full", " until ", "today", lead="From "))),
    "till date": plain(one_line("{title} | {dates}\n{employer}"), Style(Dates("abbr", " - ", "Till date"))),
    "two-digit years": plain(one_line("{title}, {employer} {dates}"), Style(Dates("numeric-two", "-", "present"))),
    "apostrophe years": plain(one_line("{employer} – {title}\n{dates}"), Style(Dates("apostrophe", " – "))),
    "short second year": plain(one_line("{dates}\t{title}, {employer}"), Style(Dates("year-short-end", "–"))),
    "whole days": plain(t_e_d, Style(Dates("day", " - "), headings={"work": "EMPLOYMENT"})),
    "named days": plain(one_line("{title}\n{employer}\n{dates}"), Style(Dates("day-name", " to "))),
    "capitals for titles": plain(t_e_d, Style(Dates("abbr", " – "), title=str.upper, heading=str.title)),
    "capitals for employers": plain(e_t_d, Style(Dates("numeric", " to ", "Current"), employer=str.upper)),
    "promotions under one employer": plain(t_e_d, work=promoted(False), draws={"promoted": True, "jobs": (3, 6)}),
    "promotions with the whole span": plain(
        t_e_d, Style(Dates("abbr", " – "), bullet="• "), work=promoted(True), draws={"promoted": True, "jobs": (3, 6)}
    ),
    "profile site export": plain(
        t_e_d,
        Style(Dates("full", length=True), heading=str, headings={"work": "Experience", "skills": "Top Skills"}),
        work=linkedin,
        draws={"promoted": True, "jobs": (3, 6)},
    ),
    "no employers": plain(t_e_d, silent=True),
    "no employers, dates before": plain(one_line("{dates} {title}"), Style(Dates("year")), silent=True),
    "form with labels": plain(form, Style(Dates("numeric"), headings={"work": "Employment Record"})),
    "application with from and to": plain(
        application, Style(Dates("numeric"), headings={"work": "Previous Employers"})
    ),
    "numbered": plain(t_e_d, Style(Dates("abbr")), work=numbered),
    "prose": plain(prose, Style(Dates("full", " to ", "the present"), heading=str)),
    "headers are bullets": plain(bulleted, Style(Dates("numeric-short", " – "))),
    "duties without bullets": plain(right, Style(bullet="")),
    "markdown": plain(markdown, Style(bullet="* ", heading=lambda name: f"## {name}")),
    "no blank lines": plain(e_t_d, Style(Dates("abbr", "-"), bullet="", heading=str), gap=0, post=squeezed),
    "every line spaced": plain(t_e_d, post=doubled),
    "long lines wrapped": plain(one_line("{title}, {employer}, {place}, {dates}"), Style(Dates("full")), post=wrapped),
    "all lower case": plain(t_e_d, Style(Dates("abbr")), post=lowered),
    "all capitals": plain(one_line("{employer}, {place}\n{title}, {dates}"), Style(Dates("full")), post=shouted),
    "garbled bullets and dashes": plain(t_e_d, Style(Dates("abbr", " – "), bullet="• "), post=garbled),
    "symbol bullets": plain(e_t_d, Style(Dates("numeric", " – "), bullet="• "), post=symbols),
    "education and certificates first": plain(
        t_e_d, Style(Dates("abbr", " – "), order=("education", "credentials", "skills", "work", "references"))
    ),
    "every section": plain(e_t_d, Style(Dates("numeric"), order=ALL, bullet="● "), draws={"settled": True}),
    "unpaid work": plain(
        one_line("{title}, {employer}\n{dates}"),
        Style(order=("work", "volunteer", "externship", "education", "credentials")),
    ),
    "skills first, jobs at the end": plain(
        t_e_d,
        Style(
            Dates("year"),
            order=("summary", "strengths", "education", "credentials", "work"),
            headings={"strengths": "Professional Skills", "work": "Employment"},
        ),
        work=listed("{title}, {employer}, {dates}"),
    ),
    "skills first, years before": plain(
        t_e_d,
        Style(
            Dates("year", "-"),
            order=("headline", "skills", "strengths", "work", "education"),
            headings={"strengths": "Areas of Strength", "work": "Career Summary"},
        ),
        work=listed("{dates}\t{employer}\t{title}"),
    ),
    "older jobs undated": plain(t_e_d, Style(Dates("abbr"), undated=1), draws={"jobs": (3, 7)}),
    "table of bars": plain(t_e_d, Style(Dates("numeric")), work=barred),
    "table of tabs": plain(t_e_d, Style(Dates("numeric-short")), work=tabbed),
    "relevant and other": plain(e_t_d, Style(headings={"work": "Relevant Experience"}), work=relevant),
    "pasted twice": plain(one_line("{title} – {employer}\n{dates}"), Style(Dates("abbr", " – ")), post=twice),
    "page breaks with running heads": plain(right, Style(Dates("numeric"), bullet="• "), post=paged),
    "spaced headings": plain(one_line("{title}, {employer}\n{dates}"), Style(Dates("full"), heading=spaced)),
    "underlined headings": plain(d_t_e, Style(Dates("abbr", " – ", "Current"), heading=titled)),
}
