"""Where a ranker comes from. Scikit-learn takes seconds to load on a cold machine and `--help` must not wait for it, so this
is the one place that imports the estimator, and only when a ranker is first wanted; everyone else asks here."""

from __future__ import annotations

import functools
from typing import Any

from matcher.vocabulary import DATA


def ranker_class() -> Any:
    """The class `matcher.ranker.Ranker`."""
    from matcher.ranker import Ranker  # the one lazy import: see above

    return Ranker


@functools.lru_cache(maxsize=4)
def read_ranker(text: str) -> Any:
    """The ranker of a file's text. ValueError where it is not one."""
    return ranker_class().from_json(text)


@functools.cache
def starting_text() -> str:
    """The file of the ranker that ships with the product."""
    return (DATA / "ranker.json").read_text("utf-8")


def starting_ranker() -> Any:
    """The ranker that ships with the product: the reviewed data alone."""
    return read_ranker(starting_text())
