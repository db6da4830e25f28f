"""What the door refuses, put into cases that are otherwise good: one fault each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.gate_oracle import data
from tests.gate_oracle.drawing import Drawing, shift

Fault = Callable[[Drawing, dict[str, Any]], None]


def fresh_card(drawing: Drawing, case: dict[str, Any]) -> dict[str, Any]:
    card = drawing.card(drawing.one(data.TYPES), [drawing.today, drawing.start, drawing.last])
    held = case["candidate"].get("credentials") or []
    case["candidate"]["credentials"] = [*held, card]
    return card


def in_card(key: str, value: Any) -> Fault:
    return lambda drawing, case: fresh_card(drawing, case).update({key: value})


def in_candidate(key: str, value: Any) -> Fault:
    return lambda drawing, case: case["candidate"].update({key: value})


def in_opening(key: str, value: Any) -> Fault:
    return lambda drawing, case: case["opening"].update({key: value})


def in_case(key: str, value: Any) -> Fault:
    return lambda drawing, case: case.update({key: value})


def asking(**requirement: Any) -> Fault:
    return lambda drawing, case: case["opening"]["requirements"].append(requirement)


def ends_before_start(drawing: Drawing, case: dict[str, Any]) -> None:
    case["opening"]["start"] = shift(drawing.today, 10).isoformat()
    case["opening"]["end"] = shift(drawing.today, 9).isoformat()


def ends_before_today(drawing: Drawing, case: dict[str, Any]) -> None:
    case["opening"]["start"] = shift(drawing.today, drawing.one((-1, -30))).isoformat()
    case["opening"]["end"] = shift(drawing.today, -1).isoformat()


def expires_before_issued(drawing: Drawing, case: dict[str, Any]) -> None:
    card = fresh_card(drawing, case)
    card["issued"] = drawing.near([drawing.today, drawing.start]).isoformat()
    card["expires"] = shift(date.fromisoformat(card["issued"]), -1).isoformat()


FAULTS: tuple[Fault, ...] = (
    in_card("type", "cma_national"),
    in_card("state", "ZZ"),
    in_card("issued", "2025-02-29"),
    in_card("expires", "2027-06-31"),
    expires_before_issued,
    in_candidate("roles", ["medical_assistant", "wizard"]),
    in_candidate("home_state", "XX"),
    in_candidate("experience_years", {"basket_weaving": 2}),
    in_candidate("experience_years", {"medical_assistant": -0.5}),
    in_candidate("education", "kindergarten"),
    in_candidate("programmes", [{"kind": "correspondence", "hours": 10}]),
    in_candidate("programmes", [{"kind": "caahep", "hours": -1}]),
    in_candidate("training", [{"id": "juggling", "hours": 10, "procedures": None}]),
    in_candidate("training", [{"id": "vaccine", "hours": -1, "procedures": None}]),
    in_opening("roles", ["barber"]),
    in_opening("state", "QQ"),
    in_opening("setting", "moon_base"),
    in_opening("supervision", "telepathic"),
    in_opening("delegator", "wizard"),
    in_opening("tasks", ["vital_signs", "juggling"]),
    in_opening("start", "2026-02-30"),
    in_opening("end", "2031-13-01"),
    in_case("today", "2026-04-31"),
    ends_before_start,
    ends_before_today,
    asking(kind="vibe", any_of=["spanish"]),
    asking(kind="credential", any_of=[]),
    asking(kind="language", any_of=[]),
    asking(kind="credential", any_of=["certified_ma", "certified_wizard"]),
    asking(kind="licence", any_of=["wizard_licence"]),
    asking(kind="education", any_of=["kindergarten"]),
    asking(kind="experience", any_of=["medical_assistant"]),
    asking(kind="experience", any_of=["medical_assistant"], years=None),
    asking(kind="experience", any_of=["basket_weaving"], years=1),
    asking(kind="experience", any_of=["medical_assistant"], years=-1),
    *(
        asking(kind="credential", any_of=["certified_ma"], due=due)
        for due in ("+0 months", "+37 months", "3 months", "+3 weeks", "hire", "")
    ),
    asking(kind="language", any_of=["spanish"], due="someday"),
)
