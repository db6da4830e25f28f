"""Run in a copy of the product whose texts are marked: every page's HTML, as JSON on standard output."""

from __future__ import annotations

import json
import os

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from tests.journeys.agency import PASSWORDS
from tests.journeys.pages import every_page
from web import create_app


def main() -> None:
    app = create_app({"WTF_CSRF_ENABLED": False})
    engine = create_engine(os.environ["DATABASE_URL"])
    with app.app_context(), Session(engine) as session:
        pages = every_page(session)
    found = {}
    client = role = None
    for page in pages:
        if client is None or page.role != role:
            client, role = app.test_client(), page.role
            if role:
                email, password = PASSWORDS[role]
                assert client.post("/sign-in", data={"email": email, "password": password}).status_code == 303
        answer = client.get(page.path, follow_redirects=True)
        assert answer.status_code < 500, page
        found[page.name] = answer.text
    print(json.dumps(found))


if __name__ == "__main__":
    main()
