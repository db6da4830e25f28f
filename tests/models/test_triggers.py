"""What triggers hold on both databases: rows that are only ever added, and who may verify."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import create_engine, delete, select, text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models import Credential, Decision, Entry, OwnerHistory, RankerUse, Shortlist, Snapshot, Verification, credential
from models.owner_history import ever_recruited
from models.triggers import INSERT_ONLY
from tests.builders import (
    MOMENT,
    make_candidate,
    make_credential,
    make_decision,
    make_document,
    make_entry,
    make_opening,
    make_shortlist,
    make_snapshot,
    make_user,
    make_verification,
    save,
)


@pytest.fixture
def ana(session):
    """A candidate with one row in each insert-only table."""
    verifier, recruiter = make_user(session, "credentialing"), make_user(session)
    ana = make_candidate(session, owner_id=recruiter.id)
    make_verification(session, make_credential(session, ana), verifier)
    profile = make_snapshot(session, "profile", candidate_id=ana.id)
    shortlist = make_shortlist(session, make_opening(session), recruiter)
    make_decision(session, make_entry(session, shortlist, ana, profile_sha=profile.sha256), recruiter)
    save(session, RankerUse(act="activate", sha256=make_snapshot(session, "ranker").sha256, by=recruiter.id))
    return ana


CHANGES = {
    "credential": update(Credential).values(number="1"),
    "verification": update(Verification).values(result="ok"),
    "snapshot": update(Snapshot).values(body="{}"),
    "shortlist": update(Shortlist).values(code_version="2"),
    "entry": update(Entry).values(fit=10000),
    "ranker_use": update(RankerUse).values(sha256=None),
    "owner_history": update(OwnerHistory).values(since=MOMENT),
    "decision": update(Decision).values(words="I never said that"),
}


@pytest.mark.parametrize("erased", [False, True])
@pytest.mark.parametrize("table", INSERT_ONLY)
def test_no_row_is_ever_changed(session, ana, table, erased):
    ana.erased_at = MOMENT if erased else None
    session.flush()
    with pytest.raises(IntegrityError, match=f"{table} is insert-only: add a row instead"):
        session.execute(CHANGES[table])


def test_postgresql_empties_no_insert_only_table_at_once(postgresql):
    engine = create_engine(postgresql.copy())
    with engine.connect() as connection:
        for table in INSERT_ONLY:
            with pytest.raises(IntegrityError, match="is never emptied"), connection.begin_nested():
                connection.execute(text(f"TRUNCATE {table} CASCADE"))
    engine.dispose()


@pytest.mark.parametrize("table", INSERT_ONLY)
def test_no_row_goes_while_its_candidate_is_there(session, ana, table):
    with pytest.raises(IntegrityError, match=f"a row of {table} is "):
        session.execute(text(f"DELETE FROM {table}"))  # noqa: S608


def test_erasing_takes_her_rows_and_nobody_elses(session, ana):
    ben = make_candidate(session)
    kept = make_credential(session, ben)
    ana.erased_at = MOMENT
    session.flush()
    for table in (Decision, Verification):
        assert session.execute(delete(table)).rowcount == 1
    for table in (Entry, Credential, Snapshot, OwnerHistory):
        assert session.execute(delete(table).where(table.candidate_id == ana.id)).rowcount == 1
    for others in (delete(Credential).where(Credential.id == kept.id), delete(Snapshot), delete(Shortlist)):
        with pytest.raises(IntegrityError, match="a row of"), session.begin_nested():
            session.execute(others)


def test_a_profile_snapshot_of_a_candidate_outlives_only_her(session, ana):
    with pytest.raises(IntegrityError, match="only once its candidate is erased"):
        session.execute(delete(Snapshot).where(Snapshot.candidate_id == ana.id))


def test_replacing_a_row_on_sqlite_is_deleting_it(sqlite):
    engine = create_engine(sqlite.copy())
    with Session(engine) as session:
        make_snapshot(session)
        with pytest.raises(IntegrityError, match="a row of snapshot"):
            session.execute(
                text("INSERT OR REPLACE INTO snapshot SELECT sha256, kind, 'forged', candidate_id FROM snapshot")
            )
    engine.dispose()


def test_who_recruits_her_does_not_verify(session):
    recruiter, verifier = make_user(session), make_user(session, "credentialing")
    card = make_credential(session, make_candidate(session, owner_id=recruiter.id))
    with pytest.raises(IntegrityError, match="who recruits a candidate"), session.begin_nested():
        make_verification(session, card, recruiter)
    make_verification(session, card, verifier)


def test_who_ever_recruited_her_does_not_verify_either(session):
    first, second, third = make_user(session), make_user(session), make_user(session, "credentialing")
    ana = make_candidate(session, owner_id=first.id)
    for owner in (second.id, None, None):
        ana.owner_id = owner
        session.flush()
    card = make_credential(session, ana)
    for who in (first, second):
        with pytest.raises(IntegrityError, match="or ever did"), session.begin_nested():
            make_verification(session, card, who)
    make_verification(session, card, third)
    kept = session.scalars(select(OwnerHistory).order_by(OwnerHistory.id)).all()
    assert [(one.candidate_id, one.owner_id) for one in kept] == [(ana.id, first.id), (ana.id, second.id)]
    assert all(abs((one.since - datetime.now(UTC)).total_seconds()) < 3600 for one in kept)


def test_who_entered_it_or_what_it_corrects_does_not_verify(session):
    first, second, verifier = (make_user(session, "credentialing") for _ in range(3))
    ana = make_candidate(session)
    read = make_credential(session, ana, entered_by=first.id, standing="proposed")
    confirmed = make_credential(session, ana, entered_by=second.id, supersedes=read.id)
    other = make_credential(session, ana, "ccma", entered_by=verifier.id)
    for card, who in ((read, first), (confirmed, second), (confirmed, first), (other, verifier)):
        with pytest.raises(IntegrityError, match="who entered a credential"), session.begin_nested():
            make_verification(session, card, who)
    make_verification(session, confirmed, verifier)
    make_verification(session, other, first)


def test_a_row_supersedes_one_of_the_same_candidate_alone(session):
    ana, ben = make_candidate(session), make_candidate(session)
    card = make_credential(session, ana)
    with pytest.raises(IntegrityError, match="of the same candidate"), session.begin_nested():
        make_credential(session, ben, supersedes=card.id)
    later = make_credential(session, ana, supersedes=card.id)
    assert credential.current(session, ana.id) == [later]


@pytest.fixture
def two(session):
    """The record kept, the record merged into it, and a credential of the latter's read from a document of its own."""
    kept, gone = make_candidate(session), make_candidate(session)
    mine, hers, other = (make_document(session, kept, "BLS"), make_document(session, gone, "BLS"),
                         make_document(session, kept, "ACLS"))  # fmt: skip
    card = make_credential(session, gone, document_id=hers.id, span_start=0, span_end=3, number="1")
    return kept, gone, card, mine, other


def test_a_credential_changes_hands_only_between_merged_records(session, two):
    kept, gone, card, mine, _ = two
    to_kept = update(Credential).values(candidate_id=kept.id, document_id=mine.id)
    with pytest.raises(IntegrityError, match="credential is insert-only"), session.begin_nested():
        session.execute(to_kept)
    gone.merged_into = kept.id
    session.flush()
    session.execute(to_kept)
    session.execute(update(Credential).values(candidate_id=gone.id))  # and back
    session.refresh(card)
    assert (card.candidate_id, card.document_id, card.number) == (gone.id, mine.id, "1")


@pytest.mark.parametrize("column", [column.name for column in Credential.__table__.columns])
def test_nothing_else_of_a_credential_changes_in_a_merge(session, two, column):
    kept, gone, card, _, other = two
    gone.merged_into = kept.id
    stranger = make_candidate(session)
    to = {"candidate_id": stranger.id, "document_id": other.id, "id": 9_999, "supersedes": None, "type": "acls"}
    to |= {"entered_by": make_user(session).id, "entered_at": MOMENT, "revoked_at": MOMENT, "issued": MOMENT.date()}
    to |= {
        "expires": MOMENT.date(),
        "compact": True,
        "standing": "rejected",
        "span_start": 1,
        "span_end": 2,
        "state": "NJ",
    }
    session.flush()
    values = {"candidate_id": kept.id, column: to.get(column, "other")}
    if column == "supersedes":
        values[column] = make_credential(session, kept).id
    with pytest.raises(IntegrityError, match="credential is insert-only"), session.begin_nested():
        session.execute(update(Credential).where(Credential.id == card.id).values(**values))


def test_who_recruited_the_record_that_was_merged_does_not_verify(session):
    recruiter = make_user(session)
    gone, kept = make_candidate(session, owner_id=recruiter.id), make_candidate(session)
    card = make_credential(session, kept)
    assert not ever_recruited(session, kept.id, recruiter.id)
    gone.merged_into = kept.id
    session.flush()
    assert ever_recruited(session, kept.id, recruiter.id)
    with pytest.raises(IntegrityError, match="ever did"):
        make_verification(session, card, recruiter)
