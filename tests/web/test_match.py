"""One person for one opening: the verdict, the sum, the neighbours, the evidence, what to ask, what happened."""

from __future__ import annotations

import re

from flask import Flask
from flask.testing import FlaskClient

from models import Candidate
from tests.builders import make_document, make_experience
from tests.web.small_agency import Agency
from web.db import db, saving


def test_the_verdict_is_the_first_thing_said(agency: Agency, recruiter: FlaskClient) -> None:
    said = {name: re.search(r'verdict-title">(.*?)<', recruiter.get(agency.match(name)).text) for name in ("Ana", "Eve", "Fay")}  # fmt: skip
    assert said["Ana"] and said["Ana"][1] == "Eligible through the last day, 7 Mar 2027."
    assert said["Eve"] and said["Eve"][1].startswith("Eligible if BLS renewed by 16 Jan")
    assert said["Fay"] and said["Fay"][1] == "Blocked: 1 thing that must be met is not."


def test_the_whole_figures_of_the_parts_add_up_to_the_fit(agency: Agency, recruiter: FlaskClient) -> None:
    for name in ("Ana", "Bea", "Eve", "Tie3"):
        page = recruiter.get(agency.match(name)).text
        fit = re.search(r"How the (\d+) is made", page)
        parts = re.findall(r'part-points"><b>(\d+)</b>', page)
        total = re.search(r'card-head">.*?muted">([\d +]+)\.', page, re.S)
        assert fit and total and len(parts) >= 3
        assert sum(map(int, parts)) == int(fit[1]) == sum(map(int, total[1].split(" + ")))


def test_who_is_blocked_has_no_figure_and_is_told_why(agency: Agency, recruiter: FlaskClient) -> None:
    page = recruiter.get(agency.match("Fay")).text
    assert "Not ranked" in page
    assert 'class="figure-big"' not in page
    assert "1 year as a medical assistant" in re.findall(r'verdict-why">(.*?)</ul>', page, re.S)[0]


def test_the_neighbours_are_those_of_the_whole_list(agency: Agency, recruiter: FlaskClient) -> None:
    page = recruiter.get(agency.match("Dan")).text
    assert "1st: Ana Abel" in page
    assert "Next, 3rd: Cal Twin" in page
    assert "2nd to 4th of 17, equal on the evidence" in page


def test_a_document_s_words_are_quoted_with_their_line(app: Flask, agency: Agency, recruiter: FlaskClient) -> None:
    text = "Ana Abel\n\nMedical assistant, Tern Street Clinic\nRoomed patients"
    with app.app_context(), saving() as session:
        ana = db.session.query(Candidate).filter_by(public_id=agency.people["Ana"]).one()
        resume = make_document(session, ana, text)
        start = text.index("Medical")
        make_experience(
            session, ana, document_id=resume.id, span_start=start, span_end=start + 17, text="Medical assistant",
            begin=None, title="Medical assistant",
        )  # fmt: skip
        for job in [row for row in db.session.query(type(make_experience(session, ana))).all() if not row.text]:
            if job.candidate_id == ana.id:
                session.delete(job)
    page = recruiter.get(agency.match("Ana")).text
    assert "<mark>Medical assistant</mark>, Tern Street Clinic" in page
    assert "resume, line 3" in page


def test_what_happened_is_told_newest_first(agency: Agency, recruiter: FlaskClient) -> None:
    page = recruiter.get(agency.match("Ana")).text
    assert "BLS verified at the source by Credentialing Person" in page


def test_nothing_is_chosen_beforehand(agency: Agency, recruiter: FlaskClient) -> None:
    page = recruiter.get(agency.match("Ana")).text
    assert page.count('name="verdict"') == 4
    assert " checked" not in page
    assert not re.search(r"<option[^>]* selected", page)


def test_a_person_or_an_opening_that_is_not_there_is_a_missing_page(agency: Agency, recruiter: FlaskClient) -> None:
    assert recruiter.get(f"{agency.list}/candidates/nobody").status_code == 404
    assert recruiter.get(f"/openings/none/candidates/{agency.people['Ana']}").status_code == 404
    assert recruiter.post(f"{agency.list}/candidates/nobody", data={}).status_code == 404


def test_what_would_change_it_is_said_with_the_eligibility_the_fit_and_the_place(
    agency: Agency, recruiter: FlaskClient
) -> None:
    found = re.search(r'id="change-title".*?</section>', recruiter.get(agency.match("Eve")).text, re.S)
    assert found
    words = " ".join(re.sub(r"<[^>]+>", " ", found[0]).split())
    assert "BLS (AHA) renewed by 16 Jan Eligible if becomes Eligible" in words
    assert "Vital signs" in words and re.search(r"\d+ becomes \d+ 5th becomes \d", words)
    assert "Each line was ranked again before it was shown." in words


def test_nothing_small_would_change_what_a_year_of_work_does(agency: Agency, recruiter: FlaskClient) -> None:
    page = recruiter.get(agency.match("Fay")).text
    assert "Nothing small would" in page
