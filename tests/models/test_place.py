"""Where a ZIP code lies, and what becomes of one that nobody knows."""

import pytest

from matcher.domain import Place
from models import place


def test_a_known_zip_gives_its_state_and_point():
    assert place.of("10001", None) == Place("10001", "NY", 40.7484, -73.9967)
    assert place.of("10001", "NJ").state == "NJ"


@pytest.mark.parametrize(
    "zip", ["00000", "1234", "10001-1234", "abcde", "\u00e9\u00e9\u00e9", "\u0661\u0660\u0660\u0660\u0661", ""]
)
def test_an_unknown_zip_has_no_point(zip):
    assert place.of(zip, "NY") == Place(zip, "NY")


def test_no_zip_is_no_place():
    assert place.of(None, None) == Place()
