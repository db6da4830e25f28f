"""People of the demo agency on their way to a facility, so that every step of it can be looked at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Candidate, Consent, Facility, FacilityMember, Opening, User
from models import facility_member as members
from models import opening as openings
from web.services.consent import give_answer
from web.services.decision import decide, show
from web.services.do_not_return import bar
from web.services.favourite import keep
from web.services.lawful import unlawful_tasks
from web.services.ranking import rank_opening
from web.services.submission import ask, decline, send
from web.services.terms import seen

#: How far each of the best placed of an opening has come, in the order of the list.
STEPS = ("sent", "agreed", "asked", "declined", "refused")
SHOWN = 10  # people on the page a decision is made on


def write_forward(session: Session, as_of: date) -> None:
    """For one opening of the facility that signs in each of `STEPS`; the candidate who signs in is asked for another.

    The first of the list the facility would have again, the last it would not.

    Where anybody has answered before, nothing is written.
    """
    if session.scalar(select(Consent.id).limit(1)):
        return
    speaker = session.scalars(select(User).join(FacilityMember, FacilityMember.user_id == User.id)).first()
    mine = session.scalars(select(Candidate).join(User, User.candidate_id == Candidate.id)).first()
    if speaker is None or mine is None:
        return
    sites = members.sites(session, speaker.id)
    hers = next(fitting(session, sites, as_of, mine), None)
    if hers:
        take(session, hers, mine, as_of, "asked", speaker)
    for opening in fitting(session, sites, as_of):
        best = [row.candidate for row in rank_opening(session, opening, as_of).rows if row.candidate != mine.public_id]
        people = {one.public_id: one for one in session.scalars(select(Candidate).where(Candidate.public_id.in_(best)))}
        if opening is not hers and len(best) >= len(STEPS):
            for key, step in zip(best, STEPS, strict=False):
                take(session, opening, people[key], as_of, step, speaker)
            keep(session, opening.facility, people[best[0]], speaker)
            if len(best) > len(STEPS):
                bar(session, opening.facility, people[best[-1]], "Came late three times, and rang nobody.", speaker)
            return


def fitting(session: Session, sites: list[Facility], as_of: date, who: Candidate | None = None) -> Iterator[Opening]:
    """Openings of these sites for which somebody can be put forward, or just this person."""
    ids = {site.id for site in sites}
    for opening in openings.live(session, as_of):
        if opening.facility_id in ids and opening.owner_id and not unlawful_tasks(session, opening, as_of):
            found = rank_opening(session, opening, as_of).find(who.public_id) if who else None
            if who is None or (found and found.position):
                yield opening


def take(session: Session, opening: Opening, candidate: Candidate, as_of: date, step: str, speaker: User) -> None:
    """Decide about her, as the recruiter who signs in, and go on as far as `step`."""
    recruiters = select(User).where(User.role == "recruiter", User.password.is_not(None)).order_by(User.id)
    recruiter = session.scalars(recruiters).first() or session.get_one(User, opening.owner_id)
    ranked = rank_opening(session, opening, as_of)
    rows = ranked.rows[:SHOWN]
    row = ranked.find(candidate.public_id)
    shown = show(ranked, rows if row in rows or row is None else [row])
    decide(session, opening, candidate, recruiter, as_of, shown.token, "put-forward", "strong_role", "")
    if step == "asked":
        return
    agreed = step != "refused"
    give_answer(session, opening, candidate, recruiter, as_of, seen(opening), agreed, "phone")
    if step in ("sent", "declined"):
        sent = send(session, opening, candidate, recruiter, as_of)
        if step == "sent":
            ask(session, sent, speaker, "Could this person start with two half days?")
        else:
            decline(session, sent, speaker, "hours", "The mornings are what we need.")
