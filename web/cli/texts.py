"""`extract` and `rank-texts`: documents read and ranked without a database."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click
from flask import current_app

from matcher import vocabulary
from matcher.domain import Evidence, Match, Part
from matcher.extraction import doors
from matcher.extraction.documents import Unreadable, text_of
from matcher.extraction.posting import read_posting
from matcher.extraction.resume import read_resume
from matcher.rankers import starting_ranker
from matcher.texts import rank_texts
from web.cli.options import FOLDER, OUT, as_of_option, progress, writable

READABLE = {".txt", ".pdf", ".docx"}
FILES = click.Path(path_type=Path)  # one that is not there is said in its place, and the rest go on


def readable(folder: Path) -> list[Path]:
    """The documents of a folder by name. UsageError where there is none or the folder cannot be read."""
    try:
        found = sorted(p for p in folder.iterdir() if p.suffix.lower() in READABLE and p.is_file())
    except OSError as error:
        raise click.UsageError(f"{folder} cannot be read ({error.strerror}): name a folder of documents.") from error
    if not found:
        raise click.UsageError(f"{folder} holds no .txt, .pdf or .docx file.")
    return found


def read_all(paths: Iterable[Path], refused: list[str]) -> dict[str, str]:
    """{file stem: text}; a file that cannot be read is named on stderr and in `refused`, and the rest go on."""
    texts: dict[str, str] = {}
    for path in progress(list(paths), "Reading"):
        try:
            if path.stem in texts:
                raise Unreadable("another file here has the same name before its ending. Rename one of them.")
            texts[path.stem] = text_of(path)
        except Unreadable as error:
            refused.append(path.name)
            click.echo(f"{path.name}: {error}", err=True)
    return texts


@click.command("extract")
@click.argument("files", nargs=-1, required=True, type=FILES)
@click.option("--kind", type=click.Choice(["resume", "posting"]), required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a file, one a line.")
@as_of_option
def extract(files: tuple[Path, ...], kind: str, as_json: bool, as_of: date | None) -> None:
    """What a resume or a posting says, each item with the characters it was read from."""
    words, day, refused = vocabulary.load(), as_of or current_app.config["TODAY"](), 0
    for path in files:
        try:
            text = text_of(path)
        except Unreadable as error:
            refused += 1
            said: dict[str, Any] = {"id": path.stem, "error": str(error)}
        else:
            said = (
                doors.resume_json(read_resume(text, path.stem, day, words))
                if kind == "resume"
                else doors.posting_json(read_posting(text, path.stem, day, words))
            )
        click.echo(json.dumps(said, ensure_ascii=False) if as_json else outline(said))
    sys.exit(1 if refused else 0)


def outline(said: dict[str, Any]) -> str:
    """The same for a person to read: a heading a list, a line an item."""
    lines = [said["id"]]
    for name, value in said.items():
        if name == "error":
            lines.append(f"  {value}")
        elif isinstance(value, list) and value:
            lines.append(f"  {name}")
            for item in value:
                slug = item.get("slug") or " / ".join(item.get("any_of", [])) or "-" if isinstance(item, dict) else item
                words = f'  "{" ".join(item["text"].split())}"' if isinstance(item, dict) and item.get("text") else ""
                days = f"  {item.get('from') or '?'} to {item.get('to') or '?'}" if name == "jobs" else ""
                lines.append(f"    {slug}{days}{words}")
    return "\n".join(lines)


@click.command("rank-texts")
@click.option("--openings", type=FOLDER, required=True)
@click.option("--candidates", type=FOLDER, required=True)
@click.option("--run", "run_path", type=OUT, required=True, callback=writable)
@click.option("--explain", "explain_path", type=OUT, callback=writable)
@as_of_option
def rank_text_files(
    openings: Path, candidates: Path, run_path: Path, explain_path: Path | None, as_of: date | None
) -> None:
    """Every candidate's text ranked for every opening's text, as a TREC run."""
    if explain_path and run_path.resolve() == explain_path.resolve():
        raise click.UsageError(f"--run and --explain both name {run_path}: give each a file of its own.")
    refused: list[str] = []
    asked, people = read_all(readable(openings), refused), read_all(readable(candidates), refused)
    ranker = starting_ranker()
    pairs = rank_texts(asked, people, as_of or current_app.config["TODAY"](), ranker, vocabulary.load())
    by_opening: dict[str, list[Match]] = {key: [] for key in asked}
    with ExitStack() as stack, full_disk():
        explain = stack.enter_context(explain_path.open("w", encoding="utf-8")) if explain_path else None
        for opening, match in pairs:
            by_opening[opening].append(match)
            if explain:
                explain.write(json.dumps(explained(opening, match), ensure_ascii=False) + "\n")
        run = stack.enter_context(run_path.open("w", encoding="utf-8"))
        for opening, matches in by_opening.items():
            run.writelines(run_lines(opening, matches))
    click.echo(f"{len(asked)} openings, {len(people)} candidates, {len(refused)} files refused.", err=True)
    sys.exit(1 if refused else 0)


@contextmanager
def full_disk() -> Iterator[None]:
    """What cannot be written to its end is a sentence."""
    try:
        yield
    except OSError as error:
        raise click.ClickException(f"The result could not be written ({error.strerror}).") from None


def score(match: Match) -> float:
    """One number to sort by: the fit, less 1000 where blocked; -2000 where there is none."""
    if match.fit is None:
        return -2000.0
    blocked = match.eligibility is not None and match.eligibility.lane == "blocked"
    return match.fit / 100 - (1000 if blocked else 0)


def run_lines(opening: str, matches: list[Match]) -> Iterator[str]:
    for place, match in enumerate(sorted(matches, key=lambda m: (-score(m), m.candidate)), 1):
        yield f"{column(opening)} Q0 {column(match.candidate)} {place} {score(match):.2f} placewell\n"


def column(name: str) -> str:
    """A name as one column of a run: its spaces as %20."""
    return re.sub(r"\s", "%20", name)


def explained(opening: str, match: Match) -> dict[str, Any]:
    """One pair for EXPLAIN. Points have two decimals and sum to the fit in decimal."""
    return {
        "opening": opening,
        "candidate": match.candidate,
        "fit": None if match.fit is None else match.fit / 100,
        "eligibility": match.eligibility.lane if match.eligibility else None,
        "parts": [part_json(p) for p in match.parts],
    }


def part_json(part: Part) -> dict[str, Any]:
    return {
        "name": part.name,
        "points": part.points / 100,
        "unknown": part.unknown / 100,
        "max": part.maximum / 100,
        "sentence": part.sentence,
        "evidence": [evidence_json(e) for e in part.evidence],
    }


def evidence_json(evidence: Evidence) -> dict[str, Any]:
    return {"text": evidence.text, "start": evidence.start, "end": evidence.end}
