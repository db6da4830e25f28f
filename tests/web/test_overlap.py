"""Somebody accepted on days she is accepted elsewhere: the recruiter is warned, nobody is refused, no facility reads it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from models import Consent, Submission
from tests.builders import make_facility, make_opening, save
from tests.web.forwarding import Forwarding, words
from web.db import saving

#: The opening of the small agency is from 7 Dec 2026 to 7 Mar 2027.
SAID = (
    "Bea Twin is accepted for Mornings at Elsewhere Clinic, {days}."
    " Medical assistant is 7 Dec 2026 to 7 Mar 2027: the days overlap."
)


def accepted(there: Forwarding, begin: date | None, end: date | None, **more: Any) -> None:
    """Another opening, which accepted Bea."""
    with there.app.app_context(), saving() as session:
        _, bea, user = there.rows("Bea")
        place = make_facility(session, name="Elsewhere Clinic")
        other = make_opening(session, place, title="Mornings", begin=begin, end=end, status="filled")
        pair = {"candidate_id": bea.id, "opening_id": other.id}
        told = {"opening_version": 1, "terms_sha": "0" * 64, "text_version": "1", "how": "phone", "by": user.id}
        yes = save(session, Consent(**pair, given=True, **told))
        answer: dict[str, Any] = {"answer": "accepted", "answered_at": datetime.now(UTC), **more}
        save(session, Submission(**pair, consent_id=yes.id, packet={}, by=user.id, **answer))


def test_a_recruiter_is_warned_before_asking_recording_and_once_accepted_and_the_facility_never(
    there: Forwarding,
) -> None:
    accepted(there, date(2027, 3, 1), date(2027, 5, 1))
    recruiter, facility, said = (
        there.client("recruiter"),
        there.client("facility"),
        SAID.format(days="1 Mar to 1 May 2027"),
    )
    match = there.agency.match("Bea")
    assert said in words(recruiter.get(match).text)
    there.decide("Bea")
    for page in (match, f"{match}/consent"):
        assert said in words(recruiter.get(page).text), page
    there.answer("Bea")
    address = there.send("Bea")
    assert said not in words(recruiter.get("/").text)
    assert facility.post(f"{address}/answer", data={"answer": "accept"}).status_code == 303
    assert said in words(recruiter.get("/").text)
    for page in (address, "/desk?status=all", f"/desk/openings/{there.agency.opening}"):
        shown = words(facility.get(page).text)
        assert "Medical assistant" in shown and "overlap" not in shown and "Elsewhere" not in shown, page


@pytest.mark.parametrize(
    ("begin", "end", "more", "days"),
    [
        (date(2026, 11, 1), None, {}, "from 1 Nov 2026, no end date"),
        (date(2027, 3, 7), date(2027, 3, 7), {}, "7 Mar to 7 Mar 2027"),
        (date(2026, 11, 1), date(2026, 12, 7), {}, "1 Nov to 7 Dec 2026"),
        (date(2027, 3, 8), None, {}, ""),
        (date(2026, 11, 1), date(2026, 12, 6), {}, ""),
        (None, None, {}, ""),
        (date(2027, 3, 1), None, {"withdrawn_at": datetime(2026, 11, 20, tzinfo=UTC)}, ""),
        (date(2027, 3, 1), None, {"answer": "declined", "reason": "hours"}, ""),
    ],
)
def test_only_days_of_both_overlap_first_and_last_counted(
    one: Forwarding, begin: date | None, end: date | None, more: dict[str, Any], days: str
) -> None:
    accepted(one, begin, end, **more)
    page = words(one.client("recruiter").get(one.agency.match("Bea")).text)
    assert ("the days overlap" in page) == bool(days)
    assert not days or SAID.format(days=days) in page
