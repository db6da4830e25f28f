"""SQLite's transactions hold what PostgreSQL's do, and the optimistic lock tells who came second."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from models import Candidate, HeldSkill, Opening, User
from models.base import touch
from models.engine import begin_writing
from tests.builders import MOMENT, make_candidate, make_opening, make_skill, make_task, make_user


@pytest.fixture
def two(database_url):
    """Two sessions on one database, as two requests have them."""
    engine = create_engine(database_url)
    with Session(engine, expire_on_commit=False) as one, Session(engine, expire_on_commit=False) as other:
        yield one, other
    engine.dispose()


def test_what_was_not_committed_is_gone_tables_included(two):
    one, other = two
    one.execute(text("CREATE TABLE scratch (id INTEGER)"))
    make_candidate(one)
    one.rollback()
    assert other.query(Candidate).count() == 0
    with pytest.raises(Exception, match="scratch"):
        one.execute(text("SELECT * FROM scratch"))


def test_of_two_people_who_settle_facts_of_one_candidate_the_second_is_told(two):
    one, other = two
    ana = make_candidate(one)
    skills = [make_skill(one, ana, slug, "proposed") for slug in ("ekg", "injections")]
    one.commit()
    seen = other.get(Candidate, ana.id)
    second = other.get(HeldSkill, skills[1].id)
    other.commit()
    skills[0].standing, skills[0].decided_at = "confirmed", MOMENT
    one.commit()
    assert seen.version == ana.version - 1
    second.standing, second.decided_at = "confirmed", MOMENT
    with pytest.raises(StaleDataError):
        other.commit()


def test_tasks_move_their_openings_version_and_a_second_settler_is_refused(session):
    opening = make_opening(session)
    task = make_task(session, opening, "ekg", "proposed")
    assert opening.version == 2
    session.execute(text("UPDATE opening SET version = 3"))
    task.standing, task.decided_at = "confirmed", MOMENT
    with pytest.raises(StaleDataError):
        session.flush()


def test_touching_moves_a_version_even_after_a_commit_made_the_row_forget(session):
    opening = make_opening(session)
    session.commit()
    touch(opening)
    session.commit()
    assert session.get(Opening, opening.id).version == 2


def count_up(url, immediate):
    """One request that reads a name and writes it back longer."""
    engine = create_engine(url)
    try:
        with Session(engine) as session:
            if immediate:
                begin_writing(session)
            session.execute(text('SELECT name FROM "user"')).all()
            session.execute(text("UPDATE \"user\" SET name = name || 'x'"))
            session.commit()
    finally:
        engine.dispose()


def test_writers_that_say_so_wait_their_turn(sqlite):
    url = sqlite.copy()
    engine = create_engine(url)
    with Session(engine) as session:
        make_user(session, name="")
        session.commit()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: count_up(url, immediate=True), range(16)))
    with Session(engine) as session:
        assert session.query(User).one().name == "x" * 16
    engine.dispose()


def test_a_writer_that_read_first_is_refused_at_once_when_it_was_overtaken(sqlite):
    url = sqlite.copy()
    engine = create_engine(url)
    with Session(engine) as reader:
        reader.execute(text('SELECT name FROM "user"')).all()
        with Session(engine) as session:
            make_user(session)
            session.commit()
        with pytest.raises(OperationalError, match="database is locked"):
            make_user(reader)
    engine.dispose()
