"""What a requirement can name: labels of the vocabulary by kind, found again from what a person types."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from markupsafe import Markup

from matcher import vocabulary
from matcher.eligibility.kinds import EXPERIENCE_KINDS
from matcher.eligibility.sentences import credential_name, label
from web.words import t

DUES = ("submission", "start", "patient_care", "+1 months", "+2 months", "+3 months", "+6 months", "+12 months")
NEAR = 3  # names offered where one is not known


def label_of(kind: str, slug: str) -> str:
    """The vocabulary's label; the slug's own words where the vocabulary has none."""
    return label(slug, vocabulary.load(), (kind,))


def names(kind: str) -> dict[str, str]:
    """Slug -> label of everything a requirement of this kind can name."""
    known = vocabulary.load()
    if kind == "credential":
        classes = {slug: term.label for slug, term in known.kind("credential_class").items()}
        return classes | {slug: credential_name(term) for slug, term in known.kind("certification").items()}
    kinds = EXPERIENCE_KINDS if kind == "experience" else (kind,)
    found: dict[str, str] = {}
    for one in kinds:
        for slug, term in known.kind(one).items():
            found.setdefault(slug, term.label)
    return found


def find_name(kind: str, typed: str) -> str | None:
    """The slug meant by a label, a slug or a synonym, in any case; None where nothing is called so."""
    wanted = " ".join(typed.split()).casefold()
    known = vocabulary.load()
    for slug, words in names(kind).items():
        if wanted in (slug, words.casefold()):
            return slug
    for one in {"credential": ("certification", "credential_class"), "experience": EXPERIENCE_KINDS}.get(kind, (kind,)):
        for slug, term in known.kind(one).items():
            if wanted in (words.casefold() for words in (term.label, *term.synonyms)):
                return slug
    if kind == "licence" and not wanted.endswith(" license"):  # LPN, RN, CNA: the work it licenses
        return find_name(kind, f"{wanted} license")
    return None


def near_names(kind: str, typed: str) -> list[str]:
    """Labels that look like what was typed, the likest first."""
    labels = {words.casefold(): words for words in names(kind).values()}
    return [labels[one] for one in difflib.get_close_matches(typed.casefold(), labels, NEAR, 0.5)]


def due_words(due: str) -> Markup:
    """On the first day; within 2 months of the start."""
    if due.startswith("+"):
        return t("requirements.due_months", n=int(due[1:].removesuffix(" months")))
    return t(f"requirements.due.{due}")


def labels_of(kind: str, slugs: Iterable[str]) -> list[str]:
    """Labels in which a form shows slugs, so that they are found again."""
    found = names(kind)
    return [found.get(slug, slug) for slug in slugs]
