"""Parts, fit and order of people for an opening: sections 1, 3 and 9 of docs/matching.md."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from matcher.domain import Profile, Requirements
from matcher.vocabulary import Vocabulary
from tests.matcher.oracle.candidate import Entry, Facts, facts_of, held_in
from tests.matcher.oracle.careers import Career
from tests.matcher.oracle.clauses import note
from tests.matcher.oracle.points import AGES, CODES, PARTS, STEPS, VALIDITY, Earned, Feature, Points, Slot, apportion
from tests.matcher.oracle.rest import (
    credential_wishes,
    education_wishes,
    plain_wishes,
    setting_wishes,
    specialty_wishes,
    stress,
)
from tests.matcher.oracle.skills import Wish, skill_wishes
from tests.matcher.oracle.words import heaviest


class Fitting:
    """One opening on one day, as what it looks for."""

    def __init__(
        self,
        opening: Requirements,
        as_of: date,
        vocabulary: Vocabulary,
        learned: Mapping[str, dict],
        weights: Mapping[str, float] | None = None,
    ) -> None:
        self.opening, self.as_of, self.vocabulary, self.learned = opening, as_of, vocabulary, learned
        self.career = Career(opening, vocabulary)
        begin = max(held_in(opening.begin) or as_of, as_of)
        self.last_day = max(held_in(opening.end) or begin, begin)
        self.features = self.asked()
        self.weights = self.part_weights(weights or {})

    def part_weights(self, moved: Mapping[str, float]) -> dict[str, int]:
        """Weight of each part in hundredths of a percent; all 0 where there is no score."""
        asked = {feature.part for feature in self.features}
        weights = self.learned["weights"] | {part: round(100 * weight) for part, weight in moved.items()}
        if not asked - {"text"}:
            return dict.fromkeys(PARTS, 0)
        weights["credentials"] = weights["credentials"] * stress(self.opening, self.vocabulary) // 100
        return {part: weights[part] if part in asked else 0 for part in PARTS}

    # What is asked

    def asked(self) -> list[Feature]:
        opening, vocabulary, career = self.opening, self.vocabulary, self.career
        skills, personal = skill_wishes(opening, vocabulary, self.learned)
        years, clinical = career.years_asked(), career.clinical_target()
        near, close = Wish(career.near), Wish(career.closeness)
        nothing = Wish({})
        features = []
        if career.targets:
            features = [
                Feature("role", "best job", 45, "families", [close], self.best("best job"), True),
                Feature("role", "share", 20, "dated jobs", [nothing], self.share, True),
                Feature("role", "level", 25, "families", [close], self.level, True),
                Feature("recency", "recency", 1, "families", [near], self.best("recency"), True),
            ]
        if years:
            quarters = max(round(4 * years.years), 1)
            wish = Wish({"quarters": quarters}, must=years.must)
            features.append(Feature("role", "years", 10, "dated jobs", [wish], self.years))
        if clinical is not None:
            wish = Wish({"target": clinical})
            features.append(Feature("clinical_share", "clinical share", 1, "dated jobs", [wish], self.clinical, True))
        for part, name, reads, wishes in (
            ("skills", "skills", "skills", skills),
            ("specialty", "specialty", "specialties", specialty_wishes(opening, vocabulary)),
            ("setting", "setting", "settings", setting_wishes(opening, vocabulary, self.learned["profiles"])),
            ("systems", "systems", "systems", plain_wishes(opening, vocabulary, "system")),
            ("credentials", "credentials", "credentials", credential_wishes(opening, vocabulary)),
            ("credentials", "education", "education", education_wishes(opening, vocabulary)),
            ("languages", "languages", "languages", plain_wishes(opening, vocabulary, "language")),
            ("personal", "personal", "skills", personal),
        ):
            if wishes:
                share = sum(wish.weight for wish in wishes)
                features.append(Feature(part, name, share, reads, wishes, self.best(name)))
        if words := heaviest(opening.text, self.learned["words"]):
            features.append(Feature("text", "text", 1, "words", [Wish(words)], self.text, True))
        return features

    # What a person earns

    def step(self, name: str, day: date | None) -> int:
        """Which column of the step table a day falls in."""
        if day is None:
            return 0
        if name == "credentials":
            return 1 if day < self.as_of else 2 if day < self.last_day else 3
        for column, days in ((1, 3652), (2, 1826), (3, 730)):
            if day < self.as_of - timedelta(days):
                return column
        return 4

    def reading(self, name: str, entry: Entry, percents: dict[str, int], maximum: int) -> int:
        code = CODES[name].get(entry.code, 0) if name in CODES else 100
        step = STEPS[name][self.step(name, entry.value)] if name in STEPS else 100
        return maximum * percents.get(entry.term, 0) * code * step // 1_000_000

    def winner(self, name: str, entries: list[Entry], percents: dict[str, int], maximum: int) -> int:
        """Points of the best entry, 0 without any."""
        best, won = 0, None
        for entry in entries:
            if (points := self.reading(name, entry, percents, maximum)) > best:
                best, won = points, entry
        if won:
            column = self.step(name, won.value)
            note(f"{name}: {won.code}", f"{name}: {(VALIDITY if name == 'credentials' else AGES)[column]}")
            note(f"{name}: {percents[won.term]} %", f"{name}: {'whole' if percents[won.term] == 100 else 'part'}")
        return best

    def best(self, name: str) -> Callable[[Wish, int, Facts], Earned]:
        reads = {"best job": "families", "recency": "families", "personal": "skills"}
        reads |= {"specialty": "specialties", "setting": "settings"}

        def earn(wish: Wish, maximum: int, facts: Facts) -> Earned:
            points = self.winner(name, facts.lists[reads.get(name, name)], wish.percents, maximum)
            return Earned(points, points > 0, facts.jobless)

        return earn

    def level(self, wish: Wish, maximum: int, facts: Facts) -> Earned:
        entries = facts.lists["families"]
        gain = self.winner("level gain", entries, wish.percents, maximum)
        loss = self.winner("level loss", entries, self.career.above, maximum)
        if (
            loss
            and self.career.above.get("management_general")
            and loss
            == self.winner(
                "level loss",
                [entry for entry in entries if entry.term == "management_general"],
                self.career.above,
                maximum,
            )
        ):
            note("level: a loss by managing elsewhere")
        if loss > gain:
            note("level: more loss than gain")
        elif loss:
            note("level: a loss")
        return Earned(max(gain - loss, 0), gain > 0, facts.jobless)

    def share(self, wish: Wish, maximum: int, facts: Facts) -> Earned:
        measure = self.career.share(facts.dated, self.as_of)
        if measure is None:
            return Earned(0, False, True)
        return Earned(maximum * measure // 100, True)

    def years(self, wish: Wish, maximum: int, facts: Facts) -> Earned:
        wanted = wish.percents["quarters"]
        quarters = self.career.quarters(facts.dated, self.as_of, wanted)
        return Earned(maximum * quarters // wanted, quarters > 0)

    def clinical(self, wish: Wish, maximum: int, facts: Facts) -> Earned:
        target = wish.percents["target"]
        measure = self.career.clinical(facts.dated, self.as_of, target)
        if measure is None:
            return Earned(0, False, True)
        percent = min(max(120 - 2 * abs(measure - target), 0), 100)
        if measure == 0 and 0 < percent < 70 and maximum:
            note("clinical share: a measured 0 % that earns")
        note(f"clinical share: {'all' if percent == 100 else 'some' if percent else 'too far'}")
        return Earned(maximum * percent // 100, True)

    def text(self, wish: Wish, maximum: int, facts: Facts) -> Earned:
        seen = sum(weight for word, weight in wish.percents.items() if word in facts.words)
        points = maximum * seen // sum(wish.percents.values())
        return Earned(points, points > 0, not facts.words)

    def slot(self, feature: Feature, wish: Wish, maximum: int, facts: Facts) -> Slot:
        points, found, empty = feature.earn(wish, maximum, facts)
        silent = facts.open(feature.reads) and (empty or not feature.emptiness)
        base = maximum * (30 if wish.must else 10) // 100 if silent else 0
        unknown = silent and not found
        if maximum and unknown:
            note(f"{feature.name}: unknown", f"{feature.name}: unknown, {'must' if wish.must else 'no must'}")
        elif maximum and points < base:
            note(f"{feature.name}: found less than the base")
        elif maximum and not points:
            note(f"{feature.name}: lacking")
        points = max(points, base)
        return Slot(points, maximum - points if unknown else 0, maximum, found)

    def slots(self, profile: Profile) -> dict[str, list[Slot]]:
        """The slots of each part, in order."""
        facts = facts_of(profile, self.vocabulary, self.learned["words"])
        if not self.scores:
            asked = {feature.part for feature in self.features}
            why = "every part asked weighs 0" if asked - {"text"} else "only text asked" if asked else "nothing asked"
            note(f"no score: {why}")
        of_part = apportion(10_000, [self.weights[part] for part in PARTS])
        found: dict[str, list[Slot]] = {}
        for part, of_features in zip(PARTS, of_part, strict=True):
            features = [feature for feature in self.features if feature.part == part]
            found[part] = []
            maxima = apportion(of_features, [feature.share for feature in features])
            for feature, of_slots in zip(features, maxima, strict=True):
                weights = [wish.weight for wish in feature.wishes]
                for wish, maximum in zip(feature.wishes, apportion(of_slots, weights), strict=True):
                    found[part].append(self.slot(feature, wish, maximum, facts))
        return found

    @property
    def scores(self) -> bool:
        return any(self.weights.values())


def parts_of(slots: Mapping[str, list[Slot]]) -> list[Points]:
    """Points, unknown and maximum of the eleven parts."""
    return [
        Points(sum(s.points for s in part), sum(s.unknown for s in part), sum(s.maximum for s in part))
        for part in slots.values()
    ]


def waiting(profile: Profile) -> tuple[date, str]:
    """Who waits longest comes first; who never said since when comes last."""
    return (profile.waiting_since or date.max, profile.key)


def order(profiles: list[Profile], fits: list[int | None]) -> list[int]:
    """Rows of a list, best first."""
    return sorted(range(len(profiles)), key=lambda i: (-(fits[i] or 0), *waiting(profiles[i])))


def bands(fits: list[int], parts: list[list[int]]) -> list[int]:
    """The band of each row of a list in falling order of fit."""
    found: list[int] = []
    first = 0
    for i, fit in enumerate(fits):
        gap = 10 * (fits[first] - fit)
        if any(gap <= abs(here - there) for here, there in zip(parts[i], parts[first], strict=True)):
            found.append(found[-1] if found else 1)
        else:
            first = i
            found.append(found[-1] + 1)
    return found
