"""Nothing but the day moves: the same database, another PLACEWELL_TODAY, and eligibility moves with it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from models import Opening
from tests.journeys.agency import TODAY, copied, settings
from web import create_app
from web.config import database_engine
from web.demo import store
from web.services.ranking import rank_opening

pytestmark = pytest.mark.xdist_group("browser")  # beside the one seeded agency


def test_moving_the_clock_alone_changes_who_may_work(
    seeded: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each day by an application made from the environment alone; the page of the list says what that day says."""
    database = copied(seeded, tmp_path / "agency.db")
    with Session(create_engine(database)) as session:
        openings = session.scalars(select(Opening).where(Opening.status == "open", Opening.end.is_not(None))).all()
        later = TODAY + timedelta(days=45)
        counts = {one: [rank_opening(session, one, day).counts for day in (TODAY, later)] for one in openings}
        opening, (now, then) = next((one, pair) for one, pair in counts.items() if pair[0] != pair[1])
        path = f"/openings/{opening.public_id}"
    email, password = next((email, word) for role, email, word in store.sign_ins() if role == "recruiter")
    for day, expected in ((TODAY, now), (later, then)):
        for name, value in settings(database, day).items():
            monkeypatch.setenv(name, value)
        app = create_app({"WTF_CSRF_ENABLED": False})
        client = app.test_client()
        assert client.post("/sign-in", data={"email": email, "password": password}).status_code == 303
        page = client.get(path).text
        shown = {lane: figure(page, lane) for lane in ("eligible", "eligible-if", "not-reviewed", "blocked")}
        assert shown == expected, day
        database_engine(app).dispose()


def figure(page: str, lane: str) -> int:
    """The count of a lane on the page of a list."""
    return int(page.split(f'class="lane-{lane}"')[1].split('class="lane-count">')[1].split("<")[0])


def test_a_day_that_is_none_is_refused_in_one_line(monkeypatch: pytest.MonkeyPatch, seeded: str) -> None:
    for name, value in settings(seeded, date(2026, 11, 24)).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PLACEWELL_TODAY", "24 Nov 2026")
    with pytest.raises(SystemExit, match="PLACEWELL_TODAY=24 Nov 2026 is not a day: write it as 2026-11-24"):
        create_app()
