"""The vocabulary and the rules as they lie in `matcher/data`, read anew: plain dicts, nothing of the project's readers."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "matcher" / "data"


def read(name: str) -> dict[str, Any]:
    with (FOLDER / name).open("rb") as file:
        return tomllib.load(file)


ROLES = read("roles.toml")["role"]
SCOPES = read("scopes.toml")["scope"]
SKILLS = read("skills.toml")["skill"]
SETTINGS = read("settings.toml")["setting"]
SPECIALTIES = read("specialties.toml")["specialty"]
STATES = read("states.toml")["state"]
EDUCATION = read("education.toml")["education"]
LANGUAGES = read("languages.toml")["language"]
_CREDENTIALS = read("credentials.toml")
CLASSES = _CREDENTIALS["credential_class"]
LICENCES = _CREDENTIALS["licence"]
TYPES = _CREDENTIALS["certification"] | LICENCES
COMPACTS = _CREDENTIALS["compact"]
NATIONAL = read("rules/national.toml")["rule"]
STATE_RULES = {
    path.stem: read(f"rules/{path.name}")["rule"]
    for path in sorted((FOLDER / "rules").glob("*.toml"))
    if path.stem != "national"
}

SUPERVISION = {"none": 0, "general": 1, "direct": 2, "onsite_any_licensed": 2, "onsite": 3}
PROGRAMMES = ("caahep", "abhes", "usde", "state_approved", "military", "apprenticeship", "other")
TRAINING = (
    "injection",
    "venipuncture",
    "inhaled_med",
    "vaccine",
    "vaccine_clinical",
    "tb_reading",
    "medication_by_delegation",
)
REQUIREMENT_KINDS = ("credential", "licence", "experience", "language", "education")
HAD_IN_A_DAY = ("bls_card", "bls_aha", "bls_arc", "first_aid_card", "heartsaver")
PLACES = ("applies_in", "exempt_in", "only_in", "not_in")
