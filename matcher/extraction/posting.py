"""A posting's text becomes requirements: roles, tasks, what is asked, pay, shifts, place and days, all proposed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from matcher.domain import Requirement, Requirements, Task
from matcher.extraction import posting_cards, requirements, titles
from matcher.extraction.plain import Reading
from matcher.extraction.posting_sentences import Sentence, asks_nothing, divide, force
from matcher.extraction.posting_terms import days_of, employment_of, pay_of, place_of, shifts_of
from matcher.extraction.sections import words
from matcher.extraction.terms import search
from matcher.vocabulary import Vocabulary

MAX_TITLE = 200
PARTS = re.compile(r"\s*(?:[,/|&()\[\]!]|\s-+\s|-(?=[A-Z]{3})|\bor\b|\band\b|\s{2,})\s*", re.I)
NO_TITLE = re.compile(
    r"^(?:perform|assist|prepar|administ|provid|obtain|collect|schedul|maintain|greet|answer|document|conduct|monitor|ensur|coordinat|process|review|support|clean|order|respond|communicat|educat|explain|measur|record|tak)(?:s|es|ing|e)?\b"
    r"|\b(?:required|preferred|experience|given priority|degree|diploma|licen[sc]e|certification|must)\b",
    re.I,
)
LABELLED = re.compile(r"^\s*(?:job title|title|position|position title|role)\s*[:\-]\s*(.+)$", re.I)
BODY_FAMILY = 60  # percent: families seen in the duties where the title says another or none
BESIDE = 70  # percent: another line of health work that the title speaks of
#: "a degree in nursing or a related field" tells of schooling; what is done for work comes behind it.
SUBJECT = re.compile(
    r"\b(?:degree|diploma|major|bachelor'?s?|associate'?s?|master'?s?) (?:in|of) [^.;]*?(?=\bor (?:an? |the )?equivalent|\band (?:at least )?\d|\bplus\b|\bwith\b|[.;]|$)"
)
#: What each of the roles has to hold follows as a list of ways in.
EITHER = re.compile(r"\bone of (?:these|the following|the above|above|three|two|our)\b")
OF_AREA = 90  # percent: the line of work that a title names beside its own
OF_NOUN = 80  # percent: families of a title that names no work of its own
ACCEPTED = {True: 80, False: 60}  # percent: experience that the text accepts, as a must or as preferred


def read_posting(text: str, key: str, as_of: date, vocabulary: Vocabulary) -> Requirements:
    """Every requirement and task proposed. `as_of` bounds dates: days before it are no first day of an opening."""
    reading = Reading(text)
    sentences = divide(reading)
    title = _title(reading)
    roles, families = _wanted(title, vocabulary)
    asked: list[Requirement] = []
    tasks: dict[str, Task] = {}
    accepted: dict[str, int] = {}
    for sentence in sentences:
        if asks_nothing(reading, sentence):
            continue
        is_title = sentence.section == "title" and _is_title(reading.plain[sentence.start : sentence.end], vocabulary)
        asked += requirements.of_sentence(reading, sentence, vocabulary, is_title)
        if not is_title:
            asked += _skills(reading, sentence, tasks, vocabulary)
            _accept(reading, sentence, accepted, vocabulary)
    if len(roles) > 1:  # "Medical Assistant or LPN": a licence of one of the roles is not asked of the other
        asked = [r for r in asked if not _title_licence(r, title)]
        if EITHER.search(reading.lower):
            asked = [r for r in asked if not _of_some(r, roles, vocabulary)]
    lower = reading.lower
    if not any(titles.is_health(family, vocabulary) for family in families):
        done = _of_duties(tasks, vocabulary)
        accepted = {**done, **accepted}
        generic = titles.by_noun(title)
        accepted = {**dict.fromkeys(generic, OF_NOUN), **accepted}
        roles = roles or tuple(r for f in [*generic, *done][:1] if (r := vocabulary.get("family", f).data.get("role")))
        families = families or generic
    accepted = {f: p for f, p in accepted.items() if _level(f, vocabulary) > _rank(families, vocabulary) - 2}
    if any(r.kind == "licence" and r.must and r.any_of for r in asked) and roles:
        accepted = {}  # no other experience stands in for a licence
    else:
        entry = _entry(asked, families, lower, vocabulary)
        beside = (f.slug for f in search(Reading(title[:MAX_TITLE]), vocabulary, ("family",)))
        health = {f: BESIDE for f in beside if titles.is_health(f, vocabulary)}  # "Home Health Care Coordinator"
        health |= dict.fromkeys(_area(title, vocabulary), OF_AREA)
        for family, percent in (*entry.items(), *health.items()):
            accepted[family] = max(percent, accepted.get(family, 0))
    for family in families:
        accepted[family] = 100
    begin, end = days_of(reading, as_of)
    return Requirements(
        key=key,
        title=title[:MAX_TITLE],
        roles=roles,
        families=tuple(sorted(accepted.items(), key=lambda item: (-item[1], item[0]))),
        specialty=_most(reading, sentences, "specialty", vocabulary),
        setting=_most(reading, sentences, "setting", vocabulary),
        place=place_of(reading, vocabulary),
        begin=begin,
        end=end,
        tasks=tuple(tasks.values()),
        asked=tuple(_once(asked)),
        shifts=frozenset(shifts_of(reading, sentences, vocabulary)),
        employment_type=employment_of(reading, sentences, vocabulary),
        pay=pay_of(reading),
        will_train=re.search(words()["force"]["will_train"], lower) is not None,
        text=text,
    )


def _title(reading: Reading) -> str:
    for line in reading.lines[:12]:
        if match := LABELLED.match(line.text):
            return match.group(1).strip()
    return reading.lines[0].text if reading.lines else ""


def _is_title(line: str, vocabulary: Vocabulary) -> bool:
    """Does the first line name the job, and is no duty or requirement of its own?"""
    line = line.strip()
    if line.endswith(".") or len(line.split()) > 16 or NO_TITLE.search(line):
        return False
    return titles.likeness(line, vocabulary) >= 1 or titles.understand(line, vocabulary).family is not None


def _wanted(title: str, vocabulary: Vocabulary) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The roles and families that a title names, each once, the one with the longest words first."""
    families: list[str] = []
    pieces = [p for p in PARTS.split(title[:MAX_TITLE]) if p and p.strip()]
    work = [p for p in pieces if not _is_house(p.strip(), vocabulary)]  # "Skilled Nursing" is a house
    for piece in (title, *work) if len(work) == len(pieces) else work:
        known = titles.understand(piece, vocabulary)
        if known.family and known.family not in families and not titles.is_vague(known.family, vocabulary):
            families.append(known.family)
    roles = dict.fromkeys(role for f in families if (role := vocabulary.get("family", f).data.get("role")))
    return tuple(roles), tuple(families)


def _is_house(piece: str, vocabulary: Vocabulary) -> bool:
    return any((f.start, f.end) == (0, len(piece)) for f in search(Reading(piece), vocabulary, ("setting",)))


def _area(title: str, vocabulary: Vocabulary) -> list[str]:
    """The families of a line of work that stands in the title apart from the job: "Patient Service Agent (Contact Center)"."""
    parts = [p for p in PARTS.split(title[:MAX_TITLE]) if p]
    silent = [p for p in parts[1:] if titles.understand(p, vocabulary).family is None]
    return [family for part in silent for family in requirements.families_of(part.lower())]


def _level(family: str, vocabulary: Vocabulary) -> int:
    return int(vocabulary.get("family", family).data["level"])


def _rank(families: tuple[str, ...], vocabulary: Vocabulary) -> int:
    """The level of what the title names; work two levels below is where such people come from and stands in for nothing."""
    return max((_level(f, vocabulary) for f in families), default=0)


def _entry(
    asked: list[Requirement], families: tuple[str, ...], lower: str, vocabulary: Vocabulary
) -> Mapping[str, int]:
    """Family -> percent at which work is accepted by openings at the beginning of a trade: at a desk that asks for a school
    diploma, a year at most and a way with people; with patients where it trains whoever comes and asks for no experience."""
    entry = words()["entry"]
    terms = [term for family in families if (term := vocabulary.get("family", family).data)["level"] <= 1]
    years = max((r.years or 0 for r in asked if r.kind == "experience" and r.must), default=-1.0)
    if not _for_anybody(asked, vocabulary):
        return {}
    if any(term["group"] in entry["groups"] for term in terms) and years <= entry["most_years"]:
        return dict(entry["families"])
    trained = entry["trained"]
    if any(term["group"] in trained["groups"] for term in terms) and years < 0 and re.search(trained["words"], lower):
        return dict(trained["families"])
    return {}


def _for_anybody(asked: list[Requirement], vocabulary: Vocabulary) -> bool:
    """Is no card but that of a day's course a must, and no schooling above the high school?"""
    school = vocabulary.get("education", "hs_or_ged").data["rank"]
    for requirement in asked:
        if not requirement.must:
            continue
        if requirement.kind in ("licence", "credential") and not all(
            _of_a_day(s, vocabulary) for s in requirement.any_of
        ):
            return False
        ranks = [
            vocabulary.get("education", s).data["rank"] for s in requirement.any_of if requirement.kind == "education"
        ]
        if min(ranks, default=0) > school:
            return False
    return True


def _of_a_day(slug: str, vocabulary: Vocabulary) -> bool:
    """A card of life support, or the class of such cards."""
    types = vocabulary.credential_types
    members = {slug} if slug in types else vocabulary.members_of(slug)
    return bool(members) and all(types[t].data.get("scope") == "life_support" for t in members)


def _title_licence(requirement: Requirement, title: str) -> bool:
    return (
        requirement.kind == "licence"
        and requirement.source is not None
        and requirement.source.text.strip() == title.strip()
    )


def _of_some(requirement: Requirement, roles: tuple[str, ...], vocabulary: Vocabulary) -> bool:
    """Is it the licence or the certificate by which one holds some of the roles wanted, and not all of them?"""
    if requirement.kind not in ("licence", "credential") or not requirement.any_of:
        return False
    shown = {role for slug in requirement.any_of for role in posting_cards.roles_shown_by(slug, vocabulary)}
    return bool(shown) and shown <= {*roles} and len(shown) < len(roles)


def _skills(
    reading: Reading, sentence: Sentence, tasks: dict[str, Task], vocabulary: Vocabulary
) -> Iterator[Requirement]:
    """Skills of the duties become tasks, heavier the oftener they are named; those of the qualifications become requirements."""
    named = requirements.skills(reading, sentence, vocabulary)
    either = requirements.either_skill(reading, sentence, named, vocabulary)
    yield from either
    taken = {slug for requirement in either for slug in requirement.any_of}
    for found, must in named:
        if found.slug in taken:
            continue
        personal = vocabulary.get("skill", found.slug).data.get("group") == "personal"
        source = reading.source(found.start, found.end)
        if sentence.section in ("required", "preferred") or personal or not must:
            yield Requirement(
                "skill",
                (found.slug,),
                must=must and not personal,
                weight=2 if personal else 5,
                standing="proposed",
                source=source,
            )
        else:
            task = tasks.get(found.slug)
            weight = 5 if task is None else min(10, task.weight + 1)
            tasks[found.slug] = Task(found.slug, weight, "proposed", task.source if task else source)


def _accept(reading: Reading, sentence: Sentence, accepted: dict[str, int], vocabulary: Vocabulary) -> None:
    """Families in which the text says experience counts: "experience in customer service or a medical office"."""
    lower = reading.lower[sentence.start : sentence.end]
    under = "experience" in sentence.heading
    word = re.search(r"\b(?:experience|background)\b", lower)
    if not word and not under:
        return
    if sentence.section == "duties" and not word:
        return
    start = word.start() if word else 0
    must = force(lower, start, start + 1, sentence.section)
    percent = ACCEPTED[bool(must)]
    lower = SUBJECT.sub(lambda subject: " " * len(subject.group()), lower)
    named = [
        f.slug
        for f in search(reading, vocabulary, ("family",), sentence.start, sentence.end)
        if lower[f.start - sentence.start] != " "
    ]
    for family in [*requirements.families_of(lower), *(f for f in named if not titles.is_vague(f, vocabulary))]:
        accepted[family] = max(percent, accepted.get(family, 0))


def _of_duties(tasks: dict[str, Task], vocabulary: Vocabulary) -> dict[str, int]:
    """Where the title names no family: the two whose telling duties the posting names most."""
    scores = {
        slug: len(tasks.keys() & set(term.data.get("duties", ()))) for slug, term in vocabulary.kind("family").items()
    }
    best = sorted((s for s in scores if scores[s] >= 2), key=lambda s: -scores[s])[:2]
    return dict.fromkeys(best, BODY_FAMILY)


def _once(asked: list[Requirement]) -> list[Requirement]:
    """The same thing asked twice is asked once, as a must if it is one anywhere."""
    kept: dict[tuple[object, ...], Requirement] = {}
    for requirement in asked:
        key = (
            (requirement.kind, requirement.any_of, requirement.years)
            if requirement.any_of
            else (requirement.kind, requirement.source, requirement.years)
        )
        if key in kept and (kept[key].must or not requirement.must):
            continue
        kept[key] = replace(requirement, source=kept[key].source) if key in kept else requirement
    return list(kept.values())


def _most(reading: Reading, sentences: list[Sentence], kind: str, vocabulary: Vocabulary) -> str | None:
    """The setting or specialty named most, a mention in the first lines counting four, what is said of the firm a half.

    A single mention further down is too little: "hospital policies" make no hospital.
    """
    counted: dict[str, float] = {}
    top = reading.lines[min(2, len(reading.lines) - 1)].end if reading.lines else 0
    for sentence in sentences:
        for found in search(reading, vocabulary, (kind,), sentence.start, sentence.end):
            weight = 4.0 if found.start < top else 0.5 if sentence.section in ("about", "benefits") else 1.0
            counted[found.slug] = counted.get(found.slug, 0) + weight
    best = max(counted, key=lambda slug: counted[slug], default=None)
    return best if best and counted[best] >= 2 else None
