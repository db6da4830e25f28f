"""`python -m tests.layouts.measure [--seeds N] [--layout NAME]... [--json] [--as-of DATE] [--keep DIR]`

Renders every layout for N invented people, has the public command read the files in a process of its own, and prints
precision and recall per layout and overall, PDFs of two columns apart. Layouts whose writer is not installed are named
loudly on stderr and left out.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

from tests.layouts import LAYOUTS
from tests.layouts.canvas import Canvas
from tests.layouts.score import Score, score
from tests.layouts.style import Layout

AS_OF = "2026-07-01"  # the careers run until June 2026
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
SUFFIX = {"text": ".txt", "html": ".html", "docx": ".docx", "pdf": ".pdf"}


class Case(NamedTuple):
    """A file to read, the row of the table it counts for, and its truth (`Truth.to_json()`)."""

    row: str
    file: Path
    truth: dict[str, Any]
    two: bool


def missing() -> dict[str, str]:
    """What is left out and why."""
    gone = {}
    if not CHROMIUM:
        gone["all layouts named page: ..."] = "no Chromium"
    if not OFFICE:
        gone["the PDFs of all layouts named word: ... (their DOCX files are measured)"] = "no LibreOffice"
    if Canvas is None:
        gone["all layouts named drawn: ..."] = "no reportlab"
    return gone


def render(layouts: dict[str, Layout], seeds: int, folder: Path) -> list[Case]:
    """The files of all layouts in `folder`. File names tell nothing of the layout but its number."""
    cases: list[Case] = []
    numbers = list(LAYOUTS)
    for name, layout in layouts.items():
        for seed in range(seeds):
            content, truth = layout.render(f"{name}/{seed}")
            file = folder / f"{numbers.index(name):03}-{seed}{SUFFIX[layout.kind]}"
            file.write_bytes(content.encode() if isinstance(content, str) else content)
            pdf = file.with_suffix(".pdf")
            if layout.kind == "html" and not CHROMIUM:
                continue
            two = layout.columns == "two"
            cases.append(
                Case(name, pdf if layout.kind == "html" else file, truth.to_json(), two and layout.kind != "docx")
            )
            if layout.kind == "docx" and OFFICE:
                pdf = file.with_name(f"{file.stem}-printed.pdf")
                cases.append(Case(f"{name} (printed)", pdf, truth.to_json(), two))
    _print_pages(sorted(folder.glob("*.html")), folder)
    _print_documents(sorted(folder.glob("*.docx")), folder)
    lost = [str(case.file) for case in cases if not case.file.exists()]
    if lost:
        raise SystemExit(f"not rendered: {', '.join(lost)}")
    return cases


def _print_pages(pages: list[Path], folder: Path) -> None:
    if not CHROMIUM:
        return

    def one(page: Path) -> None:
        profile = folder / f"profile-{page.stem}"
        command = [CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        command += ["--no-first-run", f"--user-data-dir={profile}", "--no-pdf-header-footer"]
        command += [f"--print-to-pdf={page.with_suffix('.pdf')}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        shutil.rmtree(profile, ignore_errors=True)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(one, pages))


def _print_documents(documents: list[Path], folder: Path) -> None:
    if not OFFICE or not documents:
        return
    out = folder / "printed"
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(out)]
    subprocess.run([*command, *map(str, documents)], check=True, capture_output=True, timeout=900)
    for file in out.glob("*.pdf"):
        file.rename(folder / f"{file.stem}-printed.pdf")


def read(files: list[Path], as_of: str) -> dict[str, list[dict[str, Any]]]:
    """The jobs the public command reads from each file, by the file's stem. A file it cannot read has none."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "extract", *map(str, files)]
    done = subprocess.run([*command, "--kind", "resume", "--json", "--as-of", as_of], capture_output=True, text=True)
    if done.returncode and not done.stdout:
        raise SystemExit(f"extract failed ({done.returncode}): {done.stderr[-2000:]}")
    told = [json.loads(line) for line in done.stdout.splitlines() if line.strip()]
    for item in told:
        if "error" in item:
            print(f"not read: {item['id']}: {item['error']}", file=sys.stderr)
    return {item["id"]: item.get("jobs", []) for item in told}


def table(cases: list[Case], jobs: dict[str, list[dict[str, Any]]]) -> dict[str, Score]:
    """Counts by row, in the order of the layouts, then the sums."""
    rows: dict[str, Score] = {}
    for case in cases:
        rows[case.row] = rows.get(case.row, Score()) + score(case.truth, jobs.get(case.file.stem, []))
    one, two = Score(), Score()
    for case_two, row in {(case.two, case.row) for case in cases}:
        if case_two:
            two += rows[row]
        else:
            one += rows[row]
    sums = {"PDFs of two columns": two, "all others": one, "overall": one + two}
    rows.update({name: counts for name, counts in sums.items() if counts.true})
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.layouts.measure", description=(__doc__ or "").split("\n\n")[1]
    )
    parser.add_argument("--seeds", type=int, default=2, metavar="N", help="people per layout (default 2)")
    parser.add_argument("--first", type=int, default=0, help=argparse.SUPPRESS)
    parser.add_argument("--layout", action="append", metavar="NAME", help="only layouts whose name has this in it")
    parser.add_argument("--as-of", default=AS_OF, metavar="DATE", help=f"day of reading (default {AS_OF})")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave the files and truth.jsonl in this folder")
    parser.add_argument("--json", action="store_true", help="one JSON line per row")
    given = parser.parse_args()
    for what, why in missing().items():
        print(f"*** LEFT OUT: {what}: {why} ***", file=sys.stderr)
    wanted = given.layout or [""]
    layouts = {name: layout for name, layout in LAYOUTS.items() if any(part in name for part in wanted)}
    if not layouts:
        parser.error(f"--layout: no layout has {' or '.join(wanted)} in its name; there are: {'; '.join(LAYOUTS)}")
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        cases = render(layouts, given.seeds, folder)
        if given.keep:
            lines = [json.dumps({"id": case.file.stem, "layout": case.row, **case.truth}) for case in cases]
            (folder / "truth.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        rows = table(cases, read([case.file for case in cases], given.as_of))
    for name, counts in rows.items():
        figures = counts.figures()
        if given.json:
            print(json.dumps({"layout": name, **asdict(counts), **{key: round(n, 4) for key, n in figures.items()}}))
        else:
            if name == next(iter(rows)):
                print(f"{'':52}{'jobs':>5}  {'title P':>7} {'R':>5}  {'dates P':>7} {'R':>5}  {'both P':>7} {'R':>5}")
            tp, tr, dp, dr, p, r = figures.values()
            mark = "  < 0.85" if min(tp, tr, p, r) < 0.85 else ""
            print(f"{name:52}{counts.true:5}  {tp:7.2f} {tr:5.2f}  {dp:7.2f} {dr:5.2f}  {p:7.2f} {r:5.2f}{mark}")


if __name__ == "__main__":
    main()
