"""Whom a facility's people may speak about: those put before one of their sites, by the name they may read."""

from __future__ import annotations

from sqlalchemy.orm import Session

from models import candidate_identity as identities
from models import submission as submissions
from models.candidate import Candidate
from models.user import User
from web.reach import own_sites
from web.services.submission import name_shown


def name_for(session: Session, user: User, candidate: Candidate) -> str | None:
    """Her name as this person may read it: empty while she is sent without one, None where she is not released to them."""
    if user.role != "facility":
        who = identities.of(session, candidate.id)
        return who.name if who else ""
    sites = [site.id for site in own_sites(session, user)]
    sent = submissions.before(session, sites, candidate.id)
    names = [name_shown(session, one, user) for one in sent]
    return next((name for name in names if name), "") if sent else None
