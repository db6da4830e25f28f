"""How a resume prints its dates, titles and sections, and the truth that follows from what is printed.

Truth has the precision of the print: "2011 - 2013" is known to the year, "03/2011" to the month, "Since 2015" runs.
"""

import random
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal, NamedTuple

from tests.layouts.people import LEVELS, MONTHS, Degree, Kind, Level, Person, Stint, When

HEADINGS = {
    "summary": ("Summary", "Professional Summary", "Objective", "Profile", "About Me", "Career Objective"),
    "work": (
        *("Work Experience", "Experience", "Professional Experience", "Work History", "Employment History"),
        *("Employment", "Professional Background", "Career History", "Relevant Work Experience", "Job History"),
    ),
    "education": ("Education", "Education and Training", "Academic Background", "Schooling", "Education & Training"),
    "credentials": ("Certifications", "Licenses and Certifications", "Credentials", "Licenses", "Certificates"),
    "skills": ("Skills", "Key Skills", "Core Competencies", "Technical Skills", "Highlights", "Skills & Abilities"),
    "externship": ("Externship", "Clinical Externship", "Clinical Rotations"),
    "volunteer": ("Volunteer Experience", "Volunteer Work", "Community Service"),
    "references": ("References", "Professional References"),
}
SEASONS = {1: "Winter", 2: "Winter", 12: "Winter", 3: "Spring", 4: "Spring", 5: "Spring"} | {
    6: "Summer",
    7: "Summer",
    8: "Summer",
    9: "Fall",
    10: "Fall",
    11: "Fall",
}
FORMS: dict[str, Callable[[When], str]] = {
    "abbr": lambda at: f"{MONTHS[at.month - 1][:3]} {at.year}",
    "abbr-dot": lambda at: f"{_dotted(at)} {at.year}",
    "full": lambda at: f"{MONTHS[at.month - 1]} {at.year}",
    "full-comma": lambda at: f"{MONTHS[at.month - 1]}, {at.year}",
    "numeric": lambda at: f"{at.month:02}/{at.year}",
    "numeric-short": lambda at: f"{at.month}/{at.year}",
    "numeric-two": lambda at: f"{at.month:02}/{at.year % 100:02}",
    "dotted": lambda at: f"{at.month:02}.{at.year}",
    "iso": lambda at: f"{at.year}-{at.month:02}",
    "day": lambda at: f"{at.month}/{at.month + 3}/{at.year}",
    "day-name": lambda at: f"{MONTHS[at.month - 1]} {at.month + 2}, {at.year}",
    "apostrophe": lambda at: f"{MONTHS[at.month - 1][:3]} '{at.year % 100:02}",
    "year": lambda at: str(at.year),
    "year-short-end": lambda at: str(at.year),
    "season": lambda at: f"{SEASONS[at.month]} {at.year}",
}
HELD = ("{name}, {given}, expires {until}", "{name} ({given})", "{name} - {given}", "{given}  {name}")
YEARLY = ("year", "year-short-end", "season")


def _dotted(at: When) -> str:
    name = MONTHS[at.month - 1]
    return name if len(name) <= 4 else ("Sept." if at.month == 9 else name[:3] + ".")


@dataclass(frozen=True)
class Dates:
    """`since`: a running job is printed "Since 2015". `lead` stands before ("From "), `frame` around the whole.
    `length`: the time in years and months follows, as some sites print it."""

    form: str = "abbr"
    dash: str = " - "
    present: str = "Present"
    frame: str = "{}"
    lead: str = ""
    since: bool = False
    length: bool = False

    def ends(self, begin: When, end: When | None) -> tuple[str, ...]:
        """The one or two texts that are printed for a span."""
        form = FORMS[self.form]
        if end is None:
            return (f"Since {form(begin)}",) if self.since else (form(begin), self.present)
        if form(begin) == form(end):
            return (form(begin),)
        if self.form == "year-short-end":
            return (form(begin), f"{end.year % 100:02}")
        return (form(begin), form(end))

    def text(self, begin: When, end: When | None) -> str:
        ends = self.ends(begin, end)
        text = (self.lead if len(ends) == 2 else "") + self.dash.join(ends)
        return self.frame.format(text) + (f" ({_length(begin, end)})" if self.length else "")

    def true(self, at: When | None) -> str:
        if at is None:
            return "present"
        return str(at.year) if self.form in YEARLY else f"{at.year}-{at.month:02}"


def _length(begin: When, end: When | None) -> str:
    last = end or When(2026, 6)
    years, months = divmod((last.year - begin.year) * 12 + last.month - begin.month + 1, 12)
    said = [f"{years} year{'s' * (years > 1)}"] * bool(years) + [f"{months} month{'s' * (months > 1)}"] * bool(months)
    return " ".join(said)


@dataclass(frozen=True)
class TrueJob:
    """A job as printed. `begin`, `end`: "YYYY", "YYYY-MM", end also "present"; None where none is printed. `printed`:
    the texts of the dates. A kind other than "job" may be read as a job or not: neither is held against a reader."""

    title: str
    begin: str | None
    end: str | None
    kind: Kind
    printed: tuple[str, ...]


class Truth(NamedTuple):
    """What a reader should find: all that is printed. `education` is the highest of `people.LEVELS`, None where the
    resume has no schooling."""

    jobs: list[TrueJob]
    credentials: list[str]
    education: Level | None

    def to_json(self) -> dict[str, Any]:
        return {
            "jobs": [asdict(job) for job in self.jobs],
            "credentials": self.credentials,
            "education": self.education,
        }


class Rendered(NamedTuple):
    """A document (plain text, HTML, or the bytes of a file) and what it says."""

    content: str | bytes
    truth: Truth


class Layout(NamedTuple):
    """`render(seed)` draws a person and writes the resume. `columns` is what the eye sees on the page."""

    kind: Literal["text", "html", "docx", "pdf"]
    render: Callable[[str], Rendered]
    columns: Literal["one", "two"] = "one"


@dataclass(frozen=True)
class Style:
    """Choices that any layout may make. `order` names the sections (in text: top to bottom); `headings` renames them."""

    dates: Dates = field(default_factory=Dates)
    bullet: str = "- "
    title: Callable[[str], str] = str
    employer: Callable[[str], str] = str
    order: tuple[str, ...] = ("summary", "work", "education", "credentials", "skills")
    headings: dict[str, str] = field(default_factory=dict)
    heading: Callable[[str], str] = str.upper
    schooling: str = "line"  # or "stacked", "dates first"
    held_form: str = "{name}, {given}"
    undated: int = 0  # how many of the oldest jobs are printed without dates

    def name(self, section: str) -> str:
        return self.heading(self.headings.get(section, section))

    def varied(self, seed: str) -> "Style":
        """The same with what the layout leaves open drawn from the seed: headings, and how schooling is set."""
        rng = random.Random(f"style of {seed}")
        headings = {section: rng.choice(names) for section, names in HEADINGS.items()}
        schooling = rng.choice(("line", "line", "stacked", "dates first"))
        return replace(self, headings=headings | self.headings, schooling=schooling, held_form=rng.choice(HELD))

    def when(self, stint: Stint) -> str:
        return self.dates.text(stint.begin, stint.end)

    def school(self, degree: Degree) -> list[str]:
        """A degree on one line or three, its dates in the manner of the jobs' dates."""
        when = self.dates.text(degree.begin, degree.end) if degree.begin else FORMS[self.dates.form](degree.end)
        if self.schooling == "stacked":
            return [degree.name, degree.school, when]
        if self.schooling == "dates first":
            return [f"{when}  {degree.name}, {degree.school}"]
        return [f"{degree.name}, {degree.school}, {when}"]

    def held(self, person: Person) -> list[str]:
        form = FORMS[self.dates.form]
        return [
            self.held_form.format(name=held.name, given=form(held.given), until=form(held.until))
            for held in person.credentials
        ]

    def lines(self, person: Person, section: str) -> list[str]:
        """The lines of a section that is not work."""
        if section == "summary":
            return [person.summary]
        if section == "education":
            return [line for degree in person.degrees for line in self.school(degree)]
        if section == "credentials":
            return self.held(person)
        if section == "skills":
            return [", ".join(person.skills)]
        if section == "references":
            return [f"{who.name}, {who.title}, {who.house}, {who.phone}" for who in person.referees]
        raise KeyError(f"no section {section!r}")

    def truth(self, person: Person, stints: Iterable[Stint] | None = None) -> Truth:
        """The truth of these stints (default: the person's jobs and the unpaid work whose section is printed)."""
        told = list(stints) if stints is not None else [*person.stints, *self.extras(person)]
        jobs = len([stint for stint in told if stint.kind == "job"])
        dated = [
            TrueJob(
                self.title(stint.title),
                self.dates.true(stint.begin),
                self.dates.true(stint.end),
                stint.kind,
                self.dates.ends(stint.begin, stint.end),
            )
            for stint in told
        ]
        for place in range(jobs - self.undated, jobs):
            dated[place] = TrueJob(dated[place].title, None, None, "job", ())
        level = (
            max((degree.level for degree in person.degrees), key=LEVELS.index) if "education" in self.order else None
        )
        return Truth(dated, [held.name for held in person.credentials if "credentials" in self.order], level)

    def extras(self, person: Person) -> list[Stint]:
        return [extra for extra in person.extras if extra.kind in self.order]
