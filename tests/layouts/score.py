"""How much of a resume's jobs a reader got right: titles, dates, and both together.

A read job is matched to at most one true job and only where the titles agree. Unpaid work (kind other than "job") may
be read as a job or left out: neither counts. Counts add up, so figures over many resumes are micro averages.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

ENOUGH = 0.6


@dataclass
class Score:
    """Counts of jobs. `paired`: the title agrees; `right`: begin and end agree as well. `read_dates`, `true_dates`:
    pairs in which the reader gives, or the resume prints, any date."""

    true: int = 0
    read: int = 0
    paired: int = 0
    read_dates: int = 0
    true_dates: int = 0
    begins: int = 0
    ends: int = 0
    dates: int = 0
    right: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(*(getattr(self, item.name) + getattr(other, item.name) for item in fields(self)))

    def figures(self) -> dict[str, float]:
        """Precision and recall of titles, of the dates of matched titles, and of both together, each 0 to 1. Nothing
        read has precision 1 and recall 0; nothing to read has recall 1."""
        return {
            "title precision": _share(self.paired, self.read),
            "title recall": _share(self.paired, self.true),
            "dates precision": _share(self.dates, self.read_dates),
            "dates recall": _share(self.dates, self.true_dates),
            "precision": _share(self.right, self.read),
            "recall": _share(self.right, self.true),
        }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def words(title: str) -> list[str]:
    """A title's words without case and punctuation: "Cook/Server (PM)" is cook, server, pm."""
    return re.findall(r"[^\W_]+", title.casefold())


def titles_agree(printed: str, read: str) -> bool:
    """The same words to 60 % (Jaccard), or one is a stretch of the other and has at least 60 % of its words."""
    one, other = words(printed), words(read)
    if not one or not other:
        return False
    if len(set(one) & set(other)) >= ENOUGH * len(set(one) | set(other)):
        return True
    short, long = sorted((one, other), key=len)
    within = any(long[place : place + len(short)] == short for place in range(len(long) - len(short) + 1))
    return within and len(short) >= ENOUGH * len(long)


def dates_agree(printed: str | None, read: str | None) -> bool:
    """Equal to the precision printed: where only the year is printed, a month read beside it does not matter."""
    if printed is None or read is None:
        return printed is None and not read
    return read == printed or (len(printed) == 4 and read.startswith(printed + "-"))


def score(truth: Mapping[str, Any], jobs: Iterable[Mapping[str, Any]]) -> Score:
    """Counts for one resume. `truth`: `Truth.to_json()`; `jobs`: [{title (or text), from, to}], dates "YYYY",
    "YYYY-MM", for `to` also "present", or None."""
    real = truth["jobs"]
    found = [(_title(job), job.get("from"), job.get("to")) for job in jobs]
    result = Score(true=sum(job["kind"] == "job" for job in real), read=len(found))
    if not real or not found:
        return result
    worth = np.zeros((len(real), len(found)))
    for row, job in enumerate(real):
        for column, (title, begin, end) in enumerate(found):
            if titles_agree(job["title"], title):
                agreed = dates_agree(job["begin"], begin) + dates_agree(job["end"], end)
                # A title first, then its dates, then the very words; a job rather than unpaid work when all is equal.
                worth[row, column] = (
                    100 + 10 * agreed + (words(job["title"]) == words(title)) + (job["kind"] == "job") / 2
                )
    for row, column in zip(*linear_sum_assignment(worth, maximize=True), strict=True):
        if not worth[row, column]:
            continue
        job, (_, begin, end) = real[row], found[column]
        if job["kind"] != "job":
            result.read -= 1
            continue
        begins, ends = dates_agree(job["begin"], begin), dates_agree(job["end"], end)
        result.paired += 1
        result.read_dates += bool(begin or end)
        result.true_dates += bool(job["begin"] or job["end"])
        result.begins += begins
        result.ends += ends
        result.dates += begins and ends and bool(job["begin"] or job["end"])
        result.right += begins and ends
    return result


def _title(job: Mapping[str, Any]) -> str:
    return str(job.get("title") or job.get("text") or "")
