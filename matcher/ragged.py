"""Ragged arrays: rows of unequal length one after another, row r's entries from start[r] to start[r + 1]."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def offsets(counts: NDArray[Any]) -> NDArray[Any]:
    """Where rows of these lengths begin, and where the last one ends: int32[N + 1]"""
    return np.concatenate(([0], np.cumsum(counts))).astype(np.int32)


def chosen(start: NDArray[Any], at: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """The rows `at`, in that order: (their own offsets, the place of each of their entries in the whole)."""
    counts = np.diff(start)[at]
    own = offsets(counts)
    return own, np.repeat(start[at] - own[:-1], counts) + np.arange(own[-1])
