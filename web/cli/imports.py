"""`resumes import` and `openings import`: a folder of documents into the store, one line a file, nothing half saved."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy.orm import Session

from matcher.extraction.documents import Unreadable
from models import facility as facilities
from models.facility import Facility
from web.cli.options import FOLDER, progress, store
from web.cli.texts import readable
from web.db import db, start_writing
from web.services.reading import Brought, Duplicate, Paper, import_posting, import_resume, known_posting, known_resume

resumes = AppGroup("resumes", short_help="Resumes into the store.")
openings = AppGroup("openings", short_help="Postings into the store.")
dry_run_option = click.option("--dry-run", is_flag=True, help="Say what would be read; save nothing.")
SAME = {"email": "e-mail address", "phone": "telephone number", "text": "name and words"}


def said_of(brought: Brought) -> str:
    return "known already" if brought.known else f"{brought.proposed} items read"


def import_folder(folder: Path, dry_run: bool, bring: Callable[[Session, Paper], tuple[str, str]]) -> None:
    """Each file in a transaction of its own: one that is refused leaves nothing behind and stops nobody.

    `bring`: (public id of whoever or whatever it is of, what was read) of a file.
    """
    store()
    refused, today = 0, current_app.config["TODAY"]()
    for path in progress(readable(folder), "Importing"):
        try:
            if path.stat().st_size > current_app.config["MAX_CONTENT_LENGTH"]:
                raise Unreadable(f"{path.name} is larger than 10 MB: upload the resume or the posting alone.")
            public_id, said = bring(db.session, Paper(path.read_bytes(), path.name, today))
        except (Unreadable, OSError) as error:
            db.session.rollback()
            refused += 1
            why = f"{path.name} could not be read: {error.strerror}." if isinstance(error, OSError) else error
            click.echo(f"{path.name}\trefused\t{why}")
            continue
        if dry_run:
            db.session.rollback()
            click.echo(f"{path.name}\t{said}\tnot saved")
        else:
            db.session.commit()
            click.echo(f"{path.name}\t{said}\t{public_id}")
    sys.exit(1 if refused else 0)


@resumes.command("import")
@click.argument("folder", type=FOLDER)
@dry_run_option
def import_resumes(folder: Path, dry_run: bool) -> None:
    """Every resume in FOLDER as a candidate, what it says as proposals. The same content twice is one candidate, and so
    is a file that has the e-mail address, the telephone number, or the name and the words of somebody who is here."""

    def bring(session: Session, paper: Paper) -> tuple[str, str]:
        if known_resume(session, paper) is None:
            _ = paper.resume  # nobody waits meanwhile
        start_writing(session)
        try:
            candidate, brought = import_resume(session, paper, None)
        except Duplicate as same:
            if same.alike.sure:
                return same.alike.candidate.public_id, f"duplicate: the same {SAME[same.alike.why]}"
            candidate, brought = import_resume(session, paper, None, anyway=True)
        return candidate.public_id, said_of(brought)

    import_folder(folder, dry_run, bring)


@openings.command("import")
@click.argument("folder", type=FOLDER)
@click.option("--facility", "facility_id", required=True, help="The facility's id, as in its address.")
@dry_run_option
def import_openings(folder: Path, facility_id: str, dry_run: bool) -> None:
    """Every posting in FOLDER as a draft opening of the facility, until a person publishes it."""
    if facilities.by_public_id(store(), facility_id) is None:
        raise click.UsageError(
            f"No facility has the id {facility_id}: take it from the address of the facility's page."
        )

    def bring(session: Session, paper: Paper) -> tuple[str, str]:
        facility: Facility | None = facilities.by_public_id(session, facility_id)
        assert facility is not None
        if known_posting(session, facility, paper) is None:
            _ = paper.posting  # nobody waits meanwhile
        start_writing(session)
        opening, brought = import_posting(session, facility, paper, None, None)
        return opening.public_id, said_of(brought)

    import_folder(folder, dry_run, bring)
