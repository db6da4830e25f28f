"""The text of a document, or a sentence that says why there is none.

The first bytes decide what a file is, never its name. PDF and Word files are opened in a child process with limits on
memory, processor time, size and the clock, so that a hostile file ends the child and nothing else.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from matcher.extraction import columns

MAX_BYTES = 10 * 1024 * 1024
MAX_CHARACTERS = 300_000  # some hundred pages
MAX_SECONDS = 30
CHILD = Path(__file__).parent / "child.py"

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}


class Unreadable(ValueError):
    """No text can be had from this file; the message says what is wrong and what would be right."""


def text_of(source: Path | bytes, filename: str = "") -> str:
    """The words of a .txt, .pdf or .docx file, lines ended by \\n. Spans of facts count in this text. Raises Unreadable."""
    if isinstance(source, bytes):
        content, name = source, filename or "This file"
    else:
        name = filename or source.name
        try:
            if source.stat().st_size > MAX_BYTES:
                raise _too_large(name, source.stat().st_size)
            content = source.read_bytes()
        except OSError as problem:
            raise Unreadable(f"{_short(name)} could not be opened: {problem.strerror}.") from problem
    return _text(content, _short(name))


def _text(content: bytes, name: str) -> str:
    if len(content) > MAX_BYTES:
        raise _too_large(name, len(content))
    if not content.strip():
        raise Unreadable(f"{name} is empty. Upload the file that holds the text, or paste the text.")
    head = content[:1024].lstrip()
    if b"%PDF-" in content[:1024]:
        text = _from_child("pdf", content, name)
    elif content.startswith(b"PK\x03\x04"):
        text = _from_child("docx", content, name)
    elif content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise Unreadable(f"{name} has a password. Save a copy without one, or paste the text.")
        raise Unreadable(f"{name} is an old Word file (.doc). Save it as .docx or PDF, or paste the text.")
    elif head.startswith(b"{\\rtf"):
        raise Unreadable(f"{name} is a rich-text file (.rtf). Save it as .docx or PDF, or paste the text.")
    elif content.startswith(PICTURES):
        raise Unreadable(f"{name} is a picture, with no text in it. Upload the PDF or Word file, or paste the text.")
    else:
        text = _decoded(content, name)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.encode(errors="replace").decode()  # half a character, as a broken font gives it, can be stored nowhere
    if len(text) > MAX_CHARACTERS:
        raise Unreadable(f"{name} holds more than 300,000 characters. Upload the resume or the posting alone.")
    if not any(character.isalnum() for character in text):
        raise Unreadable(f"{name} holds no words. Upload the file that holds the text, or paste the text.")
    return text


def _decoded(content: bytes, name: str) -> str:
    """UTF-8 or UTF-16 by its mark, else UTF-8, else the Western Windows code page that old editors write."""
    encoding = next((code for mark, code in BYTE_ORDER_MARKS.items() if content.startswith(mark)), None)
    if encoding is None and b"\0" in content:
        raise _binary(name)
    for code in (encoding,) if encoding else ("utf-8", "cp1252"):
        try:
            text = content.decode(code)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise _binary(name)
    controls = sum(character < " " and character not in "\n\r\t\f\v" for character in text)
    if controls * 100 > len(text):
        raise _binary(name)
    return text.replace("\0", " ")


def _from_child(kind: str, content: bytes, name: str) -> str:
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(CHILD), kind],
            input=content,
            capture_output=True,
            timeout=MAX_SECONDS,
            check=False,
        )
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise Unreadable(
            f"{name} took longer than {MAX_SECONDS} seconds to open. Save it anew as PDF, or paste the text."
        ) from None
    except ValueError:
        raise Unreadable(
            f"{name} could not be opened: the file is damaged or too large inside. Save it anew, or paste the text."
        ) from None
    if "error" in answer:
        raise Unreadable(answer["error"].format(name=name))
    return columns.flow(answer["pages"]) if "pages" in answer else str(answer["text"])


def _short(name: str) -> str:
    return name if len(name) <= 80 else f"{name[:77]}..."


def _too_large(name: str, size: int) -> Unreadable:
    return Unreadable(
        f"{name} is {size / 1024 / 1024:.0f} MB. A file may be 10 MB at most: upload the resume or the posting alone."
    )


def _binary(name: str) -> Unreadable:
    return Unreadable(f"{name} is not a text, PDF or Word file. Upload a .txt, .pdf or .docx file, or paste the text.")
