"""Pages: parse, allow, one service call, respond. Every blueprint is registered here."""

from __future__ import annotations

from flask import Flask

from web.routes import (
    accounts,
    candidates,
    components,
    credentials,
    facilities,
    facts,
    health,
    law,
    matches,
    opening_forms,
    openings,
    postings,
    requirements,
    resumes,
    search,
    session,
    settings,
    shortlists,
    today,
)

PAGES = (
    health,
    session,
    components,
    openings,
    matches,
    candidates,
    facts,
    resumes,
    credentials,
    shortlists,
    settings,
    search,
    today,
    facilities,
    opening_forms,
    postings,
    requirements,
    accounts,
    law,
)


def init_app(app: Flask) -> None:
    for module in PAGES:
        app.register_blueprint(module.pages)
