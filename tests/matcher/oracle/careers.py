"""What an opening asks of families: section 4 of docs/matching.md."""

from datetime import date

from matcher.domain import Requirement, Requirements
from matcher.vocabulary import Vocabulary
from tests.matcher.oracle.candidate import DatedJob
from tests.matcher.oracle.clauses import note


class Career:
    """The families an opening wants, and what is near to and above them."""

    def __init__(self, opening: Requirements, vocabulary: Vocabulary) -> None:
        self.opening, self.vocabulary = opening, vocabulary
        experience = [r for r in opening.asked if r.kind == "experience"]
        self.targets: dict[str, int] = {}
        whole = [family for family, percent in opening.families if percent >= 100]
        for role in opening.roles:
            own = vocabulary.families_of_role(role)
            exact = [family for family in own if family in whole]
            if exact and own[0] not in exact:
                note("targets: another family of the role than its first")
            for family in exact or own[:1]:
                self.want(family, 100)
        for family, percent in opening.families:
            self.want(vocabulary.get("family", family).slug, min(percent, 100))
        for requirement in experience:
            alone = not (opening.roles or opening.families)
            percent = 100 if alone else 80 if requirement.must else 60
            for slug in requirement.any_of:
                if vocabulary.has("role", slug):
                    note(f"targets: named by experience, {percent} %")
                    self.want(vocabulary.families_of_role(slug)[0], percent)
                if vocabulary.has("family", slug):
                    note(f"targets: named by experience, {percent} %")
                    self.want(slug, percent)
        families = vocabulary.kind("family")
        self.closeness = {
            f: max((vocabulary.closeness(f, g) * p // 100 for g, p in self.targets.items()), default=0)
            for f in families
        }
        self.near = {f: percent if percent >= 50 else 0 for f, percent in self.closeness.items()}
        self.above = {f: self.how_far_above(f) for f in families}

    def want(self, family: str, percent: int) -> None:
        self.targets[family] = max(percent, self.targets.get(family, 0))

    def group(self, family: str) -> str:
        return str(self.vocabulary.get("family", family).data["group"])

    def in_health(self, family: str) -> bool:
        return bool(self.vocabulary.get("group", self.group(family)).data["health"])

    def how_far_above(self, family: str) -> int:
        outside = not self.in_health(family) and self.group(family) != "management"
        if not self.targets or family in self.targets or outside:
            return 0
        families = self.vocabulary.kind("family")
        most = max(self.targets.values())
        highest = max(families[target].data["level"] for target, percent in self.targets.items() if percent == most)
        return min(max((families[family].data["level"] - highest) * 50, 0), 100)

    def clinical_share_of(self, family: str) -> int:
        return round(100 * self.vocabulary.get("family", family).data["clinical_share"])

    def clinical_target(self) -> int | None:
        """The percent of clinical work asked for."""
        if self.opening.clinical_share is not None:
            note("clinical share: said")
            return self.opening.clinical_share
        shares = [self.clinical_share_of(self.vocabulary.families_of_role(role)[0]) for role in self.opening.roles]
        if shares:
            note("clinical share: the roles'")
            return sum(shares) // len(shares)
        if self.opening.setting:
            note("clinical share: the setting's")
            traits = self.vocabulary.get("setting", self.opening.setting).data["traits"]
            return 100 - round(100 * traits["admin_share"])
        note("clinical share: not asked")
        return None

    def years_asked(self) -> Requirement | None:
        """The one experience requirement whose years count."""
        asked = []
        for requirement in self.opening.asked:
            if requirement.kind != "experience" or requirement.years is None:
                continue
            if requirement.years <= 0:
                note("years: not above nothing, not asked")
                continue
            kinds = {
                kind
                for kind in ("role", "family", "skill", "setting", "specialty")
                for slug in requirement.any_of
                if self.vocabulary.has(kind, slug)
            }
            if not requirement.any_of:
                note("years: of nothing named")
                asked.append(requirement)
            elif kinds & {"role", "family"}:
                note("years: of a role or family")
                asked.append(requirement)
            else:
                note("years: of something else or unknown, not asked")
        if len(asked) > 1:
            note("years: asked more than once")
        return max(asked, key=lambda r: (r.must, r.years), default=None)  # of equals max keeps the first

    def job_percent(self, job: DatedJob, percents: dict[str, int]) -> int:
        title = percents.get(job.title or "", 0)
        duties = percents.get(job.duties or "", 0) * 90 // 100
        if duties > title:
            note("dated job: duties nearer than title")
        return max(title, duties)

    def share(self, jobs: list[DatedJob], as_of: date) -> int | None:
        """Percent of the dated days spent near the targets; None where no day is measured."""
        return mean([(days_of(job, as_of), self.job_percent(job, self.near)) for job in jobs])

    def quarters(self, jobs: list[DatedJob], as_of: date, most: int) -> int:
        percents = self.near if self.targets else {f: 100 * self.in_health(f) for f in self.closeness}
        note("years: near the targets" if self.targets else "years: in health")
        days = sum(days_of(job, as_of) * self.job_percent(job, percents) for job in jobs)
        if days * 4 // 36525 > most:
            note("years: more than asked")
        return min(days * 4 // 36525, most)

    def clinical(self, jobs: list[DatedJob], as_of: date, target: int) -> int | None:
        """Percent of clinical work over the dated days of the jobs whose family is known."""
        measured = []
        for job in jobs:
            family = job.duties or job.title
            if family is None:
                note("clinical share: a job of no family")
            elif self.closeness[family] == 100:
                note("clinical share: a target's own")
                measured.append((days_of(job, as_of), target))
            else:
                note("clinical share: another family's")
                measured.append((days_of(job, as_of), self.clinical_share_of(family)))
        return mean(measured)


def days_of(job: DatedJob, as_of: date) -> int:
    return max((min(job.last, as_of) - job.first).days + 1, 0)


def mean(measured: list[tuple[int, int]]) -> int | None:
    """The mean percent of (days, percent), rounded down; None without days."""
    days = sum(days for days, _ in measured)
    return sum(d * percent for d, percent in measured) // days if days else None
