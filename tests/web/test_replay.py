"""A frozen list in the browser: as it was printed, and made again from its snapshots alone."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, text

from models import Candidate
from models import opening as openings
from models.user import by_email
from tests.builders import make_credential, make_requirement
from tests.web.small_agency import Agency, person
from web.db import saving


@pytest.fixture
def frozen(agency: Agency, recruiter: FlaskClient) -> str:
    """The address of the list frozen by shortlisting Cal."""
    page = recruiter.get(f"{agency.list}?decide={agency.people['Cal']}").text
    shown = re.search(r'name="shown" value="(.*?)"', page)
    assert shown
    sent = {"candidate": agency.people["Cal"], "verdict": "shortlist", "reason": "strong_skills", "words": ""}
    assert recruiter.post(f"{agency.list}/decide", data={**sent, "shown": shown[1]}).status_code == 303
    link = re.search(r'href="(/shortlists/[^"]+)"', recruiter.get(f"{agency.list}/shortlists").text)
    assert link
    return link[1]


def change(app: Flask, *statements: str) -> None:
    """Past the triggers that keep what is frozen, as somebody with the file in hand could."""
    with app.app_context(), saving() as session:
        for (name,) in session.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            session.execute(text(f'DROP TRIGGER "{name}"'))
        for statement in statements:
            assert session.execute(text(statement)).rowcount  # type: ignore[attr-defined]


EQUAL = "Equal: every point, status, place and band came out as frozen."
DIFFERS = "It does not come out as frozen."


def test_a_list_just_frozen_replays_as_equal(frozen: str, recruiter: FlaskClient) -> None:
    assert EQUAL not in recruiter.get(frozen).text
    assert EQUAL in recruiter.get(f"{frozen}?replay=1").text


def test_a_frozen_list_names_what_was_asked_and_not_the_card_that_somebody_holds(
    app: Flask, agency: Agency, request: pytest.FixtureRequest
) -> None:
    """Any national card will do, and all have one: the head of the list, and of the paper, names none of them."""
    with app.app_context(), saving() as session:
        opening = openings.by_public_id(session, agency.opening)
        assert opening
        make_requirement(session, "certified_ma", opening_id=opening.id, kind="credential")
        for one in session.scalars(select(Candidate)).all():
            make_credential(session, one, "ncma_ncct", expires=date(2028, 1, 31))
    frozen, recruiter = request.getfixturevalue("frozen"), request.getfixturevalue("recruiter")
    must = re.search(r"<dt>Must</dt>\s*<dd>(.*?)</dd>", recruiter.get(agency.list).text, re.DOTALL)
    assert must and "MA cert" in must[1] and "NCMA" not in must[1], must
    assert f"Must: {must[1]}" in recruiter.get(frozen).text


def test_a_card_that_had_lapsed_is_said_so(app: Flask, agency: Agency, request: pytest.FixtureRequest) -> None:
    with app.app_context(), saving() as session:
        verifier = by_email(session, "credentialing@agency.example")
        assert verifier
        person(session, verifier, "Lea Late", since=2018, skills=("rooming", "vital_signs"), bls=date(2026, 11, 3))
    page = request.getfixturevalue("recruiter").get(request.getfixturevalue("frozen")).text
    late = re.sub("<[^>]+>", "", page[page.index("Lea Late") :].partition("</tr>")[0])
    assert "BLS lapsed 3 Nov 2026" in late and "holds" not in late
    assert "BLS to 31 Jan 2028" in re.sub("<[^>]+>", "", page)


def test_it_replays_without_the_facts_it_was_made_from(app: Flask, frozen: str, recruiter: FlaskClient) -> None:
    change(
        app, "DELETE FROM experience", "DELETE FROM verification", "DELETE FROM credential", "DELETE FROM held_skill",
        "DELETE FROM requirement", "UPDATE candidate SET waiting_since = NULL, version = version + 1",
    )  # fmt: skip
    assert EQUAL in recruiter.get(f"{frozen}?replay=1").text


@pytest.mark.parametrize("kind", ["profile", "requirements", "ranker", "rules", "vocabulary"])
def test_one_altered_byte_of_a_snapshot_is_found(app: Flask, frozen: str, recruiter: FlaskClient, kind: str) -> None:
    change(app, f"UPDATE snapshot SET body = substr(body, 1, length(body) - 1) || ' ' WHERE kind = '{kind}'")  # noqa: S608
    answer = recruiter.get(f"{frozen}?replay=1")
    assert answer.status_code == 200
    assert DIFFERS in answer.text
    assert "was altered" in answer.text


@pytest.mark.parametrize(
    ("falsified", "named"),
    [
        ("fit = fit + 100", "was frozen"),
        ("""parts = '[1, 2]'""", "was frozen"),
        ("lane = 'blocked'", "eligibility blocked was frozen, eligible"),
        ("""eligibility = '{"lane": "eligible"}'""", "a status, a day or a rule"),
    ],
)
def test_falsified_points_and_statuses_are_named(
    app: Flask, frozen: str, recruiter: FlaskClient, falsified: str, named: str
) -> None:
    change(app, f"UPDATE entry SET {falsified} WHERE position = 1")  # noqa: S608
    page = recruiter.get(f"{frozen}?replay=1").text
    assert DIFFERS in page and named in page


def test_points_that_are_no_json_any_more_are_named(app: Flask, frozen: str) -> None:
    change(app, "UPDATE entry SET eligibility = 'nonsense' WHERE position = 1")
    done = app.test_cli_runner().invoke(args=["shortlist", "replay", frozen.rpartition("/")[2]])
    assert done.exit_code == 1 and "cannot be read: it was altered" in done.output


def test_the_list_reads_as_it_was_printed(agency: Agency, frozen: str, recruiter: FlaskClient) -> None:
    page = recruiter.get(frozen).text
    assert re.findall(r'rowheader">(.*?)<', page) == ["Ana Abel", "Dan Twin", "Cal Twin", "Bea Twin", "Eve Early"]
    assert re.findall(r'frozen-rank">(.*?)<', page) == ["1", "2–4", "2–4", "2–4", "5"]
    assert "2nd to 4th are equal on the evidence" in page
    assert "BLS to <b>" in page
    assert "day 41</b>" in page
    fits = [int(fit) for fit in re.findall(r'frozen-fit"[^>]*>(\d+)<', page)]
    sums = [sum(map(int, parts.split(" + "))) for parts in re.findall(r'frozen-parts">([\d +]+)<', page)]
    assert fits == sums
    assert len(fits) == 5


def test_the_blind_list_drops_every_name(frozen: str, recruiter: FlaskClient) -> None:
    page = recruiter.get(f"{frozen}?blind=1").text
    for name in ("Ana", "Abel", "Dan", "Twin", "Eve"):
        assert not re.search(rf"\b{name}\b", page)
    assert "Person 1" in page


def test_an_opening_without_decisions_has_no_frozen_list(agency: Agency, recruiter: FlaskClient) -> None:
    assert "Nothing is frozen yet." in recruiter.get(f"{agency.list}/shortlists").text
    assert recruiter.get("/shortlists/none").status_code == 404
