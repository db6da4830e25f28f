"""The living page of every component in every state, with invented people, cards and lines."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import StringField

from matcher.domain import Eligibility, Evidence, Judged, Part
from web.services.decision import offered_reasons
from web.strip import CardLane
from web.words import t

pages = Blueprint("components", __name__)

BEGIN, END = date(2026, 12, 7), date(2027, 3, 7)
WEIGHTS = {"role": 3000, "skills": 2500, "specialty": 1500, "recency": 1200, "setting": 800, "languages": 1000}
RESUME = """Ione Marchetti-Blum

MEDICAL ASSISTANT
Pelican Cross Dermatology, Mar 2022 to present
Set up biopsy and excision trays, 15-20 a day; logged specimens for pathology
Charted in Epic until the 2026 switch to ModMed"""


def parts(role: int, skills: int, specialty: int, recency: int, setting: int, unknown: int = 0) -> tuple[Part, ...]:
    """Points in whole points; `unknown` lies in the languages part."""
    earned = {"role": role, "skills": skills, "specialty": specialty, "recency": recency, "setting": setting}
    return tuple(
        Part(name, earned.get(name, 0) * 100, unknown * 100 if name == "languages" else 0, maximum, "")
        for name, maximum in WEIGHTS.items()
    )


def row(subject: str, action: str | None, by: date | None = None, status: str = "met-if") -> Judged:
    return Judged(subject, status, "", by=by, action=action)  # type: ignore[arg-type]


def eligibility(lane: str, *rows: Judged) -> Eligibility:
    return Eligibility(lane, Judged("role", "met", ""), rows)  # type: ignore[arg-type]


def span(words: str) -> Evidence:
    start = RESUME.index(words)
    return Evidence(words, start, start + len(words))


class ExampleForm(FlaskForm):
    last = StringField(t("sheet.last_day"))
    zip = StringField(t("sheet.zip"))


@pages.get("/components")
def show() -> ResponseReturnValue:
    form = ExampleForm(data={"last": "7 Mar 2026", "zip": "0860"})
    form.last.errors = [t("sheet.error_order")]
    return render_template(
        "components.html",
        form=form,
        resume=RESUME,
        begin=BEGIN,
        end=END,
        day_seen=date(2026, 11, 12),
        marks=[
            ("through", eligibility("eligible")),
            ("one_thing", eligibility("eligible-if", row("BLS card", "renew", date(2027, 1, 16)))),
            (
                "several",
                eligibility("eligible-if", row("BLS card", "renew", END), row("CCMA", "verify", date(2026, 12, 7))),
            ),
            ("unread", eligibility("not-reviewed")),
            ("impossible", eligibility("blocked")),
        ],
        fits=[
            ("earned", parts(26, 17, 10, 12, 7), 0, ""),
            ("open", parts(22, 21, 13, 12, 6, 2), 0, t("sheet.up_to")),
            ("narrow", parts(28, 16, 5, 6, 3, 1), 0, ""),
            ("over", parts(24, 23, 14, 12, 8), 600, t("sheet.over_words")),
        ],
        lanes=[
            ("valid", CardLane("CCMA", "verified", date(2027, 5, 31))),
            ("stated", CardLane("CCMA", "stated", date(2027, 5, 31))),
            ("lapses", CardLane("BLS", "verified", date(2027, 1, 16))),
            ("late", CardLane("RMA", "verified", date(2027, 2, 28))),
            ("both", CardLane("RMA", "stated", date(2027, 1, 27))),
            ("lapsed", CardLane("BLS", "verified", date(2026, 11, 3), lapsed=True)),
            ("none", CardLane("BLS", "none")),
            ("later", CardLane("BLS", "none", due=date(2027, 1, 7))),
            ("end", CardLane("CMA", "unknown-end")),
            ("not_asked", CardLane("ACLS", "not-asked")),
            ("long", CardLane(t("sheet.long_name"), "stated", date(2027, 5, 31))),
        ],
        quoted=[span("biopsy and excision trays"), span("logged specimens")],
        since=[span("present")],
        elsewhere=[Evidence(t("sheet.from_profile"))],
        evidence_spans=[(e.start, e.end) for e in (span("Pelican Cross Dermatology"), span("Mar 2022 to present"))],
        work=[
            SimpleNamespace(
                when="Thu 26 Nov", away="in 2 days", what="BLS, Osei Farrant", detail=t("sheet.work_1"), on=t("sheet.work_1_on"),
                on_detail=t("sheet.work_1_end"), verb=t("sheet.call"), urgent=True, filled=True,
            ),
            SimpleNamespace(
                when="Wed 2 Dec", away="in 8 days", what="CCMA, Jonas Abern", detail=t("sheet.work_2"), on=t("sheet.work_2_on"),
                on_detail=t("sheet.work_2_end"), verb=t("sheet.ask_proof"), urgent=False, filled=False,
            ),
        ],
        people=[("Marisol Achten", 7930), ("Tomasz Brand", 7880), ("Devon Castell", 7810)],
        reasons=offered_reasons(),
    )  # fmt: skip
