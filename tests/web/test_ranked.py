"""An opening's list: order, bands, lanes, filters that only hide, both views, weights, who is blocked; and what leads to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from models import Requirement
from models import candidate as candidates
from models.opening import by_public_id
from models.user import by_email
from tests.builders import make_credential, make_experience, make_facility, make_opening, make_person, make_requirement
from tests.web.conftest import SignIn
from tests.web.small_agency import TIED, Agency, person
from web.config import today
from web.db import db, saving
from web.services.ranking import load_people, prepare, rank_opening


def shown(page: str) -> list[tuple[str, str]]:
    """(rank, name) of every row of the reading view, in order."""
    rows = re.findall(r'<li class="person".*?</li>', page, re.S)
    return [(found(r'person-rank">(.*?)<', row), found(r'person-name"><a[^>]*>(.*?)<', row)) for row in rows]


def found(pattern: str, text: str) -> str:
    match = re.search(pattern, text, re.S)
    assert match, pattern
    return match[1]


def names(page: str) -> list[str]:
    return [name.split()[0] for _, name in shown(page)]


def lanes(page: str) -> list[int]:
    """The five counts: all, eligible, eligible if, not reviewed, blocked."""
    return [int(count) for count in re.findall(r'lane-count">(\d+)<', page)]


def test_everybody_ranked_stands_in_one_order_and_who_is_blocked_does_not(
    agency: Agency, recruiter: FlaskClient
) -> None:
    page = recruiter.get(agency.list).text
    assert shown(page) == [
        ("1", "Ana Abel"), ("2–4", "Dan Twin"), ("2–4", "Cal Twin"), ("2–4", "Bea Twin"), ("5", "Eve Early"),
    ]  # fmt: skip
    assert lanes(page) == [17, 16, 1, 0, 2]
    assert "Fay Recent" not in page
    assert "Gus Cook" not in page


def test_people_equal_on_the_evidence_stand_under_one_line_by_who_waited_longest(
    agency: Agency, recruiter: FlaskClient
) -> None:
    page = recruiter.get(agency.list).text
    band = found(r'<li class="band">(.*?)</ol></li>', page)
    assert "2nd to 4th are equal on the evidence." in band
    assert "Shown by who has waited longest." in band
    assert re.findall(r">(\w+) Twin</a>", band) == ["Dan", "Cal", "Bea"]


def test_a_band_larger_than_the_rest_of_a_page_is_never_broken(agency: Agency, recruiter: FlaskClient) -> None:
    first, second = recruiter.get(agency.list).text, recruiter.get(f"{agency.list}?page=2").text
    assert len(shown(first)) == 5
    assert f"Next {TIED}" in first
    assert names(second) == [f"Tie{n}" for n in range(TIED)]
    assert {rank for rank, _ in shown(second)} == {"6–17"}
    assert shown(recruiter.get(f"{agency.list}?page=999").text) == shown(second)


def test_a_filter_hides_people_and_changes_no_rank_no_fit_and_no_count(agency: Agency, recruiter: FlaskClient) -> None:
    everybody = recruiter.get(agency.list).text
    spanish = recruiter.get(f"{agency.list}?language=spanish").text
    assert shown(spanish) == [("1", "Ana Abel")]
    assert lanes(spanish) == lanes(everybody)
    condition = recruiter.get(f"{agency.list}?lane=eligible-if").text
    assert shown(condition) == [("5", "Eve Early")]
    assert found(r'<p class="figure">(.*?)</p>', condition) in everybody
    assert shown(recruiter.get(f"{agency.list}?decision=shortlist").text) == []


def test_a_band_with_people_hidden_says_how_many(agency: Agency, recruiter: FlaskClient) -> None:
    hide = {"verdict": "pass", "reason": "too_far", "candidate": agency.people["Cal"]}
    token = found(r'name="shown" value="(.*?)"', recruiter.get(f"{agency.list}?decide={agency.people['Cal']}").text)
    assert recruiter.post(f"{agency.list}/decide", data={**hide, "shown": token}).status_code == 303
    page = recruiter.get(f"{agency.list}?decision=none").text
    assert ("2–4", "Cal Twin") not in shown(page)
    assert ("2–4", "Bea Twin") in shown(page)
    assert "One of them hidden by a filter." in page
    lanes = [
        recruiter.get(f"{agency.list}?decision=none&lane={lane}").text
        for lane in ("eligible", "eligible-if", "not-reviewed")
    ]
    assert not any("them hidden by a filter" in page for page in lanes)
    assert any("of them in another lane or hidden by a filter." in page for page in lanes)


@pytest.mark.parametrize("query", ["page=x", "within=-3", "within=1e9", "lane=nowhere", "decision=maybe", "credential=zz", "language=<b>", "system=1", "w_other=3", "decide=nobody"])  # fmt: skip
def test_an_address_that_means_nothing_shows_the_plain_list(agency: Agency, recruiter: FlaskClient, query: str) -> None:
    answer = recruiter.get(f"{agency.list}?{query}")
    assert answer.status_code == 200
    assert shown(answer.text) == shown(recruiter.get(agency.list).text)


def test_nobody_passing_the_filters_is_said_with_a_way_back(agency: Agency, recruiter: FlaskClient) -> None:
    page = recruiter.get(f"{agency.list}?language=tagalog").text
    assert "No one of the 17 passes these filters." in page
    assert "Clear the filters" in page


def test_an_empty_lane_says_so_and_leads_back(agency: Agency, recruiter: FlaskClient) -> None:
    page = recruiter.get(f"{agency.list}?lane=not-reviewed").text
    assert "Nobody waits for a law to be read." in page
    assert "17 people stand in the other lanes." in page


def test_the_reasons_of_the_blocked_are_counted_and_lead_to_the_people(agency: Agency, recruiter: FlaskClient) -> None:
    page = recruiter.get(agency.list).text
    reasons = re.findall(r'<tr role="row"><th scope="row" role="rowheader">(.*?)</th>.*?>(\d+)</td>', page, re.S)
    assert reasons == [("Less than 1 year as a medical assistant", "1"), ("No work as a medical assistant", "1")]
    link = found(r'href="([^"]*reason=role)"', page).replace("&amp;", "&")
    behind = recruiter.get(link).text
    assert "Gus Cook" in behind
    assert "Fay Recent" not in behind
    assert 'class="person-rank"' not in behind


def test_the_view_is_kept_with_the_user(agency: Agency, recruiter: FlaskClient, sign_in: SignIn) -> None:
    assert 'class="compact"' not in recruiter.get(agency.list).text
    answer = recruiter.post("/openings/view?language=spanish", data={"view": "compact", "back": agency.opening})
    assert answer.status_code == 303
    assert answer.location.endswith(f"{agency.list}?language=spanish")
    for client in (recruiter, sign_in("recruiter")):
        page = client.get(agency.list).text
        assert re.findall(r'c-who"><a[^>]*>(\w+)', page)[:5] == ["Ana", "Dan", "Cal", "Bea", "Eve"]
    assert 'class="compact"' not in sign_in("admin").get(agency.list).text
    assert recruiter.post("/openings/view", data={"view": "sideways", "back": agency.opening}).status_code == 400


def test_moved_weights_are_said_beside_the_suggested_ones(agency: Agency, recruiter: FlaskClient) -> None:
    page = recruiter.get(f"{agency.list}?w_role=0&w_skills=90").text
    applied, suggested = re.findall(r"(?:Applied|Suggested): (.*?)\.", page)
    assert applied != suggested
    assert applied.startswith("skills ")
    assert suggested.startswith("role ")
    assert "Weights moved." in page


@pytest.mark.parametrize(("weight", "said"), [("w_role=abc", "Role"), ("w_skills=101", "Skills"), ("w_text=-1", "Other words")])  # fmt: skip
def test_a_weight_that_is_none_is_refused_and_moves_nothing(
    agency: Agency, recruiter: FlaskClient, weight: str, said: str
) -> None:
    answer = recruiter.get(f"{agency.list}?{weight}")
    assert answer.status_code == 422
    assert f"The weight of {said} is a whole number from 0 to 100" in answer.text
    assert f'value="{weight.split("=")[1]}"' in answer.text
    assert shown(answer.text) == shown(recruiter.get(agency.list).text)


def test_an_opening_that_asks_nothing_has_no_score_and_says_so(
    app: Flask, agency: Agency, recruiter: FlaskClient
) -> None:
    with app.app_context(), saving() as session:
        opening = make_opening(session, make_facility(session, setting=None), roles=[], title="Anything")
        address = f"/openings/{opening.public_id}"
    page = recruiter.get(address).text
    assert "No score." in page
    assert 'class="fit-bar"' not in page
    assert 'class="figure"' not in page


def test_an_opening_without_candidates_and_an_opening_without_days_are_shown(app: Flask, sign_in: SignIn) -> None:
    with app.app_context(), saving() as session:
        address = f"/openings/{make_opening(session, begin=None, end=None).public_id}"
    page = sign_in("recruiter").get(address)
    assert page.status_code == 200
    assert "Nobody can be ranked for this opening." in page.text


def test_a_name_in_any_script_is_shown_as_words_not_as_markup(
    app: Flask, agency: Agency, recruiter: FlaskClient
) -> None:
    with app.app_context(), saving() as session:
        make_person(session, "<script>x</script> مريم 🙂")
    page = recruiter.get("/search?q=script").text
    assert "&lt;script&gt;x&lt;/script&gt; مريم 🙂" in page


@pytest.mark.parametrize("role", ["credentialing", "facility", "candidate"])
def test_nobody_but_recruiters_and_admins_sees_a_list(agency: Agency, sign_in: SignIn, role: str) -> None:
    client = sign_in(role)
    for address in (
        "/openings",
        agency.list,
        agency.match("Ana"),
        f"{agency.list}/shortlists",
        "/settings",
        "/search?q=ana",
    ):
        assert client.get(address).status_code == 404


@pytest.fixture
def listed(app: Flask, agency: Agency) -> Iterator[None]:
    with app.app_context(), saving() as session:
        make_opening(session, title="Night nurse", roles=["rn"], status="draft")
    return


def test_the_openings_are_listed_by_status_with_counts(listed: None, recruiter: FlaskClient) -> None:
    page = recruiter.get("/openings").text
    assert re.findall(r'opening-name"[^>]*>(.*?)<', page) == ["Medical assistant"]
    assert re.findall(r"(Open|Draft|Closed|All) <b>(\d+)</b>", page) == [("Open", "1"), ("Draft", "1"), ("Closed", "0"), ("All", "2")]  # fmt: skip
    assert "Night nurse" in recruiter.get("/openings?status=draft").text


def test_the_search_finds_people_openings_and_facilities_by_part_of_a_name(
    agency: Agency, recruiter: FlaskClient
) -> None:
    assert "Ana Abel" in recruiter.get("/search?q=abe").text
    assert agency.list in recruiter.get("/search?q=ASSIST").text
    assert "Tern Island Practice" in recruiter.get("/search?q=tern").text
    for nothing in ("%25%25", "__", "qqq"):
        assert "Nothing holds the words" in recruiter.get(f"/search?q={nothing}").text
    assert "Write 2 letters or more." in recruiter.get("/search?q=a").text


def test_a_setting_shows_who_fits_before_any_opening_exists(agency: Agency, recruiter: FlaskClient) -> None:
    page = recruiter.get("/settings/urgent_care?role=medical_assistant&state=NY").text
    assert "Gus Cook" not in page
    assert "Ana Abel" in page
    assert recruiter.get("/settings/nowhere").status_code == 404
    assert recruiter.get("/settings/urgent_care?role=wizard&state=ZZ").status_code == 200


def test_what_the_first_ranked_page_waits_for_is_made_before_anybody_asks(app: Flask, agency: Agency) -> None:
    with app.app_context():
        prepare(db.session, today())
        people = load_people(db.session)
        assert len(people.profiles) == len(agency.people) and len(people.lists) == 1
        opening = by_public_id(db.session, agency.opening)
        assert opening and rank_opening(db.session, opening, today()) is next(iter(people.lists.values()))


def test_each_blocked_person_stands_under_the_reason_that_is_theirs(
    app: Flask, agency: Agency, recruiter: FlaskClient
) -> None:
    """An opening that names no role: a nurse without a licence there, an aide of another state's registry, a cook."""
    with app.app_context(), saving() as session:
        verifier = by_email(session, "credentialing@agency.example")
        opening = by_public_id(session, agency.opening)
        assert verifier and opening
        opening.roles = []
        for requirement in session.scalars(select(Requirement)):
            session.delete(requirement)
        for name, role, kind in (("Ned Nurse", "rn", "rn_licence"), ("Amy Aide", "cna", "cna_cert")):
            key = person(session, verifier, name, since=None)
            one = candidates.by_public_id(session, key)
            assert one
            make_experience(session, one, title=role, role=role, begin=date(2015, 1, 1), current=True)
            make_credential(session, one, kind, state="NJ", expires=date(2028, 1, 31))
    page = recruiter.get(agency.list).text
    reasons = re.findall(r'<tr role="row"><th scope="row" role="rowheader">(.*?)</th>.*?>(\d+)</td>', page, re.S)
    without = "Works as {}, without what that needs there"
    assert sorted(reason for reason in reasons if "for a task" not in reason[0]) == [
        ("No role shown", "1"),
        (without.format("a certified nursing assistant"), "1"),
        (without.format("a registered nurse"), "1"),
    ]
    behind = recruiter.get(f"{agency.list}?lane=blocked&reason=n-cna").text
    assert "Amy Aide" in behind and "Ned Nurse" not in behind and "Gus Cook" not in behind


def test_a_card_nobody_has_is_named_as_what_is_lacking(app: Flask, agency: Agency, recruiter: FlaskClient) -> None:
    with app.app_context(), saving() as session:
        make_requirement(session, "ccma_nha")
    page = recruiter.get(agency.list).text
    assert (
        '<th scope="row" role="rowheader">CCMA (NHA): none that is valid</th>' in page and "none that holds" not in page
    )
