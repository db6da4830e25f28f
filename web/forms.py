"""What forms have in common: their errors as the summary shows them."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import FieldList, FormField
from wtforms.fields.core import Field


def errors_of(form: FlaskForm) -> list[tuple[str, str]]:
    """(id of the field, sentence) in the order of the form, for `error_summary`; [] when nothing is wrong."""
    found: list[tuple[str, str]] = []

    def collect(field: Field) -> None:
        if isinstance(field, FormField):
            for inner in field.form:
                collect(inner)
        elif isinstance(field, FieldList):
            for entry in field.entries:
                collect(entry)
        elif field.errors:
            found.append((field.id, str(field.errors[0])))

    for field in form:
        collect(field)
    found.extend(("errors", str(words)) for words in form.form_errors)
    return found
