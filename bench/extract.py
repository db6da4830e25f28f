"""Reading speed: a resume and a posting from text, and the same resume from DOCX and PDF, one core.

    make bench-extract [ARGS="--people 200 --many 10000"]

Texts of the demo's generator, three careers to a resume, so that it fills its two pages, in CPU time; documents are opened in a child process, so they are timed by
the clock and reported apart. `--many` texts are read at the end, to see whether memory grows.
"""

from __future__ import annotations

import argparse
import io
import os
import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from statistics import median
from typing import Any

from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from matcher import vocabulary
from matcher.extraction.documents import text_of
from matcher.extraction.posting import read_posting
from matcher.extraction.resume import read_resume
from web.demo.agency import FACILITIES, draw_facility
from web.demo.openings import draw_opening
from web.demo.people import draw_person
from web.demo.texts import LAYOUTS, posting_text, resume_docx, resume_text

TODAY, SEED = date(2026, 11, 25), 7
NEEDED = {"resume": 50.0, "posting": 30.0}  # milliseconds at the median


def pdf(text: str) -> bytes:
    """The text as a PDF of plain lines."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=letter)
    lines = text.splitlines()
    for begin in range(0, len(lines), 55):
        page = canvas.beginText(60, 740)
        page.textLines(lines[begin : begin + 55])
        canvas.drawText(page)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def milliseconds(clock: Callable[[], float], work: Callable[..., Any], each: list[Any]) -> list[float]:
    times = []
    for one in each:
        begin = clock()
        work(one)
        times.append((clock() - begin) * 1000)
    return sorted(times)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--many", type=int, default=0)
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    words = vocabulary.load()
    people = [draw_person(number, SEED, words, TODAY) for number in range(options.people)]
    texts = [resume_text(person, words, number % LAYOUTS) for number, person in enumerate(people)]
    resumes = ["\n\n".join((texts[number - 2], texts[number - 1], text)) for number, text in enumerate(texts)]
    facilities = [draw_facility(number, SEED, words) for number in range(FACILITIES)]
    placed = [(number, facilities[number % FACILITIES]) for number in range(options.people)]
    postings = [posting_text(draw_opening(n, SEED, place, words, TODAY), place, words) for n, place in placed]

    def resume(text: str) -> None:
        read_resume(text, "one", TODAY, words)

    def posting(text: str) -> None:
        read_posting(text, "one", TODAY, words)

    resume(resumes[0]), posting(postings[0])  # type: ignore[func-returns-value]
    few = people[:20]
    found = {
        "resume": (resumes, milliseconds(time.process_time, resume, resumes)),
        "posting": (postings, milliseconds(time.process_time, posting, postings)),
        "resume, DOCX": (few, milliseconds(time.perf_counter, lambda p: text_of(resume_docx(p, words), "a.docx"), few)),
        "resume, PDF": (few, milliseconds(time.perf_counter, lambda t: text_of(pdf(t), "a.pdf"), resumes[:20])),
    }
    print("milliseconds       median     95 %   texts   characters")
    for name, (of, times) in found.items():
        size = int(median(len(text) for text in of)) if isinstance(of[0], str) else 0
        print(f"{name:<16} {median(times):8.1f} {times[int(len(times) * 0.95)]:8.1f} {len(of):7} {size or '':>12}")
    if options.many:
        for number in range(options.many):
            resume(resumes[number % len(resumes)] + f"\nReference number {number}")
            if number in (options.many // 10, options.many - 1):
                print(
                    f"after {number + 1} texts: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB at most"
                )
    good = all(median(found[name][1]) < most for name, most in NEEDED.items())
    print("what is needed holds" if good else "WHAT IS NEEDED DOES NOT HOLD")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
