"""`make run`: checks the folder and the port, migrates, fills the demo agency on first start, and becomes gunicorn."""

from __future__ import annotations

import argparse
import os
import secrets
import socket
import sys
from pathlib import Path

from sqlalchemy.orm import Session

from models import schema
from web import create_app
from web.config import SettingError, check_version, database_engine, opening
from web.demo import store
from web.demo.forward import write_forward

INSTANCE = Path("instance")


def check_folder() -> None:
    """The database and the secret live in instance/: it must take a file."""
    try:
        INSTANCE.mkdir(mode=0o700, exist_ok=True)
        probe = INSTANCE / ".writable"
        probe.touch()
        probe.unlink()
    except OSError:
        raise SettingError(
            f"Placewell keeps its database in {INSTANCE.resolve()}, which cannot be written: make it writable."
        ) from None


def take_port(port: str) -> socket.socket:
    """The listening socket, held from here on so that nobody takes it while the database is made ready.

    Refuses what is no port and what another program holds.
    """
    if not (port.isascii() and port.isdecimal()) or not 1 <= int(port) <= 65535:
        raise SettingError(f"PORT={port} is not a port: give a number from 1 to 65535.")
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", int(port)))
        listener.listen(128)
    except OSError:
        raise SettingError(
            f"Port {port} is taken by another program: stop it, or start Placewell with another: make run PORT=8001"
        ) from None
    listener.set_inheritable(True)
    return listener


def own_secret() -> str:
    """The secret that signs sessions, made once and kept beside the database, readable by its owner alone."""
    path = INSTANCE / "secret"
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()


def main() -> None:
    """Never returns: replaces this process by gunicorn, so that Ctrl-C reaches it alone."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, default=2)
    workers = parser.parse_args().workers
    check_folder()
    listener = take_port(os.environ.get("PORT") or "8000")
    address = "http://{}:{}".format(*listener.getsockname())
    os.environ.setdefault("PLACEWELL_SECRET_KEY", own_secret())
    app = create_app()
    engine = database_engine(app)
    with opening(engine):
        check_version(engine.url, schema.current(engine))
        schema.upgrade(engine)
    if app.config["DEMO"]:
        os.environ.setdefault("PLACEWELL_AGENCY", store.NAME)
        with opening(engine), Session(engine) as session:
            day = app.config["TODAY"]()
            print(store.seed(session, as_of=day, progress=sys.stderr.isatty()), file=sys.stderr)
            write_forward(session, day)
            session.commit()
        engine.dispose()
        print(f"\nPlacewell is at {address}\n")
        for role, email, password in store.sign_ins():
            print(f"  {role:<14} {email:<34} {password}")
        print("\nCtrl-C ends it.", flush=True)
    os.environ.pop("WEB_CONCURRENCY", None)  # gunicorn would read it beside --workers, and end at a word in it
    gunicorn = Path(sys.executable).parent / "gunicorn"
    os.execv(  # noqa: S606 - gunicorn of this environment, fixed arguments
        gunicorn,
        [
            str(gunicorn), "wsgi:app", "--bind", f"fd://{listener.fileno()}", "--workers", str(workers), "--worker-class", "gthread",
            "--threads", "4", "--preload", "--no-control-socket", "--log-level", "warning", "--graceful-timeout", "20",
        ],
    )  # fmt: skip


if __name__ == "__main__":
    main()
