"""A candidate's rows as the matcher sees them."""

from datetime import date

from sqlalchemy import event

from matcher.domain import (
    Credential,
    Education,
    Held,
    HeldSkill,
    Job,
    Limits,
    Place,
    Profile,
    Source,
    Training,
)
from models import (
    Availability,
    CandidateIdentity,
    Language,
    Preference,
    SectionAnswer,
    System,
    candidate,
)
from models import Education as EducationRow
from models import HeldRole as HeldRoleRow
from models import Training as TrainingRow
from models.base import touch
from tests.builders import (
    MOMENT,
    make_candidate,
    make_credential,
    make_document,
    make_experience,
    make_skill,
    make_user,
    make_verification,
    save,
    settled,
)

RESUME = "Medical assistant, Harbor Clinic, 2019-03 to present. EKG."


def test_a_candidate_written_by_hand(session):
    ana = make_candidate(session, zip="10001", home_state="NY", waiting_since=date(2026, 10, 1))
    save(session, CandidateIdentity(candidate_id=ana.id, name="Ana Reyes", birth_date=date(1990, 1, 2)))
    resume = make_document(session, ana, RESUME)
    read = {"document_id": resume.id, "span_start": 0, "span_end": 17, "text": "Medical assistant"}
    make_experience(
        session,
        ana,
        employer="Harbor Clinic",
        family="medical_assisting",
        begin=date(2019, 3, 1),
        current=True,
        setting="outpatient_clinic",
        specialty="cardiology",
        **read,
    )
    make_skill(session, ana, "ekg", "proposed", level=3, last_used=date(2026, 10, 1))
    make_skill(session, ana, "venipuncture", "rejected")
    make_credential(
        session, ana, "ccma", issued=date(2024, 5, 1), expires=date(2026, 5, 1), standing="proposed", **read
    )
    own = {"candidate_id": ana.id, **settled("confirmed")}
    save(session, EducationRow(level="certificate", programme="caahep", hours=720, finished=date(2018, 6, 1), **own))
    save(session, TrainingRow(slug="venipuncture", hours=20, procedures=30, **own))
    save(session, Language(slug="spanish", **own))
    save(session, System(slug="epic", **own))
    save(session, HeldRoleRow(slug="phlebotomist", **own))
    save(session, SectionAnswer(candidate_id=ana.id, section="languages"))
    days = {"begin": date(2026, 12, 1), "end": date(2027, 3, 1)}
    save(session, Availability(candidate_id=ana.id, shifts=["weekday_day"], **days))
    save(session, Preference(candidate_id=ana.id, miles=20, pay_floor=2200, settings=["urgent_care"]))

    spoken = Source("Medical assistant", 0, 17, resume.sha256)
    assert candidate.profile(session, ana) == Profile(
        key=ana.public_id,
        jobs=(
            Job(
                title="Medical assistant",
                family="medical_assisting",
                role="medical_assistant",
                employer="Harbor Clinic",
                begin=date(2019, 3, 1),
                current=True,
                setting="outpatient_clinic",
                specialty="cardiology",
                standing="confirmed",
                source=spoken,
            ),
        ),
        skills=(HeldSkill("ekg", 3, date(2026, 10, 1), "proposed"),),
        credentials=(
            Credential("ccma", issued=date(2024, 5, 1), expires=date(2026, 5, 1), proof="stated", source=spoken),
        ),
        education=(Education("certificate", "caahep", None, 720, date(2018, 6, 1), "", "confirmed"),),
        training=(Training("venipuncture", 20, 30, "confirmed"),),
        languages=(Held("spanish", "confirmed"),),
        systems=(Held("epic", "confirmed"),),
        roles=(Held("phlebotomist", "confirmed"),),
        answered=frozenset({"languages"}),
        home=Place("10001", "NY", 40.7484, -73.9967),
        limits=Limits(
            miles=20,
            pay_floor=2200,
            shifts=frozenset({"weekday_day"}),
            settings=frozenset({"urgent_care"}),
            available_from=date(2026, 12, 1),
            available_until=date(2027, 2, 28),
        ),
        waiting_since=date(2026, 10, 1),
        text=RESUME,
    )


def test_an_empty_record_is_an_empty_profile_and_an_unknown_zip_has_no_coordinates(session):
    nobody = make_candidate(session, zip="00000", home_state="NJ")
    assert candidate.profile(session, nobody) == Profile(key=nobody.public_id, home=Place("00000", "NJ"))


def test_how_we_know_of_a_credential(session):
    credentialing = make_user(session, "credentialing")
    ana = make_candidate(session)
    card = make_document(session, ana, "BLS card", kind="card")
    resume = make_document(session, ana, "I hold a BLS card")
    asked = make_credential(session, ana, "bls_aha", standing="proposed")
    make_verification(session, asked, credentialing, "no_answer")
    make_verification(session, asked, credentialing, "ok")
    lapsed = make_credential(session, ana, "acls_aha")
    make_verification(session, lapsed, credentialing, "ok")
    make_verification(session, lapsed, credentialing, "not_found")
    make_credential(session, ana, "seen", document_id=card.id)
    make_credential(session, ana, "seen_by_nobody", document_id=card.id, standing="proposed")
    make_credential(session, ana, "told", document_id=resume.id)
    profile = candidate.profile(session, ana)
    assert {c.type: (c.proof, c.standing) for c in profile.credentials} == {
        "bls_aha": ("verified", "confirmed"),
        "acls_aha": ("stated", "confirmed"),
        "seen": ("document", "confirmed"),
        "seen_by_nobody": ("stated", "proposed"),
        "told": ("stated", "confirmed"),
    }
    assert profile.text == "I hold a BLS card"


def test_the_last_row_of_a_credential_stands_and_a_rejected_one_is_gone(session):
    ana = make_candidate(session)
    read = make_credential(session, ana, "bls_aha", standing="proposed", expires=date(2027, 1, 1))
    right = make_credential(session, ana, "bls_aha", expires=date(2027, 2, 1), supersedes=read.id)
    make_credential(session, ana, "bls_aha", expires=date(2027, 2, 1), supersedes=right.id, revoked_at=MOMENT)
    wrong = make_credential(session, ana, "cna_cert", standing="proposed")
    make_credential(session, ana, "cna_cert", standing="rejected", supersedes=wrong.id)
    assert candidate.profile(session, ana).credentials == (
        Credential("bls_aha", expires=date(2027, 2, 1), revoked=True, standing="confirmed"),
    )


def test_who_was_erased_or_merged_is_not_ranked(session):
    ana, ben, cleo = (make_candidate(session) for _ in range(3))
    ben.erased_at, cleo.merged_into = MOMENT, ana.id
    session.flush()
    assert [profile.key for profile in candidate.profiles(session)] == [ana.public_id]
    assert [profile.key for profile in candidate.profiles(session, [ben.id, ana.id])] == [ana.public_id]
    assert list(candidate.versions(session)) == [ana.id]
    assert candidate.profiles(session, []) == []


def test_the_same_number_of_queries_for_one_and_for_forty_and_none_of_them_reads_identity(session, connection):
    people = [make_candidate(session, zip="10001") for _ in range(40)]
    for person in people:
        make_skill(session, person, "ekg")
        make_credential(session, person)
    said: list[str] = []
    event.listen(connection, "before_cursor_execute", lambda c, cursor, statement, *rest: said.append(statement))

    def queries(ids):
        said.clear()
        profiles = candidate.profiles(session, ids)
        return len(profiles), len(said)

    assert queries([people[0].id]) == (1, 15)
    assert queries([person.id for person in people]) == (40, 15)
    assert queries(None) == (40, 15)
    assert not [statement for statement in said if "candidate_identity" in statement or "content" in statement]


def test_every_fact_moves_the_version_once_a_flush(session):
    ana, ben = make_candidate(session), make_candidate(session)
    credentialing = make_user(session, "credentialing")
    assert candidate.versions(session) == {ana.id: 1, ben.id: 1}
    skill = make_skill(session, ana, "ekg", "proposed")
    assert candidate.versions(session)[ana.id] == 2
    skill.standing, skill.decided_at = "confirmed", MOMENT
    make_skill(session, ana, "injections")
    assert candidate.versions(session)[ana.id] == 3
    skill.standing = "confirmed"
    session.flush()
    assert candidate.versions(session)[ana.id] == 3
    card = make_credential(session, ana)
    make_verification(session, card, credentialing)
    assert candidate.versions(session)[ana.id] == 5
    session.delete(skill)
    session.commit()
    touch(ana)
    session.flush()
    assert candidate.versions(session) == {ana.id: 7, ben.id: 1}
