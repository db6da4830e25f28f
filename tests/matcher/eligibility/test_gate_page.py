"""docs/gate.md holds what the gate says of the cases in docs/gate.jsonl."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from matcher.eligibility.door import check_line
from matcher.eligibility.rules import load
from tests.matcher.eligibility.gate_people import VOCABULARY

DOCS = Path(__file__).parents[3] / "docs"


def cells(result: dict[str, Any]) -> list[str]:
    """A result as the page's table writes it: eligibility, role, requirements with their days, tasks with their rules."""
    asked = ", ".join(" ".join(filter(None, (row["status"], row["by"]))) for row in result["requirements"])
    tasks = ", ".join(f"{t['status']} ({t['rule']})" if t["rule"] else t["status"] for t in result["tasks"])
    return [result["eligibility"], result["role"]["status"], asked, tasks]


def test_the_ten_worked_cases_come_out_as_the_page_says():
    rows = re.findall(r"^\| (\d+) \|(.*)\|$", (DOCS / "gate.md").read_text("utf-8"), re.MULTILINE)
    said = {number: [cell.strip() for cell in line.split("|")[1:]] for number, line in rows}
    lines = (DOCS / "gate.jsonl").read_text("utf-8").splitlines()
    found = {json.loads(line)["id"]: cells(check_line(line, VOCABULARY, load())) for line in lines}
    assert said == found
    assert len(found) == 10
