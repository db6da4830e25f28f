"""What an opening asks, in the codes of the table: which ids would answer it, how far (percent), and how heavily it counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from math import isqrt

import numpy as np

from matcher import wording
from matcher.asked_skills import skill_wishes
from matcher.careers import role_shown_by
from matcher.codes import Codes, Ints, codes
from matcher.domain import Requirement, Requirements
from matcher.eligibility.sentences import say
from matcher.vocabulary import Vocabulary
from matcher.wishes import Learned, Wish, ids_of, one_of, weight_of

# Round numbers, set by judgment of the trade; the order hardly moves with them (docs/matching.md, section 11).
WORDS = 40  # heaviest words of a text that are looked for
NEAR = 50  # percent of closeness from which a family counts as near the role
SAID_MUST, SAID_WISH = 80, 60  # percent of a family that only an experience requirement names, beside a named role
LICENCE_WEIGHT = 3  # times a licence that the law demands weighs of any other credential
STRESS_LICENCE, STRESS_ROLE, STRESS_SCHOOL = 300, 200, 40  # percent of the credentials' weight, by what is asked
DUTIES = 90  # percent that duties count of a title
OTHER_PROGRAMME = 30  # percent for any other schooling where the programme of a role is asked
SAME_CLASS = 60  # percent for another credential of the same class
SETTING_KIN, SPECIALTY_KIN = 60, 50  # percent of credit at most, for a setting or specialty of like work


class Asked:
    """One opening under one ranker on one day. Raises UnknownSlug for a slug its kind does not have."""

    def __init__(self, opening: Requirements, learned: Learned, as_of: date, vocabulary: Vocabulary) -> None:
        self.opening, self.learned, self.as_of, self.vocabulary = opening, learned, as_of, vocabulary
        self.codes: Codes = codes(vocabulary)
        begin = max(opening.begin or as_of, as_of)
        self.end: date = max(opening.end or begin, begin)

    def _ids(self, name: str, terms: Mapping[str, int]) -> tuple[tuple[int, int], ...]:
        return ids_of(name, terms, self.codes)

    # --- families -------------------------------------------------------------------------------------------------

    @cached_property
    def experience(self) -> tuple[Requirement, ...]:
        return tuple(r for r in self.opening.asked if r.kind == "experience")

    @cached_property
    def targets(self) -> dict[str, int]:
        """Family -> percent at which the opening takes it: each role's own family in full, others as its text accepts them.

        A role of several families, a biller's, is asked as those of them that the opening takes in full.
        """
        found: dict[str, int] = {}
        for role in self.opening.roles:
            self.vocabulary.get("role", role)
            exact = {f for f, percent in self.opening.families if percent >= 100} & {*self.codes.role_families[role]}
            found.update(dict.fromkeys(exact or self._families(role), 100))
        for family, percent in self.opening.families:
            self.vocabulary.get("family", family)
            found[family] = max(found.get(family, 0), min(percent, 100))
        named = bool(found)
        for requirement in self.experience:
            percent = 100 if not named else SAID_MUST if requirement.must else SAID_WISH
            for slug in requirement.any_of:
                for family in self._families(slug):
                    found[family] = max(found.get(family, 0), percent)
        return found

    def _families(self, slug: str) -> tuple[str, ...]:
        """The first family of a role, a family itself, of anything else none."""
        if self.vocabulary.has("role", slug):
            return self.codes.role_families[slug][:1]
        return (slug,) if self.vocabulary.has("family", slug) else ()

    @cached_property
    def closeness(self) -> Ints:
        """Percent of each family's experience that serves here. int64[families]"""
        found = np.zeros(len(self.codes.level), dtype=np.int64)
        for family, percent in self.targets.items():
            found = np.maximum(found, self.codes.closeness[:, self.codes.ids["families"][family]] * percent // 100)
        return found

    @cached_property
    def near(self) -> Ints:
        """The same, where it is at least NEAR, else 0."""
        return np.where(self.closeness >= NEAR, self.closeness, 0)

    @cached_property
    def near_duties(self) -> Ints:
        """What a family near the role counts where it is read from duties alone."""
        return self.near * DUTIES // 100

    @cached_property
    def above(self) -> Ints:
        """Percent by which a family of health or of managers stands above the role: a level half, more in full; 0 where accepted."""
        ids = [self.codes.ids["families"][family] for family in self.targets]
        if not ids:
            return np.zeros(len(self.codes.level), dtype=np.int64)
        full = max(self.targets.values())
        own = [self.codes.ids["families"][family] for family, percent in self.targets.items() if percent == full]
        over = np.clip((self.codes.level - self.codes.level[own].max()) * 50, 0, 100)
        over[~self.codes.ranked] = 0
        over[ids] = 0
        return over

    @cached_property
    def years(self) -> tuple[float, bool, Ints, Ints] | None:
        """The most years asked of any role or of work as such, whether as a must, and the percent of each family that counts,
        in a title and in duties."""
        plain = [
            r
            for r in self.experience
            if r.years
            and r.years > 0
            and (not r.any_of or any(self.vocabulary.has(k, s) for k in ("role", "family") for s in r.any_of))
        ]
        if not plain:
            return None
        most = max(plain, key=lambda r: (r.must, r.years or 0))
        if self.targets:
            return most.years or 0, most.must, self.near, self.near_duties
        health = np.where(self.codes.health, 100, 0)
        return most.years or 0, most.must, health, health * DUTIES // 100

    @cached_property
    def clinical(self) -> int | None:
        """Percent of clinical work: as stated, else the mean of the roles' families, else what the setting leaves beside its office work."""
        if self.opening.clinical_share is not None:
            return self.opening.clinical_share
        own = [self.codes.ids["families"][f] for role in self.opening.roles for f in self.codes.role_families[role][:1]]
        if own:
            return int(self.codes.clinical[own].sum()) // len(own)
        if self.opening.setting is None:
            return None
        share = self.vocabulary.get("setting", self.opening.setting).data["traits"]["admin_share"]
        return 100 - round(100 * share)

    # --- skills ---------------------------------------------------------------------------------------------------

    @cached_property
    def _skill_wishes(self) -> tuple[list[Wish], list[Wish]]:
        whole = [family for family, percent in self.targets.items() if percent == 100]
        return skill_wishes(self.opening, self.learned, whole, self.vocabulary)

    @property
    def skills(self) -> list[Wish]:
        return self._skill_wishes[0]

    @property
    def personal(self) -> list[Wish]:
        return self._skill_wishes[1]

    # --- places of work -------------------------------------------------------------------------------------------

    def specialty_terms(self, slug: str) -> dict[str, int]:
        """Specialties that answer `slug`: itself, and others by the duties both share."""
        duties = set(self.vocabulary.get("specialty", slug).data["duties"])
        terms = {}
        for other, term in self.vocabulary.kind("specialty").items():
            theirs = set(term.data["duties"])
            terms[other] = SPECIALTY_KIN * len(duties & theirs) // max(min(len(duties), len(theirs)), 1)
        return {**terms, slug: 100}

    def setting_terms(self, slug: str) -> dict[str, int]:
        """Settings that answer `slug`: itself, and others by the cosine of their learned profiles."""
        self.vocabulary.get("setting", slug)
        own = self.learned.profiles.get(slug, {})
        terms = {}
        for other, theirs in self.learned.profiles.items():
            dot = sum(percent * theirs.get(skill, 0) for skill, percent in own.items())
            norm = isqrt(sum(p * p for p in own.values()) * sum(p * p for p in theirs.values()))
            terms[other] = SETTING_KIN * dot // max(norm, 1)
        return {**terms, slug: 100}

    def _places(self, kind: str, name: str, own: str | None) -> list[Wish]:
        groups: list[tuple[tuple[str, ...], int, bool]] = [((own,), 10, False)] if own else []
        for requirement in self.experience:
            slugs = tuple(s for s in requirement.any_of if self.vocabulary.has(kind, s))
            if slugs:
                groups.append((slugs, weight_of(requirement), requirement.must))
        wishes = []
        for slugs, weight, must in groups:
            terms: dict[str, int] = {}
            for slug in slugs:
                kin = self.specialty_terms(slug) if kind == "specialty" else self.setting_terms(slug)
                for other, percent in kin.items():
                    terms[other] = max(terms.get(other, 0), percent)
            label = one_of(self.vocabulary.get(kind, slug).label for slug in slugs)
            wishes.append(Wish(label, weight, self._ids(name, terms), must))
        return wishes

    @cached_property
    def specialties(self) -> list[Wish]:
        return self._places("specialty", "specialties", self.opening.specialty)

    @cached_property
    def settings(self) -> list[Wish]:
        return self._places("setting", "settings", self.opening.setting)

    # --- what a requirement names outright --------------------------------------------------------------------------

    def _plain(self, kind: str, name: str) -> list[Wish]:
        wishes = []
        for requirement in self.opening.asked:
            if requirement.kind == kind and requirement.any_of:
                label = one_of(self.vocabulary.get(kind, slug).label for slug in requirement.any_of)
                terms = self._ids(name, dict.fromkeys(requirement.any_of, 100))
                wishes.append(Wish(label, weight_of(requirement), terms, requirement.must))
        return wishes

    @cached_property
    def systems(self) -> list[Wish]:
        return self._plain("system", "systems")

    @cached_property
    def languages(self) -> list[Wish]:
        return self._plain("language", "languages")

    @cached_property
    def education(self) -> list[Wish]:
        """A level asked is answered in full by its rank or a higher one, by a lower rank in part; a programme by itself alone."""
        wishes = []
        ranks = {slug: term.data["rank"] for slug, term in self.vocabulary.kind("education").items()}
        for requirement in self.opening.asked:
            if requirement.kind == "education" and requirement.any_of:
                label = one_of(self.vocabulary.get("education", slug).label for slug in requirement.any_of)
                least = min(ranks[slug] for slug in requirement.any_of)
                levels = [ranks[slug] for slug in requirement.any_of if slug not in self.programmes]
                terms = {slug: 100 if rank >= least else 60 * rank // least for slug, rank in ranks.items()}
                if len(levels) < len(requirement.any_of):
                    full = min(levels, default=max(ranks.values()) + 1)
                    terms = {slug: 100 if rank >= full else OTHER_PROGRAMME for slug, rank in ranks.items()}
                    terms.update(dict.fromkeys(requirement.any_of, 100))
                weight = self._schooling_weight(requirement)
                wishes.append(Wish(label, weight, self._ids("education", terms), requirement.must))
        return wishes

    def _schooling_weight(self, requirement: Requirement) -> int:
        """Next to nothing where a school that nearly everybody has finished is enough."""
        ranks = [self.vocabulary.get("education", slug).data["rank"] for slug in requirement.any_of]
        return weight_of(requirement) if min(ranks) > self.school else 1

    @cached_property
    def programmes(self) -> dict[str, str]:
        """Education level -> the role it is the programme of."""
        levels = self.vocabulary.kind("education").items()
        return {slug: term.data["role"] for slug, term in levels if "role" in term.data}

    def _proofs(self) -> Iterable[Wish]:
        """Who holds the credential of a role has been through the programme that an opening asks."""
        for requirement in self.opening.asked:
            roles = {self.programmes[s] for s in requirement.any_of if s in self.programmes}
            if requirement.kind == "education" and roles:
                types = [t for t in self.vocabulary.credential_types if role_shown_by(t, self.vocabulary) in roles]
                named = one_of(self.vocabulary.get("role", r).label.lower() for r in sorted(roles))
                label = say("features.schooling", roles=named)
                terms = self._ids("credentials", dict.fromkeys(types, 100))
                yield Wish(label, self._schooling_weight(requirement), terms, requirement.must)

    @cached_property
    def credentials(self) -> list[Wish]:
        """Credentials, licences and vaccinations. A class is answered by its members; a type in part by others of its classes."""
        wishes = []
        for requirement in self.opening.asked:
            if requirement.kind not in ("credential", "licence", "vaccination") or not requirement.any_of:
                continue
            terms: dict[str, int] = {}
            labels = []
            for slug in requirement.any_of:
                if requirement.kind == "vaccination":
                    labels.append(self.vocabulary.get("vaccination", slug).label)
                    terms[slug] = 100
                elif self.vocabulary.has("credential_class", slug):
                    labels.append(self.vocabulary.get("credential_class", slug).label)
                    terms.update(dict.fromkeys(self.vocabulary.members_of(slug), 100))
                else:
                    labels.append(self.vocabulary.credential(slug).label)
                    for kind in self.vocabulary.classes_of(slug):
                        for other in self.vocabulary.members_of(kind):
                            terms.setdefault(other, SAME_CLASS)
                    terms[slug] = 100
            weight = 1 if requirement.kind == "vaccination" else weight_of(requirement)
            weight *= LICENCE_WEIGHT if requirement.kind == "licence" and requirement.must else 1
            wishes.append(Wish(one_of(labels), weight, self._ids("credentials", terms), requirement.must))
        return [*wishes, *self._proofs()]

    @property
    def school(self) -> int:
        """The rank of a finished school, which nearly everybody has."""
        rank: int = self.vocabulary.get("education", "hs_or_ged").data["rank"]
        return rank

    @cached_property
    def stress(self) -> int:
        """Percent of the weight of the part credentials: more where work without them is unlawful or not wanted."""
        asked = [r for r in self.opening.asked if r.any_of]
        if any(r.kind == "licence" and r.must for r in asked):
            return STRESS_LICENCE
        if any(r.kind in ("credential", "education") and r.must and self._makes_a_role(r) for r in asked):
            return STRESS_ROLE
        plain = all(wish.weight == 1 for wish in self.education)
        return STRESS_SCHOOL if plain and not any(r.kind in ("credential", "licence") for r in asked) else 100

    def _makes_a_role(self, requirement: Requirement) -> bool:
        """Are all the alternatives made for the holders of a role: a nurse aide's certificate or course, no life support card?"""
        if requirement.kind == "education":
            return all(slug in self.programmes for slug in requirement.any_of)
        types = [
            t
            for slug in requirement.any_of
            for t in (self.vocabulary.members_of(slug) if self.vocabulary.has("credential_class", slug) else (slug,))
        ]
        return all(role_shown_by(t, self.vocabulary) is not None for t in types)

    @cached_property
    def words(self) -> list[tuple[int, int]]:
        """(bit, percent) of the heaviest words of the opening's text, by bit."""
        known = wording.terms(self.vocabulary)
        seen = [
            (self.learned.words.get(word, 100), known[word])
            for word in wording.seen(self.opening.text, self.vocabulary)
        ]
        heaviest = sorted(seen, key=lambda pair: (-pair[0], pair[1]))[:WORDS]
        return sorted((bit, percent) for percent, bit in heaviest)
