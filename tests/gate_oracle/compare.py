"""The gate's answer beside the oracle's, sentences aside."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

from matcher import vocabulary
from matcher.eligibility import rules
from matcher.eligibility.door import check
from tests.gate_oracle.oracle import judge

VOCABULARY = vocabulary.load()
RULES = rules.load()

KNOWN: dict[str, Callable[[dict[str, Any], str], bool]] = {}
"""Differences held to be the gate's faults: a name, and whether (case, difference) is that one. Empty: none."""


def differences(case: dict[str, Any], note: Callable[[str], None]) -> list[str]:
    """One line a difference between gate and oracle; none where they agree."""
    expected = judge(case, note)
    got = check(copy.deepcopy(case), VOCABULARY, RULES)
    if "error" in expected or "error" in got:
        same = "error" in expected and set(got) == {"id", "error"} and got["id"] == case["id"] and got["error"]
        return [] if same else [f"error: oracle {expected.get('error')!r}, gate {got.get('error')!r}"]
    found = []
    for field in ("id", "eligibility"):
        if got[field] != expected[field]:
            found.append(f"{field}: oracle {expected[field]}, gate {got[field]}")
    pairs = [("role", expected["role"], got["role"])]
    for section in ("requirements", "tasks"):
        if len(expected[section]) != len(got[section]):
            found.append(f"{section}: oracle {len(expected[section])}, gate {len(got[section])}")
        pairs += [
            (f"{section}[{n}]", *pair) for n, pair in enumerate(zip(expected[section], got[section], strict=False))
        ]
    for place, wanted, given in pairs:
        if set(given) != {*wanted, "sentence"} or not given["sentence"]:
            found.append(f"{place}: fields {sorted(given)}")
        for field, value in wanted.items():
            same = given[field] in value if field == "rule" else given[field] == value
            if not same:
                found.append(f"{place}.{field}: oracle {value}, gate {given[field]}")
    if set(got) != set(expected):
        found.append(f"fields: oracle {sorted(expected)}, gate {sorted(got)}")
    return [line for line in found if not any(known(case, line) for known in KNOWN.values())]


def smaller(case: Any) -> Iterator[Any]:
    """The same case with one thing less, for each thing that may go."""
    for part in ("candidate", "opening"):
        for key, value in case[part].items():
            if key not in ("state", "start"):
                yield {**case, part: {k: v for k, v in case[part].items() if k != key}}
            if isinstance(value, list):
                for n in range(len(value)):
                    yield {**case, part: {**case[part], key: value[:n] + value[n + 1 :]}}


def smallest(case: dict[str, Any]) -> dict[str, Any]:
    """A case that still differs and from which nothing can be left out."""
    for less in smaller(case):
        if differences(less, lambda clause: None):
            return smallest(less)
    return case
