"""Two to four people of a list side by side: picked by ticks, the same rows for all, wrong numbers told."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from models.user import by_email
from tests.web.conftest import SignIn
from tests.web.small_agency import Agency
from web.db import saving


def address(agency: Agency, *names: str) -> str:
    return f"{agency.list}/compare?" + "&".join(f"who={agency.people[name]}" for name in names)


def cells(page: str, row: str) -> list[str]:
    """The words of a row of the table."""
    found = next(one for one in re.findall(r"<tr.*?</tr>", page, re.DOTALL) if f'<th scope="row">{row}' in one)
    return [
        " ".join(unescape(re.sub("<[^>]+>", " ", cell)).split())
        for cell in re.findall(r"<td>(.*?)</td>", found, re.DOTALL)
    ]


@pytest.mark.parametrize("view", ["reading", "compact"])
def test_everybody_in_a_list_can_be_ticked_for_one_button(
    app: Flask, agency: Agency, recruiter: FlaskClient, view: str
) -> None:
    with app.app_context(), saving() as session:
        user = by_email(session, "recruiter@agency.example")
        assert user
        user.view = view
    page = recruiter.get(f"{agency.list}?w_role=60").text
    boxes = re.findall(
        r'<input class="form-check-input" type="checkbox" form="compare" name="who" value="([^"]+)"', page
    )
    assert agency.people["Ana"] in boxes and len(boxes) == len(set(boxes)) > 4
    form = page[page.index('id="compare"') : page.index("</form>", page.index('id="compare"'))]
    assert (
        f'action="{agency.list}/compare"' in form and 'name="w_role" value="60"' in form and ">Compare</button>" in form
    )


def test_the_rows_of_each_stand_beside_those_of_the_others_in_the_order_of_the_list(
    agency: Agency, recruiter: FlaskClient
) -> None:
    page = recruiter.get(address(agency, "Eve", "Ana", "Dan")).text
    names = [re.sub("<[^>]+>", "", name) for name in re.findall(r'class="cmp-name"[^>]*>(.*?)</a>', page)]
    assert names == ["Ana Abel", "Dan Twin", "Eve Early"]
    may = cells(page, "May they work there")
    assert may[0].startswith("Eligible ") and may[2].startswith("Eligible if BLS")
    card = cells(page, "Healthcare-provider BLS card")
    assert len(card) == 3 and "Met" in card[0] and "16 Jan 2027" in card[2]
    assert page.count('class="fit-bar"') == 3 or len(re.findall(r'aria-label="role ', page)) == 3
    assert all(re.match(r"\d+ ", fit) for fit in cells(page, "Fit"))
    assert len(cells(page, "Skills")) == 3 and "of" in cells(page, "Skills")[0]
    assert len(cells(page, "Still open")) == 3 and len(cells(page, "Decision")) == 3


def test_somebody_blocked_stands_beside_others_without_a_figure(agency: Agency, recruiter: FlaskClient) -> None:
    page = recruiter.get(address(agency, "Gus", "Ana")).text
    assert cells(page, "Fit")[1] == "Not ranked." and cells(page, "May they work there")[1].startswith("Blocked")


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        ((), "Nobody is ticked. Tick two to four people"),
        (("Ana",), "Only one person is ticked."),
        (("Ana", "Ana"), "Only one person is ticked."),
        (("Ana", "Bea", "Cal", "Dan", "Eve"), "Five people are ticked. Two to four fit side by side"),
    ],
)
def test_a_wrong_number_of_people_gets_a_sentence(
    agency: Agency, recruiter: FlaskClient, names: tuple[str, ...], sentence: str
) -> None:
    answer = recruiter.get(address(agency, *names))
    assert answer.status_code == (422 if names else 200) and sentence in answer.text and "<title>Error: " in answer.text
    assert f'href="{agency.list}"' in answer.text


def test_nobody_s_id_is_a_missing_page_and_so_is_the_page_for_others(agency: Agency, sign_in: SignIn) -> None:
    assert sign_in("recruiter").get(f"{address(agency, 'Ana')}&who=nobody").status_code == 404
    assert sign_in("recruiter").get("/openings/nobody/compare?who=a&who=b").status_code == 404
    for role in ("candidate", "facility", "credentialing"):
        assert sign_in(role).get(address(agency, "Ana", "Bea")).status_code == 404


def test_the_weights_moved_in_the_list_make_the_figures_here(agency: Agency, recruiter: FlaskClient) -> None:
    plain, moved = (recruiter.get(address(agency, "Ana", "Eve") + more).text for more in ("", "&w_skills=90&w_role=0"))
    assert "With the weights you moved." in moved and cells(plain, "Fit") != cells(moved, "Fit")
