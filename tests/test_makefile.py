"""What `make` finds before there is an environment."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_a_shim_of_a_python_that_is_not_there_is_passed_over_without_a_word(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name, script in {
        "python3.13": "echo 'pyenv: python3.13: command not found' >&2; exit 127",
        "python3.12": "exit 0",  # what says that its version is right
    }.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / name).chmod(0o755)
    done = subprocess.run(
        ["make", "-n", ".venv/bin/python"],
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "\npython3.12 -m venv .venv ||" in done.stdout
