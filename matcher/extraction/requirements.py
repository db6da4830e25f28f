"""What a posting asks: each sentence's requirements with their force, alternatives and due day; boilerplate asks nothing."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import replace

from matcher.domain import Requirement
from matcher.extraction import education, languages
from matcher.extraction.alternatives import Item, across, merged
from matcher.extraction.plain import Reading
from matcher.extraction.posting_cards import named, others, touches
from matcher.extraction.posting_sentences import DUE, NUMBERS, Sentence, due, force, force_words
from matcher.extraction.sections import words
from matcher.extraction.terms import Found, search
from matcher.vocabulary import Vocabulary

_NUMBER = rf"(?:\d{{1,2}}(?:\.5)?|{'|'.join(n for n in NUMBERS)})"
YEARS = re.compile(
    rf"(?<![\w$./])(?P<low>{_NUMBER})\s*(?:\(\d{{1,2}}\))?\s*(?:\+|plus\b|or more\b)?\s*(?:(?:-|to|or)\s*{_NUMBER}\s*(?:\(\d{{1,2}}\))?)?\s*\+?\s*-?\s*(?:full\s)?(?P<unit>years?|yrs?\.?|months?|mos?\.?)\b'?"
)
NOT_EXPERIENCE = re.compile(
    r"^\W*(?:for[- ]year|of age|old|commitment|contract|warranty|in business|of continuous|ago|from)\b"
)
#: "... of experience serving our community", "of combined experience": that of the firm.
OF_THE_FIRM = re.compile(
    r"^\W*(?:of )?(?:(?:combined|collective)\b|(?:\w+ )?experience (?:\w+ ){0,3}(?:our|your|the) (?:communit\w+|patients|famil\w+|region|area|neighbou?r\w*|public)\b)"
)
#: Words of schooling: without one of them a line at the top of a posting names a firm, "Skin & Laser Associates".
SCHOOLING = re.compile(r"\b(?:degree|diploma|ged|required|preferred|graduat\w+|educat\w+|program|school)\b")
#: A system is to be known beforehand.
KNOWN = re.compile(
    r"\b(?:required?|requires|must|experienced?|proficien\w+|knowledge|familiar\w*|skill\w*|competen\w+)\b"
)
#: "18 months as a pharmacy technician": the line of work follows at once.
OF_WORK = re.compile(
    r"\s*(?:or more )?(?:of |in |as (?:an? )?|with(?:in)? )?(?!\w+ing (?:our|the|your)\b|supervis|manag|lead|direct|overse)\w[^;,.:()\n]{0,60}"
)
ASKING = ("required", "preferred")
GRADUATE = re.compile(r"\b(?:graduat\w+ (?:of|from)|completion of)\b[^.;\n]{0,60}\b(?:program|school|course)\b")
ONLY_YEARS = re.compile(r"\W*(?:(?:a )?minimum(?: of)?|at least)\W*")
LIFETIME = 20  # years that no opening asks of anybody
NESTED = re.compile(
    r"\b(?:including|of which|inclusive of|with at least|within (?:the )?(?:past|last)|in the (?:past|last)|past|last|within|every|after|for (?:over|more than)|first)\s+(?:at least\s+)?(?:the\s+)?$"
)
VACCINE_ASKED = re.compile(
    r"\b(?:requir\w+|must|proof|receiv\w+|up[- ]to[- ]date|vaccinated|conditions? of employment|immuniz\w+|mandatory|complian\w+|negative)\b"
)
#: Vaccines and tests that one gives.
GIVING = re.compile(
    r"\b(?:review\w*|track\w*|monitor\w*|audit\w*|records|administ\w*|giv(?:e|es|ing)|plac\w+|read(?:s|ing)?|perform\w*|prepar\w+|provid\w+|assist\w*|experience|skills?|proficien\w+|knowledge|abilit\w+|able)\b"
)
PROOF = re.compile(r"^(?!\W*(?:review|track|maintain|monitor|audit)).*\b(?:proof|documentation|evidence|records?) of\b")
GIVEN = ("immunizations", "tb_test_placement", "drug_screen_collection")
#: In the description of the work only this asks to have had it oneself.
VACCINE_OF_ONESELF = re.compile(r"\b(?:proof|vaccinated|conditions? of employment|requir\w+)\b")
#: Beside degrees and languages: of whom one works with, or for.
COLLEAGUE = re.compile(
    r"\b(?:partner\w*|work\w*|collaborat\w*|team\w*|supported|alongside|report\w*|supervis\w+)\b[^.;]{0,25}\b(?:with|by|to|alongside) (?:an? |the |our )?(?:\w+ )?$"
)
THEIRS = re.compile(
    r"\b(?:clients?|patients?|famil(?:y|ies)|residents?|members?|communit(?:y|ies)|populations?|neighbou?rs)\b[^.;]{0,20}\b(?:who|that|speak\w*|whose)\b[^.;]{0,40}$"
)
WORKING = re.compile(r"\b(?:experience|experienced|exp\b|background|worked|working|employment)\b")
CARDS = ("cpr_skill",)  # skills whose words ask for a card


def of_sentence(
    reading: Reading, sentence: Sentence, vocabulary: Vocabulary, is_title: bool = False
) -> list[Requirement]:
    """The requirements of one sentence, skills left out. `is_title`: the sentence names the job itself."""
    lower = reading.lower[sentence.start : sentence.end]
    items: list[Item] = []
    if not is_title:
        items += list(_education(reading, sentence)) or list(_programme(reading, sentence))
        items += _experience(reading, sentence, vocabulary)
        items += _languages(reading, sentence, vocabulary)
        items += _vaccinations(reading, sentence, vocabulary)
    items += named(reading, sentence, vocabulary, is_title)
    kept = []
    for item in across(reading, merged(reading, items), others(reading, sentence, items, vocabulary)):
        must = force(lower, item.start - sentence.start, item.end - sentence.start, sentence.section)
        if must is None:
            continue
        asked = item.requirement
        if asked.kind == "system" and sentence.section in ("duties", "head") and not KNOWN.search(lower):
            must = False  # what the work is done with is learned at the work
        behind = lower[item.end - sentence.start :]
        if (
            asked.kind in ("credential", "licence")
            and force_words()["or_able"].search(behind)
            and not DUE.search(lower)
        ):
            asked = replace(asked, any_of=())  # held or to be got, and nobody says by when: a question
        kept.append(
            replace(
                asked,
                must=must,
                due=due(lower),
                standing="proposed",
                source=reading.source(sentence.start, sentence.end),
            )
        )
    return kept


def _education(reading: Reading, sentence: Sentence) -> Iterator[Item]:
    lower = reading.lower[sentence.start : sentence.end]
    if sentence.section == "head" and not SCHOOLING.search(lower):
        return
    experience_too = force_words()["or_equivalent"].search(lower) is not None
    for slug, start, end in education.mentions(reading, sentence.start, sentence.end):
        if COLLEAGUE.search(lower, 0, start - sentence.start):
            continue
        any_of = (slug, "on_the_job") if experience_too and slug != "hs_or_ged" else (slug,)
        yield Item(Requirement("education", any_of), start, end)


def _programme(reading: Reading, sentence: Sentence) -> Iterator[Item]:
    """A programme that the vocabulary does not know, of which one is to be a graduate."""
    if match := GRADUATE.search(reading.lower, sentence.start, sentence.end):
        yield Item(Requirement("education", ()), match.start(), match.end())


def _experience(reading: Reading, sentence: Sentence, vocabulary: Vocabulary) -> Iterator[Item]:
    lower = reading.lower[sentence.start : sentence.end]
    under = "experience" in sentence.heading
    for match in YEARS.finditer(lower):
        written = match.group("low")
        years = float(written) if written[0].isdigit() else float(NUMBERS[written])
        if match.group("unit").startswith("mo"):
            years = round(years / 12, 2)
        after = lower[match.end() : match.end() + 160]
        before = lower[: match.start()]
        if not years or NOT_EXPERIENCE.search(after) or NESTED.search(before):
            continue
        alone = ONLY_YEARS.fullmatch(before) and not after.strip(" .•\n")
        if years >= LIFETIME or OF_THE_FIRM.search(after):
            continue
        at = sentence.start + match.end()
        said = WORKING.search(after) or under or alone or re.search(r"\bexperience\b[^.;]{0,60}$", before)
        work = OF_WORK.match(after) if sentence.section in ASKING and not said else None
        if not said and not (work and _is_work(reading, at, at + work.end(), vocabulary)):
            continue
        follows = lines_of_work(reading, at, at + work.end(), vocabulary) if work else []
        if under and search(reading, vocabulary, ("system",), sentence.start, sentence.start + match.start()):
            continue
        any_of = tuple(follows or lines_of_work(reading, sentence.start, sentence.end, vocabulary))
        yield Item(
            Requirement("experience", any_of, years=years), sentence.start + match.start(), sentence.start + match.end()
        )


def _is_work(reading: Reading, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """Does a place name a line of work, whether or not the service has a role for it?"""
    return bool(families_of(reading.lower[start:end]) or search(reading, vocabulary, ("role", "family"), start, end))


def lines_of_work(reading: Reading, start: int, end: int, vocabulary: Vocabulary) -> list[str]:
    """Roles, settings and specialties that a sentence about experience names."""
    found: list[str] = []
    for item in search(reading, vocabulary, ("role", "family", "setting", "specialty"), start, end):
        slug = vocabulary.get("family", item.slug).data.get("role") if item.kind == "family" else item.slug
        if slug and slug not in found:
            found.append(slug)
    for family in families_of(reading.lower[start:end]):
        slug = vocabulary.get("family", family).data.get("role")
        if slug and slug not in found:
            found.append(slug)
    return found


@functools.cache
def _areas() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    return tuple(
        (re.compile("|".join(rf"\b{re.escape(w)}" for w in area["words"])), tuple(area["families"]))
        for area in words()["area"]
    )


def families_of(lower: str) -> list[str]:
    """The families in which the experience lies that a sentence in small letters names by its line of work."""
    return list(dict.fromkeys(f for pattern, families in _areas() if pattern.search(lower) for f in families))


def _languages(reading: Reading, sentence: Sentence, vocabulary: Vocabulary) -> Iterator[Item]:
    asked = re.search(
        r"\b(?:prefer\w*|required|plus|must|skills?|candidates?|fluen\w*)\b",
        reading.lower[sentence.start : sentence.end],
    )
    for item in languages.find(reading, sentence.start, sentence.end, vocabulary, plainly=bool(asked)):
        if THEIRS.search(reading.lower[sentence.start : item.start]):
            continue
        yield Item(Requirement("language", (item.slug,)), item.start, item.end)


def _vaccinations(reading: Reading, sentence: Sentence, vocabulary: Vocabulary) -> Iterator[Item]:
    lower = reading.lower[sentence.start : sentence.end]
    if not _of_oneself(sentence, lower):
        return
    found = search(reading, vocabulary, ("vaccination",), sentence.start, sentence.end)
    for item in found:
        yield Item(Requirement("vaccination", (item.slug,)), item.start, item.end)
    if not found and re.search(r"\bvaccinated\b", lower) and "covid" in sentence.heading + lower:
        place = sentence.start + lower.index("vaccinated")
        yield Item(Requirement("vaccination", ("covid",)), place, place + 10)


def _of_oneself(sentence: Sentence, lower: str) -> bool:
    """Does a sentence that names vaccines or a TB test ask to have had them, not to give them?"""
    if PROOF.search(lower):
        return True
    if sentence.section in ("duties", "head"):
        return VACCINE_OF_ONESELF.search(lower) is not None and not GIVING.match(lower.lstrip(" •*-"))
    first = GIVING.match(lower.lstrip(" •*-"))
    return first is None and (not GIVING.search(lower) or VACCINE_ASKED.search(lower) is not None)


def skills(reading: Reading, sentence: Sentence, vocabulary: Vocabulary) -> list[tuple[Found, bool]]:
    """The skills a sentence names, each with whether it is a must."""
    lower = reading.lower[sentence.start : sentence.end]
    found: dict[str, tuple[Found, bool]] = {}
    language_named = any(True for _ in _languages(reading, sentence, vocabulary))
    shots = [(i.start, i.end) for i in _vaccinations(reading, sentence, vocabulary)]
    for item in search(reading, vocabulary, ("skill",), sentence.start, sentence.end):
        if item.slug == "bilingual" and language_named:  # which language says more
            continue
        if touches(shots, item.start, item.end) or (item.slug in GIVEN and _of_oneself(sentence, lower)):
            continue  # to have had it is asked, not to give it
        must = force(lower, item.start - sentence.start, item.end - sentence.start, sentence.section)
        if must and item.slug in CARDS:
            asked = [i for i in named(reading, sentence, vocabulary, False) if i.requirement.any_of]
            cards = [(i.start, i.end) for i in asked if i.requirement.kind == "credential"]
            must = not touches(cards, item.start, item.end)  # the must is the card; who shows the skill is nearer to it
        if must is not None:
            found.setdefault(item.slug, (item, must))
    return list(found.values())


def either_skill(
    reading: Reading, sentence: Sentence, read: list[tuple[Found, bool]], vocabulary: Vocabulary
) -> list[Requirement]:
    """What a line of qualifications joins by "or": "experience in registration, billing or scheduling" asks for one of them."""
    if sentence.section not in ("required", "preferred") or not WORKING.search(
        reading.lower[sentence.start : sentence.end]
    ):
        return []
    hard = [(f, must) for f, must in read if vocabulary.get("skill", f.slug).data.get("group") != "personal"]
    musts = {f.slug: must for f, must in hard}
    source = reading.source(sentence.start, sentence.end)
    items = [Item(Requirement("skill", (f.slug,), standing="proposed", source=source), f.start, f.end) for f, _ in hard]
    return [
        replace(one.requirement, must=any(musts[slug] for slug in one.requirement.any_of))
        for one in merged(reading, items)
        if len(one.requirement.any_of) > 1
    ]
