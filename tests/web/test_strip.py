"""The assignment strip: days are inclusive, every state is drawn in its own way and also said."""

from __future__ import annotations

import re
from datetime import date, timedelta

from matcher.domain import Credential, Eligibility, Judged, Requirement
from web.strip import CardLane, card_lanes, earliest, one_lane, strip, strip_axis, strip_words

BEGIN, END = date(2026, 12, 7), date(2027, 3, 7)  # 91 days


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

    bls = Credential("bls_aha", expires=date(2027, 1, 16), proof="verified")
    ccma = Credential("ccma_nha", expires=None)
    rows = (
        Judged("BLS card", "met-if", "", action="renew", requirement=asked("bls_card"), held=bls),
        Judged(
            "MA certification", "met-if", "", action="confirm", requirement=asked("cma_aama", "ccma_nha"), held=ccma
        ),
        Judged("ACLS card", "unknown", "", action="ask", requirement=asked("acls_card")),
        Judged("CPT (NHA) or RPT (AMT)", "unmet", "", requirement=asked("cpt_nha", "rpt_amt")),
        Judged("PALS card", "unmet", "", requirement=asked("pals_card", must=False)),
        Judged("1 year", "met", "", requirement=Requirement("experience", ("medical_assistant",))),
    )
    lanes = card_lanes(Eligibility("eligible-if", Judged("role", "met", ""), rows), BEGIN)
    assert lanes == [
        CardLane("BLS", "verified", date(2027, 1, 16)),
        CardLane("CCMA", "unknown-end"),
        CardLane("ACLS", "none"),
        CardLane("CPT or RPT", "none"),
    ]


def test_a_card_that_ends_before_the_first_day_lapses_until_that_day_is_past() -> None:
    held = Credential("bls_aha", expires=date(2026, 12, 2), proof="verified")
    row = Judged("BLS card", "unmet", "", requirement=Requirement("credential", ("bls_card",), must=True), held=held)
    judged = Eligibility("blocked", Judged("role", "met", ""), (row,))
    for today, said, under in (
        (
            date(2026, 12, 2),
            "BLS: lapses on 2 Dec 2026, before the first day.",
            "lapses on 2 Dec, before the first day.",
        ),
        (date(2026, 12, 3), "BLS: lapsed on 2 Dec 2026.", "lapsed on 2 Dec."),
    ):
        lanes = card_lanes(judged, today)
        drawn = one_lane(lanes[0], BEGIN, END)
        assert f'aria-label="{said}"' in drawn and f">BLS {under.split()[0]} 2 Dec; due day 1</text>" in drawn
        assert strip_words(lanes, BEGIN, END) == f"BLS {under}"


def test_names_are_escaped() -> None:
    assert "<script>" not in strip([CardLane("<script>", "verified")], BEGIN, END)
