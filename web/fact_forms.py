"""The forms facts and credentials are typed into, alone or under an item of a resume. Fields are named as columns."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField

from matcher import vocabulary
from matcher.eligibility.rules import TRAININGS
from models.education import PROGRAMMES
from web.config import today
from web.forms import Choice, DayField, Line, Whole, errors_of, month_words, options, refuse
from web.services.candidate import terms
from web.services.cards import full_name
from web.words import plain_day, t

LONGEST = 80  # years anybody has worked


class FactForm(FlaskForm):
    """A form whose fields are named as the columns it fills."""

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.data.items() if name != "csrf_token"}

    def not_after_today(self, *names: str) -> None:
        for name in names:
            field = self[name]
            if not field.errors and isinstance(field.data, date) and field.data > today():
                refuse(field, t("facts.future", label=field.label.text, day=field.written()))


class JobForm(FactForm):
    title = Line(t("facts.title"), 300, missing=t("facts.title_missing"))
    employer = Line(t("facts.employer"), 300)
    begin = DayField(t("facts.begin"), months="first")
    end = DayField(t("facts.end"), months="first")
    current = BooleanField(t("facts.current"))
    role = Choice(t("facts.role"), options(terms("role")))
    setting = Choice(t("facts.setting"), options(terms("setting")))
    specialty = Choice(t("facts.specialty"), options(terms("specialty")))

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        begin, end = self.begin.data, self.end.data
        self.not_after_today("begin", "end")
        if begin and begin.year < today().year - LONGEST and not self.begin.errors:
            refuse(self.begin, t("facts.long_ago", label=self.begin.label.text, month=month_words(begin), most=LONGEST))
        if begin and end and end < begin and not errors_of(self):
            refuse(self.end, t("form.order", first=self.begin.written(), last=self.end.written()))
        if end and self.current.data:
            refuse(self.end, t("facts.end_and_current"))
        return not errors_of(self)


class SkillForm(FactForm):
    slug = Choice(t("facts.skill"), options(terms("skill")), missing=t("facts.skill_missing"))
    level = Choice(t("facts.skill_level"))
    last_used = DayField(t("facts.last_used_label"), months="first")

    def __init__(self, *given: Any, **kept: Any) -> None:
        super().__init__(*given, **kept)
        self.level.offer(options(terms("level", "level")))

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        self.not_after_today("last_used")
        return not errors_of(self)

    def values(self) -> dict[str, Any]:
        given = super().values()
        return given | {"level": int(given["level"]) if given["level"] else None}


class EducationForm(FactForm):
    level = Choice(t("facts.education_level"), options(terms("education")))
    title = Line(t("facts.school"), 300)
    programme = Choice(t("facts.programme"), options((p, str(t(f"facts.programmes.{p}"))) for p in PROGRAMMES))
    family = Choice(t("facts.family"), options(terms("family")))
    hours = Whole(t("facts.hours_label"), 0, 10_000)
    finished = DayField(t("facts.finished_label"), months="first")

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        self.not_after_today("finished")
        if not (self.level.data or self.title.data or self.programme.data or errors_of(self)):
            refuse(self.level, t("facts.education_nothing"))
        return not errors_of(self)


class TrainingForm(FactForm):
    slug = Choice(
        t("facts.course"),
        options((course, str(t(f"facts.trainings.{course}"))) for course in TRAININGS),
        missing=t("facts.course_missing"),
    )
    hours = Whole(t("facts.hours_label"), 0, 10_000)
    procedures = Whole(t("facts.procedures_label"), 0, 10_000)


class LanguageForm(FactForm):
    slug = Choice(t("facts.language"), options(terms("language")), missing=t("facts.language_missing"))


class SystemForm(FactForm):
    slug = Choice(t("facts.system"), options(terms("system")), missing=t("facts.system_missing"))


class RoleForm(FactForm):
    slug = Choice(t("facts.kind.role"), options(terms("role")), missing=t("facts.role_missing"))


class CredentialForm(FactForm):
    """What stands on a card or licence. `missing` states are asked for where a licence is given by one."""

    type = Choice(t("credentials.type"), missing=t("credentials.type_missing"))
    body = Line(t("credentials.body"), 100)
    number = Line(t("credentials.number"), 60)
    state = Choice(t("credentials.state"), options(terms("state")))
    issued = DayField(t("credentials.issued"), months="first")
    expires = DayField(t("credentials.expires"), months="last")
    compact = BooleanField(t("credentials.compact"))

    def __init__(self, *given: Any, **kept: Any) -> None:
        super().__init__(*given, **kept)
        known = ((slug, full_name(slug)) for slug in vocabulary.load().credential_types)
        self.type.offer(options(sorted(known, key=lambda pair: pair[1].casefold()), str(t("credentials.choose"))))

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        self.not_after_today("issued")
        issued, expires = self.issued.data, self.expires.data
        if issued and expires and expires < issued and not errors_of(self):
            refuse(self.expires, t("credentials.ends_before", first=plain_day(issued), last=plain_day(expires)))
        licence = self.type.data if vocabulary.load().has("licence", self.type.data or "") else None
        if licence and not self.state.data and not self.state.errors:
            refuse(self.state, t("credentials.state_missing", what=full_name(licence)))
        return not errors_of(self)

    def values(self) -> dict[str, Any]:
        given = super().values()
        return given | {"body": given["body"] or "", "number": given["number"] or None}


FORMS: Mapping[str, type[FactForm]] = {
    "job": JobForm,
    "role": RoleForm,
    "skill": SkillForm,
    "education": EducationForm,
    "training": TrainingForm,
    "language": LanguageForm,
    "system": SystemForm,
    "credential": CredentialForm,
}
HINTS = {
    "title": "title_hint",
    "begin": "month_hint",
    "end": "month_hint",
    "last_used": "month_hint",
    "finished": "month_hint",
    "role": "role_hint",
    "programme": "programme_hint",
}
