"""Job titles: what looks like one, and the family and role it names."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from matcher.extraction.plain import Reading
from matcher.extraction.sections import words
from matcher.extraction.terms import Found, search
from matcher.vocabulary import Vocabulary

PLACE = re.compile(
    r"^(?:city\b|[A-Z][\w.' -]{1,25},\s*(?:[A-Z]{2}|[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?:\s*,?\s*\d{5})?)(?:\s*,\s*(?:state|usa?|united states))*\W*$",
    re.I,
)
STATE_ONLY = re.compile(
    r"^(?:city\s*,?\s*)?(?:state|[A-Z]{2}|usa?|united states)(?:\s*,\s*(?:usa?|united states))?$", re.I
)
LICENSED = re.compile(
    r"RN|LPN|LVN|NP|APRN|PA-C|registered nurse|licensed (?:practical|vocational) nurse|nurse practitioner", re.I
)
DEGREE = re.compile(
    r"^(?:bachelor|master|associates? (?:of|in|degree)|doctor(?:ate)? (?:of|in)|diploma|degree|certificate|high school|ged\b|b\.?s\.?\b|m\.?b?\.?a\.?\b)",
    re.I,
)
DOCTOR = re.compile(r"dr\.?\s+[A-Z]", re.I)
BRANCH = re.compile(r"\b(?:army|navy|air force|marines?|marine corps|coast guard|national guard)\b", re.I)
MEMBER = re.compile(
    r"\b(?:society|association|council|scholars|sorority|fraternity|honou?rs?)\b.{0,60}\b(?:member|representative|president|chair|treasurer)\b"
    r"|^(?:the )?(?:[\w-]+ ){0,3}(?:association|society|academy) (?:of|for)\b",
    re.I,
)
PAST = re.compile(r"\b(?:experience|employment|history|background)\b", re.I)
VAGUE = ("study_other", "management")
NURSING = ("nursing_registered", "nursing_licensed", "advanced_practice")
NURSES = ("nursing_registered", "nursing_licensed")
NURSE = re.compile(r"\b(?:nurses?|rn|lpn|lvn|pa-c|np)\b")
#: "PTA - Home Health", "COA, Retina": the letters are the job, what follows is where.
LETTERS_FIRST = re.compile(r"[A-Z][A-Z&/.]{1,5}\s?[-–,(/]")
OTHER_HEAD = re.compile(r"\s+(?:rep|reps|representative|recruiter|sales\w*|analyst|developer|coder|biller)\b", re.I)
STUDENT = re.compile(
    r"\b(?:rn|lpn|lvn|nurse|nursing) student\b|\bstudent (?:rn|lpn|lvn|nurse)\b(?! (?:practitioner|aide|assistant|extern))"
)
#: A "dermatologist assistant" helps one.
HELPS = re.compile(r"(?:'?s'?)?\s+(?:assistant|technician|tech|aide|asst)\b", re.I)
TWO_JOBS = re.compile(r"[/&;|]|\band\b", re.I)
TOKEN = re.compile(r"[A-Za-z][A-Za-z'&]*")
NEXT = re.compile(r"\s([A-Z][A-Za-z']*)")


@dataclass(frozen=True)
class Title:
    """What a title says: the family and role, each None where it says neither."""

    family: str | None
    role: str | None
    whole: bool = False  # the family's words are nearly all of the title


@functools.cache
def _sets() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    data = words()["titles"]
    return frozenset(data["nouns"]), frozenset(data["organisation"]), frozenset(data["verbs"])


@functools.lru_cache(maxsize=4096)
def understand(title: str, vocabulary: Vocabulary) -> Title:
    """Family and role of a title: the longest telling phrase of a family in it, the last of equals."""
    reading = Reading(title)
    families = [f for f in search(reading, vocabulary, ("family",)) if f.kind == "family"]
    if not families:
        return Title(None, None)
    either = " or " in title  # "Medical Assistant or LPN" asks for two, it makes no nurse of the first
    nurses = [] if either else [f for f in families if _is_nurse(reading, f, vocabulary)]
    unclear = {token["token"] for token in vocabulary.ambiguous}
    if STUDENT.search(reading.lower):
        return Title("nursing_student", None, True)
    letters = [f for f in families if f.start == 0 and LETTERS_FIRST.match(title) and title[: f.end] not in unclear]
    best = max(letters or nurses or families, key=lambda f: (not is_vague(f.slug, vocabulary), f.end - f.start, f.end))
    if OTHER_HEAD.match(title, best.end):
        return Title(None, None)  # a "medical assistant recruiter" is no assistant
    if best.slug == "physician" and HELPS.match(title, best.end):
        return Title("medical_assistant", "medical_assistant")
    licensed = _licensed_role(reading, vocabulary)
    family = _of_licence(best.slug, None if either else licensed, vocabulary) or _led(best, title, vocabulary)
    role = vocabulary.get("family", family).data.get("role") or licensed
    return Title(family, role, best.end - best.start >= 0.7 * len(title.strip()))


def second(title: str, first: str | None, vocabulary: Vocabulary) -> str | None:
    """The family of the other job where a title names two and tells both: the claims of "Customer Service / Claims Processor"."""
    parts = [part for part in TWO_JOBS.split(title) if has_noun(part)]
    if first is None or len(parts) != 2:
        return None
    named = [understand(part.strip(), vocabulary).family for part in parts]
    other = next((family for family in named if family != first), None)
    if first not in named or other is None or is_vague(other, vocabulary):
        return None
    return other if vocabulary.get("family", other).data["group"] not in NURSING else None


def _is_nurse(reading: Reading, found: Found, vocabulary: Vocabulary) -> bool:
    """Words that say a nurse by licence, beside whatever else a title says; "nursing" alone is a department."""
    return vocabulary.get("family", found.slug).data["group"] in NURSES and bool(
        NURSE.search(reading.lower, found.start, found.end)
    )


def _of_licence(family: str, licensed: str | None, vocabulary: Vocabulary) -> str | None:
    """ "RN auditor" is a nurse's job: where a title names a licensed role, its family is one that works under a licence."""
    if licensed is None or vocabulary.get("family", family).data["group"] in NURSING:
        return None
    if vocabulary.get("family", family).data["group"] == "care_coordination" and licensed == "rn":
        return "case_manager_nurse"
    return vocabulary.families_of_role(licensed)[0]


def _led(best: Found, title: str, vocabulary: Vocabulary) -> str:
    """ "Patient Access Manager" leads those whom its words name; "Office Manager/Optician" is two jobs."""
    family = vocabulary.get("family", best.slug)
    lead: str | None = vocabulary.get("group", family.data["group"]).data.get("lead")
    if lead is None or family.data["level"] >= vocabulary.get("family", lead).data["level"]:
        return best.slug
    before, after = title[: best.start], title[best.end :]
    beside = TWO_JOBS.split(before)[-1] + " " + TWO_JOBS.split(after)[0]
    ranks = frozenset(words()["titles"]["rank"])
    return lead if any(token.lower() in ranks for token in TOKEN.findall(beside)) else best.slug


@functools.lru_cache(maxsize=4096)
def by_noun(title: str) -> tuple[str, ...]:
    """The families of a title of the trade that names no work of its own: "Healthcare Associate"."""
    tokens = [token.lower() for token in TOKEN.findall(title)]
    last = next((token for token in reversed(tokens) if token in _sets()[0]), None)
    for kind in words()["vague_title"]:
        if last in kind["nouns"] and {*tokens} & {*kind["words"]}:
            return tuple(kind["families"])
    return ()


@functools.lru_cache(maxsize=4096)
def phrase(text: str, vocabulary: Vocabulary) -> tuple[int, int] | None:
    """Where the longest telling phrase of a family stands in a text."""
    found = [f for f in search(Reading(text), vocabulary, ("family",)) if not is_vague(f.slug, vocabulary)]
    best = max(found, key=lambda f: f.end - f.start, default=None)
    return (best.start, best.end) if best else None


def has_noun(text: str) -> bool:
    """Does it hold a word that names a job: assistant, nurse, manager?"""
    nouns, _, _ = _sets()
    return any(t.lower() in nouns for t in TOKEN.findall(text))


def is_department(text: str, vocabulary: Vocabulary) -> bool:
    """Words of a ward, a shift or a grade that belong to a title: "Emergency Department", "Nights", "II"."""
    own = frozenset(words()["titles"]["departments"])
    return any(t.lower() in own for t in TOKEN.findall(text)) or bool(
        search(Reading(text), vocabulary, ("specialty", "setting", "shift", "employment_type"))
    )


def is_firm(text: str) -> bool:
    """Does it hold a word that only a firm's or a house's name holds: Hospital, Inc, University?"""
    return any(t.lower() in _firms() for t in TOKEN.findall(text))


def is_house(word: str) -> bool:
    """A word with which a name of an employer ends, however it goes on: Hospital, Inc."""
    return word.lower().strip(".,") in words()["titles"]["house"]


@functools.cache
def _firms() -> frozenset[str]:
    return frozenset(words()["titles"]["firm"])


def _licensed_role(reading: Reading, vocabulary: Vocabulary) -> str | None:
    """The role of a licence that a title names beside other words: "RN care coordinator"."""
    for found in search(reading, vocabulary, ("role",)):
        if LICENSED.fullmatch(reading.plain[found.start : found.end]):
            return found.slug
    return None


def is_health(family: str, vocabulary: Vocabulary) -> bool:
    return bool(vocabulary.get("group", vocabulary.get("family", family).data["group"]).data["health"])


def is_vague(family: str, vocabulary: Vocabulary) -> bool:
    """A family that says nothing of the work itself: assistant, associate, manager in general."""
    return vocabulary.get("family", family).data["group"] in VAGUE


def is_place(text: str) -> bool:
    """ "Reno, NV" or "City, State", not "Flight Medic, Crew Chief"."""
    return bool(PLACE.match(text) or STATE_ONLY.match(text)) and not has_noun(text.partition(",")[2])


def is_organisation(text: str) -> bool:
    if DOCTOR.match(text):
        return True
    _, organisation, _ = _sets()
    tokens = [t.lower().rstrip("'s") for t in TOKEN.findall(text)]
    return any(t in organisation for t in tokens) or any(p in text.lower() for p in words()["titles"]["placeholders"])


def begins_like_a_duty(text: str) -> bool:
    """Does it begin with a word of doing: "Assisted", "Responsible", "Ensuring"?"""
    _, _, verbs = _sets()
    first = TOKEN.match(text.strip(" •*-"))
    if first is None:
        return False
    word = first.group().lower()
    if word in verbs:
        return True
    doing = len(word) > 4 and word.endswith(("ed", "ing")) and word not in words()["titles"]["no_duty"]
    return doing and not (word.endswith("ing") and _is_work_of(text, first.end()))


def _is_work_of(text: str, place: int) -> bool:
    """Does the name of a job follow, written like a name: the "Manager" of "Hiring Manager"?"""
    following = NEXT.match(text.strip(" •*-"), place)
    return following is not None and following.group(1).lower() in _sets()[0]


@functools.lru_cache(maxsize=4096)
def likeness(text: str, vocabulary: Vocabulary) -> float:
    """How much a piece of a line looks like a job title, about -8 to 8; above 2 it may be taken for one."""
    nouns, organisation, _ = _sets()
    text = text.strip(" ,;:-|/")
    tokens = [t.lower() for t in TOKEN.findall(text)]
    if not tokens or len(tokens) > 18 or len(text) > 140:
        return -8.0
    score = 0.0
    title = understand(text, vocabulary)
    if title.family:
        score += 4 + title.whole
    if any(t in nouns for t in tokens):
        score += 3 + (tokens[-1] in nouns)
    elif PAST.search(text):
        score -= 8  # "Professional Experience"
    organisations = sum(t in organisation for t in tokens)
    if organisations:
        score -= 1 if tokens[-1] in nouns or tokens[0] in nouns or title.whole else 3
    if begins_like_a_duty(text):
        score -= 12 if len(tokens) > 3 else 4
    if BRANCH.search(text) and not any(t in nouns for t in tokens if t != "guard"):
        score -= 8  # a branch of the forces is the employer
    if DEGREE.search(text):
        score -= 6
    if MEMBER.search(text):
        score -= 8  # what somebody belongs to
    if is_place(text):
        score -= 6
    longest = max(
        len(TOKEN.findall(part)) for part in text.split("/")
    )  # "Charge Nurse/Educator/Preceptor" is three titles
    if longest > 6:
        score -= (longest - 6) * 0.8
    if text.endswith("."):
        score -= 2
    if text[0].islower() or text[0] == "•":
        score -= 3
    if any(c.isdigit() for c in text):
        score -= 1
    if sum(t[:1].isupper() for t in TOKEN.findall(text)) * 2 >= len(tokens):
        score += 1
    return score
