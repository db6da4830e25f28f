"""Pages: parse, allow, one service call, respond. Every blueprint is registered here."""

from __future__ import annotations

from flask import Flask

from web.routes import components, health, matches, openings, session


def init_app(app: Flask) -> None:
    for module in (health, session, components, openings, matches):
        app.register_blueprint(module.pages)
