"""docs/matching.md, section 13: the fit worked by hand is the fit that is made."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from matcher.domain import SECTIONS, Credential, HeldSkill, Job, Place, Profile, Requirement, Requirements, Task
from matcher.eligibility.judge import Gate
from matcher.rankers import starting_ranker

TODAY, LEFT = date(2026, 11, 24), date(2024, 11, 24)
OPENING = Requirements(
    "o",
    roles=("medical_assistant",),
    place=Place(state="GA"),
    begin=date(2026, 12, 7),
    end=date(2027, 3, 7),
    tasks=(Task("vital_signs", 8), Task("ekg", 4)),
    asked=(Requirement("credential", ("bls_card",)), Requirement("language", ("spanish",), must=False)),
)
PERSON = Profile(
    "p",
    jobs=(
        Job("Medical Assistant", "medical_assistant", begin=date(2021, 11, 24), end=LEFT, standing="confirmed"),
        Job("Cashier", "retail_sales", begin=date(2019, 11, 24), end=date(2021, 11, 23), standing="confirmed"),
    ),
    skills=(HeldSkill("vital_signs", 3, LEFT, "confirmed"),),
    credentials=(Credential("bls_aha", expires=date(2027, 1, 16), proof="verified", standing="confirmed"),),
    answered=frozenset(SECTIONS) - {"languages"},
)


def test_the_fit_worked_by_hand_is_the_one_that_is_made() -> None:
    page = (Path(__file__).parents[2] / "docs" / "matching.md").read_text("utf-8").partition("## 13. ")[2]
    rows = re.findall(r"^\| (?!part)(.+?) \| (\d+) \| .+? \| \**(\d+)\** \|$", page, re.MULTILINE)
    match = starting_ranker().explain(OPENING, None, [0], [PERSON], TODAY)[0]
    made = [(item.maximum, item.points) for part in match.parts for item in part.items if item.maximum]
    assert [(int(of), int(points)) for _, of, points in rows] == [*made, (10_000, match.fit)]
    found = Gate(OPENING, TODAY).judge(PERSON)
    assert found.lane == "eligible-if" and found.requirements[0].by == date(2027, 1, 16)
