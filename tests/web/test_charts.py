"""The drawn things: what they show adds up, and what they show is also said."""

from __future__ import annotations

import re
from datetime import date, timedelta

from hypothesis import event, given
from hypothesis import strategies as st

from matcher.domain import Credential, Eligibility, Judged, Part, Requirement
from web.charts import (
    CardLane,
    card_lanes,
    earliest,
    fit_bar,
    one_lane,
    part_bar,
    rounded,
    shares,
    slot_words,
    slots,
    strip,
    strip_axis,
    strip_words,
)
from web.words import figure

BEGIN, END = date(2026, 12, 7), date(2027, 3, 7)  # 91 days
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
    label = "role 28 of 30; skills 22 of 25; specialty 14 of 15; recency 10 of 12; seven more 12 of 18"
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
    assert slot_words(EXAMPLE) == "role 30, skills 25, specialty 15, recency 12, seven more 18"


def test_small_parts_are_rounded_to_the_slot_they_make() -> None:
    small = made(setting=(540, 0, 600), systems=(440, 0, 500), languages=(220, 0, 700))
    assert rounded(small, 12) == [6, 4, 2]


def fraction(lane: CardLane, kind: str, begin: date = BEGIN, end: date | None = END) -> str | None:
    found = re.search(rf'class="{kind}" x="([\d.]+%)" y="3" width="([\d.]+%)"', one_lane(lane, begin, end))
    return f"{found[1]}+{found[2]}" if found else None


def test_a_card_ending_on_the_last_day_fills_the_lane() -> None:
    assert fraction(CardLane("BLS", "verified", END), "held") == "0%+100%"
    assert fraction(CardLane("BLS", "verified", END - timedelta(days=1)), "gone") == "98.9%+1.099%"


def test_a_card_lapsing_on_day_41_of_91_breaks_there() -> None:
    lane = CardLane("BLS", "verified", date(2027, 1, 16))
    assert fraction(lane, "held") == "0%+45.05%"
    assert fraction(lane, "gone") == "45.05%+54.95%"
    drawn = one_lane(lane, BEGIN, END)
    assert 'class="lapse"' in drawn and ">16 Jan</text>" in drawn
    assert "BLS: valid and verified until 16 Jan 2027, day 41 of 91, then not covered." in drawn
    assert strip_words([lane], BEGIN, END) == 'BLS lapses on <b class="says-no">day 41 of 91</b>.'


def test_every_state_of_a_lane_is_drawn_and_said_differently() -> None:
    lanes = [
        CardLane("CCMA", "verified"),
        CardLane("CCMA", "stated"),
        CardLane("CCMA", "unknown-end"),
        CardLane("CCMA", "none"),
        CardLane("CCMA", "not-asked"),
        CardLane("CCMA", "verified", BEGIN - timedelta(days=1)),
        CardLane("CCMA", "stated", BEGIN),
    ]
    drawn = [str(one_lane(lane, BEGIN, END)) for lane in lanes]
    labels = [re.findall('aria-label="([^"]*)"', lane)[0] for lane in drawn]
    pictures = [
        tuple(re.findall('class="(held|held-stated|unknown-end|gone|not-asked|lapse|says-[a-z]+)"', d)) for d in drawn
    ]
    assert len(set(labels)) == len(set(zip(pictures, labels, strict=True))) == 7
    assert len(set(pictures)) == 6  # lapsed before and none held: the same hatch, other words in it
    assert all(label.startswith("CCMA: ") for label in labels)


def test_months_stand_where_they_begin() -> None:
    axis = str(strip_axis(BEGIN, END))
    assert re.findall(r">([^<]+)</text>", axis) == ["7 Dec", "Jan", "Feb", "7 Mar"]
    assert axis.count('class="month"') == 3 and axis.count('class="edge"') == 2


def test_an_open_end_is_drawn_ninety_days_and_said() -> None:
    lane = CardLane("BLS", "verified", BEGIN + timedelta(days=89))
    assert fraction(lane, "held", end=None) == "0%+100%"
    assert ">open</text>" in strip_axis(BEGIN, None) and strip_axis(BEGIN, None).count('class="edge"') == 1
    assert "No end date" in strip_words([lane], BEGIN, None)


def test_one_day_is_drawn() -> None:
    lane = CardLane("BLS", "verified", BEGIN)
    assert fraction(lane, "held", end=BEGIN) == "0%+100%"
    assert strip_axis(BEGIN, BEGIN).count("<text") == 2


def test_the_compact_view_shows_the_earliest_lapse() -> None:
    late = CardLane("RMA", "verified", date(2027, 2, 28))
    early = CardLane("BLS", "stated", date(2027, 1, 16))
    fine = CardLane("CCMA", "stated")
    assert earliest([late, fine, early], BEGIN, END) == early
    assert earliest([fine, CardLane("BLS", "none")], BEGIN, END) == CardLane("BLS", "none")
    assert earliest([CardLane("X", "verified"), fine], BEGIN, END) == fine
    assert earliest([], BEGIN, END) is None


def test_lanes_come_from_the_required_cards_of_a_judgement() -> None:
    def asked(*slugs: str, must: bool = True) -> Requirement:
        return Requirement("credential", slugs, must=must)

    bls = Credential("bls", expires=date(2027, 1, 16), proof="verified")
    ccma = Credential("ccma", expires=None)
    rows = (
        Judged("BLS card", "met-if", "", action="renew", requirement=asked("bls"), held=bls),
        Judged("MA certification", "met-if", "", action="confirm", requirement=asked("cma", "ccma"), held=ccma),
        Judged("ACLS card", "unknown", "", action="ask", requirement=asked("acls")),
        Judged("PALS card", "unmet", "", requirement=asked("pals", must=False)),
        Judged("1 year", "met", "", requirement=Requirement("experience", ("medical_assistant",))),
    )
    lanes = card_lanes(Eligibility("eligible-if", Judged("role", "met", ""), rows), str.upper)
    assert lanes == [
        CardLane("BLS", "verified", date(2027, 1, 16)),
        CardLane("CCMA", "unknown-end"),
        CardLane("ACLS", "none"),
    ]


def test_names_are_escaped() -> None:
    assert "<script>" not in strip([CardLane("<script>", "verified")], BEGIN, END)
