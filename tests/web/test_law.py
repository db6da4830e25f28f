"""The page of the law: read by anyone signed in; states reviewed and not; every rule with its source and its review."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from matcher import vocabulary
from matcher.eligibility import rules
from models.user import ROLES
from tests.web.conftest import SignIn
from web.services.law import read_laws, read_state


@pytest.mark.parametrize("role", ROLES)
def test_anyone_signed_in_reads_it_from_the_foot_of_a_page(sign_in: SignIn, role: str) -> None:
    client = sign_in(role)
    assert 'href="/law"' in client.get("/account").text.split("<footer")[1]
    assert client.get("/law").status_code == client.get("/law/NY").status_code == 200


def test_a_stranger_signs_in_first(client: FlaskClient) -> None:
    answer = client.get("/law")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in?next=/law")


def test_every_state_is_reviewed_or_said_not_to_be(sign_in: SignIn) -> None:
    page = sign_in("candidate").get("/law").text
    laws = read_laws(date(2026, 11, 24))
    assert {state.slug for state in laws.states} == set(rules.load().states)
    assert len(laws.states) + len(laws.unreviewed) == len(vocabulary.load().kind("state"))
    assert 'href="/law/NY">New York</a>' in page
    assert '<li><a href="/law/KS">Kansas</a></li>' in page
    assert "Diagnosing, prescribing and treating take a licence of one&#39;s own." in page


def test_every_rule_of_every_state_is_on_its_page_with_its_source(sign_in: SignIn) -> None:
    client = sign_in("recruiter")
    for state, held in rules.load().states.items():
        page = html.unescape(client.get(f"/law/{state}").text)
        for rule in held:
            for words in (rule.says, rule.source[1:], f"Read at {rule.url}", f"Rule {rule.id}", rule.note):
                assert words in page, (rule.id, words)


def test_a_rule_says_what_it_asks_in_words() -> None:
    written = {one.rule.id: one for one in read_state("CT", date(2026, 11, 24)).rules}
    vaccines = written["ct_vac"]
    assert vaccines.activity == "Administer vaccines"
    assert vaccines.conditions[0] == "The right it gives ends in: Hospital unit or emergency department."
    assert "vaccine training (24 hours)" in vaccines.conditions[1]
    assert (
        vaccines.conditions[2] == "Delegated by a nurse practitioner, a physician or a physician assistant / associate."
    )


def test_a_review_is_due_by_the_day_of_the_law_or_by_the_age_of_the_reading(app: Flask, sign_in: SignIn) -> None:
    client = sign_in("recruiter")
    assert 'To be reviewed by <time datetime="2027-01-01">1 Jan 2027</time>' in client.get("/law/IL").text
    app.config["TODAY"] = lambda: date(2027, 1, 1)
    assert 'Review due since <time datetime="2027-01-01">1 Jan 2027</time>' in client.get("/law/IL").text
    reviews = {one.rule.id: one.review for one in read_state("GA", date(2026, 11, 24)).rules}
    assert reviews == {"ga_inj": "old"}  # a text of 2010
    washington = {one.rule.id: one.review for one in read_state("WA", date(2026, 11, 24)).rules}
    assert washington["wa_c"] == ""  # November 2024
    assert {one.rule.id: one.review for one in read_state("WA", date(2027, 11, 1)).rules}["wa_c"] == "old"


def test_what_is_due_for_review_is_counted_in_the_list(sign_in: SignIn) -> None:
    items = re.findall("<li>(.*?)</li>", sign_in("recruiter").get("/law").text)
    said = {re.sub("<[^>]+>", "", item) for item in items}
    assert {"Georgia 1 rule, 1 due for review", "Texas 1 rule", "Kansas"} <= said


def test_a_state_without_rules_says_so_and_another_is_no_page(sign_in: SignIn) -> None:
    client = sign_in("recruiter")
    page = client.get("/law/KS").text
    assert "Kansas is not reviewed" in page and "Rule us_no_diag" in page
    assert client.get("/law/ZZ").status_code == 404
