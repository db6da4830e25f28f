"""Two records of one person: flagged, merged by a person with everything they hold, and parted again, on both databases."""

from __future__ import annotations

from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matcher.snapshots import canonical
from models import (
    Availability,
    Base,
    Candidate,
    CandidateIdentity,
    Consent,
    Credential,
    Dispute,
    DoNotReturn,
    Favourite,
    HeldSkill,
    Merge,
    Note,
    Preference,
    Question,
    Reference,
    Submission,
    TwoPeople,
    User,
)
from models import candidate as candidates
from models import consent as consents
from models import credential as credentials
from models import decision as decisions
from models import do_not_return as bars
from models.base import now
from models.user import by_email
from tests.builders import (
    MOMENT,
    make_credential,
    make_decision,
    make_document,
    make_entry,
    make_experience,
    make_facility,
    make_opening,
    make_person,
    make_shortlist,
    make_skill,
    make_snapshot,
    make_verification,
    save,
)
from tests.web.bad_input import counts, nothing_saved, refused
from tests.web.conftest import signed_in
from tests.web.test_links import NEW, link_on
from web.db import db, saving
from web.services.do_not_return import bar, lift
from web.services.invite import make_link, open_link
from web.services.merge import ASKED, GOES, merge, plan, rows_of, undo
from web.services.refusal import Refused
from web.services.same_person import find_same, say_two, take_back_two

STAYS = {
    *("candidate", "candidate_identity", "section_answer", "entry", "owner_history", "snapshot", "merge", "two_people"),
    "user",
}
TERMS = "0" * 64
DAY = timedelta(days=1)


def admin_of(session: Session) -> User:
    found = by_email(session, "admin@agency.example")
    assert found
    return found


def write_two(session: Session) -> tuple[Candidate, Candidate]:
    """(kept, gone): records that say some things both, and each some things alone, one row at least in every table."""
    admin, verifier = admin_of(session), by_email(session, "credentialing@agency.example")
    assert verifier
    opening = make_opening(session)
    kept = make_person(session, "Ana Reyes", {"rooming": 4, "vital_signs": 3}, home_state="NY", zip="10001")
    gone = make_person(session, "Ana M. Reyes", {"rooming": 2, "venipuncture": 4}, waiting_since=date(2026, 1, 5))
    session.get_one(CandidateIdentity, gone.id).email = "ana@example.org"
    for one in (kept, gone):  # the same resume twice
        resume = make_document(session, one, "BLS until 2028\nMedical assistant")
        make_credential(session, one, expires=date(2028, 1, 31), document_id=resume.id, span_start=0, span_end=3)
    read = {"document_id": resume.id, "span_start": 15, "span_end": 32, "text": "Medical assistant"}
    make_experience(session, gone, begin=date(2020, 1, 1), current=True, **read)
    first = make_credential(session, gone, "acls_aha", number="1")
    make_verification(session, make_credential(session, gone, "acls_aha", number="2", supersedes=first.id), verifier)
    card = make_document(session, gone, "CCMA", kind="card")
    make_credential(session, gone, "ccma_nha", document_id=card.id)
    terms = {"opening_version": 1, "terms_sha": TERMS, "text_version": "1", "how": "phone", "by": admin.id}
    pair = {"candidate_id": gone.id, "opening_id": opening.id}
    yes = save(session, Consent(**pair, given=True, **terms))
    save(session, Submission(**pair, consent_id=yes.id, packet={}, by=admin.id))
    place = {"facility_id": opening.facility_id, "candidate_id": gone.id, "by": admin.id}
    rows: list[Any] = [
        DoNotReturn(**place, reason="Late"),
        Favourite(**{**place, "facility_id": make_facility(session).id}), Preference(candidate_id=gone.id, miles=20),
        Availability(candidate_id=gone.id, begin=date(2026, 12, 1)), Reference(candidate_id=gone.id, name="Bo Quill"),
        Note(**pair, kind="call", words="Rang.", by=admin.id),
        Question(**pair, asked_of="candidate", words="Epic?", asked_by=admin.id),
        Dispute(candidate_id=gone.id, kind="skill", fact_id=1, about="x", words="No", by=admin.id),
    ]  # fmt: skip
    for row in rows:
        save(session, row)
    profile = make_snapshot(session, "profile", candidate_id=gone.id)
    entry = make_entry(session, make_shortlist(session, opening, admin), gone, profile_sha=profile.sha256)
    make_decision(session, entry, admin)
    return kept, gone


def tables_of(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but merges and versions, so that two moments can be compared."""
    found = {}
    for table in Base.metadata.sorted_tables:
        columns = [c for c in table.columns if c.name not in ("version", "content", "fs_uniquifier")]
        rows = session.execute(select(*columns).order_by(*table.primary_key)).all() if table.name != "merge" else []
        found[table.name] = [tuple(map(str, row)) for row in rows]
    return found


def profile_of(session: Session, candidate: Candidate) -> str:
    return canonical(candidates.profile(session, candidate))


def test_every_table_of_a_candidates_is_thought_of() -> None:
    named = {
        table.name
        for table in Base.metadata.sorted_tables
        if any(column.references(Candidate.__table__.c.id) for column in table.columns)
    } | {"candidate"}
    assert {table.__tablename__ for table in GOES} | STAYS == named
    assert {table.__tablename__ for table in ASKED} <= STAYS


def test_the_kept_record_holds_what_both_did_and_undoing_restores_both_exactly(both: Flask) -> None:
    with both.app_context(), saving() as session:
        kept, gone = write_two(session)
        session.commit()
        before, profiles = tables_of(session), (profile_of(session, kept), profile_of(session, gone))
        made = merge(session, kept, gone, admin_of(session))
        session.commit()
        session.expire_all()
        assert candidates.profiles(session, [gone.id]) == []
        whole = candidates.profile(session, kept)
        assert sorted(card.type for card in whole.credentials) == ["acls_aha", "bls_aha", "bls_aha", "ccma_nha"]
        assert {card.type: card.proof for card in whole.credentials} == {
            "acls_aha": "verified", "bls_aha": "stated", "ccma_nha": "document",
        }  # fmt: skip
        assert all(card.source is None or card.source.document for card in whole.credentials)
        assert {skill.slug: skill.level for skill in whole.skills} == {
            "rooming": 4, "vital_signs": 3, "venipuncture": 4,
        }  # fmt: skip
        assert [job.source.document for job in whole.jobs if job.source] == [whole.credentials[0].source.document]  # type: ignore[union-attr]
        assert (whole.limits.miles, whole.waiting_since) == (20, date(2026, 1, 5))
        for table in (Consent, Submission, DoNotReturn, Favourite, Reference, Note, Question, Dispute, Availability):
            assert [row.candidate_id for row in session.scalars(select(table))] == [kept.id], table  # type: ignore[attr-defined]
        who = session.get_one(CandidateIdentity, kept.id)
        assert (who.email, who.former_names) == ("ana@example.org", ["Ana M. Reyes"])
        opening = session.scalars(select(Submission.opening_id)).one()
        assert set(decisions.of_opening(session, opening)) == {kept.id}
        assert [stands.candidate_id for stands in decisions.standing_verdicts(session, None)] == [kept.id]
        assert decisions.last(session, opening, kept.id, note=False)
        undo(session, made, admin_of(session), made.at)
        session.commit()
        session.expire_all()
        assert (profile_of(session, kept), profile_of(session, gone)) == profiles
        assert tables_of(session) == before
        assert set(decisions.of_opening(session, opening)) == {gone.id}


def test_what_came_since_stays_and_a_card_corrected_since_goes_back_with_its_correction(both: Flask) -> None:
    with both.app_context(), saving() as session:
        kept, gone = write_two(session)
        made = merge(session, kept, gone, admin_of(session))
        old = session.scalars(select(Credential).where(Credential.type == "ccma_nha")).one()
        corrected = make_credential(session, kept, "ccma_nha", number="3", supersedes=old.id)
        make_skill(session, kept, "phlebotomy_draw")
        session.get_one(CandidateIdentity, kept.id).email = "new@example.org"
        undo(session, made, admin_of(session), made.at)
        assert [row.number for row in credentials.current(session, gone.id) if row.type == "ccma_nha"] == ["3"]
        assert corrected.candidate_id == gone.id
        assert (
            session.scalars(select(HeldSkill).where(HeldSkill.slug == "phlebotomy_draw")).one().candidate_id == kept.id
        )
        assert session.get_one(CandidateIdentity, kept.id).email == "new@example.org"


def test_who_was_barred_while_one_is_barred_as_either_once_parted(app: Flask) -> None:
    with app.app_context(), saving() as session:
        kept, gone, admin = make_person(session, "Ana"), make_person(session, "Ana R"), admin_of(session)
        before, since, lifted = (make_facility(session, name=f"Site {n}") for n in range(3))
        bar(session, before, kept, "Late", admin)
        made = merge(session, kept, gone, admin)
        for facility in (since, lifted):
            bar(session, facility, kept, "Left early", admin)
        lift(session, lifted, kept, admin)
        undo(session, made, admin, made.at)
        barred = bars.barred(session, [before.id, since.id, lifted.id])
        assert barred == {before.id: {kept.public_id}, since.id: {kept.public_id, gone.public_id}}


def test_who_withdrew_as_either_is_withdrawn_and_no_word_of_who_they_are_is_left_once_parted(app: Flask) -> None:
    with app.app_context(), saving() as session:
        kept, gone = make_person(session, "Ana Reyes"), contact(session, "Ana Vega", email="ana@example.org")
        gone.withdrawn_at = now()
        made = merge(session, kept, gone, admin_of(session))
        assert kept.withdrawn_at == gone.withdrawn_at and "Ana Vega" in str(made.moved)
        who = session.get_one(CandidateIdentity, kept.id)
        who.former_names = [*who.former_names, "Ana Orr"]  # learned since
        undo(session, made, admin_of(session), made.at)
        session.commit()
        assert (kept.withdrawn_at, made.moved, who.former_names) == (None, {}, ["Ana Orr"])


def test_a_no_of_the_kept_record_takes_back_what_was_sent_of_the_other_until_undone(app: Flask) -> None:
    with app.app_context(), saving() as session:
        kept, gone = write_two(session)
        sent = session.scalars(select(Submission)).one()
        told = {"opening_version": 1, "terms_sha": TERMS, "text_version": "1", "how": "phone", "by": sent.by}
        save(session, Consent(candidate_id=kept.id, opening_id=sent.opening_id, given=False, **told))
        made = merge(session, kept, gone, admin_of(session))
        assert sent.candidate_id == kept.id and sent.withdrawn_at
        undo(session, made, admin_of(session), made.at)
        assert sent.candidate_id == gone.id and sent.withdrawn_at is None


@pytest.mark.parametrize("later", ["no", "yes"])
def test_a_later_no_of_the_other_record_counts_until_undone(both: Flask, later: str) -> None:
    with both.app_context(), saving() as session:
        kept, gone, admin = make_person(session, "Ana"), make_person(session, "Ana R"), admin_of(session)
        opening = make_opening(session)
        told = {"opening_version": 1, "terms_sha": TERMS, "text_version": "1", "how": "phone", "by": admin.id}
        days = {True: MOMENT, False: MOMENT + (DAY if later == "no" else -DAY)}
        for one, given in ((kept, True), (gone, False)):
            pair = {"candidate_id": one.id, "opening_id": opening.id}
            row = save(session, Consent(**pair, given=given, given_at=days[given], **told))
            if given:
                save(session, Submission(**pair, consent_id=row.id, packet={}, by=admin.id))
        session.commit()
        before, told_before = tables_of(session), plan(session, kept, gone)
        assert ("consent" in told_before.goes) == (later == "no") == ("consent" not in told_before.stays)
        made = merge(session, kept, gone, admin)
        session.commit()
        standing = consents.standing(session, kept.id, opening.id)
        assert standing and standing.given == (later == "yes")
        assert (session.scalars(select(Submission)).one().withdrawn_at is None) == (later == "yes")
        undo(session, made, admin, made.at)
        session.commit()
        session.expire_all()
        assert tables_of(session) == before


def test_an_answer_given_since_stands_when_parted(app: Flask) -> None:
    with app.app_context(), saving() as session:
        kept, gone, admin = make_person(session, "Ana"), make_person(session, "Ana R"), admin_of(session)
        pair = {"opening_id": make_opening(session).id, "opening_version": 1, "terms_sha": TERMS, "text_version": "1"}
        told = {**pair, "how": "phone", "by": admin.id}
        save(session, Consent(candidate_id=kept.id, given=True, given_at=MOMENT, **told))
        no = save(session, Consent(candidate_id=gone.id, given=False, given_at=MOMENT + DAY, **told))
        made = merge(session, kept, gone, admin)
        no.revoked_at = now()
        session.flush()
        since = save(session, Consent(candidate_id=kept.id, given=True, **told))
        undo(session, made, admin, made.at)
        assert consents.standing(session, kept.id, pair["opening_id"]) is since and no.candidate_id == gone.id


def test_nobody_is_kept_where_the_other_record_is_barred(app: Flask) -> None:
    with app.app_context(), saving() as session:
        kept, gone, admin = make_person(session, "Ana"), make_person(session, "Ana R"), admin_of(session)
        owner = make_facility(session, name="Owner")
        site, apart = make_facility(session, name="Site", parent_id=owner.id), make_facility(session, name="Apart")
        for one, facility in ((kept, site), (kept, apart), (gone, site)):
            save(session, Favourite(facility_id=facility.id, candidate_id=one.id, by=admin.id))
        bar(session, owner, make_person(session, "Somebody else"), "Late", admin)
        save(session, DoNotReturn(facility_id=owner.id, candidate_id=gone.id, reason="Late", by=admin.id))
        made = merge(session, kept, gone, admin)
        assert [row.facility_id for row in rows_of(session, Favourite, kept)] == [apart.id]
        undo(session, made, admin, made.at)
        assert {row.facility_id for row in rows_of(session, Favourite, kept)} == {site.id, apart.id}


def test_a_link_handed_out_before_a_merge_opens_nothing(app: Flask) -> None:
    with app.app_context(), saving() as session:
        kept, gone, admin = contact(session, "Ana"), contact(session, "Ana"), admin_of(session)
        save(session, User(email="ana@example.org", name="Ana", role="candidate", candidate_id=gone.id))
        token, _ = make_link(
            session, session.scalars(select(User).where(User.candidate_id == gone.id)).one(), admin, now()
        )
        assert open_link(session, token, now())
        merge(session, kept, gone, admin)
        assert open_link(session, token, now()) is None


def test_a_record_merged_twice_is_found_from_the_last_and_parted_in_turn(app: Flask) -> None:
    with app.app_context(), saving() as session:
        first, second, third = (make_person(session, name) for name in ("Ana A", "Ana B", "Ana C"))
        make_credential(session, first, "acls_aha")
        admin = admin_of(session)
        shortlist = make_shortlist(session, make_opening(session), admin)
        profile = make_snapshot(session, "profile", candidate_id=first.id)
        make_decision(session, make_entry(session, shortlist, first, profile_sha=profile.sha256), admin)
        merge(session, second, first, admin)
        made = merge(session, third, second, admin)
        assert set(decisions.of_opening(session, shortlist.opening_id)) == {third.id}
        assert credentials.current(session, third.id)[0].type == "acls_aha"
        undo(session, made, admin, made.at)
        assert (first.merged_into, second.merged_into) == (second.id, None)
        assert credentials.current(session, second.id) and set(decisions.of_opening(session, shortlist.opening_id)) == {
            second.id
        }


def test_two_put_forward_for_one_opening_are_not_merged(app: Flask, admin: FlaskClient) -> None:
    with app.app_context(), saving() as session:
        kept, gone = write_two(session)
        sent = session.scalars(select(Submission)).one()
        given = {"opening_id": sent.opening_id, "consent_id": sent.consent_id, "packet": {}, "by": sent.by}
        save(session, Submission(candidate_id=kept.id, **given))
        address, gone_id = f"/candidates/{kept.public_id}/same/{gone.public_id}", gone.id
    with nothing_saved(app):
        refused(admin.post(address), "Both records are put forward for the same opening")
    with app.app_context():
        assert db.session.get_one(Candidate, gone_id).merged_into is None


def contact(session: Session, name: str, **given: Any) -> Candidate:
    made = make_person(session, name)
    for column, value in given.items():
        setattr(session.get_one(CandidateIdentity, made.id), column, value)
    session.flush()
    return made


def test_the_same_email_phone_or_name_with_birth_date_is_flagged_and_nothing_else(both: Flask) -> None:
    born = date(1990, 5, 17)
    with both.app_context(), saving() as session:
        ana = contact(session, "Ana Reyes", email="ana@example.org", phone="(609) 555-0134", birth_date=born)
        alike = {
            contact(session, "A. Reyes", email="ANA@example.org").id: "email",
            contact(session, "Bo Quill", phone="+1 609.555.0134").id: "phone",
            contact(session, "ANA REYES", birth_date=born).id: "birth",
        }
        contact(session, "Ana Reyes")  # a name alone
        contact(session, "Ana Reyes", birth_date=date(1990, 5, 18), email="ana@example.com", phone="609 555 1134")
        contact(session, "Cy Quill", birth_date=born)
        merged = contact(session, "Ana Reyes", email="ana@example.org")
        merged.merged_into = ana.id
        session.flush()
        found = find_same(session, [ana.id, *alike])
        assert {one.candidate.id: one.why for one in found[ana.id]} == alike
        assert all([same.candidate.id for same in found[one]] == [ana.id] for one in alike)


def test_a_person_compares_merges_and_undoes(app: Flask, recruiter: FlaskClient) -> None:
    with app.app_context(), saving() as session:
        kept, gone = write_two(session)
        session.get_one(CandidateIdentity, kept.id).email = "Ana@example.org"
        here, there = kept.public_id, gone.public_id
    for one in (here, there):
        page = recruiter.get(f"/candidates/{one}").text
        assert "Possibly the same person" in page and "Both have the same email." in page
    assert recruiter.get("/candidates").text.count("Possibly the same as another") == 2
    page = unescape(recruiter.get(f"/candidates/{here}/same/{there}").text)
    for words in (
        "Ana M. Reyes",
        "4 credentials",
        "1 job",
        "1 note",
        "Two things stay with the other record",
        "Signs in nowhere",
    ):
        assert words in page, words
    assert f"/candidates/{there}/same/{here}" in page
    for _ in range(2):  # sent twice
        answer = recruiter.post(f"/candidates/{here}/same/{there}")
        assert answer.status_code == 303 and answer.location == f"/candidates/{here}"
    with app.app_context():
        assert db.session.scalar(select(func.count(Merge.id))) == 1
    old = recruiter.get(f"/candidates/{there}")
    assert (old.status_code, old.location) == (302, f"/candidates/{here}")
    page = unescape(recruiter.get(f"/candidates/{here}").text)
    assert "The record of Ana M. Reyes was merged into this one by Recruiter Person" in page
    for _ in range(2):
        assert recruiter.post(f"/candidates/{here}/same/undo").status_code == 303
    assert recruiter.get(f"/candidates/{there}").status_code == 200
    assert "was merged into" not in recruiter.get(f"/candidates/{here}").text


def test_who_was_found_to_be_two_people_is_not_asked_about_again_until_taken_back(both: Flask) -> None:
    with both.app_context(), saving() as session:
        kept, gone = (contact(session, name, email="shared@example.org") for name in ("Ana Reyes", "Bo Reyes"))
        here, there = kept.public_id, gone.public_id
    recruiter, page = signed_in(both, "recruiter"), f"/candidates/{here}/same/{there}"
    other_way = f"/candidates/{there}/same/{here}"
    for address in (page, other_way):  # sent twice, and from the other record too
        answer = recruiter.post(f"{address}/two")
        assert answer.status_code == 303
    assert "Possibly the same as another" not in recruiter.get("/candidates").text
    for one, other in ((here, "Bo Reyes"), (there, "Ana Reyes")):
        shown = unescape(recruiter.get(f"/candidates/{one}").text)
        assert "Possibly the same person" not in shown
        assert f"Not the same person: {other}, as Recruiter Person found on" in shown
    for address in (page, other_way):
        shown = recruiter.get(address).text
        assert "Recruiter Person found on" in shown and "Merge the two" not in shown and "the same email" in shown
    refused(recruiter.post(page), "Somebody found these to be two people. Take that back, then merge")
    with both.app_context():
        said = db.session.scalars(select(TwoPeople)).one()
        assert said.first_id < said.second_id
    for _ in range(2):
        assert recruiter.post(f"{other_way}/two/undo").location == other_way
    assert "Possibly the same person" in recruiter.get(f"/candidates/{here}").text
    assert recruiter.post(page).status_code == 303


def test_two_people_stay_two_whatever_their_records_are_merged_into(app: Flask) -> None:
    with app.app_context(), saving() as session:
        ana, bo, kept = (contact(session, name, email="shared@example.org") for name in ("Ana", "Bo", "Ana R"))
        admin = admin_of(session)
        say_two(session, ana, bo, admin)
        made = merge(session, kept, ana, admin)
        assert [find_same(session, [one.id])[one.id] for one in (kept, bo)] == [[], []]
        with pytest.raises(Refused):
            merge(session, kept, bo, admin)
        undo(session, made, admin, made.at)
        assert [same.name for same in find_same(session, [bo.id])[bo.id]] == ["Ana R"]
        made = merge(session, kept, ana, admin)
        take_back_two(session, bo, kept)
        assert [same.name for same in find_same(session, [bo.id])[bo.id]] == ["Ana R"]


def test_a_record_is_not_merged_with_itself_or_with_nobody(app: Flask, recruiter: FlaskClient) -> None:
    with app.app_context(), saving() as session:
        here = make_person(session).public_id
    with nothing_saved(app):
        assert recruiter.post(f"/candidates/{here}/same/{here}").status_code == 404
        assert recruiter.post(f"/candidates/{here}/same/nobody").status_code == 404
        assert recruiter.post(f"/candidates/nobody/same/{here}").status_code == 404
        assert recruiter.post(f"/candidates/{here}/same/{here}/two").status_code == 404


REGISTERED = {"name": "Ana Reyes", "email": "ana@example.org", "phone": "", **NEW}


@pytest.mark.parametrize("hers_is_kept", [True, False])
def test_who_registered_reaches_the_merged_record_only_by_a_link(
    app: Flask, recruiter: FlaskClient, hers_is_kept: bool
) -> None:
    with app.app_context(), saving() as session:
        held = contact(session, "Ana Reyes", email="ana@example.org").public_id
    stranger = app.test_client()
    assert stranger.post("/register", data=REGISTERED).status_code == 303
    signing_in = {"email": "ana@example.org", "password": NEW["password"]}
    assert stranger.post("/sign-in", data=signing_in).status_code == 303
    with app.app_context():
        user = by_email(db.session, "ana@example.org")
        assert user and user.candidate_id
        own = db.session.get_one(Candidate, user.candidate_id).public_id
    kept, gone = (own, held) if hers_is_kept else (held, own)
    assert recruiter.post(f"/candidates/{kept}/same/{gone}").status_code == 303
    assert stranger.get("/account").status_code == 303  # signed out
    assert stranger.post("/sign-in", data=signing_in).status_code == 422
    path = link_on(recruiter.post(f"/candidates/{kept}/invite").text)
    assert stranger.post(path, data=NEW).status_code == 303
    with app.app_context():
        user = by_email(db.session, "ana@example.org")
        assert user and user.candidate_id
        assert db.session.get_one(Candidate, user.candidate_id).public_id == kept


def account_of(session: Session, candidate: Candidate, email: str, how: str) -> User:
    """An account that came by a link, or registered."""
    user = save(session, User(email=email, name="Ana", role="candidate", candidate_id=candidate.id, password="hash"))
    if how == "link":
        link = make_link(session, user, admin_of(session), now())[1]
        link.used_at = now()
        session.flush()
    return user


@pytest.mark.parametrize(
    ("of_kept", "of_gone", "stays"),
    [
        *[("register", "link", "gone"), ("link", "register", "kept"), ("link", "link", "kept")],
        *[("register", "register", "kept"), ("", "link", "gone"), ("", "register", "gone"), ("link", "", "kept")],
    ],
)
def test_who_came_by_a_link_signs_in_for_the_merged_record_whichever_is_kept_until_undone(
    both: Flask, of_kept: str, of_gone: str, stays: str
) -> None:
    with both.app_context(), saving() as session:
        kept, gone = contact(session, "Ana Reyes"), contact(session, "Ana Reyes")
        given = {"kept": (kept, of_kept), "gone": (gone, of_gone)}
        mine = {name: account_of(session, one, f"{name}@x.org", how).id for name, (one, how) in given.items() if how}
        records, address = (kept.id, gone.id), f"/candidates/{kept.public_id}/same/{gone.public_id}"
    page, linked = unescape(signed_in(both, "recruiter").get(address).text), "link" in (of_kept, of_gone)
    says = ", who came by a link from you, signs in" if linked else " signs in for the merged record only by a new link"
    assert f"{stays}@x.org{says}" in page
    assert page.count("is closed and signs in no more.") == len(mine) - 1
    with both.app_context(), saving() as session:
        kept, gone = (session.get_one(Candidate, one) for one in records)
        people = {name: session.get_one(User, one) for name, one in mine.items()}
        before, own = tables_of(session)["user"], people.pop(stays)
        made = merge(session, kept, gone, admin_of(session))
        assert own.active and own.candidate_id == kept.id and own.password == ("hash" if linked else None)
        assert all(not user.active and user.candidate_id == gone.id for user in people.values())
        token = make_link(session, own, admin_of(session), now())[0]
        undo(session, made, admin_of(session), made.at)
        assert tables_of(session)["user"] == before and open_link(session, token, now()) is None


def test_looking_at_two_records_changes_neither(app: Flask, recruiter: FlaskClient) -> None:
    with app.app_context(), saving() as session:
        kept, gone = write_two(session)
        assert plan(session, kept, gone).stays == {"document": 1, "held_skill": 1}
        address = f"/candidates/{kept.public_id}/same/{gone.public_id}"
        session.commit()
        before = tables_of(session), counts(session)
    assert recruiter.get(address).status_code == 200
    with app.app_context():
        assert (tables_of(db.session), counts(db.session)) == before
