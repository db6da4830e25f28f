"""Sixty cases worked by hand from the decision table: what the door must answer to each: every status, the day it is due by and the rule."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from matcher import vocabulary
from matcher.eligibility.door import check
from matcher.eligibility.rules import load

WORKED = [json.loads(line) for line in Path(__file__).with_name("worked.jsonl").read_text().splitlines()]


def test_there_are_sixty() -> None:
    assert len({one["id"] for one in WORKED}) == 60


@pytest.mark.parametrize("worked", WORKED, ids=lambda one: one["id"])
def test_the_door_answers_as_worked(worked: dict[str, Any]) -> None:
    assert told(check(worked["case"], vocabulary.load(), load()), worked["expect"]) == worked["expect"]


def told(said: Any, asked: Any) -> Any:
    """Of an answer what was worked by hand: its sentences are not, and of an error only that there is one."""
    if isinstance(asked, dict):
        return {name: told(said[name], value) for name, value in asked.items()}
    if isinstance(asked, list):
        assert len(said) == len(asked)
        return [told(one, value) for one, value in zip(said, asked, strict=True)]
    return bool(said) if asked is True else said
