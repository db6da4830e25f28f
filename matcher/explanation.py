"""What a reading says: its slots as items, its parts as sentences, each with the line of the document that shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from matcher.codes import FAR, LEVEL_NOT_SAID, NOT_SAID, ORIGIN, codes
from matcher.domain import Evidence, Item, Part
from matcher.eligibility.sentences import listed, say, time_of
from matcher.features import PARTS, Held, Net
from matcher.plan import Line, Plan
from matcher.reads import Won
from matcher.table import Fact, Row
from matcher.vocabulary import Vocabulary

KINDS = {
    "families": "family", "skills": "skill", "specialties": "specialty", "settings": "setting",
    "education": "education", "languages": "language", "systems": "system",
}  # fmt: skip
_READ_FROM = tuple(say(f"explanation.{kind}") for kind in ("title", "duties", "studies", "credential", "words"))
_LEVELS = ("", *(say(f"explanation.level_{level}") for level in range(1, 5)), "")
_MONTHS = tuple(say("month.long").split())
_SHOWN = 3  # names a sentence lists before it counts the rest
MATCHED = 70  # percent of an item's maximum from which it is shown as matched


def _label(vocabulary: Vocabulary, list_: str, i: int) -> str:
    slug = codes(vocabulary).slugs[list_][i]
    if list_ == "credentials":
        return (vocabulary.credential_types.get(slug) or vocabulary.get("vaccination", slug)).label
    return vocabulary.get(KINDS[list_], slug).label


def _month(value: int) -> str:
    when = date.fromordinal(ORIGIN + value)
    return f"{_MONTHS[when.month - 1]} {when.year}"


def _when(value: int) -> str:
    if value == FAR:
        return say("explanation.still_there")
    return say("explanation.no_date") if value == NOT_SAID else say("explanation.until", month=_month(value))


def _used(value: int) -> str:
    return "" if value == NOT_SAID else say("explanation.last_used", month=_month(value))


def _evidence(fact: Fact) -> Evidence:
    source = fact.source
    if source is None:
        return Evidence(say("explanation.from_profile"))
    return Evidence(source.text, source.start, source.end, source.document)


def _names(labels: Sequence[str]) -> str:
    if len(labels) > _SHOWN + 1:
        return say("explanation.more", names=", ".join(labels[:_SHOWN]), n=len(labels) - _SHOWN)
    return listed(labels)


def _told(vocabulary: Vocabulary, line: Line, row: Row, position: int) -> str:
    """The entry in the feature's own words."""
    assert isinstance(line.feature.reads, Held | Net)
    list_ = line.feature.reads.list
    i, code, value = row.lists[list_][position]
    return line.feature.says.format(
        item=_label(vocabulary, list_, i),
        kind=_READ_FROM[code] if list_ == "families" else "",
        level=_LEVELS[code] if list_ == "skills" and code != LEVEL_NOT_SAID else "",
        when=_when(value) if list_ != "skills" else _used(value),
        valid=say("explanation.no_expiry") if value == NOT_SAID else say("explanation.valid_to", month=_month(value)),
    )


def _items(line: Line, won: Won, k: int, row: Row) -> list[Item]:
    items = []
    for s, slot in enumerate(line.slots):
        if not slot.maximum:
            continue
        points, winner = won.points[s][k], won.winner[s][k]
        evidence: tuple[Evidence, ...] = ()
        if winner >= 0 and isinstance(line.feature.reads, Held | Net):
            evidence = (_evidence(row.facts[line.feature.reads.list][winner]),)
        found = winner >= 0 or won.measure[k] > 0
        if points * 100 >= slot.maximum * MATCHED:
            items.append(Item(slot.wish.label, "matched", points, 0, slot.maximum, evidence))
        elif won.unknown[k] and not found:
            items.append(Item(slot.wish.label, "not-seen", points, slot.maximum - points, slot.maximum))
        elif points:
            items.append(Item(slot.wish.label, "partial", points, 0, slot.maximum, evidence))
        else:
            items.append(Item(slot.wish.label, "missing", points, 0, slot.maximum, evidence))
    return items


def _sentence(vocabulary: Vocabulary, line: Line, won: Won, k: int, row: Row, items: list[Item]) -> str:
    """What one line says, or nothing."""
    if line.measure is not None or line.words:
        measure = won.measure[k]
        if measure < 0:
            return ""
        years = time_of(measure / 4)
        if line.measure and measure == line.measure.steps:
            years = say("explanation.or_more", time=years)
        return line.feature.says.format(measure=measure, years=years)
    if isinstance(line.feature.reads, Net):
        against = won.against[0][k]
        return _told(vocabulary, line, row, against) if against >= 0 else ""
    if len(line.slots) == 1 and won.winner[0][k] >= 0:
        return _told(vocabulary, line, row, won.winner[0][k])
    said = []
    for state in ("matched", "partial", "not-seen", "missing"):
        labels = list(dict.fromkeys(item.label for item in items if item.state == state))
        if labels:
            said.append(say(f"explanation.{state.replace('-', '_')}", names=_names(labels)))
    return "; ".join(said)


def explained(plan: Plan, readings: Mapping[Line, Won], k: int, row: Row) -> tuple[Part, ...]:
    """The parts of row k in the order of PARTS, summing to its fit. `readings` are those of the plan's lines."""
    vocabulary = plan.asked.vocabulary
    result = []
    for p, (name, maximum) in enumerate(zip(PARTS, plan.maxima, strict=True)):
        if not maximum:
            result.append(Part(name, 0, 0, 0, say("explanation.not_asked")))
            continue
        items: list[Item] = []
        said = []
        for line, won in readings.items():
            if line.part == p:
                own = _items(line, won, k, row)
                items += own
                if sentence := _sentence(vocabulary, line, won, k, row, own):
                    said.append(sentence[0].upper() + sentence[1:] + ".")
        evidence = dict.fromkeys(line for item in items for line in item.evidence)
        points, unknown = sum(item.points for item in items), sum(item.unknown for item in items)
        sentence = " ".join(said) or say("explanation.nothing_seen" if unknown else "explanation.nothing_found")
        result.append(Part(name, points, unknown, maximum, sentence, tuple(evidence), tuple(items)))
    return tuple(result)
