"""The fit bar: its figures add up, and what it shows is also said."""

from __future__ import annotations

import re

from hypothesis import event, given
from hypothesis import strategies as st

from matcher.domain import Part
from web.charts import fit_bar, part_bar, rounded, shares, slot_words, slots
from web.words import figure

NAMES = (
    "role", "skills", "specialty", "setting", "systems", "clinical_share", "recency", "credentials", "languages", "personal", "text",
)  # fmt: skip


def made(**points: tuple[int, int, int]) -> tuple[Part, ...]:
    """Parts from (points, unknown, maximum) in hundredths."""
    return tuple(Part(name, *numbers, "") for name, numbers in points.items())


EXAMPLE = made(
    role=(2750, 0, 3000),
    skills=(2230, 0, 2500),
    specialty=(1400, 0, 1500),
    recency=(1000, 0, 1200),
    setting=(600, 200, 1000),
    languages=(620, 0, 800),
)


@st.composite
def parts(draw: st.DrawFn) -> tuple[Part, ...]:
    cuts = sorted(draw(st.lists(st.integers(0, 10000), min_size=10, max_size=10)))
    maxima = [after - before for before, after in zip([0, *cuts], [*cuts, 10000], strict=True)]
    made = []
    for name, maximum in zip(NAMES, maxima, strict=True):
        points = draw(st.one_of(st.integers(0, maximum), st.just(maximum)))
        made.append(Part(name, points, draw(st.integers(0, maximum - points)), maximum, ""))
    return tuple(made)


@given(parts())
def test_the_figures_of_a_bar_sum_to_the_figure_beside_it(drawn: tuple[Part, ...]) -> None:
    five = slots(drawn)
    assert [slot.name for slot in five] == ["role", "skills", "specialty", "recency", "rest"]
    assert sum(slot.weight for slot in five) == 100
    assert sum(slot.shown for slot in five) == figure(sum(part.points for part in drawn))
    assert all(0 <= slot.shown <= slot.weight for slot in five)
    assert all(abs(slot.shown * 100 - slot.points) < 200 for slot in five)
    event("rounding moved something" if any(slot.points % 100 for slot in five) else "whole already")


def test_largest_remainders_get_the_missing_points() -> None:
    assert shares([2750, 2230, 1400, 1000, 1220], 86) == [28, 22, 14, 10, 12]
    assert shares([50, 50, 50], 2) == [1, 1, 0]
    assert shares([290, 290], 6, most=[2, 9]) == [2, 4]


def test_a_bar_says_every_slot_and_draws_them_as_wide_as_their_weight() -> None:
    bar = str(fit_bar(EXAMPLE))
    label = "role 28 of 30; skills 22 of 25; specialty 14 of 15; recency 10 of 12; the rest 12 of 18"
    assert f'role="img" aria-label="{label}"' in bar
    assert re.findall(r'<svg x="([\d.]+%)" width="([\d.]+%)"', bar) == [
        ("0%", "30%"),
        ("30%", "25%"),
        ("55%", "15%"),
        ("70%", "12%"),
        ("82%", "18%"),
    ]
    assert 'class="part-role" x="0" width="91.67%"' in bar
    assert 'class="unknown" x="67.78%" width="11.11%"' in bar
    assert "style=" not in bar


def test_what_is_not_earned_for_level_is_hatched_in_the_role_slot() -> None:
    assert 'class="over" x="80%" width="20%"' in fit_bar(EXAMPLE, over=600)
    assert "over" not in fit_bar(EXAMPLE)


def test_no_score_draws_no_bar() -> None:
    assert fit_bar(()) == "" and fit_bar(made(role=(0, 0, 0))) == ""
    assert part_bar(Part("role", 0, 0, 0, "")) == ""


def test_the_head_of_a_list_names_slots_and_weights() -> None:
    assert slot_words(EXAMPLE) == "role 30, skills 25, specialty 15, recency 12, the rest 18"


def test_small_parts_are_rounded_to_the_slot_they_make() -> None:
    small = made(setting=(540, 0, 600), systems=(440, 0, 500), languages=(220, 0, 700))
    assert rounded(small, 12) == [6, 4, 2]
