"""What would get somebody there of whom no role in health is known: the shortest ways into the roles that are asked for now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from matcher import vocabulary
from matcher.careers import roles_held
from matcher.domain import Profile
from matcher.eligibility.sentences import credential_name, either, lower
from matcher.way_in import Exam, Way, roles_with_a_way, ways_in
from models.opening import Opening
from web.words import t

SHOWN = 5  # roles


@dataclass(frozen=True)
class WayIn:
    """A role with its ways in words, the shortest first, and how many open openings ask for it."""

    slug: str
    role: str
    ways: list[str]
    openings: int


def list_ways_in(profile: Profile, openings: Iterable[Opening], today: date) -> list[WayIn]:
    """The roles with the shortest ways in, those asked for now before the others; [] for somebody who holds a role, and where
    nothing is known of her at all: then her resume comes first."""
    terms = vocabulary.load()
    if roles_held(profile, terms) or not (profile.jobs or profile.skills or profile.education):
        return []
    asked = Counter(role for opening in openings for role in set(opening.roles))
    found = [(role, ways) for role in roles_with_a_way(terms) if (ways := ways_in(profile, role, today, terms))]
    found.sort(key=lambda one: (not asked[one[0]], one[1][0].months, -asked[one[0]]))
    return [
        WayIn(role, terms.get("role", role).label, [in_words(way) for way in ways], asked[role])
        for role, ways in found[:SHOWN]
    ]


def in_words(way: Way) -> str:
    """ "A state-approved nurse aide course, 1 to 3 months. Then ... by ...." """
    if way.kind == "exam":
        return str(t("ways.exam", exams=_named(way.exams), shown=way.exams[0].shown))
    least, most = way.months
    months = t("ways.months", least=least, most=most) if least else t("ways.up_to", n=most)
    said = [t(f"ways.{way.kind}", label=way.label[:1].upper() + way.label[1:], months=months)]
    for years in sorted({exam.years for exam in way.exams}):
        exams = _named([exam for exam in way.exams if exam.years == years])
        said.append(t("ways.then_years", n=int(years), exams=exams) if years else t("ways.then", exams=exams))
    if way.asks:
        said.append(t("ways.asks", level=lower(vocabulary.load().get("education", way.asks).label)))
    return " ".join([*map(str, said), *([way.note] if way.note else [])])


def _named(exams: Iterable[Exam]) -> str:
    """Their names: a certification by its letters and its body's, a licence with who gives it."""
    terms = vocabulary.load()
    names = []
    for exam in exams:
        term = terms.credential(exam.credential)
        name = credential_name(term)
        if term.kind == "licence":
            name = str(t("ways.licence", name=lower(name), body=lower(exam.body)))
        names.append(name if "(" in name or not exam.body else str(t("ways.by", name=name, body=exam.body)))
    return either(names)
