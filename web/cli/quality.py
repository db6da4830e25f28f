"""`quality` and `train`: how good a ranking is on graded judgments or on the decisions made here, and weights proposed from them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from matcher import evaluation, judgments, vocabulary
from matcher.evaluation import Figure
from matcher.judgments import Case, Moves, Run
from matcher.rankers import Ranks, baselines, propose_ranker, read_ranker, starting_ranker
from matcher.texts import read_texts
from web.cli.options import FOLDER, OUT, as_of_option, read_text, store, writable
from web.cli.texts import read_all, readable
from web.services.judgment import Judged, TooFew, enough_to_learn_from, judge_decisions
from web.services.ranker import ranker_in_use
from web.words import t

RANKER = click.Path(exists=True, dir_okay=False, path_type=Path)
MOST_SHOWN = 5  # people of an opening whose moves a terminal shows
judgments_option = click.option(
    "--judgments", "folder", type=FOLDER, help="A folder with openings/, candidates/ and qrels.tsv."
)
decisions_option = click.option(
    "--decisions",
    is_flag=True,
    help="The decisions in the database: put forward 3, shortlisted 2, shown and nothing decided 1, passed over 0.",
)


def one_source(folder: Path | None, decisions: bool) -> None:
    """UsageError where neither or both are named."""
    if (folder is None) == (not decisions):
        raise click.UsageError(str(t("training.one_source")))


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


def cases_of(
    openings: Mapping[str, str], candidates: Mapping[str, str], grades: Mapping[str, dict[str, float]], day: date
) -> list[Case]:
    """Every text read once: each opening with all of the candidates."""
    asked, profiles = read_texts(openings, candidates, day, vocabulary.load())
    return [Case(one, day, profiles, grades.get(one.key, {})) for one in asked]


def decided() -> Judged:
    """The decisions of the database. UsageError where there is none."""
    judged = judge_decisions(store())
    if not judged.verdicts:
        raise click.UsageError(str(t("training.none")))
    return judged


def measured(runs: Mapping[str, Run], cases: Sequence[Case], source: str) -> dict[str, tuple[Figure, Figure]]:
    try:
        return {name: evaluation.measure(run, judgments.grades(cases)) for name, run in runs.items()}
    except ValueError as error:
        raise click.UsageError(f"{source}: {error}") from error


@click.command("quality")
@judgments_option
@decisions_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option(
    "--ranker",
    "ranker_path",
    type=RANKER,
    help="A ranker file (default: on judgments the one that ships, on decisions the one in use).",
)
@click.option(
    "--against",
    "against_path",
    type=RANKER,
    help="Another ranker file: who moves, who enters and leaves the first ten.",
)
@as_of_option
@with_appcontext
def quality(
    folder: Path | None,
    decisions: bool,
    as_json: bool,
    ranker_path: Path | None,
    against_path: Path | None,
    as_of: date | None,
) -> None:
    """nDCG@10 and pairwise accuracy, with 95 % intervals, as a whole and by role family.

    On judgments beside TF-IDF, BM25 and random order; on decisions beside the fits as they were shown when people decided, each
    opening on the day of its newest frozen list (--as-of is not asked).
    """
    one_source(folder, decisions)
    ranker = ranker_of(ranker_path) if ranker_path else starting_ranker() if folder else ranker_in_use(store())
    other = ranker_of(against_path) if against_path else None
    beside: dict[str, Run] = {}
    day = as_of or current_app.config["TODAY"]()
    if folder:
        openings, candidates, grades = read_folder(folder)
        cases, source = cases_of(openings, candidates, grades, day), str(folder / "qrels.tsv")
        beside.update(baselines(openings, candidates))
    else:
        judged = decided()
        cases, source = list(judged.cases), "--decisions"
        beside["as shown"] = judged.shown
    runs = {"Placewell": judgments.scores(judgments.matches(cases, ranker))}
    moved: dict[str, Moves] = {}
    if other:
        runs["against"] = judgments.scores(judgments.matches(cases, other))
        moved = {key: judgments.moved(runs["against"][key], own) for key, own in runs["Placewell"].items()}
    found = measured({**runs, **beside}, cases, source)
    families = {name: judgments.by_family(cases, run, vocabulary.load()) for name, run in runs.items()}
    if as_json:
        said = {
            "as_of": day.isoformat() if folder else None,
            "figures": {name: as_json_figures(pair) for name, pair in found.items()},
            "by_role": {
                name: {family: as_json_figures(pair) for family, pair in own.items()} for name, own in families.items()
            },
            "moved": {key: asdict(change) for key, change in moved.items()},
        }
        click.echo(json.dumps(said, ensure_ascii=False))
        return
    lines = [("", "nDCG@10", "pairwise", "openings"), *(row(name, pair) for name, pair in found.items())]
    for name, own in families.items():
        lines += [("", "", "", ""), (f"{name}, by role", "", "", "")]
        lines += [row(family or "no role named", pair) for family, pair in own.items()]
    wide = max(len(line[0]) for line in lines) + 2
    for label, *cells in lines:
        click.echo(f"{label:<{wide}}{cells[0]:<24}{cells[1]:<24}{cells[2]}".rstrip())
    for key, change in moved.items():
        click.echo(in_words(key, change))


def as_json_figures(pair: tuple[Figure, Figure]) -> dict[str, dict[str, float]]:
    ndcg, pairs = pair
    return {"ndcg": vars(ndcg), "pairwise": vars(pairs)}


def row(name: str, pair: tuple[Figure, Figure]) -> tuple[str, str, str, str]:
    ndcg, pairs = pair
    return name, str(ndcg), str(pairs), str(ndcg.openings)


def in_words(opening: str, change: Moves) -> str:
    """Who comes and goes, how many move, and the farthest of them: "cal 12 to 3"."""
    farthest = ", ".join(f"{move.candidate} {move.was} to {move.now}" for move in change.moves[:MOST_SHOWN])
    came, went = (", ".join(who) or "-" for who in (change.enters, change.leaves))
    return f"{opening}: into the first ten {came}; out {went}; {len(change.moves)} move{f': {farthest}' if farthest else ''}"


@click.command("train")
@judgments_option
@decisions_option
@click.option("--out", type=OUT, required=True, callback=writable, help="Where the ranker is written.")
@as_of_option
@with_appcontext
def train(folder: Path | None, decisions: bool, out: Path, as_of: date | None) -> None:
    """Propose a ranker whose weights were learned from graded pairs or from decisions. Nothing is activated: that is a person's
    act."""
    one_source(folder, decisions)
    day = as_of or current_app.config["TODAY"]()
    if folder:
        cases: Sequence[Case] = cases_of(*read_folder(folder), day)
    else:
        try:
            cases = enough_to_learn_from(judge_decisions(store())).cases
        except TooFew as error:
            raise click.UsageError(str(error)) from error
    try:
        ranker = propose_ranker(judgments.matches(cases, starting_ranker()), judgments.grades(cases), day)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    out.write_text(ranker.to_json(), "utf-8")
    for name, figure in ranker.card_["figures"].items():
        click.echo(f"{name}: {figure}", err=True)
    click.echo(
        f"{out} is a proposal; the ranker in use is unchanged: `ranker activate {out}` puts it to use.", err=True
    )
