"""The loops, one for each way of reading, compiled by numba: whole numbers only, nothing of the trade.

All of them stand in this file, and nothing they call in another: numba keeps compiled code beside it and does not see when
a function of another file changes. `rows` are the rows read, int64[n]; row r's entries of a list are start[r * lists + list]
to start[r * lists + list + 1]: see `matcher.table.Table`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from matcher.codes import Ints

BLOCK = 2048  # rows whose best points stay near while the tests of a slot run


def _compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compiled when first called, since numba takes a while to load; kept between runs where some folder can be written."""

    @functools.cache
    def made() -> Callable[..., Any]:
        import numba

        try:
            return numba.njit(cache=True, nogil=True)(function)
        except RuntimeError:  # it found no folder
            return numba.njit(nogil=True)(function)

    return functools.wraps(function)(lambda *arrays: made()(*arrays))


@_compiled
def held(
    start: Ints, entries: Ints, list_: int, lists: int, rows: Ints, wanted: Ints, cuts: Ints, points: Ints,
    sizes: Ints, lines: Ints, bases: Ints, open_: Ints, jobless: Ints, best: Ints, winner: Ints,
) -> Ints:  # fmt: skip
    """Points of each line: uint16[L, n].

    wanted[id] is a place in points[wanted ids, codes, steps, S], flat, of sizes (codes, steps, S), or -1; a step is the number
    of cuts not after the value. lines[L] = (first slot, slots, first slot of what stands against, or -1, whether its silence
    is unknown only for the jobless); bases[S] is earned at least while unknown; open_ and jobless are of all rows.

    best[n, S] and winner[n, S] are filled with the most that an entry earns each slot and the place in its row of the one
    that does, of equals the one of the latest day; -1 where none earns anything; with one row for all they are scratch.
    """
    codes, steps, slots = sizes
    total = np.zeros((len(lines), len(rows)), dtype=np.uint16)
    kept = len(best) == len(rows)
    for n in range(len(rows)):
        row, at = rows[n], n if kept else 0
        for s in range(slots):
            best[at, s] = 0
            winner[at, s] = -1
        first = start[row * lists + list_]
        for e in range(first, start[row * lists + list_ + 1]):
            place = np.int64(wanted[entries[e, 0]])
            if place >= 0:
                step = 0
                for c in range(len(cuts)):
                    step += entries[e, 2] >= cuts[c]
                place = ((place * codes + entries[e, 1]) * steps + step) * slots
                if kept:
                    for s in range(slots):
                        earned, before = points[place + s], first + winner[at, s]
                        if earned > best[at, s] or (
                            earned and earned == best[at, s] and entries[e, 2] > entries[before, 2]
                        ):
                            winner[at, s] = e - first
                for s in range(slots):
                    best[at, s] = max(best[at, s], points[place + s])
        for k in range(len(lines)):
            unknown = open_[row] and (jobless[row] or not lines[k, 3])
            for s in range(lines[k, 0], lines[k, 0] + lines[k, 1]):
                earned = best[at, s]
                if lines[k, 2] >= 0:
                    earned -= min(earned, best[at, s - lines[k, 0] + lines[k, 2]])
                if unknown and bases[s] > earned:
                    earned = bases[s]
                total[k, n] += earned
    return total


@_compiled
def spans(
    start: Ints, jobs: Ints, list_: int, lists: int, rows: Ints, as_of: int, title: Ints, by_duties: Ints, unread: Ints
) -> tuple[Ints, Ints]:
    """(percent x days, days) of each row's jobs up to a day, both ends counted, for each of L lines: int64[L, n] each.

    title[L, families] and by_duties are the percent of a family in either. unread[L]: a job of no known family counts as 0 %,
    and of two families the better counts; else it does not count at all, and duties go before the title."""
    weighed = np.zeros((len(unread), len(rows)), dtype=np.int64)
    whole = np.zeros((len(unread), len(rows)), dtype=np.int64)
    for n in range(len(rows)):
        at = rows[n] * lists + list_
        for e in range(start[at], start[at + 1]):
            family, duties = (jobs[e, 0] >> 8 & 255) - 1, (jobs[e, 0] & 255) - 1
            days = max(min(np.int64(jobs[e, 2]), as_of) - jobs[e, 1] + 1, 0)
            for k in range(len(unread)):
                mine = title[k, family] if family >= 0 else 0
                other = by_duties[k, duties] if duties >= 0 else 0
                if unread[k]:
                    mine = max(mine, other)
                elif duties >= 0:
                    mine = other
                elif family < 0:
                    continue
                weighed[k, n] += mine * days
                whole[k, n] += days
    return weighed, whole


@_compiled
def seen(bits: Ints, rows: Ints, terms: Ints, weights: Ints) -> Ints:
    """Weight of the terms that each row uses, from bits[all rows, bytes]: int64[n]"""
    found = np.zeros(len(rows), dtype=np.int64)
    for n in range(len(rows)):
        for t in range(len(terms)):
            found[n] += weights[t] * ((bits[rows[n], terms[t] >> 3] >> (terms[t] & 7)) & 1)
    return found


@_compiled
def sets_of(start: Ints, entries: Ints, lists: int, first: Ints, words: int, rows: int) -> Ints:
    """The ids of each row's lists as bits: uint16[words, rows]. first[lists] is a list's first word; list 0 has no ids."""
    found = np.zeros((words, rows), dtype=np.uint16)
    for row in range(rows):
        for k in range(1, lists):
            for e in range(start[row * lists + k], start[row * lists + k + 1]):
                found[first[k] + (entries[e, 0] >> 4), row] |= np.uint16(1) << np.uint16(entries[e, 0] & 15)
    return found


@_compiled
def bounds(sets: Ints, first: Ints, word: Ints, mask: Ints, points: Ints, bases: Ints) -> Ints:
    """The most that each row could earn, by the ids it holds alone: uint16[N]. Slot s takes the best of its tests first[s] to
    first[s + 1]: points[t] where sets[word[t]] has a bit of mask[t]; bases[s] at least."""
    rows = sets.shape[1]
    total = np.zeros(rows, dtype=np.uint16)
    best = np.empty(BLOCK, dtype=np.uint16)
    for begin in range(0, rows, BLOCK):
        size = min(BLOCK, rows - begin)
        for s in range(len(bases)):
            best[:] = bases[s]
            for t in range(first[s], first[s + 1]):
                held, bit, earned = sets[word[t], begin : begin + size], mask[t], points[t]
                for i in range(size):
                    best[i] = max(best[i], earned * np.uint16((held[i] & bit) != 0))
            for i in range(size):
                total[begin + i] += best[i]
    return total
