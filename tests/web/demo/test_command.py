"""`demo seed` as it is called."""

from __future__ import annotations

import pytest
from flask import Flask

from web.demo import store


def test_the_command_writes_the_people_asked_for_and_a_password_signs_in(app: Flask) -> None:
    with app.app_context():
        command = app.test_cli_runner().invoke(args=["demo", "seed", "--candidates", "5", "--as-of", "2026-11-24"])
    assert command.exit_code == 0, command.output
    assert command.stdout == "Harrow Lane Staffing: 30 facilities, 40 openings and 5 candidates as of 2026-11-24.\n"
    assert command.stderr == ""
    again = app.test_cli_runner().invoke(args=["demo", "seed"])
    assert (again.exit_code, again.stdout) == (0, "Harrow Lane Staffing is there already: nothing was written.\n")
    role, email, password = store.sign_ins()[1]
    assert role == "recruiter"
    answer = app.test_client().post("/sign-in", data={"email": email, "password": password})
    assert answer.status_code == 303


@pytest.mark.parametrize("wrong", (["--candidates", "0"], ["--as-of", "2026-02-30"], ["--seed", "one"]))
def test_a_wrong_option_is_wrong_usage_and_writes_nothing(app: Flask, wrong: list[str]) -> None:
    answer = app.test_cli_runner().invoke(args=["demo", "seed", *wrong])
    assert answer.exit_code == 2
    assert wrong[0] in answer.stderr
