"""A setting asked for as if it were an opening: which roles work there, and what its work asks of each."""

from __future__ import annotations

from matcher import settings, vocabulary
from matcher.domain import Requirements

FIRST = "medical_assistant"


def roles_there(setting: str) -> dict[str, str]:
    """Role -> label of every role with work of its scope there, the medical assistant first, then by name."""
    terms = vocabulary.load()
    found = {
        slug: term.label
        for slug, term in terms.kind("role").items()
        if settings.requirements_for(setting, slug, None, terms).tasks
    }
    return dict(sorted(found.items(), key=lambda role: (role[0] != FIRST, role[1].casefold())))


def states() -> dict[str, str]:
    return {slug: term.label for slug, term in vocabulary.load().kind("state").items()}


def asked_there(setting: str, role: str, state: str) -> Requirements:
    """What an opening for this role there would ask. `state` may be empty: the law is then not judged."""
    return settings.requirements_for(setting, role, state or None, vocabulary.load())
