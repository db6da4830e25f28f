"""Dates, figures and marks are said in one way, and every sentence has one place."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from matcher import vocabulary
from matcher.domain import Eligibility, Evidence, Judged, Requirement
from web import words
from web.quotes import Line, lines_of, quotes, unquoted
from web.services.cards import chip_name
from web.words import (
    away,
    card_name,
    day,
    interval,
    length,
    listed,
    mark_words,
    money,
    near_day,
    ordinal,
    pay,
    plain_day,
    rank,
    short_subject,
    t,
)

TODAY = date(2026, 11, 24)
WEB = Path(words.__file__).parent


def test_days_are_said_in_one_way() -> None:
    assert day(date(2027, 1, 16)) == '<time datetime="2027-01-16">16 Jan 2027</time>'
    assert plain_day(date(2026, 11, 26), year=False, weekday=True) == "Thu 26 Nov"
    assert near_day(date(2027, 1, 16), TODAY) == "16 Jan"
    assert near_day(date(2028, 1, 16), TODAY) == "16 Jan 2028"
    assert re.sub("<[^>]+>", "", interval(date(2026, 12, 7), date(2027, 3, 7))) == "7 Dec 2026 to 7 Mar 2027"
    assert re.sub("<[^>]+>", "", interval(date(2027, 1, 4), date(2027, 3, 7))) == "4 Jan to 7 Mar 2027"
    assert "no end date" in interval(date(2027, 1, 4), None)
    assert length(date(2026, 12, 7), date(2027, 3, 7)) == "91 days" and length(TODAY, TODAY) == "1 day"


def test_distances_in_days_are_said_from_today() -> None:
    said = [str(away(date(2026, 11, n), TODAY)) for n in (21, 23, 24, 25, 26)]
    assert said == ["3 days ago", "yesterday", "today", "tomorrow", "in 2 days"]


def test_figures_are_said_in_one_way() -> None:
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 22, 101, 111)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "101st", "111th",
    ]  # fmt: skip
    assert (rank(4), rank(3, 5), rank(2, 2)) == ("4", "3–5", "2")
    assert (money(2450), money(4519000), money(150)) == ("$24.50", "$45,190", "$1.50")
    assert [words.figure(n) for n in (8640, 8650, 0, 10000)] == [86, 87, 0, 100]
    assert words.length(date(1901, 1, 1), date(2100, 12, 31)) == "73,049 days"
    assert pay(2450, 2450, "hour") == "$24.50 an hour"
    assert pay(2400, 2650, "hour") == "$24.00 to $26.50 an hour"
    assert pay(None, None, "year") == "not stated"
    assert listed(["a"]) == "a" and listed(["a", "<b>", "c"], "or") == "a, &lt;b&gt; or c" and listed([]) == ""


def test_a_sentence_begins_with_a_number_in_words_up_to_ten_and_holds_digits_elsewhere() -> None:
    assert t("today.also_new", n=1) == "One opening is new."
    assert t("today.also_new", n=10) == "Ten openings are new."
    assert t("today.also_new", n=11) == "11 openings are new."
    assert t("today.worst_due", n=2) == "<b>Two openings are to be answered within 2 days.</b>"
    assert t("openings.lane_empty_why", n=0) == "No people stand in the other lanes."
    assert t("matches.verdict_blocked", n=2) == "Blocked: 2 things that must be met are not."
    assert t("openings.people", n=2) == "2 people"  # a label, no sentence


def test_cards_are_named_in_few_letters_and_no_two_kinds_alike() -> None:
    known = vocabulary.load()
    classes = {slug: {slug} for slug in known.kind("credential_class")}
    kinds = classes | {slug: {slug, *term.data.get("counts_as", ())} for slug, term in known.credential_types.items()}
    named: dict[str, set[str]] = {}
    for slug, same in kinds.items():
        name = card_name(slug)
        assert 2 <= len(name) <= 14, (slug, name)
        assert not named.get(name) or named[name] & same, (slug, name, named[name])
        named.setdefault(name, set()).update(same)


def test_a_chip_names_letters_and_body_never_a_whole_title() -> None:
    assert (
        chip_name("cma_aama") == "CMA (AAMA)"
        and chip_name("wa_ma_ht") == "WA MA-HT"
        and chip_name("rn_licence") == "RN"
    )
    assert max(len(chip_name(slug)) for slug in vocabulary.load().credential_types) <= 22


def test_several_cards_of_which_any_will_do_are_named_by_their_letters() -> None:
    def asked(*any_of: str) -> Judged:
        return Judged("a, b or c", "unknown", "", requirement=Requirement("credential", any_of))

    assert short_subject(asked("cma_aama")) == "CMA"
    assert short_subject(asked("cma_aama", "rma_amt", "ccma_nha")) == "CMA, RMA or CCMA"
    assert short_subject(asked("cma_aama", "rma_amt", "ccma_nha", "ncma_ncct")) == "CMA, RMA or 2 more"
    assert short_subject(asked("bls_aha", "bls_arc")) == "BLS"


def row(subject: str, status: str = "met-if", action: str | None = None, by: date | None = None) -> Judged:
    return Judged(subject, status, "", by=by, action=action)  # type: ignore[arg-type]


def judged(lane: str, *rows: Judged, asks: tuple[Judged, ...] = ()) -> Eligibility:
    return Eligibility(lane, row("role", "met"), rows, asks=asks)  # type: ignore[arg-type]


def test_the_mark_carries_its_condition_and_date() -> None:
    bls = row("BLS card", action="renew", by=date(2027, 1, 16))
    ccma = row("CCMA", action="verify", by=date(2026, 12, 7))
    assert mark_words(judged("eligible", row("BLS card", "met")), TODAY) == "Eligible"
    assert mark_words(judged("eligible-if", bls), TODAY) == "Eligible if BLS card renewed by 16 Jan"
    assert mark_words(judged("eligible-if", bls), TODAY, short=True) == "if BLS card by 16 Jan"
    assert mark_words(judged("eligible-if", bls, ccma), TODAY) == "Eligible if 2 things by 7 Dec"
    assert mark_words(judged("eligible-if", row("CMA", "unknown", "confirm")), TODAY) == "Eligible if CMA confirmed"
    assert (
        mark_words(judged("eligible-if", asks=(row("Night shift", "unmet", "ask"),)), TODAY)
        == "Eligible if night shift agreed"
    )
    assert mark_words(judged("not-reviewed", bls), TODAY) == "Not reviewed"
    assert mark_words(judged("blocked", bls), TODAY) == "Blocked"


def test_a_sentence_escapes_its_values_and_chooses_its_number() -> None:
    assert t("components.by", who="<i>") == "by &lt;i&gt;"
    assert t("words.in_days", n=1) == "in 1 day" and t("words.in_days", n=3) == "in 3 days"
    with pytest.raises(KeyError):
        t("words.nowhere")


def test_every_sentence_named_in_the_shell_exists() -> None:
    """Keys written out in templates and code; keys put together at run time are seen by the pages' own tests."""
    named = re.compile(r"""\bt\(\s*["']([a-z_]+(?:\.[a-z_-]+)+)["']\s*[,)]""")
    paths = [*WEB.rglob("*.html"), *WEB.rglob("*.py")]
    found = {(path.name, key) for path in paths for key in named.findall(path.read_text())}
    assert len(found) > 60
    missing = {(name, key) for name, key in found if key not in words.TEXTS and f"{key}.other" not in words.TEXTS}
    assert not missing


@pytest.mark.parametrize("path", sorted((WEB / "texts").glob("*.toml")), ids=lambda path: path.stem)
def test_no_sentence_says_what_we_never_say(path: Path) -> None:
    for line in path.read_text().splitlines():
        said = line.partition("=")[2] if not line.startswith("#") else ""
        assert not re.search(r"\b(please|successfully|invalid|oops|AI)\b|[!]", said, re.IGNORECASE), line


RESUME = "Ione Blum\r\n\nSet up biopsy trays, 15-20 a day; logged specimens\nCharted in Epic"


def cite(words_: str) -> Evidence:
    start = RESUME.index(words_)
    return Evidence(words_, start, start + len(words_))


def test_a_quote_is_the_line_itself_with_its_number_and_its_words_marked() -> None:
    assert quotes([cite("biopsy trays"), cite("logged specimens")], RESUME) == [
        Line(3, (("Set up ", False), ("biopsy trays", True), (", 15-20 a day; ", False), ("logged specimens", True)))
    ]
    assert [line.number for line in quotes([cite("Epic"), cite("Set up"), cite("Ione")], RESUME)] == [4, 3]


def test_a_quote_is_never_reworded_and_a_long_line_is_cut_at_words() -> None:
    text = "word " * 60 + "phlebotomy " + "more " * 60
    start = text.index("phlebotomy")
    (line,) = quotes([Evidence("phlebotomy", start, start + 10)], text)
    shown = "".join(piece for piece, _ in line.pieces)
    assert shown.startswith("… word") and shown.endswith("more …") and len(shown) < 170
    assert shown.strip("… ") in text


def test_evidence_without_a_line_says_where_it_comes_from() -> None:
    assert quotes([Evidence("From her profile")], RESUME) == []
    assert unquoted([Evidence("From her profile"), cite("Epic")]) == ["From her profile"]


def test_lines_beside_an_item_have_context_and_spans_over_lines_mark_both() -> None:
    start = RESUME.index("specimens")
    lines = lines_of(RESUME, [(start, RESUME.index("in Epic"))], context=1)
    assert [(line.number, line.context) for line in lines] == [(3, False), (4, False)]
    assert lines[1].pieces == (("Charted ", True), ("in Epic", False))
    assert [line.number for line in lines_of(RESUME, [(0, 4)], context=2)] == [1, 3]


@pytest.mark.parametrize("span", [(-1, 3), (5, 5), (10, 4), (0, 10_000)])
def test_a_span_outside_the_text_marks_nothing(span: tuple[int, int]) -> None:
    assert lines_of(RESUME, [span]) == []
