"""What the databases refuse by themselves, each rule seen to refuse on both."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import delete, select, text
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm.exc import StaleDataError

from models import (
    Availability,
    Candidate,
    CandidateIdentity,
    Document,
    Education,
    Language,
    Preference,
    SectionAnswer,
    Snapshot,
    Training,
    User,
    Verification,
    user,
)
from tests.builders import (
    MOMENT,
    make_candidate,
    make_credential,
    make_decision,
    make_document,
    make_entry,
    make_experience,
    make_facility,
    make_opening,
    make_requirement,
    make_shortlist,
    make_skill,
    make_task,
    make_user,
    make_verification,
    save,
    settled,
)

EARLY, LATE = date(2026, 3, 1), date(2026, 12, 7)
SHA = "a" * 64


def entry(session, **given):
    shortlist = make_shortlist(session, make_opening(session), make_user(session))
    return make_entry(session, shortlist, make_candidate(session), **given)


def owned(kind, standing="proposed", **given):
    return lambda s: save(s, kind(candidate_id=make_candidate(s).id, **{**settled(standing), **given}))


def hers(kind, **given):
    return lambda s: save(s, kind(candidate_id=make_candidate(s).id, **given))


#: what the database says (the constraint's name) -> something it must refuse
REFUSED = {
    "ck_user_role": lambda s: make_user(s, "boss"),
    "ck_user_view": lambda s: make_user(s, view="wide"),
    "ck_candidate_merged_into": lambda s: s.execute(
        text("UPDATE candidate SET merged_into = id WHERE id = :id"), {"id": make_candidate(s).id}
    ),
    "ck_candidate_identity_name": hers(CandidateIdentity, name=""),
    "ck_candidate_identity_npi": hers(CandidateIdentity, name="Ana", npi="123"),
    "ck_document_kind": lambda s: make_document(s, make_candidate(s), kind="photo"),
    "ck_document_sha256": lambda s: make_document(s, make_candidate(s), sha256="abc"),
    "ck_document_owner": lambda s: make_document(s, make_candidate(s), opening_id=make_opening(s).id),
    "ck_experience_days": lambda s: make_experience(s, make_candidate(s), begin=LATE, end=EARLY),
    "ck_experience_current": lambda s: make_experience(s, make_candidate(s), end=EARLY, current=True),
    "ck_experience_standing": lambda s: make_experience(s, make_candidate(s), "sure"),
    "ck_experience_settled": lambda s: make_experience(s, make_candidate(s), decided_at=None),
    "ck_experience_span": lambda s: make_experience(s, make_candidate(s), span_start=0, span_end=5),
    "ck_held_skill_level": lambda s: make_skill(s, make_candidate(s), "ekg", level=5),
    "ck_held_skill_standing": lambda s: make_skill(s, make_candidate(s), "ekg", "sure"),
    "ck_education_programme": owned(Education, programme="evening"),
    "ck_education_hours": owned(Education, hours=-1),
    "ck_training_hours": owned(Training, slug="injection", hours=-1),
    "ck_training_procedures": owned(Training, slug="injection", procedures=-1),
    "ck_language_standing": owned(Language, "sure", slug="spanish"),
    "ck_section_answer_section": hers(SectionAnswer, section="hobbies"),
    "ck_availability_days": hers(Availability, begin=EARLY, end=EARLY),
    "ck_preference_miles": hers(Preference, miles=0),
    "ck_preference_pay_floor": hers(Preference, pay_floor=0),
    "ck_credential_days": lambda s: make_credential(s, make_candidate(s), issued=LATE, expires=EARLY),
    "ck_credential_standing": lambda s: make_credential(s, make_candidate(s), standing="sure"),
    "ck_verification_result": lambda s: make_verification(
        s, make_credential(s, make_candidate(s)), make_user(s), "perhaps"
    ),
    "ck_verification_method": lambda s: save(
        s,
        Verification(
            credential_id=make_credential(s, make_candidate(s)).id,
            by=make_user(s).id,
            source="NHA",
            method="guess",
            result="ok",
        ),
    ),
    "ck_verification_source": lambda s: save(
        s,
        Verification(
            credential_id=make_credential(s, make_candidate(s)).id,
            by=make_user(s).id,
            source="",
            method="phone",
            result="ok",
        ),
    ),
    "ck_facility_name": lambda s: make_facility(s, name=""),
    "ck_facility_provider_count": lambda s: make_facility(s, provider_count=0),
    "ck_facility_clinical_share": lambda s: make_facility(s, clinical_share=101),
    "ck_facility_parent": lambda s: s.execute(
        text("UPDATE facility SET parent_id = id WHERE id = :id"), {"id": make_facility(s).id}
    ),
    "ck_opening_status": lambda s: make_opening(s, status="maybe"),
    "ck_opening_title": lambda s: make_opening(s, title=""),
    "ck_opening_days": lambda s: make_opening(s, begin=LATE, end=EARLY),
    "ck_opening_pay": lambda s: make_opening(s, pay_from=2500, pay_to=2400),
    "ck_opening_pay_from": lambda s: make_opening(s, pay_from=-1),
    "ck_opening_pay_to": lambda s: make_opening(s, pay_to=0),
    "ck_opening_pay_unit": lambda s: make_opening(s, pay_unit="day"),
    "ck_opening_positions": lambda s: make_opening(s, positions=0),
    "ck_opening_clinical_share": lambda s: make_opening(s, clinical_share=-1),
    "ck_opening_task_weight": lambda s: make_task(s, make_opening(s), "ekg", weight=11),
    "ck_opening_task_standing": lambda s: make_task(s, make_opening(s), "ekg", "sure"),
    "ck_requirement_kind": lambda s: make_requirement(s, "bls_card", kind="wish"),
    "ck_requirement_level": lambda s: make_requirement(s, "bls_card", level="state"),
    "ck_requirement_scope": lambda s: make_requirement(s, "bls_card", level="opening"),
    "ck_requirement_any_of": lambda s: make_requirement(s),
    "ck_requirement_years": lambda s: make_requirement(s, "medical_assistant", kind="experience", years=-1),
    "ck_requirement_experience": lambda s: make_requirement(s, "medical_assistant", kind="experience"),
    "ck_requirement_weight": lambda s: make_requirement(s, "bls_card", weight=0),
    "ck_requirement_due": lambda s: make_requirement(s, "bls_card", due="someday"),
    "ck_requirement_relaxes": lambda s: make_requirement(
        s, "bls_card", relaxes_id=make_requirement(s, "bls_card").id, reason=None
    ),
    "ck_snapshot_kind": lambda s: save(s, Snapshot(sha256=SHA, kind="mood", body="{}")),
    "ck_snapshot_sha256": lambda s: save(s, Snapshot(sha256="abc", kind="rules", body="{}")),
    "ck_snapshot_candidate": lambda s: save(s, Snapshot(sha256=SHA, kind="profile", body="{}")),
    "ck_entry_lane": lambda s: entry(s, lane="fast"),
    "ck_entry_position": lambda s: entry(s, position=0),
    "ck_entry_band": lambda s: entry(s, band=0),
    "ck_entry_fit": lambda s: entry(s, fit=10001),
    "ck_entry_profile_sha": lambda s: entry(s, profile_sha="abc"),
    "ck_decision_verdict": lambda s: make_decision(s, entry(s), make_user(s), verdict="hire"),
    "ck_decision_reason": lambda s: make_decision(s, entry(s), make_user(s), reason=""),
}


@pytest.mark.parametrize("name", REFUSED)
def test_the_database_refuses(session, name):
    with pytest.raises(IntegrityError) as refusal:
        REFUSED[name](session)
    assert name in str(refusal.value.orig)


def test_both_or_neither_of_what_is_relaxed_and_why(session):
    first = make_requirement(session, "bls_card")
    make_requirement(session, "bls_card", relaxes_id=first.id, reason="the facility trains")
    for given in ({"reason": "no reason to relax"}, {"relaxes_id": first.id, "reason": ""}):
        with pytest.raises(IntegrityError), session.begin_nested():
            make_requirement(session, "bls_card", **given)


def test_a_document_of_nobody_is_refused(session):
    with pytest.raises(IntegrityError, match="ck_document_owner"):
        make_document(session, make_candidate(session), candidate_id=None)


def test_what_is_unique(session):
    ana, ben = make_candidate(session), make_candidate(session)
    opening, facility = make_opening(session), make_facility(session)
    shortlist = make_shortlist(session, opening, make_user(session))
    card = make_credential(session, ana)
    make_user(session, "candidate", email="Ana.Reyes@example.org", candidate_id=ana.id)
    make_document(session, ana, "resume"), make_document(session, opening, "posting")
    make_skill(session, ana, "ekg", "rejected"), make_task(session, opening, "ekg")
    make_entry(session, shortlist, ana)
    make_credential(session, ana, supersedes=card.id)
    make_document(session, ben, "resume")
    for again in (
        lambda: make_user(session, email="ana.reyes@EXAMPLE.org"),
        lambda: make_user(session, "candidate", candidate_id=ana.id),
        lambda: make_document(session, ana, "resume"),
        lambda: make_document(session, opening, "posting"),
        lambda: make_skill(session, ana, "ekg"),
        lambda: make_task(session, opening, "ekg"),
        lambda: make_entry(session, shortlist, ana),
        lambda: make_credential(session, ana, supersedes=card.id),
        lambda: make_candidate(session, public_id=ana.public_id),
        lambda: make_facility(session, public_id=facility.public_id),
    ):
        with pytest.raises(IntegrityError, match=r"(?i)unique"), session.begin_nested():
            again()
    assert user.by_email(session, " ANA.reyes@example.org ").candidate_id == ana.id
    assert user.by_email(session, "nobody@example.org") is None


def test_a_reference_to_nothing_is_refused_and_so_is_deleting_what_is_referred_to(session):
    ana = make_candidate(session)
    make_skill(session, ana, "ekg")
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"), session.begin_nested():
        make_candidate(session, owner_id=999_999)
    with pytest.raises(IntegrityError, match=r"(?i)foreign key"), session.begin_nested():
        session.execute(delete(Candidate).where(Candidate.id == ana.id))


def test_a_row_changed_meanwhile_is_not_overwritten(session):
    opening = make_opening(session)
    session.execute(text("UPDATE opening SET version = version + 1 WHERE id = :id"), {"id": opening.id})
    opening.title = "Lead medical assistant"
    with pytest.raises(StaleDataError):
        session.flush()


def test_moments_come_back_aware_and_in_utc(session):
    eastern = timezone(timedelta(hours=-5))
    ana = make_candidate(session, erased_at=datetime(2026, 11, 25, 20, 30, tzinfo=eastern))
    session.expire(ana)
    assert ana.erased_at == datetime(2026, 11, 26, 1, 30, tzinfo=UTC)
    assert ana.erased_at.utcoffset() == timedelta(0)
    with pytest.raises(StatementError, match="has no time zone"):
        make_candidate(session, erased_at=datetime(2026, 11, 25))


def test_public_ids_are_their_own_and_never_start_with_a_dash(session):
    ids = {make_candidate(session).public_id for _ in range(200)}
    assert len(ids) == 200
    assert all(len(i) == 12 and not i.startswith("-") for i in ids)


def test_a_users_role_is_the_one_the_sign_in_library_sees(session):
    who = make_user(session, "credentialing")
    assert [role.name for role in who.roles] == ["credentialing"]
    assert who.has_role("credentialing")
    assert not who.has_role("admin")
    assert len(session.scalars(select(User)).all()) == 1


def test_a_documents_bytes_are_read_only_when_asked_for(session):
    document = make_document(session, make_candidate(session), "resume", added_at=MOMENT)
    session.expire_all()
    found = session.scalars(select(Document)).one()
    assert "content" not in vars(found)
    assert found.content == b"resume"
    assert found is document
