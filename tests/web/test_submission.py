"""Somebody before a facility: what it reads, what it may answer, and what is refused, on both databases."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select, text

from models import (
    CandidateIdentity,
    Consent,
    DoNotReturn,
    Experience,
    FacilityMember,
    Opening,
    OpeningTask,
    Question,
    Reference,
    Requirement,
    Submission,
    User,
)
from models.engine import begin_writing
from models.erasure import erase
from models.user import by_email
from tests.builders import make_credential, make_requirement, make_skill, make_task, save
from tests.web.conftest import TODAY
from tests.web.forwarding import Forwarding, words
from tests.web.test_facilities import seen
from tests.web.test_opening_forms import GOOD
from web.db import db, saving
from web.services.refusal import Refused
from web.services.submission import accept, statuses


def told(answer: Any, status: int, sentence: str) -> None:
    assert answer.status_code == status and sentence in words(answer.text), (answer.status_code, words(answer.text))


def facility_of(one: Forwarding) -> str:
    with one.app.app_context():
        return one.rows("Bea")[0].facility.public_id


def test_from_the_decision_to_the_last_position_filled(there: Forwarding) -> None:
    """Decided, agreed, sent, read, asked about, answered, accepted; then nothing more is possible."""
    recruiter, facility = there.client("recruiter"), there.client("facility")
    there.decide("Bea")
    send_page = f"{there.agency.match('Bea')}/send"
    told(recruiter.get(send_page), 200, "There is no yes yet")
    told(recruiter.post(send_page), 409, "There is no yes yet")
    there.answer("Bea")
    told(recruiter.get(send_page), 200, "This is what Tern Island Practice reads, and nothing else")
    sent = recruiter.post(send_page)
    assert sent.status_code == 303 and sent.location.startswith("/submissions/"), words(sent.text)
    assert recruiter.post(send_page).location == sent.location and there.count(Submission) == 1  # a click too many
    page = facility.get(sent.location)
    for sentence in ("Bea Twin", "Matched", "BLS (AHA)", "Skills checklist", "6.9 years", "0 of 1 filled"):
        told(page, 200, sentence)
    told(facility.post(f"{sent.location}/questions", data={"question": " "}), 422, "Write your question")
    asked = {"question": "Can she start at seven?"}
    assert [facility.post(f"{sent.location}/questions", data=asked).status_code for _ in range(2)] == [303, 303]
    question = there.all(Question)[0]
    assert there.count(Question) == 1 and question.asked_of == "agency"
    reply = f"{sent.location}/questions/{question.public_id}"
    told(recruiter.post(reply, data={"reply": ""}), 422, "Write your answer")
    assert recruiter.post(reply, data={"reply": "Yes, on every day."}).status_code == 303
    told(recruiter.post(reply, data={"reply": "No."}), 409, "Somebody answered this already")
    told(facility.get(sent.location), 200, "Yes, on every day.")
    answer = f"{sent.location}/answer"
    told(facility.post(answer), 422, "Choose accept or decline")
    assert [facility.post(answer, data={"answer": "accept"}).status_code for _ in range(2)] == [303, 303]
    assert there.submission.answer == "accepted" and there.opening.status == "filled"
    told(facility.get(sent.location), 200, "Accepted on")
    other = {"answer": "decline", "reason": "hours"}
    told(facility.post(answer, data=other), 409, "Accepted already on")
    told(recruiter.post(f"{sent.location}/take-back"), 409, "The facility has accepted already")
    assert there.submission.answer == "accepted" and there.submission.withdrawn_at is None
    told(recruiter.get(there.agency.match("Bea")), 200, "Tern Island Practice accepted Bea.")


def test_two_acceptances_at_once_on_the_last_position_fill_it_once(there: Forwarding) -> None:
    sent = [there.sent(name).rpartition("/")[2] for name in ("Ana", "Bea", "Cal")]
    with there.app.app_context(), saving() as session:
        speakers = [by_email(session, "facility@agency.example")]
        facility = there.rows("Ana")[0].facility_id
        for n in range(2):
            speakers.append(save(session, User(email=f"more{n}@agency.example", name="One", role="facility")))
            save(session, FacilityMember(user_id=speakers[-1].id, facility_id=facility))
        ids = [speaker.id for speaker in speakers if speaker]
    start = Barrier(3)

    def one_accepts(key: str, by: int) -> str:
        with there.app.test_request_context("/", method="POST"):
            try:
                with saving() as session:
                    start.wait()
                    begin_writing(session)
                    row = session.scalars(select(Submission).where(Submission.public_id == key)).one()
                    accept(session, row, session.get_one(User, by), TODAY)
                    return "accepted"
            except Refused as refused:
                return str(refused)

    with ThreadPoolExecutor(3) as pool:
        said = sorted(pool.map(one_accepts, sent, ids))
    assert said == ["The one position is filled already: nobody more can be accepted"] * 2 + ["accepted"]
    assert sorted(row.answer or "" for row in there.all(Submission)) == ["", "", "accepted"]
    assert there.opening.status == "filled"


def test_positions_lowered_during_an_acceptance_wait_for_it(there: Forwarding) -> None:
    there.change(positions=3)
    sent, recruiter = [there.sent(name) for name in ("Ana", "Bea")], there.client("recruiter")
    assert there.client("facility").post(f"{sent[0]}/answer", data={"answer": "accept"}).status_code == 303
    page = f"{there.agency.list}/edit"
    fields = {**GOOD, "facility": facility_of(there), "positions": "1", "seen": seen(recruiter.get(page).text)}
    with ThreadPoolExecutor(1) as pool:
        with there.app.app_context(), saving() as session:
            begin_writing(session)
            second = session.scalars(select(Submission).order_by(Submission.id.desc())).first()
            assert second
            accept(session, second, there.rows("Bea")[2], TODAY)
            lowered = pool.submit(recruiter.post, page, data=fields)
            waits = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
            while session.get_bind().dialect.name == "postgresql" and not lowered.done() and not session.scalar(waits):
                pass
        told(lowered.result(), 422, "2 positions are filled already")
    assert there.opening.positions == 3


def test_positions_lowered_to_those_taken_fill_the_opening(one: Forwarding) -> None:
    one.change(positions=2)
    sent, recruiter, page = one.sent("Ana"), one.client("recruiter"), f"{one.agency.list}/edit"
    assert one.client("facility").post(f"{sent}/answer", data={"answer": "accept"}).status_code == 303
    assert one.opening.status == "open"
    fields = {**GOOD, "facility": facility_of(one), "positions": "1", "seen": seen(recruiter.get(page).text)}
    assert recruiter.post(page, data=fields).status_code == 303
    assert one.opening.status == "filled"


def test_each_acceptance_fills_one_position_and_a_declined_one_none(one: Forwarding) -> None:
    one.change(positions=2)
    facility, sent = one.client("facility"), [one.sent(name) for name in ("Ana", "Bea", "Cal", "Dan")]
    decline = {"answer": "decline", "words": "Not for us."}
    told(facility.post(f"{sent[0]}/answer", data=decline), 422, "Choose the main reason")
    told(facility.post(f"{sent[0]}/answer", data={"answer": "decline", "reason": "other"}), 422, "Say in your words")
    assert facility.post(f"{sent[0]}/answer", data={**decline, "reason": "hours"}).status_code == 303
    told(facility.post(f"{sent[0]}/answer", data={"answer": "accept"}), 409, "Declined already on")
    assert facility.post(f"{sent[1]}/answer", data={"answer": "accept"}).status_code == 303
    assert one.opening.status == "open"
    assert facility.post(f"{sent[2]}/answer", data={"answer": "accept"}).status_code == 303
    assert one.opening.status == "filled"
    told(facility.post(f"{sent[3]}/answer", data={"answer": "accept"}), 409, "All 2 positions are filled already")
    told(one.client("recruiter").post(f"{one.agency.match('Ana')}/send"), 409, "nobody is sent twice for one opening")
    recruiter = one.client("recruiter")
    told(recruiter.post(f"{one.agency.list}/status", data={"status": "open"}), 409, "Every position is filled")
    page = recruiter.get(f"{one.agency.list}/edit").text
    fields = {**GOOD, "facility": facility_of(one), "positions": "1", "seen": seen(page)}
    told(recruiter.post(f"{one.agency.list}/edit", data=fields), 422, "2 positions are filled already")
    with one.app.app_context():
        standing = {name: statuses(db.session, one.rows(name)[1]) for name in ("Ana", "Bea", "Dan")}
        assert [next(iter(found.values())).state for found in standing.values()] == ["declined", "accepted", "filled"]
        assert "The days or hours do not fit" in str(next(iter(standing["Ana"].values())).words)


def test_what_may_not_be_sent_is_refused_with_the_sentence(one: Forwarding) -> None:
    recruiter, page = one.client("recruiter"), f"{one.agency.match('Bea')}/send"
    assert recruiter.get(page).status_code == 404
    one.decide("Bea")
    one.answer("Bea", given=False)
    told(recruiter.post(page), 409, "The answer was no")
    one.answer("Bea")
    one.change(pay_to=9900)
    told(recruiter.post(page), 409, "changed since the yes")
    one.answer("Bea")
    for status in ("draft", "held", "filled", "closed"):
        one.change(status=status)
        told(recruiter.post(page), 409, "make it open before anybody is sent")
    one.change(status="open")
    one.decide("Bea", "pass")
    told(recruiter.post(page), 409, "Nobody decided to put this person forward")
    one.decide("Bea")
    with one.app.app_context(), saving() as session:  # what no medical assistant may do there
        task = make_task(session, one.rows("Bea")[0], "injections").id
    told(recruiter.post(page), 409, "not lawful there")
    with one.app.app_context(), saving() as session:
        session.delete(session.get_one(OpeningTask, task))
    with one.app.app_context(), saving() as session:
        opening, candidate, user = one.rows("Bea")
        late = DoNotReturn(facility_id=opening.facility_id, candidate_id=candidate.id, reason="Late", by=user.id)
        barred = save(session, late).id
    told(recruiter.post(page), 409, "blocked for this opening today")
    with one.app.app_context(), saving() as session:
        session.delete(session.get_one(DoNotReturn, barred))
        must = make_requirement(session, "spanish", opening_id=one.rows("Bea")[0].id, kind="language").id
    told(recruiter.post(page), 409, "blocked for this opening today")
    with one.app.app_context(), saving() as session:
        session.delete(session.get_one(Requirement, must))
    assert one.count(Submission) == 0
    assert recruiter.post(page).status_code == 303 and one.count(Submission) == 1


def test_what_is_over_is_neither_sent_nor_accepted(one: Forwarding) -> None:
    sent = one.sent("Ana")
    one.decide("Bea")
    one.answer("Bea")
    one.change(begin=date(2026, 11, 2), end=date(2026, 11, 23))
    told(one.client("recruiter").post(f"{one.agency.match('Bea')}/send"), 409, "The assignment ended on 23 Nov 2026")
    told(one.client("facility").post(f"{sent}/answer", data={"answer": "accept"}), 409, "The assignment ended on")


def test_the_packet_holds_what_is_released_alone_and_stays_as_it_was(one: Forwarding) -> None:
    with one.app.app_context(), saving() as session:
        opening, candidate, user = one.rows("Bea")
        who = session.get_one(CandidateIdentity, candidate.id)
        who.birth_date, who.phone, who.email = date(1988, 5, 17), "(518) 555-0142", "bea.twin@home.example"
        make_requirement(session, "flu", opening_id=opening.id, kind="vaccination")
        make_credential(session, candidate, "ccma_nha", number="NHA-774411", expires=date(2028, 5, 1), body="NHA")
        make_skill(session, candidate, "ekg", level=3)
        job = session.scalars(select(Experience).where(Experience.candidate_id == candidate.id)).one()
        work = job.id
        job.employer = "Twin Family Practice, write to bea.twin@home.example or 518 555 0142"
        said = "Bea is never late."
        save(
            session,
            Reference(
                candidate_id=candidate.id, name="Olu Marsh", relation="her lead", employer="Twin Clinic",
                phone="518 555 0199", email="olu@clinic.example", words=said,
                asked_at=datetime(2026, 11, 20, tzinfo=UTC), asked_by=user.id,
            ),
        )  # fmt: skip
    address = one.sent("Bea")
    kept = json.dumps(one.submission.packet)
    secret = (
        "1988",
        "17 May",
        "555",
        "home.example",
        "12207",
        "olu@",
        "774411",
        "flu",
        "Influenza",
        "accin",
        "Bea Twin",
    )
    assert [found for found in secret if found.casefold() in kept.casefold()] == []
    page = one.client("facility").get(address).text
    for word in secret[:-1]:
        assert word.casefold() not in words(page).casefold().replace("albany, ny, 12207", ""), word
    for sentence in ("Bea Twin", "…411", "Olu Marsh", said, "Twin Family Practice", "CCMA (NHA)", "1 May 2028"):
        assert sentence in words(page), sentence
    with one.app.app_context(), saving() as session:
        session.scalars(select(Experience).where(Experience.id == work)).one().employer = "Elsewhere"
    assert "Twin Family Practice" in words(one.client("facility").get(address).text)
    with one.app.app_context(), saving() as session:
        erase(session, one.rows("Bea")[1])
    assert one.submission.packet == {}
    told(one.client("recruiter").get(address), 200, "This person was erased")
    assert one.client("facility").get(address).status_code == 404


def test_a_blind_one_names_nobody_until_she_is_accepted(one: Forwarding) -> None:
    with one.app.app_context(), saving() as session:
        candidate = one.rows("Bea")[1]
        job = session.scalars(select(Experience).where(Experience.candidate_id == candidate.id)).one()
        job.employer, job.title = "Hudson Office", "Assistant to Dr. Twin"
    address, facility = one.sent("Bea", blind=True), one.client("facility")
    page = facility.get(address).text
    assert "Twin" not in page and "Bea" not in page and "Hudson Office" not in page and "Sent without a name" in page
    assert "Bea Twin" in one.client("recruiter").get(address).text
    assert facility.post(f"{address}/answer", data={"answer": "accept"}).status_code == 303
    page = facility.get(address).text
    assert "Bea Twin" in page and "Hudson Office" in page


def test_changed_terms_hold_what_was_sent_until_she_agrees_again(one: Forwarding) -> None:
    address, facility = one.sent("Bea"), one.client("facility")
    one.change(shifts=["night"])
    told(facility.get(address), 200, "The terms changed since this person agreed")
    told(facility.post(f"{address}/answer", data={"answer": "accept"}), 409, "nobody can be accepted before the new")
    assert one.submission.answer is None
    one.answer("Bea", how="written")
    assert facility.post(f"{address}/answer", data={"answer": "accept"}).status_code == 303
    assert one.submission.consent_id == one.all(Consent)[1].id


def test_a_no_to_changed_terms_takes_back_what_was_sent(one: Forwarding) -> None:
    address, facility = one.sent("Bea"), one.client("facility")
    one.change(pay_to=1200)
    one.answer("Bea", given=False)
    assert one.submission.withdrawn_at and facility.get(address).status_code == 404
    page = facility.get(f"/desk/openings/{one.agency.opening}").text
    assert "One person who was sent is with you no longer" in page and "Bea" not in page


def test_a_no_to_changed_terms_after_she_was_accepted_is_said_and_taken_back(one: Forwarding) -> None:
    address, facility, recruiter = one.sent("Bea"), one.client("facility"), one.client("recruiter")
    assert facility.post(f"{address}/answer", data={"answer": "accept"}).status_code == 303
    one.change(pay_to=1200)
    told(recruiter.post(f"{address}/take-back"), 409, "The facility has accepted already")
    one.answer("Bea", given=False, how="portal")
    told(recruiter.get("/"), 200, "The facility accepted on the terms before. Talk to it")
    told(facility.get(address), 200, "this person said no to the new ones")
    told(recruiter.get(address), 200, "and Bea Twin said no to the new ones")
    told(recruiter.get(one.agency.match("Bea")), 200, "after Tern Island Practice had accepted on the terms before")
    bea = one.client("candidate").get(f"/me/openings/{one.agency.opening}/answer")
    told(bea, 200, "after Tern Island Practice had accepted you on the terms before")
    assert recruiter.post(f"{address}/take-back").status_code == 303
    assert facility.get(address).status_code == 404
    assert recruiter.post(f"{one.agency.list}/status", data={"status": "open"}).status_code == 303  # a position is free


def test_who_may_be_somebody_barred_there_is_not_sent(one: Forwarding) -> None:
    with one.app.app_context(), saving() as session:
        opening, ana, user = one.rows("Ana")
        bea = one.rows("Bea")[1]
        for candidate in (ana, bea):
            session.get_one(CandidateIdentity, candidate.id).phone = "(518) 555-0142"
        session.add(DoNotReturn(facility_id=opening.facility_id, candidate_id=ana.id, reason="Late", by=user.id))
    one.decide("Bea")
    one.answer("Bea")
    answer = one.client("recruiter").post(f"{one.agency.match('Bea')}/send")
    told(answer, 409, "Ana Abel, whom Tern Island Practice will not have again, may be the same person")
    assert one.count(Submission) == 0


def test_taken_back_by_her_or_the_agency_the_facility_sees_it_no_more(one: Forwarding) -> None:
    address, facility, recruiter = one.sent("Bea"), one.client("facility"), one.client("recruiter")
    assert recruiter.post(f"{address}/take-back").status_code == 303
    for answer in (facility.get(address), facility.post(f"{address}/answer", data={"answer": "accept"})):
        assert answer.status_code == 404
    told(recruiter.get(address), 200, "Taken back on")
    told(recruiter.get(one.agency.match("Bea")), 200, "Bea can be sent again")
    assert (
        recruiter.post(f"{one.agency.match('Bea')}/send").location == address
        and facility.get(address).status_code == 200
    )
    bea = one.client("candidate")
    page = bea.get(f"/me/openings/{one.agency.opening}/answer").text
    shown = page.partition('name="seen" value="')[2].partition('"')[0]
    assert (
        bea.post(f"/me/openings/{one.agency.opening}/answer", data={"answer": "no", "seen": shown}).status_code == 303
    )
    assert facility.get(address).status_code == 404 and bea.get(address).status_code == 404
    told(recruiter.post(f"{one.agency.match('Bea')}/send"), 409, "The answer was no")


def test_who_asks_to_be_erased_is_before_no_facility_any_more(one: Forwarding) -> None:
    address, facility = one.sent("Bea"), one.client("facility")
    assert one.client("candidate").post("/me/held", data={"do": "ask_erasure"}).status_code == 303
    assert facility.get(address).status_code == 404 and one.submission.withdrawn_at
    told(one.client("recruiter").get(address), 200, "Taken back on")


def test_nothing_is_asked_about_who_was_erased(one: Forwarding) -> None:
    address, facility = one.sent("Bea"), one.client("facility")
    assert facility.post(f"{address}/answer", data={"answer": "accept"}).status_code == 303
    with one.app.app_context(), saving() as session:
        erase(session, one.rows("Bea")[1])
    told(facility.post(f"{address}/questions", data={"question": "Does she know Epic?"}), 409, "This person was erased")
    assert one.count(Question) == 0


def test_a_blocked_person_is_not_accepted_any_more(one: Forwarding) -> None:
    address = one.sent("Bea")
    with one.app.app_context(), saving() as session:
        make_requirement(session, "spanish", opening_id=one.rows("Bea")[0].id, kind="language")
    told(one.client("facility").post(f"{address}/answer", data={"answer": "accept"}), 409, "may not start here")


def test_another_facility_or_a_candidate_learns_nothing(one: Forwarding) -> None:
    address = one.sent("Ana")
    with one.app.app_context(), saving() as session:
        session.delete(session.scalars(select(FacilityMember)).one())
    nothing: list[FlaskClient] = [one.client(role) for role in ("facility", "candidate", "credentialing")]
    for client in nothing:
        assert client.get(address).status_code == 404
        assert client.post(f"{address}/answer", data={"answer": "accept"}).status_code == 404
    assert one.submission.answer is None and one.count(Opening) == 1
