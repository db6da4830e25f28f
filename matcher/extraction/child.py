"""Runs alone in its own process: standard input is a PDF or a .docx, standard output one JSON object: `text`, `pages` or `error`.

`error` is a sentence with the place {name} in it. The process limits itself before it looks at the first byte.
"""

from __future__ import annotations

import functools
import io
import json
import logging
import re
import resource
import sys
import zipfile
from collections.abc import Iterator
from typing import Any

import pypdf
from lxml import etree
from pypdf.errors import DependencyError, PdfReadError

MEMORY = 1024 * 1024 * 1024
CPU_SECONDS = 20
MAX_PAGES = 200
MAX_CHARACTERS = 1_000_000
MAX_UNZIPPED = 60 * 1024 * 1024
MAX_RATIO = 200  # text of XML packs some 10 to 30 times
MAX_MEMBERS = 2000
LONGEST_WORD = 80  # characters of what is looked through for words that ran together
KEPT = 0.9  # share of a page's letters that must be there

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
TYPES = "[Content_Types].xml"
BODY = "word/document.xml"


class Refused(Exception):
    """Carries the sentence."""


def limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def pdf_pages(content: bytes) -> list[str]:
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused("{name} has a password. Save a copy without one, or paste the text.")
        if len(reader.pages) > MAX_PAGES:
            raise Refused("{name} has more than 200 pages. Upload the resume or the posting alone.")
        pages: list[str] = []
        for page in reader.pages:
            pages.append(page_text(page))
            if sum(map(len, pages)) > MAX_CHARACTERS:
                raise Refused("{name} holds more than a million characters. Upload the resume or the posting alone.")
    except DependencyError:
        raise Refused("{name} has a password. Save a copy without one, or paste the text.") from None
    except PdfReadError:
        raise Refused("{name} is damaged and could not be read as a PDF. Save it anew, or paste the text.") from None
    if not any(character.isalnum() for page in pages for character in page):
        raise Refused("{name} is a picture of a page, with no text in it. Paste the text, or upload the Word file.")
    return pages


def page_text(page: Any) -> str:
    """The page with every word where it stands on paper; in the file's own order where that loses words."""
    plain = str(page.extract_text())
    try:
        placed = str(page.extract_text(extraction_mode="layout"))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, ZeroDivisionError, PdfReadError):
        placed = ""
    enough = len("".join(placed.split())) >= KEPT * len("".join(plain.split()))
    return (apart(placed, set(plain.split())) if enough else plain).replace("\0", " ")


def apart(placed: str, words: set[str]) -> str:
    """Words that ran into one another where a font is narrow, "ClinicalAssistant", set apart as the file itself writes them."""

    @functools.cache  # else the parts of a hostile word were tried in every order
    def split(token: str) -> list[str] | None:
        if not token or token in words:
            return [token] if token else []
        for end in range(len(token) - 1, 0, -1):
            head = token[:end]
            if head in words and (end > 1 or not head.isalnum()) and (rest := split(token[end:])) is not None:
                return [head, *rest]
        return None

    def mended(match: re.Match[str]) -> str:
        token = match.group()
        return token if len(token) > LONGEST_WORD else " ".join(split(token) or [token])

    return re.sub(r"\S+", mended, placed)


def docx_text(content: bytes) -> str:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile:
        raise Refused(
            "{name} is damaged and could not be read as a Word file. Save it anew, or paste the text."
        ) from None
    members = archive.infolist()
    unzipped = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or unzipped > MAX_UNZIPPED or unzipped > MAX_RATIO * max(len(content), 1024):
        raise Refused(
            "{name} unpacks to far more than a document holds, so it was not opened. Save it anew, or paste the text."
        )
    names = {member.filename for member in members}
    if any(member.flag_bits & 1 for member in members):
        raise Refused("{name} has a password. Save a copy without one, or paste the text.")
    if BODY not in names:
        raise Refused(
            "{name} is a packed file and not a Word file. Upload a .txt, .pdf or .docx file, or paste the text."
        )
    types = read(archive, TYPES) if TYPES in names else b""
    if b"macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Refused("{name} holds macros. Save it as .docx without macros, or paste the text.")
    parts = sorted(name for name in names if name.startswith("word/header") and name.endswith(".xml"))
    lines: list[str] = []
    for part in [*parts, BODY]:
        for line in paragraphs(read(archive, part)):
            if part == BODY or line not in lines:  # first, even and default page headers repeat one another
                lines.append(line)
    text = "\n".join(lines)
    if not any(character.isalnum() for character in text):
        raise Refused("{name} holds no text, only pictures or nothing. Paste the text.")
    return text


def read(archive: zipfile.ZipFile, name: str) -> bytes:
    """A member, never more of it than allowed whatever its header says."""
    with archive.open(name) as member:
        content = member.read(MAX_UNZIPPED + 1)
    if len(content) > MAX_UNZIPPED:
        raise Refused(
            "{name} unpacks to far more than a document holds, so it was not opened. Save it anew, or paste the text."
        )
    return content


def paragraphs(xml: bytes) -> Iterator[str]:
    if b"<!DOCTYPE" in xml:  # no Word file has one; bombs of entities do
        raise Refused("{name} is damaged and could not be read as a Word file. Save it anew, or paste the text.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError:
        raise Refused(
            "{name} is damaged and could not be read as a Word file. Save it anew, or paste the text."
        ) from None
    etree.strip_elements(root, FALLBACK, with_tail=False)
    yield from blocks(root)


def blocks(element: Any) -> Iterator[str]:
    """Paragraphs in reading order; the cells of a row of short cells share a line, a text box follows its paragraph."""
    for child in element:
        if child.tag == f"{WORD}p":
            yield own_text(child)
            for box in boxes(child):
                yield from blocks(box)
        elif child.tag == f"{WORD}tr":
            yield from row(child)
        elif child.tag != f"{WORD}sectPr":
            yield from blocks(child)


def row(element: Any) -> Iterator[str]:
    cells = [
        list(blocks(cell)) for cell in element.iter(f"{WORD}tc") if next(cell.iterancestors(f"{WORD}tr")) is element
    ]
    filled = [[line for line in cell if line.strip()] for cell in cells]
    if all(len(cell) <= 1 for cell in filled):
        yield "\t".join(cell[0] for cell in filled if cell)
    else:
        for cell in cells:
            yield from cell


def boxes(paragraph: Any) -> Iterator[Any]:
    for box in paragraph.iter(f"{WORD}txbxContent"):
        if next(box.iterancestors(f"{WORD}p")) is paragraph:
            yield box


def own_text(paragraph: Any) -> str:
    """The words of one paragraph without those of the boxes that hang on it and without deleted text."""
    pieces: list[str] = []
    for node in paragraph.iter(f"{WORD}t", f"{WORD}tab", f"{WORD}br", f"{WORD}cr", f"{WORD}noBreakHyphen"):
        if next(node.iterancestors(f"{WORD}p")) is not paragraph:
            continue
        if node.tag == f"{WORD}t":
            pieces.append(node.text or "")
        elif node.tag == f"{WORD}noBreakHyphen":
            pieces.append("-")
        elif node.tag == f"{WORD}tab":
            if next(node.iterancestors()).tag == f"{WORD}r":  # in a run it is a tab; elsewhere a tab stop
                pieces.append("\t")
        else:
            pieces.append("\n")
    return "".join(pieces)


def main() -> int:
    limit()
    logging.disable(logging.CRITICAL)
    content = sys.stdin.buffer.read()
    try:
        answer: dict[str, Any] = {"pages": pdf_pages(content)} if sys.argv[1] == "pdf" else {"text": docx_text(content)}
    except Refused as refusal:
        answer = {"error": str(refusal)}
    except MemoryError:
        answer = {"error": "{name} needs more memory to open than a document should. Save it anew, or paste the text."}
    except Exception:  # a hostile file may raise anything at all; whatever it is, there is no text
        answer = {"error": "{name} is damaged and could not be read. Save it anew, or paste the text."}
    sys.stdout.buffer.write(json.dumps(answer).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
