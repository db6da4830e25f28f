"""Every page of the product, once: what axe reads and what the screenshots show."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import (
    Candidate,
    Credential,
    Document,
    Experience,
    Facility,
    FacilityMember,
    Opening,
    Requirement,
    Shortlist,
    User,
    Verification,
)
from models import candidate as candidates
from models.credential import is_current
from models.facility_member import sites
from models.opening import of_facilities
from tests.journeys.agency import TODAY
from web.services.candidate_page import rank_openings
from web.services.ranking import rank_opening


@dataclass(frozen=True)
class Page:
    """`role` None is somebody not signed in."""

    name: str
    role: str | None
    path: str


def every_page(session: Session) -> list[Page]:
    """The pages of the seeded agency by role, those next to each other that the same person opens."""
    listing, match = list_of(session)
    draft = session.scalars(select(Opening).where(Opening.status == "draft").order_by(Opening.id)).first()
    facility = session.scalars(select(Facility).order_by(Facility.id)).first()
    resume, resume_of = session.execute(
        select(Document, Candidate)
        .join(Candidate, Candidate.id == Document.candidate_id)
        .where(Document.kind == "resume")
    ).first() or (None, None)
    job, worker = session.execute(
        select(Experience, Candidate).join(Candidate, Candidate.id == Experience.candidate_id)
    ).first() or (None, None)
    card, holder = session.execute(
        select(Credential, Candidate)
        .join(Candidate, Candidate.id == Credential.candidate_id)
        .where(is_current(), ~select(Verification.id).where(Verification.credential_id == Credential.id).exists())
    ).first() or (None, None)
    asked = session.scalars(select(Requirement).where(Requirement.level == "opening")).first()
    agency_asked = session.scalars(select(Requirement).where(Requirement.level == "agency")).first()
    assert draft and facility and resume and resume_of and job and worker and card and holder and asked and agency_asked
    o, c, h, f = (
        listing,
        f"/candidates/{match}",
        f"/credentials/{holder.public_id}",
        f"/facilities/{facility.public_id}",
    )
    recruiter = {
        "today": "/",
        "openings": "/openings",
        "openings-empty": "/openings?status=held&q=none",
        "opening-ranked": o,
        "opening-deciding": f"{o}?decide={match}",
        "opening-blocked": f"{o}?lane=blocked",
        "opening-lane-empty": f"{o}?lane=not-reviewed",
        "opening-filter-empty": f"{o}?within=1&language=none",
        "opening-weights-wrong": f"{o}?w_role=many",
        "opening-draft": f"/openings/{draft.public_id}",
        "match": f"{o}/candidates/{match}",
        "opening-new": "/openings/new",
        "opening-edit": f"{o}/edit",
        "posting-new": "/postings/new",
        "posting-settle": f"/openings/{draft.public_id}/asks",
        "opening-asks": f"{o}/asks",
        "shortlists-empty": f"/openings/{draft.public_id}/shortlists",
        "candidates": "/candidates",
        "candidates-none-found": "/candidates?q=nobody+is+called+this",
        "candidate": c,
        "candidate-everything": f"{c}?openings=all&settings=all",
        "candidate-new": "/candidates/new",
        "candidate-edit": f"{c}/edit",
        "fact-new": f"{c}/facts/job/new",
        "fact-edit": f"/candidates/{worker.public_id}/facts/job/{job.id}",
        "resume-new": "/candidates/from-resume",
        "resume-add": f"{c}/resumes/new",
        "resume-settle": f"/candidates/{resume_of.public_id}/resumes/{resume.public_id}",
        "settings": "/settings",
        "setting": "/settings/urgent_care",
        "search": "/search?q=a",
        "search-none-found": "/search?q=nobody+is+called+this",
        "facilities": "/facilities",
        "facility": f,
        "facility-new": "/facilities/new",
        "facility-edit": f"{f}/edit",
        "do-not-return": f"{f}/people/{match}",
        "requirements": "/requirements",
        "requirement-new": "/requirements/new/setting/urgent_care",
        "requirement-change": f"/requirements/{asked.id}",
        "requirement-relax": f"/requirements/{agency_asked.id}/relax/facility/{facility.public_id}",
        "law": "/law",
        "law-state": "/law/NY",
        "account": "/account",
        "components": "/components",
        "missing-page": "/candidates/nobody",
    }
    if frozen := session.scalars(select(Shortlist).order_by(Shortlist.id)).first():
        at = session.get(Opening, frozen.opening_id)
        assert at
        recruiter["shortlists"] = f"/openings/{at.public_id}/shortlists"
        recruiter["shortlist"] = f"/shortlists/{frozen.public_id}"
        recruiter["shortlist-replayed"] = f"/shortlists/{frozen.public_id}?replay=1"
        recruiter["shortlist-blind"] = f"/shortlists/{frozen.public_id}?blind=1"
    credentialing = {
        "credentials": "/credentials",
        "credentials-lapsing": "/credentials?view=lapsing",
        "credentials-of": h,
        "credential-verify": f"{h}?verify={card.public_id}",
        "credential-revoke": f"{h}?revoke={card.public_id}",
        "credential-new": f"{h}/new",
        "credential-correct": f"{h}/{card.public_id}",
    }
    return [
        Page("sign-in", None, "/sign-in"),
        Page("missing-page-signed-out", None, "/nowhere"),
        *(Page(name, "recruiter", path) for name, path in recruiter.items()),
        *(Page(name, "credentialing", path) for name, path in credentialing.items()),
        *(
            Page(name, "admin", path)
            for name, path in {
                "accounts": "/accounts",
                "account-new": "/accounts/new",
                "requirements-of-all": "/requirements",
                "requirement-of-all": f"/requirements/{agency_asked.id}",
            }.items()
        ),
        Page("account-candidate", "candidate", "/account"),
        *(Page(name, "candidate", path) for name, path in of_candidate(session).items()),
        *(Page(name, "candidate", path) for name, path in own_record(session).items()),
        Page("erase", "admin", f"{c}/erase"),
        *(Page(name, "facility", path) for name, path in of_facility(session).items()),
    ]


def of_candidate(session: Session) -> dict[str, str]:
    """The home of the candidate who signs in, and openings as she sees them."""
    mine = session.scalars(select(Candidate).join(User, User.candidate_id == Candidate.id)).one()
    ranked = rank_openings(session, candidates.profile(session, mine), TODAY, 1, own=True)
    return {
        "me": "/me",
        "me-everything": "/me?openings=all&settings=all",
        "me-setting": "/me?openings=all&setting=urgent_care",
        "offer": f"/me/openings/{ranked.rows[0].opening.public_id}",
        "offer-blocked": f"/me/openings/{ranked.blocked[0].opening.public_id}",
    }


def own_record(session: Session) -> dict[str, str]:
    """The candidate's own record, and the agency's pages of it that are hers for herself."""
    mine = session.scalars(select(Candidate).join(User, User.candidate_id == Candidate.id)).one()
    resume = session.scalars(
        select(Document).where(Document.candidate_id == mine.id, Document.kind == "resume")
    ).first()
    job = session.scalars(select(Experience).where(Experience.candidate_id == mine.id)).first()
    assert resume and job
    return {
        "held": "/me/held",
        "held-dispute": f"/me/held/job/{job.id}/dispute",
        "limits": "/me/limits",
        "references-none": "/me/references",
        "reference-new": "/me/references/new",
        "own-resume-add": f"/candidates/{mine.public_id}/resumes/new",
        "own-resume-settle": f"/candidates/{mine.public_id}/resumes/{resume.public_id}",
        "own-fact-new": f"/candidates/{mine.public_id}/facts/skill/new",
        "own-fact-edit": f"/candidates/{mine.public_id}/facts/job/{job.id}",
        "own-credentials": f"/credentials/{mine.public_id}",
        "own-credential-new": f"/credentials/{mine.public_id}/new",
    }


def of_facility(session: Session) -> dict[str, str]:
    """The pages of who speaks for a facility, on an opening and a site of her own."""
    speaker = session.scalars(select(FacilityMember.user_id).order_by(FacilityMember.id)).first()
    mine = sites(session, speaker or 0)
    listed = of_facilities(session, [site.id for site in mine])
    assert mine and listed
    one, site = listed[0].public_id, mine[0].public_id
    return {
        "desk": "/desk",
        "desk-none": "/desk?status=closed",
        "desk-opening": f"/desk/openings/{one}",
        "desk-site": f"/facilities/{site}",
        "desk-posting": "/postings/new",
        "desk-form": f"/openings/{one}/edit",
        "desk-asks": f"/openings/{one}/asks",
        "desk-requirement": f"/requirements/new/facility/{site}",
        "account-facility": "/account",
    }


def list_of(session: Session) -> tuple[str, str]:
    """(the address of a list with many in it, the public id of somebody near its top)."""
    openings = session.scalars(select(Opening).where(Opening.status == "open").order_by(Opening.id).limit(15))
    ranked = {opening.public_id: rank_opening(session, opening, TODAY) for opening in openings}
    fullest = max(ranked, key=lambda key: len(ranked[key].rows))
    return f"/openings/{fullest}", ranked[fullest].rows[2].candidate
