"""The fit bar and its small kin. Plain functions, values in and SVG out, no style attributes.

Widths are percentages, so a chart fills its column while its words keep their size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Flask
from markupsafe import Markup

from matcher.domain import Part
from web.words import figure, t

OWN_SLOTS = ("role", "skills", "specialty", "recency")
SLOTS = (*OWN_SLOTS, "rest")  # rest: every other part together
INSIDE = 6  # points from which a figure has room in its fill


@dataclass(frozen=True)
class Slot:
    """One of the five slots in hundredths, with the whole numbers the page shows: `shown` of `weight`."""

    name: str
    points: int
    unknown: int
    maximum: int
    shown: int
    weight: int


def shares(amounts: Sequence[int], total: int, most: Sequence[int] | None = None) -> list[int]:
    """Hundredths as whole numbers that sum to `total`, by largest remainder; none above its `most`."""
    whole = [amount // 100 for amount in amounts]
    order = sorted(range(len(amounts)), key=lambda n: (-(amounts[n] % 100), n))
    while (missing := total - sum(whole)) > 0:
        room = [n for n in order if most is None or whole[n] < most[n]][:missing]
        if not room:
            break
        for n in room:
            whole[n] += 1
    return whole


def slots(parts: Sequence[Part]) -> list[Slot]:
    """The parts as five slots. Weights sum to 100 and points to the rounded fit."""
    sums = {name: [0, 0, 0] for name in SLOTS}
    for part in parts:
        total = sums[part.name if part.name in OWN_SLOTS else "rest"]
        for n, amount in enumerate((part.points, part.unknown, part.maximum)):
            total[n] += amount
    points, unknown, maxima = zip(*sums.values(), strict=True)
    weights = shares(maxima, figure(sum(maxima)))
    shown = shares(points, figure(sum(points)), weights)
    rows = zip(SLOTS, points, unknown, maxima, shown, weights, strict=True)
    return [Slot(*row) for row in rows]


def rounded(parts: Sequence[Part], total: int) -> list[int]:
    """Points of parts as whole numbers that sum to `total`, so that a page's figures add up."""
    most = shares([part.maximum for part in parts], figure(sum(part.maximum for part in parts)))
    return shares([part.points for part in parts], total, most)


def slot_words(parts: Sequence[Part]) -> Markup:
    """role 30, skills 25, ..., the rest 18: what the slots are and weigh, once at the head of a list."""
    words = [
        t("charts.slot_weight", name=t(f"charts.slot_{s.name}"), weight=s.weight) for s in slots(parts) if s.weight
    ]
    return Markup(", ").join(words)


def percent(hundredths: int) -> str:
    return f"{hundredths / 100:g}%"


def box(kind: str, x: str, width: str, height: int = 20) -> Markup:
    return Markup('<rect class="{}" x="{}" width="{}" height="{}" rx="2"/>').format(kind, x, width, height)


def fit_bar(parts: Sequence[Part], over: int = 0) -> Markup:
    """Five slots in fixed order, each as wide as its weight: earned, not known yet, not met.

    `over`: hundredths of the role slot not earned because the work is below her level. Nothing for a fit without score.
    """
    if not any(part.maximum for part in parts):
        return Markup("")
    drawn, left = [], 0
    for slot in slots(parts):
        if slot.maximum:
            drawn.append(draw_slot(slot, left, over if slot.name == "role" else 0))
        left += slot.maximum
    said = "; ".join(
        t("charts.slot_said", name=t(f"charts.slot_{s.name}"), shown=s.shown, weight=s.weight)
        for s in slots(parts)
        if s.maximum
    )
    return Markup('<svg class="fit-bar" width="100%" height="20" role="img" aria-label="{}">{}</svg>').format(
        said, Markup("").join(drawn)
    )


def draw_slot(slot: Slot, left: int, over: int) -> Markup:
    """One slot as a nested drawing of its own, a gap in the colour of the page at its end."""

    def within(hundredths: int) -> str:
        return f"{hundredths * 100 / slot.maximum:.4g}%"

    pieces = [box("track", "0", "100%"), box(f"part-{slot.name}", "0", within(slot.points))]
    if slot.unknown:
        pieces.append(box("unknown", within(slot.points), within(slot.unknown)))
    if over:
        pieces.append(box("over", within(slot.maximum - over), within(over)))
    if slot.shown >= INSIDE:
        pieces.append(Markup('<text class="in" x="0" dx="5" y="14.5">{}</text>').format(slot.shown))
    elif slot.weight >= INSIDE:
        at = within(min(slot.points + slot.unknown, slot.maximum))
        pieces.append(Markup('<text x="{}" dx="4" y="14.5">{}</text>').format(at, slot.shown))
    pieces.append(Markup('<rect class="gap" x="100%" width="3" height="20" transform="translate(-3 0)"/>'))
    return Markup('<svg x="{}" width="{}" height="20">{}</svg>').format(
        percent(left), percent(slot.maximum), Markup("").join(pieces)
    )


def part_bar(part: Part) -> Markup:
    """A thin bar of one part, for the page that opens it; the figures stand beside it in words."""
    if not part.maximum:
        return Markup("")
    earned, open_points = (f"{amount * 100 / part.maximum:.4g}%" for amount in (part.points, part.unknown))
    name = part.name if part.name in SLOTS else "rest"
    pieces = box("track", "0", "100%", 8) + box(f"part-{name}", "0", earned, 8) + box("unknown", earned, open_points, 8)
    return Markup('<svg class="part-bar" width="100%" height="8" aria-hidden="true">{}</svg>').format(pieces)


def blocks(level: int, of: int = 5) -> Markup:
    """`level` of `of` small blocks, beside the words that say it."""
    drawn = [
        Markup('<rect class="{}" x="{}" width="14" height="8"/>').format(
            "part-skills" if n < level else "track", n * 16
        )
        for n in range(of)
    ]
    return Markup('<svg class="blocks" width="{}" height="8" aria-hidden="true">{}</svg>').format(
        of * 16 - 2, Markup("").join(drawn)
    )


def init_app(app: Flask) -> None:
    """Globals of the templates."""
    for function in (slots, rounded, slot_words, fit_bar, part_bar, blocks):
        app.jinja_env.globals[function.__name__] = function
