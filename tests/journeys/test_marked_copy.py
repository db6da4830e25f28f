"""All that the product says stands in web/texts and matcher/data/sentences.toml: with both marked, nothing unmarked is left.

What a page shows of the store and of the vocabulary is data and stays as it is; so do the document's own words.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from matcher import vocabulary
from matcher.eligibility import rules
from matcher.eligibility.sentences import SENTENCES
from models import Base, Document
from tests.journeys.agency import ROOT, copied, settings
from web.words import read_texts

pytestmark = [pytest.mark.xdist_group("browser")]  # where the seeded agency is

DOCS = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
OPEN, CLOSE = "\u27e6", "\u27e7"
#: Texts that are lists of words, each used by itself.
LISTS = {"month.short", "month.long", "number.words", "weekday.short", "weekday.long"}
#: Parts of a page that hold the document's own words.
QUOTED = {"ev", "settle-said"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
BLOCKS = {
    "p",
    "li",
    "h1",
    "h2",
    "h3",
    "td",
    "th",
    "dt",
    "dd",
    "option",
    "button",
    "legend",
    "label",
    "summary",
    "title",
}
SPOKEN = ("aria-label", "title", "alt", "placeholder", "label")
PIECES = re.compile(r"[^\w.'&+ ]+|[\d_]+|\s{2,}|\. ")


def mark(text: str, key: str) -> str:
    if key in LISTS:
        return " ".join(f"{OPEN}{word}{CLOSE}" for word in text.split())
    return f"{OPEN}{text}{CLOSE}"


def marked(table: Any, prefix: str = "") -> Iterator[str]:
    """The lines of a TOML file with every string of the table marked."""
    for key, value in table.items():
        if isinstance(value, str):
            dotted = f"{prefix}.{key}".lstrip(".")
            yield f"{json.dumps(key)} = {json.dumps(mark(value, dotted), ensure_ascii=False)}"
    for key, value in table.items():
        if isinstance(value, dict):
            dotted = f"{prefix}.{key}".lstrip(".")
            yield "[" + ".".join(json.dumps(part) for part in dotted.split(".")) + "]"
            yield from marked(value, dotted)


class Words(HTMLParser):
    """What a page says outside of quotations: `marked`, and in pieces what is not (`said`).

    `uneven`: blocks in which a mark does not close.
    """

    def __init__(self) -> None:
        super().__init__()
        self.marked = ""
        self.said: list[str] = []
        self.uneven: list[str] = []
        self._depth = 0
        self._inside: list[bool] = []  # whether each open element is a quotation, a style or a script
        self._block = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in VOID:
            own = bool(QUOTED & set((given.get("class") or "").split())) or tag in ("style", "script")
            self._inside.append(own or any(self._inside[-1:]))
        if not any(self._inside[-1:]):
            spoken = [given[name] or "" for name in SPOKEN if name in given]
            spoken += [given.get("value") or ""] if tag == "input" and given.get("type") == "submit" else []
            for words in spoken:
                self._take(words)
                self._end(words)
        if tag in BLOCKS:
            self._end(self._block)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self._inside:
            self._inside.pop()
        if tag in BLOCKS:
            self._end(self._block)

    def handle_data(self, data: str) -> None:
        if not any(self._inside[-1:]):
            self._block += data
            self._take(data)

    def _take(self, data: str) -> None:
        out = ""
        for sign in data:
            if sign == OPEN:
                self._depth += 1
            elif sign == CLOSE:
                self._depth -= 1
                out += "\n"
            elif self._depth == 0:
                out += sign
            else:
                self.marked += sign
            if sign == OPEN and out:
                out += "\n"
        self.said += [piece for line in out.split("\n") if (piece := line.strip())]

    def _end(self, block: str) -> None:
        if self._depth:
            self.uneven.append(" ".join(block.split())[:160])
        self._depth, self._block = 0, ""
        self.marked += "\n"


def pieces(text: str) -> Iterator[str]:
    for piece in PIECES.split(" ".join(text.split())):
        if re.search(r"[a-z]{2}|[a-z].*[a-z]", piece):  # letters of a state or of a body are no words
            yield piece.strip(" .'").casefold()


def strings(value: Any) -> Iterator[str]:
    """Every string in a value of lists and tables."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list | tuple | frozenset | set):
        for inner in value:
            yield from strings(inner)


def data(database: str) -> set[str]:
    """What is no sentence of the product: the store's values (a packet is kept in the words it was sent in), the vocabulary and the law."""
    found: list[str] = []
    engine = create_engine(database)
    with Session(engine) as session:
        for table in Base.metadata.sorted_tables:
            columns = [column for column in table.columns if column.name not in ("content", "body", "text")]
            for row in session.execute(select(*columns)):
                found += strings(list(row))
        found += session.scalars(select(Document.text).where(Document.kind == "posting"))
    engine.dispose()
    known, law = vocabulary.load(), rules.load()
    for tables in (tomllib.loads(path.read_text("utf-8")) for path in vocabulary.DATA.rglob("*.toml")):
        if "who" not in tables:  # sentences.toml is what is marked
            found += strings(tables)
    found += (zone.replace("_", " ") for zone in available_timezones())
    assert known.sha and law.sha
    return {piece for text in found for piece in pieces(text)}


@pytest.fixture(scope="module")
def pages(seeded: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], set[str]]:
    """(every page's HTML by its name, from a copy of the product with its texts marked; the data's words)"""
    tmp_path = tmp_path_factory.mktemp("marked")
    for folder in ("matcher", "models", "web", "tests"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
    shutil.copy(ROOT / "wsgi.py", tmp_path)
    files: Iterable[Path] = (*(tmp_path / "web/texts").glob("*.toml"), tmp_path / "matcher/data/sentences.toml")
    for path in files:
        path.write_text("\n".join(marked(tomllib.loads(path.read_text("utf-8")))), "utf-8")
    database = copied(seeded, tmp_path / "agency.db")
    run = subprocess.run(
        [sys.executable, "-m", "tests.journeys.marked"],
        cwd=tmp_path, env=settings(database), capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-3000:]
    return json.loads(run.stdout), data(database)


def test_with_the_texts_marked_no_unmarked_sentence_is_left_on_any_page(pages: tuple[dict[str, str], set[str]]) -> None:
    left = {}
    for name, html in pages[0].items():
        if name == "components":  # the sheet of parts, with people and texts invented for it
            continue
        words = Words()
        words.feed(html)
        ours = [piece for said in words.said for piece in pieces(said) if piece not in pages[1]]
        if ours or words.uneven:
            left[name] = sorted(set(ours)) + [f"not closed: {block}" for block in words.uneven]
    assert len(pages[0]) > 50
    assert left == {}, json.dumps(left, indent=1, ensure_ascii=False)


def test_a_medical_assistant_is_never_called_a_nurse(pages: tuple[dict[str, str], set[str]]) -> None:
    """Of whatever a page says in our sentences, "nurse" stands only in the name of a role, a licence or a board of nurses."""
    said = re.compile(
        r"\b(?:" + "|".join(sorted(map(re.escape, names_of_nurses()), key=len, reverse=True)) + r")s?\b", re.I
    )
    wrong, seen = [], 0
    for name, html in pages[0].items():
        words = Words()
        words.feed(html)
        seen += len(said.findall(words.marked))
        wrong += [f"{name}: {line}" for line in words.marked.split("\n") if re.search("nurs", said.sub("", line), re.I)]
    assert seen > 20
    assert wrong == []
    written = [*read_texts().values(), *SENTENCES.values(), *(path.read_text("utf-8") for path in DOCS)]
    assert [text for text in written if re.search("nurs", said.sub("", text), re.I)] == []


def names_of_nurses() -> set[str]:
    """Labels and other names of the vocabulary that speak of nurses, none of them a medical assistant's; and the board."""
    known = vocabulary.load()
    names = {"nurse compact", "board of nursing"}
    for kind in (
        "role",
        "family",
        "licence",
        "certification",
        "credential_class",
        "education",
        "skill",
        "scope",
        "setting",
    ):
        for term in known.kind(kind).values():
            spoken = {name for name in (term.label, *term.synonyms) if re.search("nurs", name, re.I)}
            assert not (spoken and "medical_assistant" in term.slug), f"{term.slug} is called {spoken}"
            names |= spoken
    return names
