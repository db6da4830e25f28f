"""How people reach Placewell: the application factory."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask
from flask_bootstrap import Bootstrap5
from werkzeug.middleware.proxy_fix import ProxyFix

from web import auth, charts, cli, config, db, errors, headers, permissions, quotes, reader, routes, shell, strip, words


def create_app(given: Mapping[str, Any] | None = None) -> Flask:
    """The application. `given` goes before the environment (tests: TESTING, DATABASE_URL, TODAY ...).

    Raises SettingError (a SystemExit with one line) for a setting that cannot be run with.
    """
    app = Flask(__name__)
    config.configure(app, given or {})
    if count := app.config["PROXIES"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    headers.init_app(app)  # after_request runs backwards: the commit first, then headers on whatever answer it leaves
    errors.init_app(app)
    db.init_app(app)
    Bootstrap5(app)
    auth.init_app(app)
    permissions.init_app(app)
    words.init_app(app)
    charts.init_app(app)
    strip.init_app(app)
    quotes.init_app(app)
    shell.init_app(app)
    reader.init_app(app)
    routes.init_app(app)
    cli.init_app(app)
    return app
