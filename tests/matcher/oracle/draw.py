"""People and openings drawn by chance, close to every boundary of docs/matching.md. The same seed draws the same."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, TypeVar

from matcher.domain import Credential, Education, Held, HeldSkill, Job, Profile, Requirement, Requirements, Task
from matcher.vocabulary import Vocabulary
from matcher.wording import sentences
from tests.matcher.oracle.points import PARTS

T = TypeVar("T")

FAMILIES = [
    "medical_assistant",
    "lead_medical_assistant",
    "clinical_supervisor",
    "medical_office_assistant",
    "nurse_aide",
    "home_health_aide",
    "phlebotomist",
    "registered_nurse",
    "lpn",
    "medical_receptionist",
    "medical_biller",
    "practice_manager",
    "management_general",
    "physician",
    "retail_sales",
    "hotel",
    "teacher",
    "caregiver",
    "medical_scribe",
    "medical_coding",
]
ROLES = [
    "medical_assistant",
    "lead_medical_assistant",
    "cna",
    "phlebotomist",
    "lpn",
    "medical_receptionist",
    "office_manager",
    "rn",
]
SECTIONS = ("experience", "skills", "credentials", "education", "languages", "systems")
UNKNOWN = "no_such_slug"


class Draw:
    """Draws for one day."""

    def __init__(self, seed: int, as_of: date, vocabulary: Vocabulary) -> None:
        self.chance, self.as_of, self.vocabulary = Random(seed), as_of, vocabulary
        self.words = sorted({word.strip(".,").lower() for s in sentences() for word in s.split()})
        self.families = [slug for slug in FAMILIES if vocabulary.has("family", slug)]
        self.roles = [slug for slug in ROLES if vocabulary.has("role", slug)]
        skills = vocabulary.kind("skill")
        deep = [s for s in skills if len(vocabulary.ancestors(s)) == 2]
        kin = {k for s in deep for k in (s, *vocabulary.ancestors(s), *sorted(vocabulary.related(s))[:1])}
        personal = [s for s in skills if skills[s].data["group"] == "personal"]
        self.skills = [*sorted(kin)[:16], "rooming", "vital_signs", "venipuncture", "injections"]
        self.personal = personal[:6]
        self.specialties = list(vocabulary.kind("specialty"))[:9]
        self.settings = list(vocabulary.kind("setting"))[:9]
        any_work = ["acls_aha", "pals_aha", "dot_collector", "cehrs_nha", "bls_aha"]
        types = list(vocabulary.kind("certification"))
        self.credentials = [*types[:4], *types[7:12], *any_work, *list(vocabulary.kind("licence"))[:5]]
        self.classes = ["certified_ma", "bls_card", "certified_phlebotomist", "nurse_aide"]
        self.vaccinations = list(vocabulary.kind("vaccination"))[:3]
        self.levels = list(vocabulary.kind("education"))
        rank = {slug: level.data["rank"] for slug, level in vocabulary.kind("education").items()}
        self.programmes = [s for s, level in vocabulary.kind("education").items() if "role" in level.data]
        self.common = [s for s in self.levels if rank[s] <= rank["hs_or_ged"]]
        self.languages = list(vocabulary.kind("language"))[:4]
        self.systems = list(vocabulary.kind("system"))[:4]

    # Small draws

    def often(self, percent: int) -> bool:
        return self.chance.randrange(100) < percent

    def one(self, things: Sequence[T]) -> T:
        return self.chance.choice(things)

    def known(self, things: Sequence[str]) -> str:
        """One of them, now and then a slug nobody knows."""
        return UNKNOWN if self.often(4) else self.one(things)

    def maybe(self, percent: int, draw: Callable[[], T]) -> T | None:
        return draw() if self.often(percent) else None

    def several(self, most: int, draw: Callable[[], T]) -> tuple[T, ...]:
        """None to `most` of them, the last now and then twice."""
        drawn = [draw() for _ in range(self.chance.randint(0, most))]
        return tuple(drawn + drawn[-1:] if self.often(8) else drawn)

    def some(self, things: Sequence[str], most: int = 3) -> tuple[str, ...]:
        return tuple(self.one(things) for _ in range(self.chance.randint(1, most)))

    def day(self) -> date:
        """A past day beside a step of the tables, any day of forty years, or one beyond the edges."""
        if self.often(3):
            return self.one(
                [date(1893, 4, 1), *(date(1910, 4, d) for d in (15, 16, 17)), date(2089, 9, 16), date(2101, 1, 1)]
            )
        if self.often(55):
            return self.as_of - timedelta(self.one([3652, 3652, 1826, 730, 0]) + self.one([-1, 0, 1]))
        return self.as_of - timedelta(self.chance.randint(-400, 9000))

    # People

    def job(self) -> Job:
        begin = self.maybe(88, self.day)
        end = self.maybe(70, self.day)
        if self.often(18):
            begin = end = None
        if begin and end and end < begin and self.often(85):
            begin, end = end, begin
        return Job(
            "a job",
            family=self.maybe(75, lambda: self.known(self.families)),
            duties=self.maybe(30, lambda: self.known(self.families)),
            role=self.maybe(50, lambda: self.known(self.roles)),
            begin=begin,
            end=end,
            current=self.often(20),
            setting=self.maybe(50, lambda: self.known(self.settings)),
            specialty=self.maybe(50, lambda: self.known(self.specialties)),
            standing=self.one(["proposed", "confirmed"]),
        )

    def skill(self) -> HeldSkill:
        pool = self.personal if self.often(35) else self.skills
        return HeldSkill(self.known(pool), self.one([None, 0, 1, 2, 3, 4]), self.maybe(75, self.day))

    def expiry(self) -> date:
        """Beside today or the first or last day of a drawn opening."""
        if self.often(15):
            return self.day()
        return self.as_of + timedelta(self.one([0, 30, 120]) + self.one([-1, 0, 1]))

    def credential(self) -> Credential:
        return Credential(
            self.known(self.vaccinations if self.often(15) else self.credentials),
            expires=self.maybe(75, self.expiry),
            revoked=self.often(12),
            proof=self.one(["stated", "document", "verified"]),
        )

    def education(self) -> Education:
        return Education(
            level=self.maybe(80, lambda: self.known(self.levels)),
            family=self.maybe(50, lambda: self.known(self.families)),
            finished=self.maybe(70, self.day),
        )

    def text(self, most: int) -> str:
        filler = ["Ana", "Springfield", "2024", "she", "at", "Épicerie"]
        words = [*(self.one(self.words) for _ in range(self.chance.randint(0, most))), *filler]
        self.chance.shuffle(words)
        return self.one([" ", ", ", "-3", "/"]).join(word.upper() if self.often(20) else word for word in words)

    def profile(self, key: str) -> Profile:
        if self.often(8):
            return self.newcomer(key)
        jobless = self.often(42)
        workless = jobless and self.often(35)  # nothing tells any work
        return Profile(
            key,
            jobs=() if jobless else self.several(4, self.job),
            skills=self.several(6, self.skill),
            credentials=() if workless else self.several(4, self.credential),
            education=() if workless else self.several(2, self.education),
            languages=self.several(2, lambda: Held(self.known(self.languages))),
            systems=self.several(2, lambda: Held(self.known(self.systems))),
            roles=self.several(2, lambda: Held(self.known(self.roles))) if self.often(40) and not workless else (),
            answered=frozenset(section for section in SECTIONS if self.often(45)),
            waiting_since=self.maybe(80, lambda: self.as_of - timedelta(self.chance.randint(0, 9))),
            text=self.text(25) if self.often(70) else "",
        )

    def newcomer(self, key: str) -> Profile:
        """Somebody who learned another trade and has not spoken of work yet."""
        return Profile(
            key, education=(Education(family=self.one(["hotel", "teacher", "caregiver"])),), text=self.text(9)
        )

    # Openings

    def requirement(self) -> Requirement:
        kind = self.one(
            ["credential"] * 3
            + ["experience"] * 6
            + ["licence", "education", "education", "education", "language", "skill", "skill", "system", "vaccination"]
        )
        years = None
        if kind == "credential":
            names = self.some([*self.credentials, *self.classes * 3])
        elif kind == "licence":
            names = self.some([slug for slug in self.credentials if self.vocabulary.has("licence", slug)])
        elif kind == "skill":
            names = self.some(self.personal if self.often(30) else [*self.skills, self.one(self.personal)])
        elif kind == "education":
            names = self.schooling()
        elif kind == "experience":
            names = self.experience()
            years = self.one([None, 0, -2, 0.1, 0.5, 2.5, 5, 10, 25, 25, 25])
        else:
            pools: dict[str, Sequence[str]] = {
                "language": self.languages,
                "system": self.systems,
                "vaccination": self.vaccinations,
            }
            names = self.some(pools[kind], 2)
        return Requirement(kind, names, must=self.often(55), years=years, weight=self.chance.randint(1, 10))

    def schooling(self) -> tuple[str, ...]:
        """Levels, programmes or both, a programme now and then beside a level that everybody has."""
        if self.often(35):
            return self.one(self.programmes), self.one([*self.levels, *self.common * 3])
        return self.some(self.programmes if self.often(60) else [*self.levels, *self.common * 4], 2)

    def experience(self) -> tuple[str, ...]:
        pools = [self.roles, self.families, self.skills, self.personal, self.specialties, self.settings]
        if self.often(30):
            return ()
        return tuple(self.known(self.one(pools)) for _ in range(self.chance.randint(1, 3)))

    def opening(self, key: str) -> Requirements:
        bare = self.often(12)  # nothing but text, or nothing at all

        def maybe(percent: int, draw: Callable[[], Any]) -> Any:
            return None if bare else self.maybe(percent, draw)

        begin = self.maybe(70, lambda: self.as_of + timedelta(self.one([-30, 0, 30])))
        roles = maybe(50, lambda: self.some(self.roles, 2)) or ()
        own = [family for role in roles if role in self.roles for family in self.vocabulary.families_of_role(role)]

        def family() -> tuple[str, int]:
            return self.one(self.families), self.chance.randint(1, 100)

        families = maybe(40, lambda: self.several(2, family)) or ()
        if own and self.often(60):  # a role asked as one of its families, a coder's
            families = ((self.one(own[1:] or own), 100), *families)
        return Requirements(
            key,
            roles=roles,
            families=families,
            specialty=maybe(60, lambda: self.one(self.specialties)),
            setting=maybe(70, lambda: self.one(self.settings)),
            begin=begin,
            end=self.maybe(60, lambda: self.as_of + timedelta(self.one([-60, 0, 30, 120]))),
            tasks=maybe(70, self.tasks) or (),
            asked=maybe(97, self.asked) or (),
            clinical_share=maybe(25, lambda: self.one([0, 35, 65, 90, 100])),
            text=self.text(self.one([6, 60])) if self.often(75) else "",
        )

    def asked(self) -> tuple[Requirement, ...]:
        """A fifth of them ask no credential, no licence and no more schooling than everybody has."""
        drawn = self.several(11, self.requirement)
        if self.often(80):
            return drawn
        common = Requirement("education", (self.one(self.common),), must=self.often(50))
        return (*(r for r in drawn if r.kind not in ("credential", "licence", "education")), common)

    def tasks(self) -> tuple[Task, ...]:
        pool = [*self.skills, *self.personal]
        return self.several(self.one([3, 9]), lambda: Task(self.one(pool), self.chance.randint(1, 10)))

    def weights(self) -> dict[str, float] | None:
        """None, a few parts moved, or most of them at nothing."""
        if self.often(50):
            return None
        if self.often(15):
            return dict.fromkeys(PARTS[:-1] if self.often(80) else PARTS, 0.0)
        return {
            part: self.one([0, 0.5, 12.34, 33, 100]) for part in self.chance.sample(PARTS, self.chance.randint(1, 5))
        }
