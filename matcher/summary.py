"""The one sentence beside a name: how long and where, what is held until when, what is not known. Facts only, no name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from matcher.careers import merged, months, role_of, slugs_of
from matcher.domain import Credential, Eligibility, Job, Judged, Match, Part, Profile, Requirements
from matcher.eligibility.sentences import MONTHS, a, credential_name, label, listed, lower, opening_number, say, time_of
from matcher.vocabulary import Vocabulary

CREDENTIALS = ("credential", "licence")
#: Points (hundredths) below which neither a loss nor a question is worth a sentence.
WORTH_SAYING = 100
#: Families named for a field, not for who works in it: nobody is "a warehouse and logistics". Words where the label has none to say it.
FIELDS: dict[str, str] = {
    **dict.fromkeys(
        (
            *("patient_access", "medical_call_center", "medical_records", "medical_transcription", "medical_billing"),
            *("medical_coding", "medical_claims", "health_office_support", "clinical_research", "sterile_processing"),
            *("patient_transport", "environmental_services", "medical_supply", "health_it", "health_quality"),
            *("medical_sales", "aesthetics", "retail_sales", "food_service", "child_care", "customer_service"),
            *("data_entry", "human_resources", "accounting", "banking", "sales", "marketing", "business_analysis"),
            *("software_it", "warehouse", "factory", "trades", "security", "police_fire", "cosmetology", "fitness"),
            *("cleaning", "social_advocate", "other_work", "case_manager_nurse", "registered_nurse_specialty"),
        ),
        "",
    ),
    **{family: say(f"summary.{family}") for family in ("research_laboratory", "hotel", "military", "legal")},
}


def reason(profile: Profile, opening: Requirements, eligibility: Eligibility, as_of: date, words: Vocabulary) -> str:
    """ "Eight years as a medical assistant, the last in dermatology; holds CCMA (NHA) to May 2027; not seen: Epic." """
    said = [career(profile, opening, as_of, words), holds(eligibility, as_of, words), not_seen(eligibility, words)]
    return "; ".join(part for part in said if part) + "."


def career(profile: Profile, opening: Requirements, as_of: date, words: Vocabulary) -> str:
    """Time in the best of the roles asked (or, where none is asked or shared, in the person's own), and the last place."""
    dated = [j for j in profile.jobs if months(j, as_of)]
    if not dated:
        return say("summary.no_job")
    asked = [r for r in opening.roles if any(r in slugs_of(j, words) for j in dated)]
    if asked:
        role = max(asked, key=lambda r: merged((j for j in dated if r in slugs_of(j, words)), as_of))
        jobs = [j for j in dated if role in slugs_of(j, words)]
        what = lower(label(role, words, ("role",)))
        time, place = length(merged(jobs, as_of)), where(latest(jobs), words)
        return say("summary.work_as", time=time, role=a(what), where=place)
    last = latest(dated)
    time = length(merged([last], as_of))
    return say("summary.work", time=time, work=work(last, words), where=where(last, words))


def work(job: Job, words: Vocabulary) -> str:
    """ "as a medical scheduler", "as a medical biller / coder", "in warehouse and logistics" """
    family, role = job.duties or job.family, role_of(job, words)
    named = words.get("family", family) if family and words.has("family", family) else None
    if named and named.slug not in FIELDS and job.role in (None, named.data.get("role")):
        return say("summary.as", role=a(lower(named.label.removesuffix(", general"))))
    if role:
        return say("summary.as", role=a(lower(label(role, words, ("role",)))))
    if named:
        return say("summary.in", field=FIELDS.get(named.slug) or lower(named.label))
    return say("summary.as", role=a(job.title)) if job.title else say("summary.other")


def recency(job: Job) -> tuple[bool, date, date]:
    """What puts jobs in order, the latest last."""
    return job.current, job.end or date.min, job.begin or date.min


def latest(jobs: Iterable[Job]) -> Job:
    return max(jobs, key=recency)


def length(count: int) -> str:
    """Months as a sentence begins with them, the same time as anywhere: "Seven months", "Eight years", "8.5 years"."""
    number, _, unit = time_of(count / 12).partition(" ")
    return f"{opening_number(int(number)) if number.isdigit() else number} {unit}"


def where(job: Job, words: Vocabulary) -> str:
    """ ", the last in dermatology until March 2025" """
    place = job.specialty or job.setting
    inside = say("summary.in_place", place=lower(label(place, words, ("specialty", "setting")))) if place else ""
    if job.current:
        return say("summary.now", place=inside)
    if inside:
        until = say("summary.until", month=month(job.end)) if job.end else ""
        return say("summary.last", place=inside, until=until)
    return say("summary.until_alone", month=month(job.end)) if job.end else ""


def month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def holds(eligibility: Eligibility, as_of: date, words: Vocabulary) -> str:
    """The cards in force that count for what is asked, with their last month."""
    counted = (j.held for j in eligibility.requirements if j.held and j.status in ("met", "met-if"))
    held = {card.type: card for card in counted if not (card.expires and card.expires < as_of)}
    if not held:
        return ""
    cards = (card_until(card, words) for card in list(held.values())[:3])
    return say("summary.holds", cards=listed(cards))


def card_until(card: Credential, words: Vocabulary) -> str:
    """CCMA (NHA) to May 2027"""
    name = credential_name(words.credential(card.type))
    return say("summary.to", card=name, month=month(card.expires)) if card.expires else name


def not_seen(eligibility: Eligibility, words: Vocabulary) -> str:
    """What is asked and not known."""
    missing = [j for j in eligibility.requirements if j.status == "unknown"][:2]
    return say("summary.not_seen", what=listed(inside(j) for j in missing)) if missing else ""


def inside(judged: Judged) -> str:
    """What was asked as it stands inside a sentence: languages and systems are names and keep their capital."""
    named = judged.requirement is not None and judged.requirement.kind in ("language", "system")
    return judged.subject if named else short(judged.subject)


def short(subject: str) -> str:
    return subject if subject[:2].isupper() or len(subject) < 2 else lower(subject)


def remark(match: Match, own: bool = False) -> str:
    """The line under a fit: what an answer could add, else where most was lost, else that nothing was.

    `own`: said to the person herself.
    """
    if match.fit is None:
        return ""
    open_part = max((p for p in match.parts if p.name != "text"), key=lambda p: p.unknown, default=None)
    lost = max(match.parts, key=lost_on, default=None)
    if open_part and open_part.unknown >= WORTH_SAYING and (not lost or open_part.unknown * 2 >= lost_on(lost)):
        item = max(open_part.items, key=lambda i: i.unknown, default=None)
        about = item.label if item and item.unknown else open_part.name.replace("_", " ")
        return say(
            "summary.up_to_own" if own else "summary.up_to",
            points=round(open_part.unknown / 100),
            what=label_in(open_part, about),
        )
    if lost and lost_on(lost) >= WORTH_SAYING:
        missing = next((i for i in lost.items if i.state == "missing"), None)
        part = lost.name.replace("_", " ")
        if missing:
            return say("summary.lost_item", part=part, what=label_in(lost, missing.label))
        return say("summary.lost", part=part)
    return say("summary.nothing_missing")


def label_in(part: Part, label: str) -> str:
    return label if part.name in ("languages", "systems") else short(label)


def lost_on(part: Part) -> int:
    return part.maximum - part.points - part.unknown
