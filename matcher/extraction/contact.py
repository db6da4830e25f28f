"""Who a resume is of, as its head says: name, telephone, e-mail. Nothing that ranks or judges may read this."""

from __future__ import annotations

import re
from dataclasses import dataclass

from matcher.extraction import sections, titles
from matcher.extraction.plain import Reading

HEAD = 10  # lines in which people say how to reach them
EMAIL = re.compile(r"(?<![\w.+-])[\w+-][\w.+'-]{0,61}@[\w-]{1,40}(?:\.[\w-]{2,36}){1,4}(?![\w@])", re.ASCII)
PHONE = re.compile(
    r"(?<![\d.-])(?:\+?1[ .-]{0,2})?(?:\(\d{3}\)[ .-]{0,2}|\d{3}[ .-]{1,2})\d{3}[ .-]{1,2}\d{4}(?![\d-])"
)
CAPTION = re.compile(r"(?:r[eé]sum[eé]|curriculum vitae|cv)(?: of)?\W*", re.I)
BESIDE = re.compile(r"\s*(?:[,|•\t(;/]|\s-\s|[ ]{2}).*", re.DOTALL)  # letters of a certificate, a title, an address
WORD = re.compile(r"[^\W\d_][^\W\d_'.-]*(?:['.-][^\W\d_]*){0,3}")


@dataclass(frozen=True)
class Contact:
    """As written; "" for what the head does not say."""

    name: str = ""
    phone: str = ""
    email: str = ""


def read_contact(text: str) -> Contact:
    reading = Reading(text)
    lines = reading.lines[:HEAD]
    head = reading.plain[: lines[-1].end] if lines else ""
    phone, email = PHONE.search(head), EMAIL.search(head)
    if not phone and not email:
        return Contact()  # a first line that nothing else says is a name may be a title or a motto
    return Contact(_name(reading), phone.group() if phone else "", email.group() if email else "")


def _name(reading: Reading) -> str:
    """The first line, or the part of it before any mark, where it is written like a name and not like a title or a firm."""
    for line in reading.lines[:2]:
        if not (rest := CAPTION.sub("", line.text, count=1) if CAPTION.match(line.text) else line.text):
            continue
        words = BESIDE.sub("", re.sub(r"^name\s*:\s*", "", rest, flags=re.I)).split()
        while len(words) > 2 and words[-1].isupper() and not words[0].isupper():
            words.pop()  # Ana Reyes RN
        name = " ".join(words)
        like = 2 <= len(words) <= 5 and all(WORD.fullmatch(word) for word in words) and not words[0][0].islower()
        other = titles.has_noun(name) or titles.is_organisation(name) or sections.heading(name)
        return name if like and not other and len(name) <= 100 else ""
    return ""


def digits(phone: str) -> str:
    """The ten digits by which two telephone numbers are the same; "" where there are not as many."""
    found = re.sub(r"\D", "", phone)
    return found[-10:] if len(found) >= 10 else ""


def words_of(text: str) -> frozenset[str]:
    """The words of a document, whatever its marks, its capitals and the order in which they were taken out of a page."""
    return frozenset(re.findall(r"\w+", text.casefold()))
