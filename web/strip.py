"""The assignment strip: required cards over the days of an assignment, one lane each. Values in, SVG out.

Positions are percentages, so a strip fills its column while its words keep their size. Days are inclusive.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from flask import Flask
from markupsafe import Markup

from matcher.domain import Eligibility, Judged
from web.words import MONTHS, card_name, near_day, plain_day, short_asked, t

OPEN_DAYS = 90  # an assignment without an end is drawn this long

LaneState = Literal["verified", "stated", "unknown-end", "none", "not-asked"]


@dataclass(frozen=True)
class CardLane:
    """A required card over the assignment. `until`: its last day; `due`: from when it must be held, where none is.

    `lapsed`: its last day is past already.
    """

    name: str
    state: LaneState
    until: date | None = None
    due: date | None = None
    lapsed: bool = False


def card_lanes(eligibility: Eligibility, today: date) -> list[CardLane]:
    """The required cards of a judgement, one lane each.

    A card that falls due after the last day has no lane while it is not held: nothing of it happens in the assignment.
    """
    return [
        card_lane(row, today)
        for row in eligibility.requirements
        if row.requirement and row.requirement.must and row.requirement.kind in ("credential", "licence")
        if row.held or row.status != "met"
    ]


def card_lane(row: Judged, today: date) -> CardLane:
    held = row.held
    if held is None or held.revoked:
        return CardLane(short_asked(row), "none", due=row.by)
    name = card_name(held.type)
    if held.expires is None and row.status != "met" and row.action in ("ask", "confirm"):
        return CardLane(name, "unknown-end")
    lapsed = held.expires is not None and held.expires < today
    return CardLane(name, "verified" if held.verified else "stated", held.expires, lapsed=lapsed)


def last_day(begin: date, end: date | None) -> date:
    """The last day drawn: the assignment's, or 90 days on where its end is open."""
    return end or begin + timedelta(days=OPEN_DAYS - 1)


def month_starts(begin: date, end: date) -> list[date]:
    """The firsts of the months inside."""
    first = (begin.replace(day=1) + timedelta(days=32)).replace(day=1)
    found = []
    while first <= end:
        found.append(first)
        first = (first + timedelta(days=32)).replace(day=1)
    return found


def strip_axis(begin: date, end: date | None) -> Markup:
    """First and last day with the months between, once at the head of a list. Stands over the lanes, names left out."""
    last = last_day(begin, end)
    days = (last - begin).days + 1
    labels = [Markup('<text x="0" y="11">{}</text>').format(plain_day(begin, year=False))]
    taken = 0.16
    step = max(1, len(month_starts(begin, last)) // 4)
    for month in month_starts(begin, last)[::step]:
        at = (month - begin).days / days
        if taken <= at <= 0.7:
            labels.append(Markup('<text x="{:.4g}%" dx="3" y="11">{}</text>').format(at * 100, MONTHS[month.month - 1]))
            taken = at + 0.12
    ending = plain_day(last, year=False) if end else t("charts.open_end")
    labels.append(Markup('<text x="100%" y="11" text-anchor="end">{}</text>').format(ending))
    ticks = [Markup('<rect class="edge" x="0" y="15" width="1" height="5"/>')]
    ticks += [
        Markup('<rect class="month" x="{:.4g}%" y="15" width="1" height="5"/>').format((m - begin).days * 100 / days)
        for m in month_starts(begin, last)
    ]
    if end:
        ticks.append(Markup('<rect class="edge" x="100%" y="15" width="1" height="5" transform="translate(-1 0)"/>'))
    drawing = Markup('<svg class="axis" width="100%" height="20" aria-hidden="true">{}{}</svg>')
    return drawing.format(Markup("").join(ticks), Markup("").join(labels))


def strip(lanes: Sequence[CardLane], begin: date, end: date | None) -> Markup:
    """One lane a card from the first day to the last, month lines behind; every lane is said in the label."""
    if not lanes:
        return Markup("")
    said = " ".join(lane_said(lane, begin, end) for lane in lanes)
    rows = [
        Markup('<span class="lane"><span class="lane-name">{}</span>{}</span>').format(
            lane.name, draw_lane(lane, begin, end)
        )
        for lane in lanes
    ]
    return Markup('<span class="strip" role="img" aria-label="{}">{}</span>').format(said, Markup("").join(rows))


def one_lane(lane: CardLane, begin: date, end: date | None) -> Markup:
    """A lane alone, without its name: the compact list and the match page put it in a cell."""
    return Markup('<span class="strip strip-one" role="img" aria-label="{}">{}</span>').format(
        lane_said(lane, begin, end), draw_lane(lane, begin, end, named=True)
    )


def draw_lane(lane: CardLane, begin: date, end: date | None, named: bool = False) -> Markup:
    """The lane's drawing. Days are inclusive: a card ending on the last day fills it. `named`: its label says the card."""
    last = last_day(begin, end)
    days = (last - begin).days + 1
    pieces = [
        Markup('<rect class="month" x="{:.4g}%" width="1" height="16"/>').format((m - begin).days * 100 / days)
        for m in month_starts(begin, last)
    ]

    def piece(kind: str, first: float, upto: float) -> Markup:
        return Markup('<rect class="{}" x="{:.4g}%" y="3" width="{:.4g}%" height="10" rx="1"/>').format(
            kind, first * 100, (upto - first) * 100
        )

    def label(words: str, at: float, anchor: str, kind: str) -> Markup:
        shift = 6 if anchor == "start" else -6
        return Markup('<text class="{}" x="{:.4g}%" dx="{}" y="12.2" text-anchor="{}">{}</text>').format(
            kind, at * 100, shift, anchor, words
        )

    name = f"{lane.name} " if named else ""
    lapse = lane.until if lane.until and lane.until < last else None
    if lane.state == "not-asked":
        pieces.append(Markup('<line class="not-asked" x1="0" x2="100%" y1="8" y2="8"/>'))
    elif lane.state == "unknown-end":
        pieces += [piece("unknown-end", 0, 1), label(f"{name}{t('charts.until_when')}", 0.03, "start", "says-open")]
    elif lane.state == "none" or (lapse and lapse < begin):
        due = (
            t("charts.due_day_one")
            if not lane.due or lane.due <= begin
            else t("charts.due", day=near_day(lane.due, begin))
        )
        words = t("charts.none", due=due)
        if lapse:
            words = t("charts.lapsed" if lane.lapsed else "charts.lapses_early", day=near_day(lapse, begin), due=due)
        pieces += [
            piece("gone", 0, 1),
            label(f"{name}{due if named and not lapse else words}", 0.03, "start", "says-no"),
        ]
    else:
        held = 1.0 if lapse is None else ((lapse - begin).days + 1) / days
        pieces.append(piece("held" if lane.state == "verified" else "held-stated", 0, held))
        if lapse:
            pieces.append(piece("gone", held, 1))
            pieces.append(Markup('<rect class="lapse" x="{:.4g}%" y="0" width="2" height="16"/>').format(held * 100))
            after = held <= 0.66
            pieces.append(label(near_day(lapse, begin), held, "start" if after else "end", "says-no"))
    pieces.append(Markup('<rect class="edge" x="0" width="1" height="16"/>'))
    if end:
        pieces.append(Markup('<rect class="edge" x="100%" width="1" height="16" transform="translate(-1 0)"/>'))
    return Markup('<svg class="lane-bar" width="100%" height="16">{}</svg>').format(Markup("").join(pieces))


def lane_said(lane: CardLane, begin: date, end: date | None) -> Markup:
    """A lane in a sentence: BLS: valid and verified until 16 Jan 2027, day 41 of 91."""
    last = last_day(begin, end)
    if lane.state in ("not-asked", "unknown-end"):
        return t(f"charts.said_{lane.state.replace('-', '_')}", name=lane.name)
    if lane.state == "none":
        due = plain_day(lane.due) if lane.due and lane.due > begin else t("charts.day_one")
        return t("charts.said_none", name=lane.name, due=due)
    kind = "verified" if lane.state == "verified" else "stated"
    if lane.until is None or lane.until >= last:
        return t(f"charts.said_{kind}", name=lane.name)
    if lane.until < begin:
        return t(
            "charts.said_lapsed" if lane.lapsed else "charts.said_lapses_early",
            name=lane.name,
            day=plain_day(lane.until),
        )
    on = t("charts.day_of", n=(lane.until - begin).days + 1, all=(last - begin).days + 1)
    return t(f"charts.said_{kind}_until", name=lane.name, day=plain_day(lane.until), on=on)


def trouble(lane: CardLane, begin: date, end: date | None) -> tuple[int, date]:
    """Sorts lanes: what fails first, then what is not known, then what is not checked, then what holds."""
    last = last_day(begin, end)
    if lane.state == "none":
        return (0, lane.due or begin)
    if lane.until and lane.until < last:
        return (0, lane.until)
    return ({"unknown-end": 1, "stated": 2, "verified": 3, "not-asked": 4}[lane.state], last)


def earliest(lanes: Sequence[CardLane], begin: date, end: date | None) -> CardLane | None:
    """The lane the compact view shows for all: the earliest lapse, else what is least sure."""
    return min(lanes, key=lambda lane: trouble(lane, begin, end), default=None)


def strip_words(lanes: Sequence[CardLane], begin: date, end: date | None) -> Markup:
    """The one sentence under a strip: BLS lapses on day 41 of 91; Both run past the last day."""
    worst = earliest([lane for lane in lanes if lane.state != "not-asked"], begin, end)
    if worst is None:
        return t("charts.no_cards")
    last = last_day(begin, end)
    if worst.state == "none":
        return t("charts.none_seen", name=worst.name)
    if worst.state == "unknown-end":
        return t("charts.one_question", name=worst.name)
    if worst.until and worst.until < begin:
        words = "charts.lapsed_before" if worst.lapsed else "charts.lapses_before"
        return t(words, name=worst.name, day=near_day(worst.until, begin))
    if worst.until and worst.until < last:
        day = (worst.until - begin).days + 1
        return t("charts.lapses", name=worst.name, day=day, days=(last - begin).days + 1)
    if worst.state == "stated":
        return t("charts.not_checked", name=worst.name)
    if end is None:
        return t("charts.open_end_words", days=OPEN_DAYS)
    asked = sum(lane.state != "not-asked" for lane in lanes)
    return t({1: "charts.it_runs", 2: "charts.both_run"}.get(asked, "charts.all_run"), n=asked)


def sign_in_strip() -> Markup:
    """The example beside the sign-in form: three lanes, one to be renewed."""
    begin, end = date(2026, 12, 7), date(2027, 3, 7)
    lanes = (
        CardLane("CCMA", "verified", end),
        CardLane("BLS", "verified", date(2027, 1, 16)),
        CardLane(t("session.strip_year"), "verified"),
    )
    return Markup(
        '<div class="pitch-strip"><span class="lane"><span class="lane-name"></span>{}</span>{}</div>'
    ).format(strip_axis(begin, end), strip(lanes, begin, end))


def init_app(app: Flask) -> None:
    """Globals of the templates."""
    for function in (card_lanes, strip_axis, strip, one_lane, earliest, strip_words, sign_in_strip):
        app.jinja_env.globals[function.__name__] = function
