"""Where a candidate lives and what she will take: the fields she fills herself, and her recruiter's form begins with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from flask_wtf import FlaskForm

from web.forms import Choice, DayField, Money, Several, Whole, ZipField, errors_of, options, refuse, refuse_elsewhere
from web.services.candidate import Wants, terms
from web.words import plain_day, t


class LimitForm(FlaskForm):
    """Fields are named as those of `Wants` (web/services/candidate.py)."""

    home_state = Choice(t("candidates.home_state"))
    zip = ZipField(t("candidates.zip"))
    miles = Whole(t("candidates.miles_label"), 1, 3000)
    pay_floor = Money(t("candidates.pay_floor"))
    employment_types = Several(t("candidates.employment_types"), terms("employment_type"))
    shifts = Several(t("candidates.shifts"), terms("shift"))
    settings = Several(t("candidates.settings_wanted"), terms("setting"))
    available_from = DayField(t("candidates.from_label"))
    available_until = DayField(t("candidates.until_label"))

    def __init__(self, *given: Any, **kept: Any) -> None:
        super().__init__(*given, **kept)
        self.home_state.offer(options(terms("state")))

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        begin, end = self.available_from.data, self.available_until.data
        if begin and end and end < begin:
            refuse(self.available_until, t("form.order", first=plain_day(begin), last=plain_day(end)))
        refuse_elsewhere(self.zip, self.home_state)
        return not errors_of(self)

    def wants(self) -> Wants:
        return Wants(**{field.name: self[field.name].data for field in fields(Wants)})


def offer(form: FlaskForm, said: Mapping[str, str], *names: str) -> None:
    """Fill empty fields with what an address says, as a resume's page does: nothing counts before somebody saves it."""
    for name in names:
        if not form[name].data and said.get(name):
            form[name].data = said[name]
