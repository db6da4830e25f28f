"""One case in, one result out: what it says, what null means, and every error with its field."""

import json
from copy import deepcopy
from typing import Any

import pytest

from matcher.eligibility.door import check, check_line
from matcher.eligibility.rules import load
from tests.matcher.eligibility.gate_people import VOCABULARY

CASE: dict[str, Any] = {
    "id": "one",
    "today": "2026-11-25",
    "candidate": {
        "roles": ["medical_assistant"],
        "home_state": "SC",
        "credentials": [
            {"type": "bls_aha", "issued": "2025-01-17", "expires": "2027-01-16", "verified": True},
            {"type": "rma_amt", "issued": "2025-02-01", "expires": "2028-01-31", "verified": True},
        ],
        "experience_years": {"medical_assistant": 1.5},
        "languages": ["english", "spanish"],
        "education": "ma_certificate",
        "programmes": [{"kind": "usde", "hours": 720}],
        "training": [],
    },
    "opening": {
        "roles": ["medical_assistant"],
        "state": "SC",
        "setting": "urgent_care",
        "start": "2026-12-07",
        "end": "2027-03-07",
        "tasks": ["injections", "clinical_triage"],
        "supervision": None,
        "delegator": "physician",
        "requirements": [
            {"kind": "credential", "any_of": ["bls_card"]},
            {"kind": "experience", "any_of": ["medical_assistant", "urgent_care"], "years": 1.5},
            {"kind": "language", "any_of": ["spanish"], "must": False},
            {"kind": "education", "any_of": ["hs_or_ged"], "due": "submission"},
        ],
    },
}


def ask(case: Any) -> dict[str, Any]:
    return check(case, VOCABULARY, load())


def changed(path: str, value: Any) -> dict[str, Any]:
    """The case with one thing changed: "opening.requirements.0.due"."""
    case: Any = deepcopy(CASE)
    *way, last = (int(part) if part.isdigit() else part for part in path.split("."))
    place = case
    for part in way:
        place = place[part]
    place[last] = value
    return case


def test_a_case_is_answered_in_the_order_it_was_asked():
    found = ask(CASE)
    assert (found["id"], found["eligibility"]) == ("one", "eligible-if")
    assert found["role"] == {"status": "met", "by": None, "sentence": "Works as a medical assistant."}
    assert [(row["status"], row["by"]) for row in found["requirements"]] == [
        ("met-if", "2027-01-16"),
        ("met", None),
        ("met", None),
        ("met", None),
    ]
    assert found["requirements"][0]["sentence"] == "BLS (AHA) lapses on 16 Jan 2027, day 41 of 91; renew by then."
    assert [(task["task"], task["status"], task["rule"]) for task in found["tasks"]] == [
        ("injections", "allowed", "sc_inj"),
        ("clinical_triage", "not-delegable", "us_no_triage"),
    ]
    assert json.loads(json.dumps(found)) == found


@pytest.mark.parametrize(
    ("field", "asked", "none"),
    [
        ("credentials", {"kind": "credential", "any_of": ["rma_amt"]}, "unmet"),
        ("languages", {"kind": "language", "any_of": ["spanish"]}, "unmet"),
        ("experience_years", {"kind": "experience", "any_of": ["cna"], "years": 1}, "unknown"),
    ],
)
def test_an_empty_list_is_none_and_null_or_absent_is_not_asked(field, asked, none):
    case = changed("opening.requirements", [asked])
    statuses = []
    for value in ({} if field == "experience_years" else [], None):
        case["candidate"][field] = value
        statuses.append(ask(case)["requirements"][0]["status"])
    del case["candidate"][field]
    statuses.append(ask(case)["requirements"][0]["status"])
    assert statuses == [none, "unknown", "unknown"]


@pytest.mark.parametrize(("roles", "status"), [([], "unmet"), (None, "unknown")])
def test_no_role_and_roles_not_asked(roles, status):
    assert ask(changed("candidate.roles", roles))["role"]["status"] == status


def test_defaults_must_start_any_role_and_an_open_end():
    case = changed("opening.roles", [])
    case["opening"]["end"] = None
    case["opening"]["requirements"] = [{"kind": "licence", "any_of": ["rn_licence"]}]
    found = ask(case)
    assert (found["role"]["status"], found["eligibility"]) == ("met", "blocked")
    assert "due on 7 Dec 2026" in found["requirements"][0]["sentence"]
    assert "judged through 7 Mar 2027" in found["requirements"][0]["sentence"]


def test_a_compact_licence_comes_through_the_door():
    case = changed("opening.requirements", [{"kind": "licence", "any_of": ["rn_licence"]}])
    nurse = {"type": "rn_licence", "state": "TX", "expires": "2028-01-31", "verified": True, "compact": True}
    case["candidate"] |= {"home_state": "TX", "credentials": [nurse]}
    assert ask(case)["requirements"][0]["status"] == "met"
    nurse["revoked"] = True
    assert ask(case)["requirements"][0]["status"] == "unmet"


ERRORS = [
    ("today", None, "today"),
    ("today", "2026-02-30", "today"),
    ("today", "25.11.2026", "today"),
    ("today", "20261125", "today"),
    ("candidate", [], "candidate"),
    ("candidate.roles", ["nurse"], "candidate.roles"),
    ("candidate.roles", "cna", "candidate.roles"),
    ("candidate.home_state", "Georgia", "candidate.home_state"),
    ("candidate.languages", ["Spanish"], "candidate.languages"),
    ("candidate.languages", [7], "candidate.languages"),
    ("candidate.education", "phd", "candidate.education"),
    ("candidate.experience_years", {"cooking": 2}, "candidate.experience_years"),
    ("candidate.experience_years", {"cna": -1}, "candidate.experience_years.cna"),
    ("candidate.experience_years", {"cna": "2"}, "candidate.experience_years.cna"),
    ("candidate.experience_years", {"cna": float("nan")}, "candidate.experience_years.cna"),
    ("candidate.experience_years", {"cna": 10**400}, "candidate.experience_years.cna"),
    ("candidate.credentials", ["bls_aha"], "candidate.credentials[0]"),
    ("candidate.credentials.1.type", "cma", "candidate.credentials[1].type"),
    ("candidate.credentials.1.type", None, "candidate.credentials[1].type"),
    ("candidate.credentials.0.state", "XX", "candidate.credentials[0].state"),
    ("candidate.credentials.0.issued", "2027-02-29", "candidate.credentials[0].issued"),
    ("candidate.credentials.0.issued", "2027-01-17", "candidate.credentials[0].expires"),
    ("candidate.credentials.0.verified", "yes", "candidate.credentials[0].verified"),
    ("candidate.programmes.0.kind", "online", "candidate.programmes[0].kind"),
    ("candidate.programmes.0.hours", -1, "candidate.programmes[0].hours"),
    ("candidate.training", [{"id": "cpr"}], "candidate.training[0].id"),
    ("candidate.training", [{"id": "vaccine", "hours": -2}], "candidate.training[0].hours"),
    ("candidate.training", [{"id": "vaccine", "procedures": -2}], "candidate.training[0].procedures"),
    ("opening", None, "opening"),
    ("opening.roles", ["doctor"], "opening.roles"),
    ("opening.state", "PQ", "opening.state"),
    ("opening.state", None, "opening.state"),
    ("opening.setting", "clinic", "opening.setting"),
    ("opening.tasks", ["surgery"], "opening.tasks"),
    ("opening.supervision", "remote", "opening.supervision"),
    ("opening.delegator", "chief", "opening.delegator"),
    ("opening.start", None, "opening.start"),
    ("opening.start", "2026-13-01", "opening.start"),
    ("opening.start", "2027-03-08", "opening.end"),
    ("opening.end", "2026-11-24", "opening.end"),
    ("opening.requirements.0.kind", "skill", "opening.requirements[0].kind"),
    ("opening.requirements.0.any_of", [], "opening.requirements[0].any_of"),
    ("opening.requirements.0.any_of", None, "opening.requirements[0].any_of"),
    ("opening.requirements.0.any_of", ["bls"], "opening.requirements[0].any_of"),
    ("opening.requirements.3.any_of", ["bls_card"], "opening.requirements[3].any_of"),
    ("opening.requirements.1.years", None, "opening.requirements[1].years"),
    ("opening.requirements.1.years", -0.5, "opening.requirements[1].years"),
    ("opening.requirements.1.years", True, "opening.requirements[1].years"),
    ("opening.requirements.0.must", "no", "opening.requirements[0].must"),
    ("opening.requirements.0.due", "+0 months", "opening.requirements[0].due"),
    ("opening.requirements.0.due", "+37 months", "opening.requirements[0].due"),
    ("opening.requirements.0.due", 3, "opening.requirements[0].due"),
]


@pytest.mark.parametrize(("path", "value", "field"), ERRORS, ids=[f"{path} {value!r}" for path, value, _ in ERRORS])
def test_what_cannot_be_is_an_error_that_names_its_field(path, value, field):
    found = ask(changed(path, value))
    assert set(found) == {"id", "error"}
    assert found["id"] == "one"
    assert found["error"].startswith(field)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("opening.end", "2026-12-07"),
        ("today", "2027-03-07"),
        ("candidate.credentials.0.issued", "2027-01-16"),
        ("opening.requirements.0.due", "+36 months"),
        ("opening.requirements.1.years", 0),
        ("candidate", None),
    ],
    ids=["one day", "ends today", "expires the day it is issued", "36 months", "no years", "nobody"],
)
def test_what_just_can_be_is_answered(path, value):
    assert "error" not in ask(changed(path, value))


@pytest.mark.parametrize("line", ["", "{", "[]", "7", "null", '"text"'])
def test_a_line_that_is_no_case_is_an_error(line):
    found = check_line(line, VOCABULARY, load())
    assert found["id"] is None
    assert found["error"]


def test_a_line_is_read_as_the_case_it_is():
    assert check_line(json.dumps(CASE), VOCABULARY, load()) == ask(CASE)
