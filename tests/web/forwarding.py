"""Somebody of the small agency put forward: decided about, agreed, sent, as rows or through the product's own services."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import undefer

from models import Candidate, Opening, Submission
from models import candidate as candidates
from models import opening as openings
from models.user import User, by_email
from tests.builders import make_decision, make_entry, make_shortlist
from tests.web.conftest import TODAY, signed_in
from tests.web.small_agency import Agency
from web.db import db, saving
from web.services.consent import give_answer
from web.services.submission import send
from web.services.terms import seen


@dataclass(frozen=True)
class Forwarding:
    """The small agency, and what its people do there. Bea signs in as the candidate."""

    app: Flask
    agency: Agency

    def client(self, role: str) -> FlaskClient:
        return signed_in(self.app, role)

    def decide(self, name: str, verdict: str = "put-forward") -> None:
        with self.app.app_context(), saving():
            opening, candidate, user = self.rows(name)
            entry = make_entry(db.session, make_shortlist(db.session, opening, user), candidate)
            make_decision(db.session, entry, user, verdict=verdict, reason="strong_role")

    def answer(self, name: str, given: bool = True, how: str = "phone") -> None:
        with self.app.app_context(), saving():
            opening, candidate, user = self.rows(name)
            give_answer(db.session, opening, candidate, user, TODAY, seen(opening), given, how)

    def send(self, name: str, blind: bool = False) -> str:
        """The address of what was sent."""
        with self.app.app_context(), saving():
            opening, candidate, user = self.rows(name)
            return f"/submissions/{send(db.session, opening, candidate, user, TODAY, blind).public_id}"

    def sent(self, name: str, blind: bool = False) -> str:
        """Decided, agreed and sent; the address."""
        self.decide(name)
        self.answer(name)
        return self.send(name, blind)

    def change(self, **values: Any) -> None:
        """Columns of the opening, saved by somebody."""
        with self.app.app_context(), saving() as session:
            opening = openings.by_public_id(session, self.agency.opening)
            for column, value in values.items():
                setattr(opening, column, value)

    def rows(self, name: str) -> tuple[Opening, Candidate, User]:
        opening = openings.by_public_id(db.session, self.agency.opening)
        candidate = candidates.by_public_id(db.session, self.agency.people[name])
        user = by_email(db.session, "recruiter@agency.example")
        assert opening and candidate and user
        return opening, candidate, user

    def all(self, table: Any) -> list[Any]:
        """Every row, in order, with what it says."""
        with self.app.app_context():
            found = list(db.session.scalars(select(table).order_by(table.id)))
            db.session.expunge_all()
            return found

    def count(self, table: Any) -> int:
        with self.app.app_context():
            return db.session.scalar(select(func.count()).select_from(table)) or 0

    @property
    def opening(self) -> Opening:
        one: Opening = self.all(Opening)[0]
        return one

    @property
    def submission(self) -> Submission:
        with self.app.app_context():
            one: Submission = db.session.scalars(
                select(Submission).options(undefer(Submission.packet)).order_by(Submission.id).limit(1)
            ).one()
            db.session.expunge_all()
            return one


def words(page: str) -> str:
    """The page without its tags."""
    return re.sub(r" (?=[,.;:])", "", " ".join(re.sub(r"<[^>]+>", " ", page).split()))
