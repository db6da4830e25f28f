"""Every page of the product, once: what axe reads and what the screenshots show."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import (
    Candidate,
    Consent,
    Credential,
    Document,
    Experience,
    Facility,
    FacilityMember,
    Opening,
    Requirement,
    Shortlist,
    Submission,
    User,
    Verification,
)
from models import candidate as candidates
from models.credential import is_current
from models.facility_member import sites
from models.opening import of_facilities
from models.question import of_candidate as of_her
from tests.journeys.agency import TODAY
from web.services.candidate_page import rank_openings
from web.services.consent import asked_of
from web.services.ranking import rank_opening


@dataclass(frozen=True)
class Page:
    """`role` None is somebody not signed in."""

    name: str
    role: str | None
    path: str


def every_page(session: Session) -> list[Page]:
    """The pages of the seeded agency by role, those next to each other that the same person opens."""
    listing, match, best = list_of(session)
    mine = session.scalars(select(Candidate).join(User, User.candidate_id == Candidate.id)).one()
    put = {one.answered_at is None: one for one in of_her(session, mine.id, "candidate")}
    waiting, answered = put[True], put[False]
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
        "compare": f"{o}/compare?{'&'.join(f'who={key}' for key in best)}",
        "compare-wrong": f"{o}/compare?who={match}",
        "notes": f"/candidates/{mine.public_id}/notes",
        "notes-of-match": f"/candidates/{match}/notes?opening={o.rpartition('/')[2]}",
        "question-record": f"/questions/{waiting.public_id}",
        "openings-mine": "/openings?mine=1",
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
        "candidate-invite": f"{c}/invite",
        "candidate-same": f"{c}/same/{worker.public_id if worker.public_id != match else holder.public_id}",
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
        Page("register", None, "/register"),
        Page("register-done", None, "/register/done"),
        Page("link-dead", None, "/links/nothing"),
        Page("missing-page-signed-out", None, "/nowhere"),
        *(Page(name, "recruiter", path) for name, path in recruiter.items()),
        *(Page(name, "credentialing", path) for name, path in credentialing.items()),
        *(
            Page(name, "admin", path)
            for name, path in {
                "accounts": "/accounts",
                "account-new": "/accounts/new",
                "account-sites": f"/accounts/{speaker_of(session)}/sites",
                "requirements-of-all": "/requirements",
                "requirement-of-all": f"/requirements/{agency_asked.id}",
            }.items()
        ),
        Page("account-candidate", "candidate", "/account"),
        Page("question", "candidate", f"/me/questions/{waiting.public_id}"),
        Page("question-answered", "candidate", f"/me/questions/{answered.public_id}"),
        *(Page(name, "candidate", path) for name, path in of_candidate(session).items()),
        *(Page(name, "candidate", path) for name, path in own_record(session).items()),
        Page("erase", "admin", f"{c}/erase"),
        *(Page(name, "facility", path) for name, path in of_facility(session).items()),
        *put_forward(session),
    ]


def put_forward(session: Session) -> list[Page]:
    """Who is asked, who agreed and is to be sent, who was sent, who was declined."""
    mine = session.scalars(select(Candidate).join(User, User.candidate_id == Candidate.id)).one()
    asked = asked_of(session, mine)[0].opening.public_id
    sent = {one.answer: f"/submissions/{one.public_id}" for one in session.scalars(select(Submission))}
    unsent = ~select(Submission.id).where(Submission.candidate_id == Consent.candidate_id).exists()
    agreed = session.scalars(select(Consent).where(Consent.given, unsent)).one()
    at, who = session.get_one(Opening, agreed.opening_id).public_id, session.get_one(Candidate, agreed.candidate_id)
    return [
        Page("consent-record", "recruiter", f"/openings/{asked}/candidates/{mine.public_id}/consent"),
        Page("match-agreed", "recruiter", f"/openings/{at}/candidates/{who.public_id}"),
        Page("submission-send", "recruiter", f"/openings/{at}/candidates/{who.public_id}/send"),
        Page("submission-of-agency", "recruiter", sent[None]),
        Page("consent", "candidate", f"/me/openings/{asked}/answer"),
        Page("submission", "facility", sent[None]),
        Page("submission-declined", "facility", sent["declined"]),
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


def speaker_of(session: Session) -> str:
    """The public id of somebody who speaks for a facility."""
    return session.scalars(select(User.public_id).where(User.role == "facility").order_by(User.id)).first() or ""


def list_of(session: Session) -> tuple[str, str, list[str]]:
    """(the address of a list with many in it, the public id of somebody near its top, those of the first four)."""
    openings = session.scalars(select(Opening).where(Opening.status == "open").order_by(Opening.id).limit(15))
    ranked = {opening.public_id: rank_opening(session, opening, TODAY) for opening in openings}
    fullest = max(ranked, key=lambda key: len(ranked[key].rows))
    rows = ranked[fullest].rows
    return f"/openings/{fullest}", rows[2].candidate, [row.candidate for row in rows[:4]]
