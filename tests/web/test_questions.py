"""Open questions put to the candidate: asked once, answered by herself or for her, settled as facts, and the fit moved by just that."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import HeldSkill, Language, Preference, Question, SectionAnswer, System
from models import candidate as candidates
from models import opening as openings
from models.candidate import Candidate
from models.opening import Opening
from tests.builders import make_requirement, make_skill, make_task, save, settled
from tests.web.conftest import TODAY, SignIn, signed_in
from tests.web.small_agency import Agency, write_small_agency
from web.db import db, saving
from web.services.question import open_for, undone
from web.services.ranking import rank_opening
from web.words import figure

EPIC = "Have you used Epic?"


def change(app: Flask, agency: Agency, edit: Callable[[Session, Candidate, Opening], object]) -> None:
    with app.app_context(), saving() as session:
        bea, opening = (
            candidates.by_public_id(session, agency.people["Bea"]),
            openings.by_public_id(session, agency.opening),
        )
        assert bea and opening
        edit(session, bea, opening)


def open_sections(session: Session, one: Candidate) -> None:
    """Nothing she said is complete, so that what is not seen is unknown."""
    for row in session.scalars(select(SectionAnswer).where(SectionAnswer.candidate_id == one.id)):
        session.delete(row)
    session.flush()


@pytest.fixture
def asks_epic(app: Flask, agency: Agency) -> Agency:
    """The opening wants Epic and taking EKGs; of Bea neither is known."""

    def edit(session: Session, bea: Candidate, opening: Opening) -> None:
        make_requirement(session, "epic", opening_id=opening.id, kind="system", must=False)
        make_task(session, opening, "ekg")
        open_sections(session, bea)

    change(app, agency, edit)
    return agency


def ask(client: FlaskClient, agency: Agency, about: str) -> int:
    return client.post(f"{agency.match('Bea')}/questions", data={"about": about}).status_code


def put(app: Flask) -> Question:
    with app.app_context():
        return db.session.scalars(select(Question)).one()


def fit_of(app: Flask, agency: Agency) -> int:
    with app.app_context():
        opening = openings.by_public_id(db.session, agency.opening)
        assert opening
        row = rank_opening(db.session, opening, TODAY).find(agency.people["Bea"])
        assert row and row.fit is not None
        return row.fit


def plain(page: str) -> str:
    return " ".join(unescape(re.sub("<[^>]+>", " ", page)).split())


def test_one_press_puts_the_question_to_her_and_a_second_changes_nothing(
    app: Flask, asks_epic: Agency, recruiter: FlaskClient
) -> None:
    page = recruiter.get(asks_epic.match("Bea")).text
    assert EPIC in page and 'value="system:epic"' in page
    assert ask(recruiter, asks_epic, "system:epic") == ask(recruiter, asks_epic, "system:epic") == 303
    one = put(app)
    assert (one.asked_of, one.about, one.words, one.answered_at) == ("candidate", "system:epic", EPIC, None)
    page = plain(recruiter.get(asks_epic.match("Bea")).text)
    assert f"Asked, not answered yet {EPIC} Asked by Recruiter Person" in page
    with app.app_context():
        bea = candidates.by_public_id(db.session, asks_epic.people["Bea"])
        assert bea and [row.words for row in open_for(db.session, bea)] == [EPIC]


def test_what_the_match_does_not_leave_open_is_not_asked(app: Flask, asks_epic: Agency, recruiter: FlaskClient) -> None:
    for about in ("system:cerner", "", "system:epic,cerner", "nonsense"):
        assert ask(recruiter, asks_epic, about) == 409
    with app.app_context():
        assert db.session.scalars(select(Question)).all() == []


def test_her_yes_is_a_confirmed_fact_and_the_recruiter_sees_the_fit_move_by_just_that(
    both: Flask,
) -> None:
    agency = write_small_agency(both)

    def edit(session: Session, bea: Candidate, opening: Opening) -> None:
        make_requirement(session, "epic", opening_id=opening.id, kind="system", must=False)
        open_sections(session, bea)

    change(both, agency, edit)
    recruiter, hers = signed_in(both, "recruiter"), signed_in(both, "candidate")
    assert ask(recruiter, agency, "system:epic") == 303
    address, before = f"/me/questions/{put(both).public_id}", fit_of(both, agency)
    assert EPIC in hers.get(address).text
    answer = hers.post(address, data={"said": "yes", "words": "Four years at Pelham Cross."})
    assert answer.status_code == 303 and "Your answer is kept" in hers.get(answer.location).text
    with both.app_context():
        row = db.session.scalars(select(System)).one()
        assert (row.slug, row.standing) == ("epic", "confirmed")
    after = fit_of(both, agency)
    assert figure(after) > figure(before)
    page = plain(recruiter.get(agency.match("Bea")).text)
    assert f"Fit {figure(before)} becomes {figure(after)} since Bea answered on" in page
    assert "Yes. Four years at Pelham Cross." in page and "Bea answered, " in page
    # what else changes meanwhile moves both figures, and is not said to be the answer's doing
    change(both, agency, lambda session, bea, opening: make_skill(session, bea, "vital_signs", level=4))
    page = plain(recruiter.get(agency.match("Bea")).text)
    now = fit_of(both, agency)
    assert figure(now) > figure(after) and f"Fit {figure(after)} becomes" not in page
    assert f"becomes {figure(now)} since Bea answered on" in page


def test_the_figure_before_is_what_the_ranker_gives_without_the_answer(
    app: Flask, asks_epic: Agency, recruiter: FlaskClient, sign_in: SignIn
) -> None:
    """Of a skill that was read before and not settled, before is with the reading, not with nothing."""
    change(
        app, asks_epic,
        lambda session, bea, opening: make_skill(session, bea, "ekg", "proposed", level=1, last_used=date(2019, 5, 1)),
    )  # fmt: skip
    with app.app_context():
        bea = candidates.by_public_id(db.session, asks_epic.people["Bea"])
        assert bea
        profile = candidates.profile(db.session, bea)
        save(db.session, Question(
            candidate_id=bea.id, opening_id=1, asked_of="candidate", about="skill:ekg", words="EKG?", asked_by=1,
        ))  # fmt: skip
        db.session.commit()
    one = put(app)
    sent = {"said": "yes", "level": "4", "last_used": "Oct 2026", "words": ""}
    assert sign_in("candidate").post(f"/me/questions/{one.public_id}", data=sent).status_code == 303
    with app.app_context():
        bea = candidates.by_public_id(db.session, asks_epic.people["Bea"])
        assert bea
        after, settled_by = candidates.profile(db.session, bea), put(app).settled
        skill = next(one for one in after.skills if one.slug == "ekg")
        assert (skill.level, skill.last_used, skill.standing) == (4, date(2026, 10, 1), "confirmed")
        assert settled_by and undone(after, settled_by) == profile


def test_no_takes_away_what_was_read_and_closes_the_section_only_where_she_says_that_is_all(
    app: Flask, asks_epic: Agency, recruiter: FlaskClient, sign_in: SignIn
) -> None:
    change(
        app, asks_epic,
        lambda session, bea, opening: save(session, System(candidate_id=bea.id, slug="epic", standing="proposed")),
    )  # fmt: skip
    with app.app_context(), saving() as session:
        save(session, Question(
            candidate_id=2, opening_id=1, asked_of="candidate", about="system:epic", words=EPIC, asked_by=1,
        ))  # fmt: skip
        bea = candidates.by_public_id(session, asks_epic.people["Bea"])
        assert bea and bea.id == 2
        before = candidates.profile(session, bea)
    one = put(app)
    hers = sign_in("candidate")
    assert hers.post(f"/me/questions/{one.public_id}", data={"said": "no", "complete": "y"}).status_code == 303
    with app.app_context():
        bea = candidates.by_public_id(db.session, asks_epic.people["Bea"])
        assert bea and db.session.get(SectionAnswer, (bea.id, "systems"))
        after, made = candidates.profile(db.session, bea), put(app).settled
        assert after.systems == () and made and undone(after, made) == before
    page = plain(recruiter.get(asks_epic.match("Bea")).text)
    assert EPIC in page and "Bea answered, " in page and "No." in page


def test_a_limit_she_widens_is_widened_just_so_far_and_the_lane_moves(
    app: Flask, agency: Agency, recruiter: FlaskClient, sign_in: SignIn
) -> None:
    def edit(session: Session, bea: Candidate, opening: Opening) -> None:
        opening.pay_from = opening.pay_to = 2400
        save(session, Preference(candidate_id=bea.id, pay_floor=2600, settings=[], employment_types=[]))

    change(app, agency, edit)
    assert "Does this suit you? Pay: up to $24.00 an hour" in plain(recruiter.get(agency.match("Bea")).text)
    assert ask(recruiter, agency, "limit:pay") == 303
    assert sign_in("candidate").post(f"/me/questions/{put(app).public_id}", data={"said": "yes"}).status_code == 303
    with app.app_context():
        bea = candidates.by_public_id(db.session, agency.people["Bea"])
        wants = bea and db.session.get(Preference, bea.id)
        assert wants and wants.pay_floor == 2400
    page = plain(recruiter.get(agency.match("Bea")).text)
    assert "since Bea answered on" in page
    panel = page[page.index("Ask Bea") :]
    assert panel.index("Eligible if") < panel.index("becomes Eligible")


def test_of_several_that_would_do_she_ticks_hers(app: Flask, agency: Agency, recruiter: FlaskClient) -> None:
    def edit(session: Session, bea: Candidate, opening: Opening) -> None:
        make_requirement(session, "epic", "nextgen", opening_id=opening.id, kind="system", must=False)
        open_sections(session, bea)

    change(app, agency, edit)
    assert ask(recruiter, agency, "system:epic,nextgen") == 303
    address = f"/questions/{put(app).public_id}"
    answer = recruiter.post(address, data={"said": "yes"})
    assert answer.status_code == 422 and "Tick at least one of these, or choose No" in answer.text
    answer = recruiter.post(address, data={"said": "yes", "held": ["nextgen"], "words": "On the phone."})
    assert answer.location == f"{agency.match('Bea')}#ask"
    with app.app_context():
        assert [row.slug for row in db.session.scalars(select(System))] == ["nextgen"]
    assert "Written down by Recruiter Person" in recruiter.get(agency.match("Bea")).text


def test_what_no_fact_can_hold_is_kept_in_her_words(
    app: Flask, agency: Agency, recruiter: FlaskClient, sign_in: SignIn
) -> None:
    def edit(session: Session, bea: Candidate, opening: Opening) -> None:
        make_requirement(session, "dermatology", opening_id=opening.id, kind="experience", years=1.0)
        open_sections(session, bea)

    change(app, agency, edit)
    assert ask(recruiter, agency, "experience:dermatology") == 303
    address, hers = f"/me/questions/{put(app).public_id}", sign_in("candidate")
    answer = hers.post(address, data={"words": " "})
    assert answer.status_code == 422 and "Write the answer: it cannot be empty" in answer.text
    assert hers.post(address, data={"words": "Two summers at Dr. Vale's."}).status_code == 303
    kept = hers.get(address).text  # her words settle nothing by themselves: what would is a step away
    add = re.search(r'href="(/candidates/[^"]+/facts/job/new)">Add the job', kept)
    assert add and hers.get(add.group(1)).status_code == 200
    page = plain(recruiter.get(agency.match("Bea")).text)
    assert "Two summers at Dr. Vale's." in page and "since Bea answered" not in page


def test_an_answer_is_given_once(app: Flask, asks_epic: Agency, recruiter: FlaskClient, sign_in: SignIn) -> None:
    ask(recruiter, asks_epic, "system:epic")
    address, hers = f"/me/questions/{put(app).public_id}", sign_in("candidate")
    assert hers.post(address, data={}).status_code == 422
    for _ in range(2):
        assert hers.post(address, data={"said": "yes", "words": ""}).status_code == 303
    answer = hers.post(address, data={"said": "no", "words": ""})
    assert answer.status_code == 409 and "that answer stands. Nothing was saved." in answer.text
    assert recruiter.post(address.removeprefix("/me"), data={"said": "no"}).status_code == 409
    assert put(app).said == "yes"


def test_nobody_else_reads_or_answers_it(app: Flask, asks_epic: Agency, sign_in: SignIn) -> None:
    recruiter = sign_in("recruiter")
    recruiter.post(f"{asks_epic.match('Bea')}/questions", data={"about": "system:epic"})
    with app.app_context(), saving() as session:
        ana = candidates.by_public_id(session, asks_epic.people["Ana"])
        opening = openings.by_public_id(session, asks_epic.opening)
        assert ana and opening
        plainly = {"opening_id": opening.id, "words": "May we?", "asked_by": 1}
        hers = save(session, Question(candidate_id=ana.id, asked_of="candidate", **plainly)).public_id
        bea = candidates.by_public_id(session, asks_epic.people["Bea"])
        assert bea
        about_her = save(session, Question(candidate_id=bea.id, asked_of="agency", **plainly)).public_id
    for key in (hers, about_her, "nothing"):
        assert sign_in("candidate").get(f"/me/questions/{key}").status_code == 404
    with app.app_context():
        own = db.session.scalars(select(Question.public_id).where(Question.about != "")).one()
    for role in ("facility", "credentialing", "recruiter", "admin"):
        assert sign_in(role).get(f"/me/questions/{own}").status_code == 404
    assert sign_in("candidate").get(f"/questions/{own}").status_code == 404
    assert recruiter.get(f"/questions/{about_her}").status_code == 404


def test_a_language_answered_yes_is_spoken(app: Flask, agency: Agency, recruiter: FlaskClient) -> None:
    def edit(session: Session, bea: Candidate, opening: Opening) -> None:
        make_requirement(session, "spanish", opening_id=opening.id, kind="language", must=False)
        save(session, HeldSkill(candidate_id=bea.id, slug="vital_signs", **settled("proposed")))
        open_sections(session, bea)

    change(app, agency, edit)
    assert ask(recruiter, agency, "language:spanish") == 303
    assert recruiter.post(f"/questions/{put(app).public_id}", data={"said": "yes"}).status_code == 303
    with app.app_context():
        bea = candidates.by_public_id(db.session, agency.people["Bea"])
        assert bea
        rows = db.session.scalars(select(Language).where(Language.candidate_id == bea.id))
        assert [(row.slug, row.standing) for row in rows] == [("spanish", "confirmed")]
