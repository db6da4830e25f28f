"""What the data files hold, which fields point where, and everything wrong with a set of tables, said at once."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

#: file -> the kinds of term it holds. Rules and starting weights lie in the same folder and are read elsewhere.
FILES: Mapping[str, tuple[str, ...]] = {
    "sources.toml": ("source",),
    "states.toml": ("state",),
    "languages.toml": ("language",),
    "scopes.toml": ("scope",),
    "roles.toml": ("role",),
    "skills.toml": ("skill",),
    "credentials.toml": ("credential_class", "certification", "licence", "compact"),
    "vaccinations.toml": ("vaccination",),
    "compliance.toml": ("compliance_item", "level"),
    "settings.toml": ("setting",),
    "specialties.toml": ("specialty",),
    "work.toml": ("shift", "employment_type", "benefit"),
    "education.toml": ("education", "training_path", "topic"),
    "systems.toml": ("system",),
    "careers.toml": ("day_block",),
    "families.toml": ("group", "family"),
    "abbreviations.toml": (),
    "pay.toml": (),
}

#: (kind, field) -> the kind its slugs belong to. A field is one slug, a list of them, or a table keyed by them.
FIELDS: Mapping[tuple[str, str], str] = {
    ("scope", "min_role"): "role",
    ("role", "scope"): "scope",
    ("role", "state_dependent"): "scope",
    ("role", "works_as"): "role",
    ("role", "required_licences"): "licence",
    ("skill", "scope"): "scope",
    ("skill", "min_role"): "role",
    ("skill", "parent"): "skill",
    ("skill", "related"): "skill",
    ("certification", "counts_as"): "credential_class",
    ("certification", "roles"): "role",
    ("licence", "roles"): "role",
    ("licence", "states"): "state",
    ("licence", "compact"): "compact",
    ("compact", "implemented"): "state",
    ("compact", "since"): "state",
    ("compact", "enacted_pending"): "state",
    ("compact", "territories"): "state",
    ("compact", "non_members"): "state",
    ("vaccination", "compliance_item"): "compliance_item",
    ("setting", "weights"): "skill",
    ("setting", "typical_shifts"): "shift",
    ("setting", "common_specialties"): "specialty",
    ("specialty", "duties"): "skill",
    ("specialty", "preferred_credentials"): "certification",
    ("system", "typical"): "setting",
    ("day_block", "skills"): "skill",
    ("family", "group"): "group",
    ("group", "lead"): "family",
    ("education", "role"): "role",
    ("family", "role"): "role",
    ("family", "duties"): "skill",
    **{(kind, "guides"): "source" for kind in ("role", "skill", "certification", "setting", "specialty", "benefit")},
}


def near(slug: str, known: Iterable[str]) -> str:
    """ " (near: a, b)" where some known slug looks like this one, else nothing."""
    close = difflib.get_close_matches(slug, list(known), n=3)
    return f" (near: {', '.join(close)})" if close else ""


def words_of(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """The words that name an entry: its label, then its synonyms (a family's are its titles)."""
    return (entry["label"], *entry.get("synonyms", ()), *entry.get("titles", ()))


def slugs_in(value: Any) -> Iterator[str]:
    """The slugs of a field: itself, its items or its keys."""
    if isinstance(value, str):
        yield value
    elif value is not None:
        yield from value


def problems(tables: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Everything wrong, one sentence each. `tables`: file name -> its TOML."""
    kinds = {kind: tables[file].get(kind, {}) for file, held in FILES.items() for kind in held}
    nameless = [
        f"{kind} {slug}: label is missing" for kind in kinds for slug, e in kinds[kind].items() if "label" not in e
    ]
    if nameless:
        yield from nameless
        return
    yield from _unknown_references(kinds, _pointers(kinds, tables))
    yield from _shared_words(kinds, {sense["token"].lower() for sense in tables["abbreviations.toml"]["ambiguous"]})
    yield from _impossible_skills(kinds)
    yield from _wrong_numbers(kinds, tables["families.toml"]["closeness"])
    for slug in kinds["certification"].keys() & kinds["licence"].keys():
        yield f"certification {slug}: a licence has the same slug; credential types share one name space"


def _pointers(kinds: Mapping[str, Any], tables: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(where, kind pointed at, slug) for every reference in the data."""
    for (kind, field), target in FIELDS.items():
        for slug, entry in kinds[kind].items():
            for reference in slugs_in(entry.get(field)):
                yield f"{kind} {slug}: {field}", target, reference
    for slug in kinds["topic"]:
        yield f"topic {slug}: slug", "skill", slug
    for path in tables["careers.toml"]["career_path"]:
        yield "career path: source", "role", path["source"]
        yield "career path: target", "role", path["target"]
    for entry in tables["abbreviations.toml"]["ambiguous"]:
        for sense in (*entry["senses"], *([entry["default"]] if "default" in entry else [])):
            if "slug" in sense:
                yield f"ambiguous {entry['token']}: sense", sense["kind"], sense["slug"]
    for section, figures in tables["pay.toml"].items():
        for role, by_place in figures.get("role", {}).items() if isinstance(figures, dict) else ():
            yield f"pay {section}: role", "role", role
            for state in by_place if section == "state_mean" else ():
                yield f"pay {section} {role}: state", "state", state
    premium = tables["pay.toml"]["premium"]
    for field, kind in (("skills", "skill"), ("settings_above", "setting"), ("states_above", "state")):
        for slug in premium[field]:
            yield f"pay premium: {field}", kind, slug
    closeness = tables["families.toml"]["closeness"]
    for group, others in closeness["groups"].items():
        for name in (group, *others):
            yield f"closeness of group {group}", "group", name
    for pair in closeness["pair"]:
        for end in ("from", "to"):
            yield f"closeness pair: {end}", "family", pair[end]


def _unknown_references(kinds: Mapping[str, Any], pointers: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    for where, target, slug in pointers:
        if slug not in kinds.get(target, ()):
            yield f"{where} names {slug!r}, no such {target}{near(slug, kinds.get(target, ()))}"


def _shared_words(kinds: Mapping[str, Any], ambiguous: set[str]) -> Iterator[str]:
    """A word that names two terms of a kind names neither; one marked cased or weak must be a word of its term."""
    for kind, entries in kinds.items():
        owner: dict[str, str] = {}
        for slug, entry in entries.items():
            words = words_of(entry)
            for mark in ("cased", "weak"):
                for word in entry.get(mark, ()):
                    if word not in words:
                        yield f"{kind} {slug}: {mark} names {word!r}, which is not a word of the term"
            for word in {word.lower() for word in words if word not in entry.get("weak", ())} - ambiguous:
                if owner.setdefault(word, slug) != slug:
                    yield f"{kind} {slug}: {word!r} also names {owner[word]}"


def _impossible_skills(kinds: Mapping[str, Any]) -> Iterator[str]:
    skills, roles = kinds["skill"], kinds["role"]
    for slug, skill in skills.items():
        role = roles.get(skill["min_role"])
        if role and skill["scope"] not in role["scope"]:
            yield f"skill {slug}: min_role {skill['min_role']} does not hold its scope {skill['scope']}"
        seen, parent = {slug}, skill.get("parent")
        while parent in skills:
            if parent in seen:
                yield f"skill {slug}: parent leads back to {parent}"
                break
            seen.add(parent)
            parent = skills[parent].get("parent")


def _wrong_numbers(kinds: Mapping[str, Any], closeness: Mapping[str, Any]) -> Iterator[str]:
    for slug, setting in kinds["setting"].items():
        for name, share in {**setting["traits"], **setting["weights"]}.items():
            if not 0 <= share <= 1:
                yield f"setting {slug}: {name} is {share}, not 0 to 1"
    for slug, family in kinds["family"].items():
        if family["level"] not in range(5):
            yield f"family {slug}: level is {family['level']}, not 0 to 4"
        if not 0 <= family["clinical_share"] <= 1:
            yield f"family {slug}: clinical_share is {family['clinical_share']}, not 0 to 1"
    percents = [
        (f"{group} to {other}", n) for group, others in closeness["groups"].items() for other, n in others.items()
    ]
    percents += [(f"{pair['from']} to {pair['to']}", pair["percent"]) for pair in closeness["pair"]]
    percents += [(name, closeness[name]) for name in ("within_group", "within_health", "otherwise")]
    for where, times in Counter(where for where, _ in percents).items():
        if times > 1:
            yield f"closeness {where}: said {times} times"
    for where, percent in percents:
        if percent not in range(101):
            yield f"closeness {where}: {percent} is not a percent, 0 to 100"
