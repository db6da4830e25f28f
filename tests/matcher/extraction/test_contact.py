"""Who a resume is of."""

import pytest

from matcher.extraction.contact import Contact, digits, read_contact

REACH = "Trenton, NJ 08608 | (609) 555-0134 | ana.reyes@example.org\n\nEXPERIENCE\n"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("Ana Reyes\n", "Ana Reyes"),
        ("ANA REYES, CCMA\n", "ANA REYES"),
        ("Ana María O'Neil-Reyes RN BSN\n", "Ana María O'Neil-Reyes"),
        ("Resume\nAna Reyes\n", "Ana Reyes"),
        ("Résumé of Ana Reyes\n", "Ana Reyes"),
        ("Name: Ana Reyes\n", "Ana Reyes"),
        ("Ana Reyes - Medical Assistant\n", "Ana Reyes"),
        ("مريم الحسن\n", "مريم الحسن"),
        ("Medical Assistant\n", ""),
        ("Juniper Draw Lab Inc\n", ""),
        ("WORK EXPERIENCE\n", ""),
        ("committed to people\n", ""),
        ("Ana\n", ""),
    ],
)
def test_the_name_is_the_first_line_where_it_reads_like_one(head: str, name: str) -> None:
    assert read_contact(head + REACH) == Contact(name, "(609) 555-0134", "ana.reyes@example.org")


def test_without_a_way_to_reach_anybody_no_line_is_a_name() -> None:
    assert read_contact("Ana Reyes\nEXPERIENCE\nMedical Scribe, 01/2015 - 02/2016\n") == Contact()
    far = "Ana Reyes\n" + "- took vital signs\n" * 10 + "References: bo@example.org, 609-555-0135\n"
    assert read_contact(far) == Contact() and read_contact("") == Contact()


@pytest.mark.parametrize("written", ["609-555-0134", "609.555.0134", "+1 609 555 0134", "1 (609) 555-0134"])
def test_a_telephone_is_the_same_however_it_is_written(written: str) -> None:
    assert digits(read_contact(f"Ana Reyes\n{written}\n").phone) == "6095550134"


@pytest.mark.parametrize("written", ["NPI 6095550134", "2019-2021-0000", "8609-555-01345", "555-0134"])
def test_other_numbers_are_no_telephone(written: str) -> None:
    assert read_contact(f"Ana Reyes\n{written}\n").phone == ""
