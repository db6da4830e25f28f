"""The command line, as others call it: `flask --app wsgi <noun> <verb>`."""

from __future__ import annotations

from flask import Flask

from web.cli.accounts import accounts
from web.cli.demo import demo
from web.cli.eligibility import eligibility
from web.cli.imports import openings, resumes
from web.cli.quality import quality, train
from web.cli.ranker import ranker
from web.cli.rules import rules
from web.cli.shortlist import shortlist
from web.cli.texts import extract, rank_text_files


def init_app(app: Flask) -> None:
    for command in (
        accounts,
        extract,
        rank_text_files,
        resumes,
        openings,
        demo,
        eligibility,
        rules,
        shortlist,
        quality,
        train,
        ranker,
    ):
        app.cli.add_command(command)
