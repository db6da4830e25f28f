"""Whose records are whose: a candidate reaches her own, a facility's people their sites and what is posted for those.

The agency's people reach every record of the pages they may open (web/permissions.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from models import candidate as candidates
from models import facility as facilities
from models import opening as openings
from models import question as questions
from models import submission as submissions
from models.candidate import Candidate
from models.facility import Facility
from models.facility_member import sites
from models.user import User

#: Roles that reach records of their own alone.
OWN_ONLY = frozenset({"facility", "candidate"})


def own_candidate(session: Session, user: User) -> Candidate | None:
    """The record a candidate signs in for; None where she was erased, it was joined with another one, or there is none yet."""
    found = session.get(Candidate, user.candidate_id) if user.role == "candidate" and user.candidate_id else None
    return found if found and found.erased_at is None and found.merged_into is None else None


def own_sites(session: Session, user: User) -> list[Facility]:
    """The facilities somebody of a facility speaks for, by name."""
    return sites(session, user.id) if user.role == "facility" else []


def is_own_candidate(session: Session, user: User, public_id: str) -> bool:
    mine, asked = own_candidate(session, user), candidates.by_public_id(session, public_id)
    return mine is not None and asked is not None and mine.id == asked.id


def is_own_facility(session: Session, user: User, public_id: str) -> bool:
    asked = facilities.by_public_id(session, public_id)
    return asked is not None and asked.id in {site.id for site in own_sites(session, user)}


def is_own_opening(session: Session, user: User, public_id: str) -> bool:
    asked = openings.by_public_id(session, public_id)
    return asked is not None and asked.facility_id in {site.id for site in own_sites(session, user)}


def is_own_submission(session: Session, user: User, public_id: str) -> bool:
    """What was sent to somebody's facility, or about herself, and was not taken back."""
    sent = submissions.by_public_id(session, public_id)
    if sent is None or sent.withdrawn_at:
        return False
    opening = session.get(openings.Opening, sent.opening_id)
    mine = own_candidate(session, user)
    at_site = opening is not None and opening.facility_id in {site.id for site in own_sites(session, user)}
    return at_site or (mine is not None and mine.id == sent.candidate_id)


def is_asked_of(session: Session, user: User, public_id: str) -> bool:
    """An opening she is put forward for, or whose facility has her before it."""
    opening, mine = openings.by_public_id(session, public_id), own_candidate(session, user)
    if opening is None or mine is None:
        return False
    return submissions.put_forward(session, mine.id, opening.id) is not None


def is_offered(session: Session, user: User, public_id: str) -> bool:
    """An opening that is open, or one she is put forward for."""
    opening = openings.by_public_id(session, public_id)
    is_open = opening is not None and opening.status == "open" and own_candidate(session, user) is not None
    return is_open or is_asked_of(session, user, public_id)


def is_own_question(session: Session, user: User, public_id: str) -> bool:
    """What the agency asked her; what a facility asks about her is none of it."""
    asked, mine = questions.by_public_id(session, public_id), own_candidate(session, user)
    return asked is not None and mine is not None and (asked.candidate_id, asked.asked_of) == (mine.id, "candidate")


def is_anybodys(session: Session, user: User, public_id: str) -> bool:
    """What everybody may read who may open the page: the law of a state; a link, whose secret says whom it is for."""
    return True


#: Blueprint or endpoint -> whether the record its address names (`public_id`) is somebody's own. An address with a value
#: that stands in neither is refused to those who reach their own alone.
OWN: Mapping[str, Callable[[Session, User, str], bool]] = {
    **dict.fromkeys(("candidates", "facts", "resumes", "credentials"), is_own_candidate),
    **dict.fromkeys(("openings", "postings", "opening_forms", "desk"), is_own_opening),
    **dict.fromkeys(("facilities", "do_not_return", "favourites"), is_own_facility),
    "questions": is_own_question,
    "requirements": is_anybodys,  # by number, or at a level: its routes look at the scope themselves
    "consents.answer": is_asked_of,
    "offers": is_offered,
    "submissions": is_own_submission,
    **dict.fromkeys(("law", "links.show"), is_anybodys),
    **dict.fromkeys(
        ("held", "references"), is_anybodys
    ),  # no id of hers stands there: its routes look among her own alone
}


def reaches(session: Session, user: User, endpoint: str, values: Mapping[str, Any]) -> bool:
    """Whether the record of this address is one this person may see, given that the role may open the page."""
    if user.role not in OWN_ONLY or not values or endpoint.endswith("static"):
        return True
    own = OWN.get(endpoint) or OWN.get(endpoint.partition(".")[0])
    return own is not None and own(session, user, str(values.get("public_id", "")))
