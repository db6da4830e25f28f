"""A candidate's home and the openings as she sees them: the same reasons, said to her, and nobody else's record."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from models import Candidate, DoNotReturn, Question, User
from models import candidate as candidates
from models.base import now
from models.user import by_email
from tests.builders import make_experience, make_facility, make_opening, save
from tests.web.conftest import SignIn
from tests.web.forwarding import Forwarding, words
from tests.web.small_agency import Agency
from web.db import saving

WHY = "Left two shifts early."


@pytest.fixture
def there(app: Flask, agency: Agency) -> Forwarding:
    """Bea signs in as the candidate."""
    return Forwarding(app, agency)


@pytest.fixture
def bea(there: Forwarding, sign_in: SignIn) -> FlaskClient:
    return sign_in("candidate")


def signs_in_for(there: Forwarding, name: str | None) -> None:
    """From now on the candidate's account is this person's; nobody's where None."""
    with there.app.app_context(), saving() as session:
        account = account_of(there)
        key = there.agency.people[name] if name else ""
        own = candidates.by_public_id(session, key)
        account.candidate_id = own.id if own else None


def account_of(there: Forwarding) -> User:
    with saving() as session:
        account = by_email(session, "candidate@agency.example")
    assert account
    return account


def record(there: Forwarding) -> Candidate:
    return there.rows("Bea")[1]


def offer(there: Forwarding) -> str:
    return f"/me/openings/{there.agency.opening}"


def figure(page: str) -> str:
    found = re.search(r'for-fit">Fit <b>(\d+)</b>', page)
    assert found
    return found[1]


def test_home_says_her_place_and_the_fit_of_the_recruiters_list_and_names_nobody_else(
    there: Forwarding, bea: FlaskClient, recruiter: FlaskClient
) -> None:
    assert bea.get("/home").location == "/me"
    page = bea.get("/me").text
    said = words(page)
    assert "Where you fit" in said and "Openings for you 1 eligible" in said
    assert "2nd to 4th of 17 are equal; you are one of them." in said
    assert figure(page) == figure(recruiter.get(f"/candidates/{there.agency.people['Bea']}").text)
    assert not re.search(r"\b(Ana Abel|Cal|Dan|Eve|Fay|Gus|Alike)\b", said)
    assert not re.search(
        r'href="/(candidates|openings)/', page.replace(f"/candidates/{there.agency.people['Bea']}", "")
    )


def test_the_next_step_says_what_it_opens(there: Forwarding, bea: FlaskClient) -> None:
    signs_in_for(there, "Eve")
    page = bea.get("/me").text
    step = words(page[page.index('class="step"') : page.index("</section>", page.index('class="step"'))])
    assert "Renew BLS (AHA), by 16 Jan" in step and "It is all that you lack for 1 opening." in step
    assert "Openings you are eligible for 0 becomes 1" in step and "The best that it opens Medical assistant" in step
    assert f'href="/credentials/{there.agency.people["Eve"]}/new"' in page


def test_what_waits_to_be_settled_comes_before_any_card(there: Forwarding, bea: FlaskClient) -> None:
    with there.app.app_context(), saving() as session:
        make_experience(session, record(there), "proposed", title="Phlebotomist", role="phlebotomist")
    said = words(bea.get("/me").text)
    assert "Settle 1 item that was read" in said and "Upload a card" not in said


@pytest.mark.parametrize("gone", ["none", "erased", "merged"])
def test_an_account_without_a_record_is_told_so(there: Forwarding, bea: FlaskClient, gone: str) -> None:
    with there.app.app_context(), saving():
        if gone == "erased":
            record(there).erased_at = now()
        elif gone == "merged":
            record(there).merged_into = there.rows("Ana")[1].id
    if gone == "none":
        signs_in_for(there, None)
    answer = bea.get("/me")
    assert answer.status_code == 200 and "There is no record behind this account." in answer.text
    assert bea.get(offer(there)).status_code == 404


def test_who_asks_for_a_yes_comes_first_and_every_answer_is_told(there: Forwarding, bea: FlaskClient) -> None:
    there.decide("Bea")
    page = bea.get("/me").text
    assert page.index("Waits for you") < page.index('class="step"')
    assert page.count(f'href="{offer(there)}/answer"') == 2
    assert f'href="{offer(there)}/answer"' in bea.get(offer(there)).text
    there.answer("Bea")
    there.send("Bea")
    for address in ("/me", offer(there)):
        said = words(bea.get(address).text)
        assert "Tern Island Practice has you before it since" in said and "Yes or no" not in said
    there.change(status="filled")
    said = words(bea.get("/me").text)
    assert "Your other openings" in said and "The position is filled." in said
    assert "The position is filled." in words(bea.get(offer(there)).text)


def test_a_question_of_her_recruiter_waits_on_her_home(there: Forwarding, bea: FlaskClient) -> None:
    with there.app.app_context(), saving() as session:
        opening, candidate, user = there.rows("Bea")
        plain = {"candidate_id": candidate.id, "opening_id": opening.id, "asked_by": user.id}
        asked = save(session, Question(**plain, asked_of="candidate", about="Epic", words="Have you used Epic?"))
        save(session, Question(**plain, asked_of="agency", words="Is she on time?"))
        address = f"/me/questions/{asked.public_id}"
    page = bea.get("/me").text
    assert "Have you used Epic?" in page and f'href="{address}"' in page and "Is she on time?" not in page


def test_an_opening_says_the_same_to_her_as_to_her_recruiter_and_nothing_of_others(
    there: Forwarding, bea: FlaskClient, recruiter: FlaskClient
) -> None:
    hers, theirs = bea.get(offer(there)).text, recruiter.get(there.agency.match("Bea")).text
    for part in (
        r'verdict-title">(.*?)<',
        r"How the (\d+) is made",
        r'part-points"><b>(\d+)</b>',
        r"moved\">(.*?)</p>",
    ):
        assert re.findall(part, hers, re.S) == re.findall(part, theirs, re.S) != []
    said = words(hers)
    assert "2nd to 4th of 17, equal on the evidence" in said and "Quoted lines are your own" in said
    assert "nobody has asked you yet" in said
    assert 'name="verdict"' not in hers and not re.search(r"\b(Ana|Cal|Dan|Eve|Fay|Gus)\b", said)


def test_who_is_blocked_reads_why_not(there: Forwarding, bea: FlaskClient) -> None:
    signs_in_for(there, "Fay")
    home, said = words(bea.get("/me").text), words(bea.get(offer(there)).text)
    assert "You are blocked for every open opening." in home and "1 opening is blocked for now" in home
    assert "Asks for 1 year as a medical assistant" in home
    assert "You are not put forward: what stands below must be met and is not." in said


def test_that_a_facility_will_not_have_her_again_is_not_hers_to_read(there: Forwarding, bea: FlaskClient) -> None:
    with there.app.app_context(), saving() as session:
        opening, candidate, user = there.rows("Bea")
        pair = {"facility_id": opening.facility_id, "candidate_id": candidate.id}
        save(session, DoNotReturn(**pair, reason=WHY, by=user.id))
    for address in ("/me", offer(there)):
        said = words(bea.get(address).text)
        assert "We do not put you forward there. Ask your recruiter why." in said
        assert WHY not in said and "again" not in said


def test_an_opening_that_is_not_open_is_a_missing_page_unless_she_is_put_forward(
    there: Forwarding, bea: FlaskClient
) -> None:
    with there.app.app_context(), saving() as session:
        draft = make_opening(session, make_facility(session), status="draft").public_id
    missing = [bea.get(f"/me/openings/{key}") for key in (draft, "nowhere")]
    there.change(status="closed")
    missing.append(bea.get(offer(there)))
    assert [answer.status_code for answer in missing] == [404, 404, 404]
    there.decide("Bea")
    assert bea.get(offer(there)).status_code == 200


def test_who_looks_for_no_work_is_shown_none_and_told_how_to_come_back(there: Forwarding, bea: FlaskClient) -> None:
    with there.app.app_context(), saving():
        record(there).withdrawn_at = now()
    home, said = words(bea.get("/me").text), words(bea.get(offer(there)).text)
    assert "Openings for you" not in home and "You are shown for no opening until you come back." in home
    assert "You said you are not looking for work now" in said
