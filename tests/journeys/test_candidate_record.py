"""A candidate brings her own record to rights and keeps hold of it, with the keyboard alone; the agency answers her."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from selenium.webdriver import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.journeys.visitor import DESK, PHONE, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def resume(width: int) -> str:
    """Another one at each width: the same file would add nothing."""
    return f"EXPERIENCE\nMedical Assistant, Pelham {width} Dermatology, Mar 2022 to present\nDrew blood and roomed patients"


def type_in(visitor: Visitor, field: str, words: str) -> None:
    """Into the field of this id, come to with the Tab key; what stood there goes."""
    visitor.tab_to(field).send_keys(Keys.CONTROL, "a")
    visitor.keys(Keys.DELETE)
    visitor.driver.switch_to.active_element.send_keys(words)


def press(visitor: Visitor, words: str) -> None:
    visitor.tab_to(words)
    visitor.keys(Keys.ENTER)


def unfold(visitor: Visitor) -> None:
    """The jobs, which a phone shows folded."""
    fold = visitor.all("#section-experience summary")[0]
    if fold.is_displayed():
        visitor.tab_to(" ".join(fold.text.split()))
        ActionChains(visitor.driver).send_keys(Keys.ENTER).perform()


def fetch(visitor: Visitor, path: str) -> bytes:
    """What the browser would save: the same address with its session."""
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in visitor.driver.get_cookies())
    with urlopen(Request(visitor.address + path, headers={"Cookie": cookies}), timeout=30) as answer:
        assert answer.headers["Content-Disposition"].startswith("attachment")
        return bytes(answer.read())


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_candidate_settles_her_resume_adds_a_card_and_limits_disputes_a_fact_and_takes_it_all_along(
    visitor: Visitor, tmp_path: Path, width: int
) -> None:
    visitor.sign_in("candidate")
    visitor.at(width)
    visitor.open("/me/held")
    press(visitor, "Add a resume")
    press(visitor, "Read it")
    assert visitor.driver.title.startswith("Error: ") and visitor.sees("Choose a file, or paste the text")
    type_in(visitor, "text", resume(width))
    press(visitor, "Read it")
    assert visitor.sees("What we read from your resume")
    assert not visitor.all("input[type=radio]:checked")  # nothing is chosen beforehand
    job = next(one for one in visitor.all(".settle-read") if "Pelham" in one.text)
    visitor.tab_to(f"a-{job.get_attribute('id')}-right")
    visitor.keys(Keys.SPACE)
    press(visitor, "Save these answers")
    assert visitor.path == "/me/held#known"
    unfold(visitor)
    assert visitor.sees(f"Pelham {width} Dermatology")

    visitor.open(visitor.named("a", "Correct or add").get_attribute("href").removeprefix(visitor.address))
    press(visitor, "Add a credential")
    number, picture = f"N-{width}", tmp_path / f"card-{width}.png"
    picture.write_bytes(PNG + number.encode())
    visitor.tab_to("type").send_keys("RMA")
    type_in(visitor, "number", number)
    type_in(visitor, "expires", "28 Feb 2029")
    visitor.tab_to("card").send_keys(str(picture))
    press(visitor, "Save")
    assert visitor.sees(number) and visitor.sees("Nobody at the agency has looked at the card yet")

    visitor.open("/me/limits")
    type_in(visitor, "miles", "many")
    press(visitor, "Save")
    assert visitor.driver.title.startswith("Error: ") and visitor.sees("not “many”")
    type_in(visitor, "miles", "30")
    type_in(visitor, "pay_floor", "23.50")
    press(visitor, "Save")
    assert visitor.path == "/me/held#limits" and visitor.sees("30") and visitor.sees("$23.50")

    visitor.open("/me/held#section-experience")  # the Tab key goes on from there
    unfold(visitor)
    press(visitor, f"Not right: Medical Assistant, Pelham {width} Dermatology")
    type_in(visitor, "words", f"It began in February, {width}.")
    press(visitor, "Send")
    assert visitor.sees(f"It began in February, {width}.") and visitor.sees("waits for an answer")

    kept = json.loads(fetch(visitor, "/me/held/export"))
    assert kept["schema"] == "placewell.record" and kept["record"]["preference"][0]["miles"] == 30
    assert any(one["number"] == number for one in kept["record"]["credential"])
    own = kept["record"]["document"][0]["address"].split("/")[2]
    visitor.sign_in("recruiter")
    visitor.at(width)
    visitor.open(f"/candidates/{own}#disputes")
    press(
        visitor,
        next(
            one.get_attribute("aria-label")
            for one in visitor.all("#disputes ~ div a.fact-do")
            if str(width) in one.get_attribute("aria-label")
        ),
    )
    visitor.tab_to("outcome").send_keys("Corrected")
    type_in(visitor, "answer", f"It says February now, {width}.")
    press(visitor, "Save the answer")
    assert visitor.sees(f"It says February now, {width}.")
    visitor.sign_in("candidate")
    visitor.at(width)
    visitor.open("/me/held")
    assert visitor.sees("Corrected") and visitor.sees(f"It says February now, {width}.")
    visitor.open("/me/held#leaving")
    press(visitor, "Withdraw")
    assert visitor.sees("You withdrew on")
    press(visitor, "Come back")
    assert not visitor.sees("You withdrew on")
