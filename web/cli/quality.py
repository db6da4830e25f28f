"""`quality` and `train`: how good a ranking is on graded judgments, and weights proposed from them. Neither touches a database."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click
from flask import current_app

from matcher import evaluation, vocabulary
from matcher.domain import Match
from matcher.rankers import Ranks, baselines, propose_ranker, read_ranker, starting_ranker
from matcher.texts import rank_texts
from web.cli.options import FOLDER, OUT, as_of_option, read_text, writable
from web.cli.texts import read_all, readable

RANKER = click.Path(exists=True, dir_okay=False, path_type=Path)
TOP = 10
judgments_option = click.option(
    "--judgments", type=FOLDER, required=True, help="A folder with openings/, candidates/ and qrels.tsv."
)


def read_folder(folder: Path) -> tuple[dict[str, str], dict[str, str], dict[str, dict[str, float]]]:
    """(openings, candidates, grades) of a folder. UsageError naming what is missing or of another shape."""
    for name in ("openings", "candidates", "qrels.tsv"):
        if not (folder / name).exists():
            raise click.UsageError(f"{folder} holds no {name}: openings/, candidates/ and qrels.tsv are needed.")
    try:
        grades = evaluation.read_judgments(folder / "qrels.tsv")
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    refused: list[str] = []
    openings, candidates = (read_all(readable(folder / name), refused) for name in ("openings", "candidates"))
    return openings, candidates, grades


def ranker_of(path: Path) -> Ranks:
    try:
        return read_ranker(read_text(path))
    except ValueError as error:
        raise click.UsageError(f"{path} is no ranker: {error}") from error


def matches_of(
    openings: Mapping[str, str], candidates: Mapping[str, str], as_of: date, ranker: Ranks
) -> dict[str, dict[str, Match]]:
    """{opening: {candidate: match}}"""
    found: dict[str, dict[str, Match]] = {key: {} for key in openings}
    for opening, match in rank_texts(openings, candidates, as_of, ranker, vocabulary.load()):
        found[opening][match.candidate] = match
    return found


def run_of(matches: Mapping[str, Mapping[str, Match]]) -> dict[str, dict[str, float]]:
    return {o: {c: -1.0 if m.fit is None else float(m.fit) for c, m in found.items()} for o, found in matches.items()}


def top(scores: Mapping[str, float]) -> list[str]:
    return sorted(scores, key=lambda c: (-scores[c], c))[:TOP]


@click.command("quality")
@judgments_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option("--ranker", "ranker_path", type=RANKER, help="A ranker file (default: the one that ships).")
@click.option(
    "--against", "against_path", type=RANKER, help="Another ranker file: who enters and leaves the first ten."
)
@as_of_option
def quality(
    judgments: Path, as_json: bool, ranker_path: Path | None, against_path: Path | None, as_of: date | None
) -> None:
    """nDCG@10 and pairwise accuracy, with 95 % intervals, beside TF-IDF, BM25 and random order."""
    ranker = ranker_of(ranker_path) if ranker_path else starting_ranker()
    other = ranker_of(against_path) if against_path else None
    openings, candidates, grades = read_folder(judgments)
    day = as_of or current_app.config["TODAY"]()
    runs = {"Placewell": run_of(matches_of(openings, candidates, day, ranker))}
    moved: dict[str, dict[str, list[str]]] = {}
    if other:
        runs["against"] = run_of(matches_of(openings, candidates, day, other))
        for opening in openings:
            new, old = top(runs["Placewell"][opening]), top(runs["against"][opening])
            moved[opening] = {
                "enters": [c for c in new if c not in old],
                "leaves": [c for c in old if c not in new],
            }
    runs |= baselines(openings, candidates)
    try:
        found = {name: evaluation.measure(run, grades) for name, run in runs.items()}
    except ValueError as error:
        raise click.UsageError(f"{judgments / 'qrels.tsv'}: {error}") from error
    if as_json:
        figures = {name: {"ndcg": vars(ndcg), "pairwise": vars(pairs)} for name, (ndcg, pairs) in found.items()}
        click.echo(json.dumps({"as_of": day.isoformat(), "figures": figures, "moved": moved}))
        return
    click.echo(f"{'':<12}{'nDCG@10':<24}pairwise")
    for name, (ndcg, pairs) in found.items():
        click.echo(f"{name:<12}{ndcg!s:<24}{pairs!s}")
    for opening, change in moved.items():
        click.echo(
            f"{opening}: into the first ten {', '.join(change['enters']) or '-'}; out {', '.join(change['leaves']) or '-'}"
        )


@click.command("train")
@judgments_option
@click.option("--out", type=OUT, required=True, callback=writable, help="Where the ranker is written.")
@as_of_option
def train(judgments: Path, out: Path, as_of: date | None) -> None:
    """Propose a ranker whose weights were learned from graded pairs. Nothing is activated: that is a person's act."""
    openings, candidates, grades = read_folder(judgments)
    day = as_of or current_app.config["TODAY"]()
    matches = matches_of(openings, candidates, day, starting_ranker())
    try:
        ranker = propose_ranker(matches, grades, day)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    out.write_text(ranker.to_json(), "utf-8")
    for name, figure in ranker.card_["figures"].items():
        click.echo(f"{name}: {figure}", err=True)
    click.echo(f"{out} is a proposal; the ranker in use is unchanged.", err=True)
    sys.exit(0)
