"""The law as data, for reading: which states were reviewed, what each rule says of a role and an activity, what is due for review."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from matcher import vocabulary
from matcher.eligibility import rules
from matcher.eligibility.law import WORDS
from matcher.eligibility.rules import PLACES, Need, Rule
from matcher.eligibility.sentences import a, as_of, asked_credentials, either, listed, lower
from web.words import t

#: A rule whose text is this many months old is shown as due for another look. It changes no status: only `review_by` does.
OLD = 36


@dataclass(frozen=True)
class Written:
    """A rule in words. `conditions`: what it asks and where it holds. `review`: lapsed, lapses, old or "" (nothing due)."""

    rule: Rule
    activity: str
    conditions: list[str]
    read: str
    review: str

    @property
    def due(self) -> bool:
        return self.review in ("lapsed", "old")


@dataclass(frozen=True)
class StateLaw:
    """A state with its rules by role, the label of the role first. `note` and `credential` are the state's own."""

    slug: str
    label: str
    roles: list[tuple[str, list[Written]]]
    rules: list[Written]
    note: str
    credential: str

    @property
    def due(self) -> list[Written]:
        return [rule for rule in self.rules if rule.due]


@dataclass(frozen=True)
class Laws:
    """`unreviewed`: (slug, label). `national`: the rules for roles without a required licence, in every state."""

    states: list[StateLaw]
    unreviewed: list[tuple[str, str]]
    national: list[Written]


def read_laws(today: date) -> Laws:
    """Every state of the vocabulary, reviewed or not, by its name."""
    terms, law = vocabulary.load(), rules.load()
    named = sorted(((slug, term.label) for slug, term in terms.kind("state").items()), key=lambda state: state[1])
    return Laws(
        [read_state(slug, today) for slug, _ in named if slug in law.states],
        [state for state in named if state[0] not in law.states],
        [write(rule, today) for rule in law.national],
    )


def read_state(slug: str, today: date) -> StateLaw:
    """One state; without rules where it was not reviewed. Raises UnknownSlug."""
    terms, law = vocabulary.load(), rules.load()
    written = sorted((write(rule, today) for rule in law.states.get(slug, ())), key=lambda one: one.activity)
    by_role: dict[str, list[Written]] = {}
    for one in written:
        for role in one.rule.roles or {""}:
            by_role.setdefault(terms.get("role", role).label if role else t("law.every_role"), []).append(one)
    credential = law.credentials.get(slug)
    return StateLaw(
        slug,
        terms.get("state", slug).label,
        sorted(by_role.items()),
        written,
        law.notes.get(slug, ""),
        terms.credential(credential).label if credential else "",
    )


def write(rule: Rule, today: date) -> Written:
    """The rule in words, and how its review stands on that day."""
    terms = vocabulary.load()
    label = (
        terms.get("scope", rule.activity).label
        if terms.has("scope", rule.activity)
        else t(f"law.activity.{rule.activity}")
    )
    return Written(rule, label, _conditions(rule), as_of(rule.as_of), _review(rule, today))


def _conditions(rule: Rule) -> list[str]:
    terms = vocabulary.load()

    def labels(kind: str, slugs: Iterable[str]) -> list[str]:
        return sorted(terms.get(kind, slug).label for slug in slugs)

    said = [
        t(f"law.{name}", where=listed(labels("setting", places))) for name in PLACES if (places := getattr(rule, name))
    ]
    if rule.needs:
        ways = [listed(map(_need, alternative)) for alternative in rule.needs]
        said.append(t("law.needs", what=f"; {t('law.or')} ".join(ways)))
    if rule.supervision:
        said.append(t("law.supervision", how=WORDS[rule.supervision]))
    for name, slugs in (("delegators", rule.delegators), ("binds_delegators", rule.binds_delegators)):
        if slugs:
            said.append(t(f"law.{name}", who=either(a(lower(label)) for label in labels("role", slugs))))
    if rule.except_states:
        said.append(t("law.except_states", states=listed(labels("state", rule.except_states))))
    if rule.unless_state_rule:
        said.append(t("law.unless_state_rule"))
    return [str(sentence) for sentence in said]


def _need(need: Need) -> str:
    if need.held:
        return asked_credentials(need.held, vocabulary.load())
    what = (
        t("law.training", what=need.training.replace("_", " "))
        if need.training
        else t("law.programme", kinds=either(str(t(f"law.kind.{kind}")) for kind in need.programme))
    )
    return f"{what} ({t('law.hours', n=need.hours)})" if need.hours else what


def _review(rule: Rule, today: date) -> str:
    if rule.review_by:
        return "lapsed" if rule.review_by <= today else "lapses"
    read = re.match(r"(\d{4})(?:-(\d{2}))?", rule.as_of)
    if read is None:
        return "old"
    months = (today.year - int(read[1])) * 12 + today.month - int(read[2] or 12)
    return "old" if months >= OLD else ""
