"""Law 14 through the whole product: whom a facility will not have again is barred on every path, and nobody reads why but the agency."""

from __future__ import annotations

import random

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher import vocabulary
from matcher.eligibility.block import LANES, judge_people
from matcher.eligibility.judge import Gate
from models import Decision, DoNotReturn, Favourite, Opening, Shortlist, Submission
from models import candidate as candidates
from models import do_not_return as bars
from models import opening as openings
from tests.builders import (
    make_experience,
    make_facility,
    make_opening,
    make_person,
    make_user,
    save,
)
from tests.web.conftest import TODAY
from tests.web.forwarding import Forwarding, words
from tests.web.small_agency import Agency
from web.db import db, saving
from web.services.candidate_page import rank_openings
from web.services.consent import asked_of
from web.services.decision import Refused as Undecided
from web.services.decision import decide, show
from web.services.do_not_return import bar as set_bar
from web.services.do_not_return import lift, standing_at
from web.services.ranking import load_people, rank_opening
from web.services.refusal import Refused
from web.services.replay import replay_shortlist
from web.services.submission import accept

WHY = "Left two shifts early in March."
POSTING = "Medical Assistant\nOur clinic hires a Medical Assistant. Duties: rooming and vital signs. BLS required.\n"


@pytest.fixture
def there(app: Flask, agency: Agency) -> Forwarding:
    return Forwarding(app, agency)


def place(there: Forwarding, name: str = "Ana") -> str:
    """The address of somebody at the facility of the opening."""
    with there.app.app_context():
        opening, candidate, _ = there.rows(name)
        return f"/facilities/{opening.facility.public_id}/people/{candidate.public_id}"


def bar(there: Forwarding, client: FlaskClient, name: str = "Ana", why: str = WHY) -> str:
    here = place(there, name)
    sent = client.post(f"{here}/bar", data={"at": here.split("/")[2], "reason": why})
    assert (sent.status_code, sent.location) == (303, here)
    return here


def lane(there: Forwarding, name: str = "Ana") -> str:
    with there.app.app_context():
        opening, candidate, _ = there.rows(name)
        row = rank_opening(db.session, opening, TODAY).find(candidate.public_id)
        assert row
        return row.eligibility.lane


def test_a_bar_takes_somebody_off_the_list_until_it_is_lifted_and_stays_as_history(there: Forwarding) -> None:
    recruiter, mine = there.client("recruiter"), there.agency
    assert lane(there) == "eligible"
    here = bar(there, recruiter)
    bar(there, recruiter, why="Sent twice.")
    assert (lane(there), there.count(DoNotReturn)) == ("blocked", 1)
    assert (
        "Ana Abel" not in recruiter.get(mine.list).text and "The facility has said no" in recruiter.get(mine.list).text
    )
    assert "Ana Abel" in recruiter.get(f"{mine.list}?lane=blocked&reason=barred").text
    match = words(recruiter.get(mine.match("Ana")).text)
    assert "The facility has said no; the reason stays with the agency." in match and WHY in match
    everywhere = words(recruiter.get(f"/candidates/{mine.people['Ana']}").text)
    assert "Tern Island Practice will not have this person again" in everywhere and WHY in everywhere
    assert "comes in" not in match  # no step is offered that would lead round it
    assert recruiter.post(f"{here}/lift").status_code == 303
    assert lane(there) == "eligible"
    page = words(recruiter.get(here).text)
    assert "Nothing stands against Ana Abel here." in page and WHY in page and "Lifted by Recruiter Person" in page
    bar(there, recruiter, why="Again.")
    assert (lane(there), there.count(DoNotReturn)) == ("blocked", 2)


def test_nobody_barred_is_decided_for_whether_the_page_was_made_before_or_after(there: Forwarding) -> None:
    recruiter = there.client("recruiter")

    def attempt(token: str, verdict: str) -> None:
        with there.app.app_context(), saving():
            opening, candidate, user = there.rows("Ana")
            reason = "too_far" if verdict == "pass" else "strong_role"
            decide(db.session, opening, candidate, user, TODAY, token, verdict, reason, "")

    def token() -> str:
        with there.app.app_context():
            opening, candidate, _ = there.rows("Ana")
            ranked = rank_opening(db.session, opening, TODAY)
            row = ranked.find(candidate.public_id)
            assert row
            return show(ranked, [row]).token

    before = token()
    bar(there, recruiter)
    for seen in (before, token()):
        for verdict in ("shortlist", "put-forward"):
            with pytest.raises(Undecided):
                attempt(seen, verdict)
    assert there.count(Decision) == 0
    attempt(token(), "pass")
    for lifted in (False, True):  # what was frozen while the bar stood says so, whatever was done since
        if lifted:
            recruiter.post(f"{place(there)}/lift")
        with there.app.app_context():
            [frozen] = db.session.scalars(select(Shortlist)).all()
            again = replay_shortlist(db.session, frozen)
            assert again.equal, again.differences
            assert frozen.counts["blocked"] == 3


def test_nobody_barred_is_sent_or_accepted(there: Forwarding) -> None:
    """Put forward and agreed before: the gate is asked again in the moment of each."""
    recruiter = there.client("recruiter")
    there.decide("Ana")
    there.answer("Ana")
    bar(there, recruiter)
    with pytest.raises(Refused, match="blocked"):
        there.send("Ana")
    assert there.count(Submission) == 0
    recruiter.post(f"{place(there)}/lift")
    there.send("Ana")
    bar(there, there.client("facility"), why="We had her before.")
    with there.app.app_context(), saving(), pytest.raises(Refused):
        accept(db.session, db.session.scalars(select(Submission)).one(), there.rows("Ana")[2], TODAY)
    assert there.submission.answer is None


def test_nobody_barred_is_asked_or_agrees_and_who_was_accepted_before_is_named(there: Forwarding) -> None:
    recruiter = there.client("recruiter")
    there.decide("Bea")
    there.decide("Ana")
    bar(there, recruiter, "Bea")
    with there.app.app_context():
        assert asked_of(db.session, there.rows("Bea")[1]) == [] != asked_of(db.session, there.rows("Ana")[1])
    with pytest.raises(Refused, match="has said no"):
        there.answer("Bea")
    there.answer("Bea", given=False)
    there.answer("Ana")
    address = there.send("Ana")
    assert there.client("facility").post(f"{address}/answer", data={"answer": "accept"}).status_code == 303
    said = "Tern Island Practice has said since that it will not have Ana Abel again"
    assert said not in words(recruiter.get(address).text)
    bar(there, recruiter)
    assert said in words(recruiter.get(address).text)


def test_who_is_barred_waits_for_nobody_and_the_opening_says_why(there: Forwarding) -> None:
    recruiter, mine = there.client("recruiter"), there.agency
    for name in ("Ana", "Cal"):
        there.decide(name)
    there.answer("Cal")

    def lines() -> list[str]:
        today = words(recruiter.get("/").text)
        return [line for line in ("Ana Abel is to be asked for consent", "Cal Twin said yes") if line in today]

    def says(page: str) -> bool:
        return "The facility has said no; the reason stays with the agency." in words(recruiter.get(page).text)

    def panel(name: str) -> str:
        return recruiter.get(mine.match(name)).text.partition('id="put-forward"')[2].partition("</section>")[0]

    assert lines() == ["Ana Abel is to be asked for consent", "Cal Twin said yes"] and not says(mine.list)
    assert "Record the answer" in panel("Ana") and "Prepare what is sent" in panel("Cal")
    for name in ("Ana", "Cal"):
        bar(there, recruiter, name)
        assert "The facility has said no" in panel(name) and "btn-wide" not in panel(name)
    assert lines() == [] and says(mine.list)
    page = words(recruiter.get(mine.list).text)
    for name in ("Ana Abel", "Cal Twin"):
        assert f"{name} is put forward here and may not be asked or sent" in page
    recruiter.post(f"{place(there)}/lift")
    assert lines() == ["Ana Abel is to be asked for consent"]


def test_what_is_read_from_a_text_and_what_she_sees_herself_are_barred_too(there: Forwarding) -> None:
    """Bea signs in as the candidate. A posting pasted later at the same place bars her as well; another place does not."""
    recruiter, mine = there.client("recruiter"), there.agency
    bar(there, recruiter, "Bea")
    at = place(there, "Bea").split("/")[2]
    with there.app.app_context(), saving() as session:
        elsewhere = make_facility(session, name="Elsewhere Clinic", zip="12207").public_id
    for facility in (at, elsewhere):
        made = recruiter.post("/postings/new", data={"facility": facility, "text": POSTING})
        assert made.status_code == 303, made.text
    with there.app.app_context():
        for opening in db.session.scalars(select(Opening).where(Opening.status == "draft")):
            row = rank_opening(db.session, opening, TODAY).find(mine.people["Bea"])
            assert row and row.eligibility.barred == (opening.facility.public_id == at)
        bea = candidates.by_public_id(db.session, mine.people["Bea"])
        assert bea
        hers = rank_openings(db.session, candidates.profile(db.session, bea), TODAY, None)
        assert [one.opening.public_id for one in hers.blocked] == [mine.opening] and not hers.rows
        assert hers.blocked[0].why_not[0] == "The facility has said no; the reason stays with the agency."
        assert hers.missing == []
    home = there.client("candidate").get("/me")
    assert home.status_code == 200 and WHY not in home.text
    side = recruiter.get(f"{mine.list}/compare?who={mine.people['Ana']}&who={mine.people['Bea']}")
    assert side.status_code == 200 and "Blocked" in side.text


def test_a_facility_bars_and_keeps_only_whom_it_was_sent_and_never_reads_why(there: Forwarding) -> None:
    facility, recruiter = there.client("facility"), there.client("recruiter")
    here = place(there)
    for path in ("", "/bar", "/lift", "/keep"):
        answer = (
            facility.get(here)
            if not path
            else facility.post(here + path, data={"at": here.split("/")[2], "reason": WHY})
        )
        assert answer.status_code == 404, path
    there.sent("Ana")
    assert facility.post(f"{here}/keep", data={"keep": "yes"}).status_code == 303
    assert facility.post(f"{here}/keep", data={"keep": "yes"}).status_code == 303
    assert there.count(Favourite) == 1
    assert "Ana Abel" in facility.get("/desk").text
    chip = "Tern Island Practice would have this person again"
    fit = rank_of(there)
    assert chip in recruiter.get(there.agency.list).text and chip in recruiter.get(there.agency.match("Ana")).text
    assert recruiter.post(f"{here}/keep").status_code == 404
    missing = facility.post(f"{here}/bar", data={"at": here.split("/")[2], "reason": " "})
    assert missing.status_code == 422 and "Write why, for the agency" in missing.text
    bar(there, facility)
    assert (there.count(Favourite), lane(there)) == (0, "blocked")
    assert WHY not in facility.get(here).text and "Said by Facility Person" in words(facility.get(here).text)
    assert WHY in recruiter.get(here).text
    assert facility.post(f"{here}/keep", data={"keep": "yes"}).status_code == 409
    assert facility.post(f"{here}/lift").status_code == 303
    assert rank_of(there) == fit


def test_a_favourite_changes_no_fit(there: Forwarding) -> None:
    there.sent("Bea")
    before = rank_of(there, "Bea")
    assert there.client("facility").post(f"{place(there, 'Bea')}/keep").status_code == 303
    assert there.count(Favourite) == 1 and rank_of(there, "Bea") == before


def test_a_bar_at_an_owner_lets_go_of_who_is_kept_at_a_site_of_it(session: Session) -> None:
    user, one = make_user(session), make_person(session)
    owner, apart = make_facility(session, name="Owner"), make_facility(session, name="Apart")
    between = make_facility(session, name="Between", parent_id=owner.id)
    for facility in (owner, between, make_facility(session, name="Site", parent_id=between.id), apart):
        save(session, Favourite(facility_id=facility.id, candidate_id=one.id, by=user.id))
    set_bar(session, owner, one, WHY, user)
    assert [row.facility_id for row in session.scalars(select(Favourite))] == [apart.id]


def test_what_was_said_of_a_record_merged_into_hers_is_read_and_lifted_with_hers(session: Session) -> None:
    user, facility, one = make_user(session), make_facility(session), make_person(session)
    gone = make_person(session, "Ana before", merged_into=one.id)
    save(session, DoNotReturn(facility_id=facility.id, candidate_id=gone.id, reason=WHY, by=user.id))
    assert [said.words for said in standing_at(session, facility, one, user)] == [WHY]
    lift(session, facility, one, user)
    assert bars.barred(session, [facility.id]) == {} and standing_at(session, facility, one, user) == []


def test_a_bar_at_an_owner_holds_at_all_its_sites_and_nowhere_else(session: Session) -> None:
    """Random pairs over a tree of facilities, as the store gives them to both gates; half of the answers are no."""
    chance, user = random.Random(14), make_user(session)
    owner = make_facility(session, name="Owner")
    sites = [make_facility(session, name=f"Site {n}", parent_id=owner.id) for n in range(3)]
    alone = [make_facility(session, name=f"Alone {n}") for n in range(2)]
    people = [make_person(session, f"Person {n}") for n in range(12)]
    for one in people:
        make_experience(session, one)
    pairs = {(chance.choice([owner, *sites, *alone]), chance.choice(people)) for _ in range(24)}
    for facility, one in pairs:
        lifted = chance.random() < 0.25
        given = {"lifted_by": user.id, "lifted_at": user.created_at} if lifted else {}
        save(session, DoNotReturn(facility_id=facility.id, candidate_id=one.id, reason="x", by=user.id, **given))
    standing = {(row.facility_id, row.candidate_id) for row in session.query(DoNotReturn) if row.lifted_at is None}
    told = {True: 0, False: 0}
    for facility in (owner, *sites, *alone):
        asked = openings.requirements(session, make_opening(session, facility))
        gate, crowd = Gate(asked, TODAY, vocabulary.load()), load_people(session)
        lanes = judge_people(gate, crowd.gate_columns).lanes
        line = {facility.id, facility.parent_id}
        for n, (number, profile) in enumerate(crowd.profiles.items()):
            barred = any((at, number) in standing for at in line)
            judged = gate.judge(profile)
            assert judged.barred == barred and (judged.lane == "blocked") == barred == (LANES[lanes[n]] == "blocked")
            told[barred] += 1
    assert told[True] >= 15 and told[False] >= 15


def rank_of(there: Forwarding, name: str = "Ana") -> tuple[int | None, int | None]:
    """(fit, place) of somebody in the list."""
    with there.app.app_context():
        opening, candidate, _ = there.rows(name)
        row = rank_opening(db.session, opening, TODAY).find(candidate.public_id)
        assert row
        return row.fit, row.position
