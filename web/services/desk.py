"""A facility's first page: the sites somebody speaks for, their openings by status, and what waits for an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from models import opening as openings
from models import submission as submissions
from models.candidate import Candidate
from models.facility import Facility
from models.opening import Opening
from models.submission import Submission
from models.user import User
from web.services.submission import name_shown

LIVE = ("draft", "open", "held")  # what is shown first: the rest is done with


@dataclass(frozen=True)
class Sent:
    """Somebody before the facility. `key` is her public id, `name` as its reader may read it."""

    sent: Submission
    key: str
    name: str


@dataclass(frozen=True)
class AtDesk:
    """An opening with the people put forward for it: all of them, those who wait for an answer, those accepted."""

    opening: Opening
    sent: int
    waiting: int
    accepted: int


@dataclass(frozen=True)
class Desk:
    """`sites` by name, each with its openings; those of one site stand together, the next to be answered first."""

    sites: list[tuple[Facility, list[AtDesk]]]

    @property
    def rows(self) -> list[AtDesk]:
        return [row for _, rows in self.sites for row in rows]

    @property
    def answers(self) -> list[AtDesk]:
        """Openings with people put forward who wait for an answer."""
        return [row for row in self.rows if row.waiting]

    @property
    def drafts(self) -> list[AtDesk]:
        return [row for row in self.rows if row.opening.status == "draft"]

    def with_status(self, status: str) -> list[tuple[Facility, list[AtDesk]]]:
        """The sites with their openings of this status; `live` is all that is not done with, `all` everything."""
        kept = [
            (site, [row for row in rows if status in ("all", row.opening.status) or is_live(row, status)])
            for site, rows in self.sites
        ]
        return [(site, rows) for site, rows in kept if rows]


def is_live(row: AtDesk, status: str = "live") -> bool:
    return status == "live" and row.opening.status in LIVE


def show_desk(session: Session, sites: Sequence[Facility]) -> Desk:
    """Two queries, however many sites."""
    listed = openings.of_facilities(session, [site.id for site in sites])
    sent: dict[int, list[str | None]] = {}
    for one in submissions.of_openings(session, [opening.id for opening in listed]):
        sent.setdefault(one.opening_id, []).append(one.answer)
    rows: dict[int, list[AtDesk]] = {site.id: [] for site in sites}
    for opening in listed:
        answers = sent.get(opening.id, [])
        found = AtDesk(opening, len(answers), answers.count(None), answers.count("accepted"))
        rows[opening.facility_id].append(found)
    return Desk([(site, rows[site.id]) for site in sites])


def list_sent(session: Session, opening: Opening, user: User) -> list[Sent]:
    """Who was put forward for it, as this person may read them, in the order they were sent."""
    rows = submissions.of_openings(session, [opening.id])
    return [
        Sent(one, session.get_one(Candidate, one.candidate_id).public_id, name_shown(session, one, user))
        for one in rows
    ]
