"""Deciding through HTTP: what is frozen is what was shown, or nothing is saved and what changed is said."""

from __future__ import annotations

import base64
import re
import zlib

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from matcher.rankers import starting_ranker
from models import Base, Candidate, Decision, Entry, Opening, OpeningTask, Requirement, Shortlist
from tests.builders import make_task
from tests.web.conftest import SignIn
from tests.web.small_agency import TIED, Agency
from web.db import db, saving


def rows(app: Flask) -> dict[str, int]:
    """How many rows every table has."""
    with app.app_context():
        tables = Base.metadata.sorted_tables
        return {t.name: db.session.scalar(select(func.count()).select_from(t)) or 0 for t in tables}


def token(page: str) -> str:
    found = re.search(r'name="shown" value="(.*?)"', page)
    assert found
    return found[1]


def form(agency: Agency, client: FlaskClient, name: str, query: str = "", **given: str) -> dict[str, str]:
    """The fields of the panel under this person's row, filled in."""
    page = client.get(f"{agency.list}?decide={agency.people[name]}{query}").text
    plain = {"verdict": "shortlist", "reason": "strong_skills", "words": "Ask about the class."}
    return {**plain, "shown": token(page), "candidate": agency.people[name], **given}


def test_a_decision_freezes_the_page_it_was_made_on(app: Flask, agency: Agency, recruiter: FlaskClient) -> None:
    answer = recruiter.post(f"{agency.list}/decide", data=form(agency, recruiter, "Cal"))
    assert answer.status_code == 303
    assert answer.location.endswith(f"{agency.list}#p-{agency.people['Cal']}")
    with app.app_context():
        frozen = db.session.scalars(select(Entry).order_by(Entry.position)).all()
        keys = {c.id: c.public_id for c in db.session.scalars(select(Candidate))}
        names = {key: name for name, key in agency.people.items()}
        assert [names[keys[e.candidate_id]] for e in frozen] == ["Ana", "Dan", "Cal", "Bea", "Eve"]
        assert [e.band for e in frozen] == [1, 2, 2, 2, 3]
        decision = db.session.scalars(select(Decision)).one()
        assert (decision.verdict, decision.reason, decision.words) == (
            "shortlist",
            "strong_skills",
            "Ask about the class.",
        )
        assert keys[db.session.get_one(Entry, decision.entry_id).candidate_id] == agency.people["Cal"]
        assert db.session.scalars(select(Shortlist)).one().counts["blocked"] == 2


def test_the_row_says_what_was_decided_by_whom_and_what_is_waited_for(
    agency: Agency, recruiter: FlaskClient, sign_in: SignIn
) -> None:
    sent = form(agency, recruiter, "Ana", verdict="put-forward")
    assert recruiter.post(f"{agency.list}/decide", data=sent).status_code == 303
    ana = agency.people["Ana"]
    row = recruiter.get(agency.list).text.partition(f'id="p-{ana}"')[2].partition('<li class="person"')[0]
    assert "<b>Put forward</b> <span>by you, " in row
    assert "Nothing is sent before a yes." in row
    assert "by Recruiter Person, " in sign_in("admin").get(agency.list).text
    assert "1 put forward" in recruiter.get("/openings").text


def test_two_decisions_on_one_page_share_one_frozen_list(app: Flask, agency: Agency, recruiter: FlaskClient) -> None:
    for name in ("Ana", "Eve"):
        assert recruiter.post(f"{agency.list}/decide", data=form(agency, recruiter, name)).status_code == 303
    counted = rows(app)
    assert (counted["shortlist"], counted["decision"]) == (1, 2)


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"verdict": ""}, "verdict", "Choose one: Shortlist, Put forward, Pass or Note only"),
        ({"verdict": "hire"}, "verdict", "Choose one: Shortlist, Put forward, Pass or Note only"),
        ({"reason": ""}, "reason", "Choose the main reason"),
        ({"reason": "because"}, "reason", "Choose the main reason"),
        (
            {"reason": "too_far"},
            "reason",
            "“Too far away” speaks against somebody, “Shortlist” for: choose another reason or another verdict",
        ),
        (
            {"verdict": "pass", "reason": "strong_role"},
            "reason",
            "“Strong in the role” speaks for somebody, “Pass” against: choose another reason or another verdict",
        ),
        (
            {"words": "\u202ekoob"},
            "words",
            "In your words: a character in it is not one that people write, such as a null or a mark that turns the "
            "reading order. Type it again.",
        ),
        ({"verdict": "note", "words": "  "}, "words", "A note needs your words"),
        ({"words": "x" * 2001}, "words", "In your words has 2,001 characters; 2,000 fit. Shorten it."),
    ],
)
def test_what_is_missing_is_named_at_its_field_and_nothing_is_saved(
    app: Flask, agency: Agency, recruiter: FlaskClient, given: dict[str, str], field: str, sentence: str
) -> None:
    sent = form(agency, recruiter, "Eve", **given)
    before = rows(app)
    for address in (f"{agency.list}/decide", agency.match("Eve")):
        answer = recruiter.post(address, data=sent)
        assert answer.status_code == 422
        assert f'<a href="#{field}">{sentence}</a>' in answer.text
        assert f'id="{field}-error"' in answer.text
        assert "<title>Error: " in answer.text
        assert sent["words"].strip()[:20] in answer.text
    assert rows(app) == before


def test_words_with_a_null_in_them_are_refused(app: Flask, agency: Agency, recruiter: FlaskClient) -> None:
    sent, before = form(agency, recruiter, "Eve", words="a\x00b"), rows(app)
    answer = recruiter.post(f"{agency.list}/decide", data=sent)
    assert (answer.status_code, rows(app)) == (422, before)
    assert "a character in it is not one that people write" in answer.text


def test_a_list_that_changed_meanwhile_is_refused_with_what_changed(
    app: Flask, agency: Agency, recruiter: FlaskClient
) -> None:
    sent = form(agency, recruiter, "Eve")
    with app.app_context(), saving():
        ana = db.session.scalars(select(Candidate).filter_by(public_id=agency.people["Ana"])).one()
        ana.home_state = "NJ"
    before = rows(app)
    for address in (f"{agency.list}/decide", agency.match("Eve")):
        answer = recruiter.post(address, data=sent)
        assert answer.status_code == 409
        assert "This list has changed since you saw it" in answer.text
        assert "The profile of the person at place 1 has changed." in answer.text
        assert "Ask about the class." in answer.text
    assert rows(app) == before
    again = {**sent, "shown": token(answer.text)}
    assert recruiter.post(agency.match("Eve"), data=again).status_code == 303


def test_an_opening_that_asks_more_meanwhile_is_a_change(app: Flask, agency: Agency, recruiter: FlaskClient) -> None:
    sent = form(agency, recruiter, "Eve")
    with app.app_context(), saving() as session:
        opening = session.scalars(select(Opening)).one()
        session.scalars(select(Requirement).where(Requirement.kind == "experience")).one().years = 20.0
        opening.title = "Senior medical assistant"
    answer = recruiter.post(f"{agency.list}/decide", data=sent)
    assert answer.status_code == 409
    assert "What the opening asks has changed." in answer.text


def packed(said: str) -> str:
    return base64.urlsafe_b64encode(zlib.compress(said.encode())).decode()


@pytest.mark.parametrize(
    "shown",
    [
        *("", "abc", "eJwDAAAAAAE=", "%00", "A" * 5000),
        packed("[" * 200_000),
        packed('{"digest": "x", "rows": {"a": 5}}'),
        packed('{"digest": "x", "rows": {"a": [1]}}'),
    ],
    ids=lambda shown: str(len(shown)),
)
def test_a_form_that_does_not_say_what_it_showed_saves_nothing(
    app: Flask, agency: Agency, recruiter: FlaskClient, shown: str
) -> None:
    before = rows(app)
    answer = recruiter.post(f"{agency.list}/decide", data=form(agency, recruiter, "Eve", shown=shown))
    assert answer.status_code == 409
    assert "The form does not say which list it was made from." in answer.text
    assert rows(app) == before


def test_the_form_of_another_page_decides_about_nobody_it_did_not_show(
    app: Flask, agency: Agency, recruiter: FlaskClient
) -> None:
    sent = form(agency, recruiter, "Ana") | {"candidate": agency.people["Tie0"]}
    before = rows(app)
    assert recruiter.post(f"{agency.list}/decide", data=sent).status_code == 409
    assert rows(app) == before
    assert recruiter.post(f"{agency.list}/decide", data=sent | {"candidate": "nobody"}).status_code == 404
    assert rows(app) == before


def test_who_is_blocked_can_be_passed_but_not_put_forward(app: Flask, agency: Agency, recruiter: FlaskClient) -> None:
    sent = {"shown": token(recruiter.get(agency.match("Fay")).text), "reason": "too_little_experience", "words": ""}
    answer = recruiter.post(agency.match("Fay"), data=sent | {"verdict": "put-forward", "reason": "other_good"})
    assert answer.status_code == 422
    assert "Who is blocked cannot be shortlisted or put forward" in answer.text
    assert recruiter.post(agency.match("Fay"), data=sent | {"verdict": "pass"}).status_code == 303


def test_nobody_is_put_forward_while_a_task_is_not_lawful_there(
    app: Flask, agency: Agency, recruiter: FlaskClient
) -> None:
    """New York gives no injection to a medical assistant; a registered nurse may give one."""
    with app.app_context(), saving() as session:
        opening = session.scalars(select(Opening)).one()
        task = make_task(session, opening, "im_injection").id
    sent = form(agency, recruiter, "Ana", verdict="put-forward")
    before = rows(app)
    answer = recruiter.post(agency.match("Ana"), data=sent)
    assert answer.status_code == 422 and "is not lawful there: Intramuscular injection. Drop it" in answer.text
    assert rows(app) == before
    assert recruiter.post(agency.match("Ana"), data={**sent, "verdict": "shortlist"}).status_code == 303
    for settle in ({"roles": ["medical_assistant", "rn"]}, {"roles": ["medical_assistant"], "drop": True}):
        with app.app_context(), saving() as session:
            session.scalars(select(Opening)).one().roles = settle["roles"]
            if settle.get("drop"):
                session.delete(session.get_one(OpeningTask, task))
        sent = form(agency, recruiter, "Ana", verdict="put-forward")
        assert recruiter.post(agency.match("Ana"), data=sent).status_code == 303, settle


def test_an_opening_that_is_not_open_takes_notes_only(app: Flask, agency: Agency, recruiter: FlaskClient) -> None:
    with app.app_context(), saving() as session:
        session.scalars(select(Opening)).one().status = "draft"
    answer = recruiter.post(f"{agency.list}/decide", data=form(agency, recruiter, "Eve"))
    assert answer.status_code == 422
    assert "The opening is draft" in answer.text
    assert (
        recruiter.post(f"{agency.list}/decide", data=form(agency, recruiter, "Eve", verdict="note")).status_code == 303
    )


def test_moved_weights_are_frozen_with_the_decision(app: Flask, agency: Agency, recruiter: FlaskClient) -> None:
    sent = form(agency, recruiter, "Ana", "&w_role=70")
    assert recruiter.post(f"{agency.list}/decide?w_role=70", data=sent).status_code == 303
    with app.app_context():
        frozen = db.session.scalars(select(Shortlist)).one()
        weights, kept = frozen.weights, f"/shortlists/{frozen.public_id}"
        assert (weights["role"], weights["skills"]) == (70, starting_ranker().learned_.weights["skills"] // 100)
    assert recruiter.post(f"{agency.list}/decide", data=sent).status_code == 409
    of_list, of_frozen = (
        re.findall(r"(?:Applied|Suggested): (.*?)\.", recruiter.get(path).text)
        for path in (f"{agency.list}?w_role=70", kept)
    )
    assert of_frozen == of_list and len(of_list) == 2


def test_a_decision_on_the_second_page_freezes_the_whole_band(
    app: Flask, agency: Agency, recruiter: FlaskClient
) -> None:
    sent = form(agency, recruiter, "Tie4", "&page=2")
    assert recruiter.post(f"{agency.list}/decide?page=2", data=sent).status_code == 303
    assert rows(app)["entry"] == TIED


def test_a_missing_key_of_the_form_saves_nothing(app: Flask, agency: Agency, recruiter: FlaskClient) -> None:
    sent = form(agency, recruiter, "Eve")
    before = rows(app)
    app.config["WTF_CSRF_ENABLED"] = True
    assert recruiter.post(f"{agency.list}/decide", data=sent).status_code == 400
    assert rows(app) == before
