"""Her yes or no to be put forward, said by herself or recorded by her recruiter, on both databases."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from matcher.snapshots import sha
from models import Consent, Facility
from tests.web.conftest import TODAY
from tests.web.forwarding import Forwarding, words
from web.db import db, saving
from web.services.consent import asked_of, moment_of, refuse_early
from web.services.put_forward import PutForward
from web.services.refusal import Refused
from web.services.terms import TEXT_VERSION, terms_of
from web.words import TEXTS


def page_of(one: Forwarding) -> str:
    return f"/me/openings/{one.agency.opening}/answer"


def record_page(one: Forwarding, name: str = "Cal") -> str:
    return f"{one.agency.match(name)}/consent"


def seen(page: str) -> str:
    found = re.search(r'name="seen" value="(.*?)"', page)
    assert found
    return found[1]


def test_she_reads_terms_and_words_and_her_yes_is_kept_with_them(there: Forwarding) -> None:
    there.decide("Bea")
    bea, recruiter = there.client("candidate"), there.client("recruiter")
    assert "Bea is to be asked, since 25 Nov 2026" in words(recruiter.get(there.agency.match("Bea")).text)
    page = bea.get(page_of(there)).text
    said = words(page)
    assert "Tern Island Practice" in said and "Albany, NY, 12207" in said and "7 Dec 2026 to 7 Mar 2027" in said
    assert "Tern Lane Staffing puts me forward for this work" in said and " checked" not in page
    assert bea.post(page_of(there), data={"answer": "yes", "seen": seen(page)}).status_code == 303
    kept = there.all(Consent)[0]
    with there.app.app_context():
        opening, candidate, _ = there.rows("Bea")
        assert kept.terms_sha == terms_of(opening).sha and kept.opening_version == opening.version
        assert kept.candidate_id == candidate.id and asked_of(db.session, candidate) == []
    assert (kept.given, kept.how, kept.text_version, kept.revoked_at) == (True, "portal", TEXT_VERSION, None)
    assert "You said yes on" in words(bea.get(page_of(there)).text)
    assert "Bea said yes on" in words(recruiter.get(there.agency.match("Bea")).text)


def test_an_answer_said_twice_is_one_and_another_stands_beside_the_first(there: Forwarding) -> None:
    there.decide("Bea")
    bea = there.client("candidate")
    sent = {"answer": "yes", "seen": seen(bea.get(page_of(there)).text)}
    assert [bea.post(page_of(there), data=sent).status_code for _ in range(2)] == [303, 303]
    assert there.count(Consent) == 1
    assert bea.post(page_of(there), data={**sent, "answer": "no"}).status_code == 303
    first, second = there.all(Consent)
    assert first.given and first.revoked_at and not second.given and second.revoked_at is None
    assert "You said no on" in words(bea.get(page_of(there)).text)


def test_nothing_chosen_or_other_terms_than_shown_saves_nothing(one: Forwarding) -> None:
    one.decide("Bea")
    bea = one.client("candidate")
    shown = seen(bea.get(page_of(one)).text)
    answer = bea.post(page_of(one), data={"seen": shown})
    assert answer.status_code == 422 and "Choose yes or no" in words(answer.text)
    assert bea.post(page_of(one), data={"seen": shown, "answer": "perhaps"}).status_code == 422
    one.change(pay_from=2100)
    answer = bea.post(page_of(one), data={"seen": shown, "answer": "yes"})
    assert answer.status_code == 409 and "The terms changed while the page was open" in words(answer.text)
    assert one.count(Consent) == 0


def test_who_is_not_put_forward_is_asked_nothing(one: Forwarding) -> None:
    bea = one.client("candidate")
    assert bea.get(page_of(one)).status_code == 404
    one.decide("Bea", "shortlist")
    assert bea.get(page_of(one)).status_code == 404
    assert one.client("recruiter").get(record_page(one, "Bea")).status_code == 404
    one.decide("Cal")
    assert bea.get(page_of(one)).status_code == 404 and bea.post(page_of(one)).status_code == 404
    assert one.client("recruiter").get(page_of(one)).status_code == 404


def test_the_recruiter_records_how_and_when_it_was_given(there: Forwarding) -> None:
    there.decide("Cal")
    recruiter = there.client("recruiter")
    page = recruiter.get(record_page(there)).text
    assert "puts me forward for this work" in words(page) and "America/New York" in page and " checked" not in page
    given = {"answer": "yes", "how": "phone", "day": "24 Nov 2026", "time": "2:15 pm", "note": "Called from work."}
    answer = recruiter.post(record_page(there), data={**given, "seen": seen(page)})
    assert answer.status_code == 303 and answer.location == f"{there.agency.match('Cal')}#put-forward"
    kept = there.all(Consent)[0]
    assert (kept.given, kept.how, kept.words) == (True, "phone", "Called from work.")
    assert kept.given_at == datetime(2026, 11, 24, 19, 15, tzinfo=UTC)
    said = words(recruiter.get(there.agency.match("Cal")).text)
    assert "Cal said yes on 24 Nov 2026, by telephone. Nothing is sent yet." in said and "Called from work." in said


WRONG = (
    ({"answer": ""}, "Choose yes or no"),
    ({"how": ""}, "Choose how the answer was given"),
    ({"how": "portal"}, "How it was given: “portal”"),
    ({"day": ""}, "Give the day of the answer"),
    ({"day": "25 Nov 2026"}, "25 Nov 2026 is still to come"),
    ({"day": "1 Oct 2026"}, "is more than 30 days ago"),
    ({"day": "23 Nov 2026"}, "The decision to put this person forward is of 24 Nov 2026, 00:00"),
    ({"day": "31 Nov 2026"}, "31 Nov 2026"),
    ({"time": ""}, "Give the time of the answer"),
    ({"time": "25:00"}, "“25:00” is no time of day"),
    ({"time": "13 pm"}, "“13 pm” is no time of day"),
    ({"time": "9"}, "“9” is no time of day"),
    ({"note": "x" * 2001}, "2,001"),
)


def test_a_record_that_cannot_be_is_refused_with_the_field(one: Forwarding) -> None:
    one.decide("Cal")
    recruiter = one.client("recruiter")
    good = {"answer": "yes", "how": "written", "day": "24 Nov 2026", "time": "9:30"}
    good["seen"] = seen(recruiter.get(record_page(one)).text)
    for wrong, sentence in WRONG:
        answer = recruiter.post(record_page(one), data={**good, **wrong})
        assert answer.status_code == 422 and sentence in words(answer.text), (wrong, words(answer.text))
    assert one.count(Consent) == 0


def test_other_pay_place_dates_or_shifts_ask_her_again(one: Forwarding) -> None:
    one.decide("Bea")
    one.answer("Bea")
    bea, recruiter = one.client("candidate"), one.client("recruiter")
    day, last = date(2026, 12, 8), date(2027, 3, 14)
    told = ({"pay_from": 2100}, {"pay_unit": "year"}, {"begin": day}, {"end": last}, {"shifts": ["night"]}, {})
    for n, values in enumerate(told, 2):
        one.change(**values)
        if not values:  # another place
            with one.app.app_context(), saving() as session:
                session.get_one(Facility, one.rows("Bea")[0].facility_id).city = "Troy"
        page = bea.get(page_of(one)).text
        assert "The terms have changed since you answered" in words(page), values
        with one.app.app_context():
            assert [forward.state for forward in asked_of(db.session, one.rows("Bea")[1])] == ["asked-again"]
        assert "so Bea is asked again" in words(recruiter.get(one.agency.match("Bea")).text)
        assert bea.post(page_of(one), data={"answer": "yes", "seen": seen(page)}).status_code == 303
        assert "You said yes on" in words(bea.get(page_of(one)).text) and one.count(Consent) == n


def test_other_work_asks_her_again_and_a_note_does_not(one: Forwarding) -> None:
    one.decide("Bea")
    bea = one.client("candidate")
    for values in ({"title": "Front desk"}, {"roles": ["phlebotomist"]}, {"employment_type": "direct_hire"}):
        one.answer("Bea")
        one.change(notes="Ring at the side door.", positions=2)
        assert "You said yes on" in words(bea.get(page_of(one)).text)
        one.change(**values)
        assert "The terms have changed since you answered" in words(bea.get(page_of(one)).text), values
    page = words(bea.get(page_of(one)).text)
    assert "Work Front desk Role Phlebotomist Kind of employment Direct hire" in page


def test_an_answer_in_other_words_is_asked_for_again(one: Forwarding) -> None:
    one.decide("Bea")
    one.answer("Bea")
    with one.app.app_context(), saving() as session:
        session.scalars(select(Consent)).one().text_version = "0"
    assert "The terms have changed since you answered" in words(one.client("candidate").get(page_of(one)).text)


def recorded(one: Forwarding, day: date, at: str = "9:30", answer: str = "yes") -> TestResponse:
    recruiter = one.client("recruiter")
    shown = seen(recruiter.get(record_page(one, "Bea")).text)
    given = {"answer": answer, "how": "phone", "day": f"{day:%d %b %Y}", "time": at, "seen": shown}
    return recruiter.post(record_page(one, "Bea"), data=given)


def test_a_recorded_yes_older_than_her_own_no_changes_nothing(there: Forwarding) -> None:
    there.decide("Bea")
    assert recorded(there, TODAY, "9:00").status_code == 303
    bea = there.client("candidate")
    shown = seen(bea.get(page_of(there)).text)
    assert bea.post(page_of(there), data={"answer": "no", "seen": shown}).status_code == 303
    answer = recorded(there, TODAY, "10:00")
    assert answer.status_code == 422 and "an earlier one does not change it" in words(answer.text)
    assert [row.given for row in there.all(Consent) if row.revoked_at is None] == [False]


def test_a_recorded_answer_is_later_than_the_one_recorded_before(one: Forwarding) -> None:
    one.decide("Bea")
    assert recorded(one, TODAY, "9:00").status_code == 303
    for at, status in (("8:59", 422), ("9:00", 422), ("9:01", 303)):
        assert recorded(one, TODAY, at, "no").status_code == status, at
    assert [row.given for row in one.all(Consent) if row.revoked_at is None] == [False]


def test_terms_that_changed_are_answered_on_the_day_it_is_recorded(one: Forwarding) -> None:
    one.decide("Bea")
    yesterday, decided = TODAY - timedelta(days=1), datetime(2026, 11, 20, tzinfo=UTC)
    with one.app.app_context():
        opening, candidate, _ = one.rows("Bea")
        forward = PutForward(opening, candidate.id, decided, None, None)
        with pytest.raises(Refused, match="The decision to put this person forward is of 19 Nov 2026, 19:00"):
            refuse_early(forward, decided - timedelta(minutes=1), TODAY)
        refuse_early(forward, decided, TODAY)
        before = Consent(given=True, how="phone", given_at=decided, text_version=TEXT_VERSION, terms_sha="0" * 64)
        forward = replace(forward, consent=before)
        noon = datetime.combine(yesterday, time(17), UTC)
        with pytest.raises(Refused, match="only an answer given today, 24 Nov 2026"):
            refuse_early(forward, noon, TODAY)
        refuse_early(forward, noon + timedelta(days=1), TODAY)


def test_an_answer_is_never_to_come_where_the_work_is(one: Forwarding) -> None:
    """The machine is a day ahead of the place of work."""
    with one.app.app_context():
        opening = one.rows("Bea")[0]
        present = datetime.now(ZoneInfo(opening.facility.time_zone))
        ahead = present.date() + timedelta(days=1)
        with pytest.raises(Refused, match="is still to come"):
            moment_of(opening, ahead, time(23, 59), ahead)
        assert moment_of(opening, present.date(), present.time(), ahead) <= datetime.now(UTC)
        later = ahead + timedelta(days=30)  # the clock of the demo
        assert moment_of(opening, later, time(9), later) > datetime.now(UTC)


def test_nobody_agrees_to_what_is_closed_or_over(one: Forwarding) -> None:
    one.decide("Bea")
    bea = one.client("candidate")
    for values, sentence in (
        ({"status": "closed"}, "The opening is closed"),
        ({"end": date(2026, 11, 23)}, "ended on"),
    ):
        before = {"status": "open", "begin": date(2026, 11, 2)}
        one.change(**{**before, **values})
        page = bea.get(page_of(one)).text
        assert sentence in words(page) and 'name="answer"' not in page
        with one.app.app_context():
            shown = f"{TEXT_VERSION}.{terms_of(one.rows('Bea')[0]).sha}"
        answer = bea.post(page_of(one), data={"answer": "yes", "seen": shown})
        assert answer.status_code == 409 and sentence in words(answer.text), words(answer.text)
    assert one.count(Consent) == 0 and date(2026, 11, 24) == TODAY


def test_the_words_of_a_version_never_change() -> None:
    """Who agreed, agreed to these: other words need another version, and another line here."""
    assert {TEXT_VERSION: sha(TEXTS["consents.words"])} == {
        "1": "357687ee5892fadbf2678790421dcc728c58f93f086cbe917d8db8e0c1b7ec19",
    }
