"""Files in, text out: what is wrong with a file is said in a sentence, and nothing hostile reaches this process."""

import docx
import pytest

from matcher.extraction.documents import Unreadable, text_of
from tests.matcher.extraction.files import (
    lines,
    locked_pdf,
    packed,
    paragraph,
    pdf,
    saved,
    word,
    word_by_hand,
)


def refusal(content: bytes, name: str = "resume.pdf") -> str:
    with pytest.raises(Unreadable) as refused:
        text_of(content, name)
    return str(refused.value)


def test_plain_text_keeps_every_letter_and_has_ordinary_line_ends() -> None:
    assert text_of("Zoë Ñáñez 🩺\r\nمساعد طبي\rEKG".encode(), "a.txt") == "Zoë Ñáñez 🩺\nمساعد طبي\nEKG"


def test_marks_of_byte_order_decide_and_old_windows_text_is_read() -> None:
    assert text_of(b"\xef\xbb\xbfNurse", "a.txt") == "Nurse"
    assert text_of("Nurse née".encode("utf-16"), "a.txt") == "Nurse née"
    assert text_of(b"caf\xe9 \x96 barista", "a.txt") == "café – barista"


def test_a_file_on_disk_is_read_by_its_first_bytes_and_not_by_its_name(tmp_path) -> None:
    misnamed = tmp_path / "resume.txt"
    misnamed.write_bytes(pdf([lines("Medical Assistant")]))
    assert text_of(misnamed).strip() == "Medical Assistant"


def test_a_pdf_gives_its_lines_page_after_page() -> None:
    text = text_of(pdf([lines("Medical Assistant", "2019 - 2021"), lines("Second page")]), "a.pdf")
    assert [line.strip() for line in text.splitlines() if line.strip()] == [
        "Medical Assistant",
        "2019 - 2021",
        "Second page",
    ]


def test_a_word_file_gives_headers_tables_and_boxes_but_no_fallback_twice() -> None:
    box = f"<w:txbxContent>{paragraph('Phlebotomist')}</w:txbxContent>"
    body = (
        paragraph("Experience")
        + f"<w:p><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:p>"
        + f"<w:tbl><w:tr><w:tc>{paragraph('2019')}</w:tc><w:tc>{paragraph('Scribe')}</w:tc></w:tr></w:tbl>"
    )
    text = text_of(word_by_hand(body, header1=paragraph("Maria Example"), header2=paragraph("Maria Example")), "a.docx")
    assert [line for line in text.splitlines() if line.strip()] == [
        "Maria Example",
        "Experience",
        "Phlebotomist",
        "2019\tScribe",
    ]


def test_the_cells_of_a_sidebar_stay_together() -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Skills\nEKG\nEpic", "Experience\nScribe\n2019 - 2020"
    assert text_of(saved(document), "a.docx").split() == [
        "Skills",
        "EKG",
        "Epic",
        "Experience",
        "Scribe",
        "2019",
        "-",
        "2020",
    ]


def test_a_long_name_survives() -> None:
    assert text_of(word("N" * 10_000, "Medical Assistant"), "a.docx").startswith("N" * 10_000)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        (b"...---...", "holds no words"),
        (bytes(range(256)) * 20, "not a text, PDF or Word file"),
        (b"abc\x01\x02\x03\x04\x05", "not a text, PDF or Word file"),
        (b"x" * (10 * 1024 * 1024 + 1), "10 MB at most"),
        (b"word " * 60_001, "more than 300,000 characters"),
        (b"{\\rtf1 Nurse}", "rich-text file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Word file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "has a password"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "is a picture"),
        (b"%PDF-1.7\nnothing more", "damaged"),
        (b"PK\x03\x04 nothing more", "damaged"),
        (packed({"xl/workbook.xml": "<x/>"}), "not a Word file"),
        (packed({"word/document.xml": "<a/>", "word/vbaProject.bin": "x"}), "holds macros"),
        (packed({"[Content_Types].xml": "macroEnabled", "word/document.xml": "<a/>"}), "holds macros"),
        (packed({"[Content_Types].xml": "", "word/document.xml": "<a>" + " " * 70_000_000}), "unpacks to far more"),
        (packed({"word/document.xml": "<a><b></a>"}), "damaged"),
        (word_by_hand(paragraph("")), "holds no text"),
        (pdf([[]]), "is a picture of a page, with no text in it"),
        (pdf([lines("one")] * 201), "more than 200 pages"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_the_reason(content: bytes, says: str) -> None:
    sentence = refusal(content)
    assert says in sentence
    assert sentence.startswith("resume.pdf ") and sentence.endswith(".")


def test_a_pdf_with_a_password_is_refused_and_one_locked_only_against_changes_is_read() -> None:
    assert refusal(locked_pdf("secret")) == "resume.pdf has a password. Save a copy without one, or paste the text."


def test_a_word_file_with_a_document_type_is_refused_unread() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><a>&b;</a>'
    assert "damaged" in refusal(packed({"word/document.xml": bomb}))


def test_a_missing_file_says_so(tmp_path) -> None:
    with pytest.raises(Unreadable, match="could not be opened"):
        text_of(tmp_path / "nowhere.txt")
