"""What a posting asks: each sentence's requirements with their force, alternatives and due day; boilerplate asks nothing."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import replace

from matcher.careers import role_shown_by
from matcher.domain import Requirement
from matcher.extraction import education, languages
from matcher.extraction.alternatives import Item, across, merged
from matcher.extraction.held import candidates, licensed_word, means_it
from matcher.extraction.plain import Reading
from matcher.extraction.posting_sentences import DUE, NUMBERS, Sentence, boilerplate, due, force, force_words
from matcher.extraction.sections import WORD, words
from matcher.extraction.terms import Found, search
from matcher.vocabulary import Vocabulary

_NUMBER = rf"(?:\d{{1,2}}(?:\.5)?|{'|'.join(n for n in NUMBERS)})"
YEARS = re.compile(
    rf"(?<![\w$./])(?P<low>{_NUMBER})\s*(?:\(\d{{1,2}}\))?\s*(?:\+|plus\b|or more\b)?\s*(?:(?:-|to|or)\s*{_NUMBER}\s*(?:\(\d{{1,2}}\))?)?\s*\+?\s*-?\s*(?:full\s)?(?P<unit>years?|yrs?\.?|months?|mos?\.?)\b'?"
)
NOT_EXPERIENCE = re.compile(r"^\W*(?:of age|old|commitment|contract|warranty|in business|of continuous|ago|from)\b")
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
ONLY_YEARS = re.compile(r"\W*(?:(?:a )?minimum(?: of)?|at least)\W*")
LIFETIME = 20  # years that no opening asks of anybody
NESTED = re.compile(
    r"\b(?:including|of which|inclusive of|with at least|within (?:the )?(?:past|last)|in the (?:past|last)|past|last|within|every|after|for (?:over|more than)|first)\s+(?:at least\s+)?(?:the\s+)?$"
)
ROLE_CREDENTIAL = re.compile(r"\b(?:certif\w*|registered|registration|credential\w*)\b")
ANY_LICENCE = re.compile(r"\blicen[sc](?:e|es|ed|ure|ures|ing)\b")
ANY_CERTIFICATE = re.compile(
    r"\b(?:certifi(?:cation|cations|cate|cates|ed)|(?:current|active|valid|state|national|professional|board)\s+(?:\w+\s+){0,2}registration|registry|cert)\b"
)
LEAD = re.compile(r"^\W*(?:required|preferred|desired|minimum|strongly preferred)\s*:")
VACCINE_ASKED = re.compile(
    r"\b(?:requir\w+|must|proof|receiv\w+|up[- ]to[- ]date|vaccinated|condition of employment|immuniz\w+|mandatory|complian\w+|negative)\b"
)
WORKING = re.compile(r"\b(?:experience|experienced|exp\b|background|worked|working|employment)\b")
NURSING = re.compile(r"\b(registered|practical|vocational) nursing (?=experience|licen)")
MA = re.compile(r"\bMAs?\b")
CARDS = ("cpr_skill",)  # skills whose words ask for a card
NEXT_TO = 10  # characters between two people named in one breath


def of_sentence(
    reading: Reading, sentence: Sentence, vocabulary: Vocabulary, is_title: bool = False
) -> list[Requirement]:
    """The requirements of one sentence, skills left out. `is_title`: the sentence names the job itself."""
    lower = reading.lower[sentence.start : sentence.end]
    items: list[Item] = []
    if not is_title:
        items += _education(reading, sentence)
        items += _experience(reading, sentence, vocabulary)
        items += _languages(reading, sentence, vocabulary)
        items += _vaccinations(reading, sentence, vocabulary)
    items += _named(reading, sentence, vocabulary, is_title)
    kept = []
    for item in across(reading, merged(reading, items), _others(reading, sentence, items, vocabulary)):
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
        any_of = (slug, "on_the_job") if experience_too and slug != "hs_or_ged" else (slug,)
        yield Item(Requirement("education", any_of), start, end)


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
        if not (WORKING.search(after) or under or alone or re.search(r"\bexperience\b[^.;]{0,60}$", before)):
            continue
        if under and search(reading, vocabulary, ("system",), sentence.start, sentence.start + match.start()):
            continue
        any_of = tuple(lines_of_work(reading, sentence.start, sentence.end, vocabulary))
        yield Item(
            Requirement("experience", any_of, years=years), sentence.start + match.start(), sentence.start + match.end()
        )


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
        yield Item(Requirement("language", (item.slug,)), item.start, item.end)


def _vaccinations(reading: Reading, sentence: Sentence, vocabulary: Vocabulary) -> Iterator[Item]:
    lower = reading.lower[sentence.start : sentence.end]
    if not VACCINE_ASKED.search(lower) or re.match(r"\W*(?:administ|giv|prepar|perform|provid|assist)", lower):
        return
    found = search(reading, vocabulary, ("vaccination",), sentence.start, sentence.end)
    for item in found:
        yield Item(Requirement("vaccination", (item.slug,)), item.start, item.end)
    if not found and re.search(r"\bvaccinated\b", lower) and "covid" in sentence.heading + lower:
        place = sentence.start + lower.index("vaccinated")
        yield Item(Requirement("vaccination", ("covid",)), place, place + 10)


def _named(reading: Reading, sentence: Sentence, vocabulary: Vocabulary, is_title: bool) -> Iterator[Item]:
    """Credentials, licences and systems, and a licence or certificate that the vocabulary does not know (`any_of` empty)."""
    lower = reading.lower[sentence.start : sentence.end]
    found = list(candidates(reading, vocabulary, sentence.start, sentence.end))
    found += search(reading, vocabulary, ("system", "credential_class", "family"), sentence.start, sentence.end)
    for match in NURSING.finditer(reading.lower, sentence.start, sentence.end):
        found.append(Found("licence", "rn_licence" if match.group(1) == "registered" else "lpn_licence", *match.span()))
    studies = [(a, b) for _, a, b in education.mentions(reading, sentence.start, sentence.end)]
    taken = [*studies]  # a course is no credential
    licences: list[Item] = []
    passed = -99
    for item in sorted(found, key=lambda f: (f.kind in ("role", "family"), f.start)):
        if any(a <= item.start < b for a, b in taken) or _touches(
            [(i.start, i.end) for i in licences], item.start, item.end
        ):
            continue  # "LPN or RN license" names no "OR RN"
        asked = _asked(reading, sentence, item, lower, vocabulary, is_title)
        if asked is None or (item.kind in ("role", "licence") and 0 <= item.start - passed <= NEXT_TO):
            passed = (
                item.end if item.kind == "role" else passed
            )  # "the registered nurse (RN) and the LPN": neither is asked
            continue
        taken.append((item.start, item.end))
        licences.append(Item(asked, item.start, item.end))
    yield from licences
    if is_title or any(i.requirement.kind in ("credential", "licence") for i in licences):
        return
    if (cpr := re.search(r"\bcpr\b|\bfirst aid\b", lower)) and re.search(
        r"\bcertif|\bcards?\b|\bcurrent\b|\bvalid\b|\brequired\b|\bobtain|\bwithin \d", lower
    ):
        yield Item(
            Requirement("credential", ("first_aid_card", "bls_card")),
            sentence.start + cpr.start(),
            sentence.start + cpr.end(),
        )
        return
    yield from _unknown(sentence, lower, studies)


def _unknown(sentence: Sentence, lower: str, studies: list[tuple[int, int]]) -> Iterator[Item]:
    """A licence or certificate asked for that has no name in the vocabulary, and is not that of a course."""
    if education_words := re.search(
        r"\b(?:degree|certificate (?:or|and) degree|certificate of completion|high school)\b", lower
    ):
        del education_words
        return
    others = len(WORD.findall(lower))
    for pattern, kind in ((ANY_LICENCE, "licence"), (ANY_CERTIFICATE, "credential")):
        match = pattern.search(lower)
        if (
            match
            and not any(a <= sentence.start + match.start() < b for a, b in studies)
            and others >= 3
            and (
                sentence.section in ("required", "preferred")
                or re.search(
                    r"\b(?:required?|requires|must|valid|current|by the|prefer\w*|active|willing to be)\b", lower
                )
            )
        ):
            yield Item(Requirement(kind, ()), sentence.start + match.start(), sentence.start + match.end())  # type: ignore[arg-type]
            return


def _asked(
    reading: Reading, sentence: Sentence, item: Found, lower: str, vocabulary: Vocabulary, is_title: bool
) -> Requirement | None:
    written = reading.plain[item.start : item.end]
    if item.kind == "system":
        return Requirement("system", (item.slug,)) if item.slug != "other_ehr" and not is_title else None
    before = lower[max(0, item.start - sentence.start - 90) : item.start - sentence.start]
    after = lower[item.end - sentence.start : item.end - sentence.start + 60]
    if item.kind == "credential_class":
        return Requirement("credential", (item.slug, "bls_card") if item.slug == "first_aid_card" else (item.slug,))
    if item.kind == "certification":
        if len(written) > 2 and written[-1] == "s" and written[:-1].isupper():
            return None  # "CNAs and students welcome": whom they speak of, not what is asked
        if not means_it(reading, written, item, lower) or (
            is_title and not written.lower().startswith(("certif", "regist"))
        ):
            return None
        if boilerplate()[1].search(before) and not re.search(r"\bcertif", after):
            return None
        return Requirement("credential", (_class_or_body(item.slug, lower, vocabulary),))
    if item.kind == "licence":
        return Requirement("licence", (item.slug,))
    role = vocabulary.get("family", item.slug).data.get("role") if item.kind == "family" else item.slug
    if role is None or (not is_title and boilerplate()[1].search(before)):
        return None
    near = before[-50:] + " " + after[:40]
    required = vocabulary.get("role", role).data.get("required_licences", ())
    licensed = [slug for slug in required if slug in vocabulary.kind("licence") and not _members(role, vocabulary)]
    if licensed:
        says = (
            is_title
            or ANY_LICENCE.search(lower)
            or re.search(r"\b(?:registered|licensed|current|active|valid)\b", written.lower() + " " + near)
            or sentence.section in ("required", "preferred")
        )
        return (
            Requirement("licence", (licensed[0],))
            if (says and licensed_word(written)) or (says and "licens" in near)
            else None
        )
    class_ = _members(role, vocabulary)
    if class_ and not is_title and re.search(r"\b(?:certif\w*|cert)\b", f"{written.lower()} {near}"):
        return Requirement("credential", (class_,))
    return None


@functools.cache
def _members(role: str, vocabulary: Vocabulary) -> str | None:
    """The class of credentials that certifies this role: that of most certifications made for it first."""
    counted: dict[str, int] = {}
    for _slug, term in vocabulary.kind("certification").items():
        if term.data.get("roles", ())[:1] == (role,):
            class_ = next(iter(term.data.get("counts_as", ())), None)
            if class_ and term.data.get("scope") != "life_support":
                counted[class_] = counted.get(class_, 0) + 1
    return max(counted, key=lambda c: (counted[c], c)) if counted else None


def roles_shown_by(slug: str, vocabulary: Vocabulary) -> set[str]:
    """The roles that a licence, a certificate or any of a class of them is made for; none for life support."""
    if slug in vocabulary.credential_types:
        shown = role_shown_by(slug, vocabulary)
        return {shown} if shown else set()
    return {role for role in vocabulary.kind("role") if _members(role, vocabulary) == slug}


def _class_or_body(slug: str, lower: str, vocabulary: Vocabulary) -> str:
    """The credential itself where the sentence names its body, else the class it counts as."""
    term = vocabulary.credential(slug)
    body = str(term.data.get("body", "")).lower()
    short = re.search(r"\(([a-z]{3,6})\)", str(term.data.get("abbr", "")).lower())
    if (body and body in lower) or (short and re.search(rf"\b{short.group(1)}\b", lower)):
        return slug
    classes = term.data.get("counts_as", ())
    return str(classes[0]) if classes else slug


def _others(reading: Reading, sentence: Sentence, items: list[Item], vocabulary: Vocabulary) -> list[tuple[int, int]]:
    """Where the sentence names workers of whom nothing is asked by itself: the "medical assistant" of "LPN or medical assistant"."""
    if sentence.section == "title":
        return []
    taken = [(i.start, i.end) for i in items]
    found: list[tuple[int, int]] = []
    roles = [(r.start, r.end) for r in search(reading, vocabulary, ("role",), sentence.start, sentence.end)]
    for start, end in [*roles, *(m.span() for m in MA.finditer(reading.plain, sentence.start, sentence.end))]:
        before = reading.lower[max(sentence.start, start - 90) : start]
        if not _touches(taken, start, end) and not boilerplate()[1].search(before):
            found.append((start, end))
    return found


def _touches(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a place has a character in common with one of the spans."""
    return any(a < end and start < b for a, b in spans)


def skills(reading: Reading, sentence: Sentence, vocabulary: Vocabulary) -> list[tuple[Found, bool]]:
    """The skills a sentence names, each with whether it is a must."""
    lower = reading.lower[sentence.start : sentence.end]
    found: dict[str, tuple[Found, bool]] = {}
    language_named = any(True for _ in _languages(reading, sentence, vocabulary))
    shots = [(i.start, i.end) for i in _vaccinations(reading, sentence, vocabulary)]
    for item in search(reading, vocabulary, ("skill",), sentence.start, sentence.end):
        if item.slug == "bilingual" and language_named:  # which language says more
            continue
        if _touches(shots, item.start, item.end):
            continue  # to have had it is asked, not to give it
        must = force(lower, item.start - sentence.start, item.end - sentence.start, sentence.section)
        if must and item.slug in CARDS:
            named = [i for i in _named(reading, sentence, vocabulary, False) if i.requirement.any_of]
            cards = [(i.start, i.end) for i in named if i.requirement.kind == "credential"]
            must = not _touches(
                cards, item.start, item.end
            )  # the must is the card; who shows the skill is nearer to it
        if must is not None:
            found.setdefault(item.slug, (item, must))
    return list(found.values())


def either_skill(
    reading: Reading, sentence: Sentence, named: list[tuple[Found, bool]], vocabulary: Vocabulary
) -> list[Requirement]:
    """What a line of qualifications joins by "or": "experience in registration, billing or scheduling" asks for one of them."""
    if sentence.section not in ("required", "preferred") or not WORKING.search(
        reading.lower[sentence.start : sentence.end]
    ):
        return []
    hard = [(f, must) for f, must in named if vocabulary.get("skill", f.slug).data.get("group") != "personal"]
    musts = {f.slug: must for f, must in hard}
    source = reading.source(sentence.start, sentence.end)
    items = [Item(Requirement("skill", (f.slug,), standing="proposed", source=source), f.start, f.end) for f, _ in hard]
    return [
        replace(one.requirement, must=any(musts[slug] for slug in one.requirement.any_of))
        for one in merged(reading, items)
        if len(one.requirement.any_of) > 1
    ]
