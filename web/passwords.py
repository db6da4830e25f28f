"""What a new password is asked to be: long enough, and not what somebody would try first."""

from __future__ import annotations

import re
from typing import Any

from wtforms import PasswordField
from wtforms.validators import StopValidation

from web.forms import writable
from web.words import t

LEAST, MOST = 10, 200  # characters
FEWEST = 5  # different characters
RUNS = (
    *("0123456789012345", "qwertyuiopasdfghjklzxcvbnm", "abcdefghijklmnopqrstuvwxyz"),
    *("1q2w3e4r5t6y7u8i9o0p", "1qaz2wsx3edc4rfv5tgb"),
)
#: What is tried first, whatever stands behind it in figures and signs.
TRIED = frozenset(
    {
        *("password", "passwort", "letmein", "welcome", "iloveyou", "changeme", "administrator", "admin", "secret"),
        *("trustno", "football", "baseball", "sunshine", "princess", "superman", "basketball", "placewell", "hospital"),
        *("medical", "assistant", "medicalassistant", "nurse", "correcthorsebatterystaple", "default", "temporary"),
    }
)


class NewPassword(PasswordField):
    """A password somebody chooses for themselves. It is never shown again."""

    data: str | None

    def pre_validate(self, form: Any) -> None:
        typed = self.data or ""
        if len(typed) < LEAST:
            raise StopValidation(t("links.password_short", least=LEAST))
        if len(typed) > MOST:
            raise StopValidation(t("links.password_long", most=f"{MOST:,}"))
        if not writable(typed):
            raise StopValidation(t("links.password_control"))


def is_obvious(password: str, *about: str) -> bool:
    """Whether it is no more than what is known of the person (`about`: e-mail, name), a common word, or keys in a row.

    Figures and signs around a word, or the word twice, make it no better.
    """
    plain = password.casefold()
    word, keys = letters(plain), re.sub(r"\W+", "", plain)
    half = word[: len(word) // 2]
    known = ({letters(piece) for piece in pieces(about)} | TRIED) - {""}
    in_a_row = any(keys in row * 2 or keys in row[::-1] * 2 for row in RUNS)
    told = word in known or (word == half * 2 and half in known) or plain in {one.casefold() for one in about}
    return len(set(plain)) < FEWEST or told or bool(keys and in_a_row)


def letters(text: str) -> str:
    return re.sub(r"[\W\d_]+", "", text)


def pieces(about: tuple[str, ...]) -> set[str]:
    """The words of each text, and its words put together, from either end or without the last."""
    found: set[str] = set()
    for one in about:
        parts = re.findall(r"\w+", one.casefold())
        found |= {"".join(parts), "".join(reversed(parts)), "".join(parts[:-1]), *parts}
    return found
