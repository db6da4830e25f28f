"""The three journeys: links, members, notes, questions, disputes, consents, submissions, merges, and who is not to return."""

import sqlalchemy as sa
from alembic import op

from models import base, triggers

revision = "0004"
down_revision = "0003"

#: In the order in which they can be dropped.
TABLES = (
    "submission",
    "question",
    "note",
    "consent",
    "reference",
    "merge",
    "invite",
    "favourite",
    "facility_member",
    "do_not_return",
    "dispute",
    "sign_in_failure",
)


def upgrade() -> None:
    triggers.drop(op.get_bind())
    op.create_table(
        "sign_in_failure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("at", base.Instant(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_failure")),
    )
    op.create_index("ix_sign_in_failure_address", "sign_in_failure", ["address"])
    op.create_index("ix_sign_in_failure_at", "sign_in_failure", ["at"])
    op.create_index("ix_sign_in_failure_email", "sign_in_failure", ["email"])

    op.create_table(
        "dispute",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("fact_id", sa.Integer(), nullable=False),
        sa.Column("about", sa.String(length=400), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", base.Instant(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", base.Instant(timezone=True), nullable=True),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.CheckConstraint("words <> ''", name=op.f("ck_dispute_words")),
        sa.CheckConstraint("\"outcome\" IN ('corrected', 'kept')", name=op.f("ck_dispute_outcome")),
        sa.CheckConstraint("(answered_at IS NULL) = (outcome IS NULL)", name=op.f("ck_dispute_answered")),
        sa.ForeignKeyConstraint(["answered_by"], ["user.id"], name=op.f("fk_dispute_answered_by_user")),
        sa.ForeignKeyConstraint(["by"], ["user.id"], name=op.f("fk_dispute_by_user")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_dispute_candidate_id_candidate")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispute")),
        sa.UniqueConstraint("public_id", name=op.f("uq_dispute_public_id")),
    )
    op.create_index("ix_dispute_candidate_id", "dispute", ["candidate_id"])

    op.create_table(
        "do_not_return",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("facility_id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", base.Instant(timezone=True), nullable=False),
        sa.Column("lifted_by", sa.Integer(), nullable=True),
        sa.Column("lifted_at", base.Instant(timezone=True), nullable=True),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_do_not_return_reason")),
        sa.CheckConstraint("(lifted_at IS NULL) = (lifted_by IS NULL)", name=op.f("ck_do_not_return_lifted")),
        sa.ForeignKeyConstraint(["by"], ["user.id"], name=op.f("fk_do_not_return_by_user")),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidate.id"], name=op.f("fk_do_not_return_candidate_id_candidate")
        ),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_do_not_return_facility_id_facility")),
        sa.ForeignKeyConstraint(["lifted_by"], ["user.id"], name=op.f("fk_do_not_return_lifted_by_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_do_not_return")),
    )
    op.create_index("ix_do_not_return_candidate_id", "do_not_return", ["candidate_id"])
    op.create_index(
        "uq_do_not_return_standing",
        "do_not_return",
        ["facility_id", "candidate_id"],
        unique=True,
        sqlite_where=sa.text("lifted_at IS NULL"),
        postgresql_where=sa.text("lifted_at IS NULL"),
    )

    op.create_table(
        "facility_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("facility_id", sa.Integer(), nullable=False),
        sa.Column("added_at", base.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_facility_member_facility_id_facility")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_facility_member_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facility_member")),
        sa.UniqueConstraint("user_id", "facility_id", name=op.f("uq_facility_member_user_id_facility_id")),
    )
    op.create_index("ix_facility_member_facility_id", "facility_member", ["facility_id"])

    op.create_table(
        "favourite",
        sa.Column("facility_id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", base.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["user.id"], name=op.f("fk_favourite_by_user")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_favourite_candidate_id_candidate")),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_favourite_facility_id_facility")),
        sa.PrimaryKeyConstraint("facility_id", "candidate_id", name=op.f("pk_favourite")),
    )
    op.create_index("ix_favourite_candidate_id", "favourite", ["candidate_id"])

    op.create_table(
        "invite",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=8), nullable=False),
        sa.Column("token_sha", sa.String(length=64), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=True),
        sa.Column("created_at", base.Instant(timezone=True), nullable=False),
        sa.Column("expires_at", base.Instant(timezone=True), nullable=False),
        sa.Column("used_at", base.Instant(timezone=True), nullable=True),
        sa.Column("withdrawn_at", base.Instant(timezone=True), nullable=True),
        sa.CheckConstraint("\"purpose\" IN ('join', 'reset')", name=op.f("ck_invite_purpose")),
        sa.CheckConstraint("length(token_sha) = 64", name=op.f("ck_invite_token_sha")),
        sa.ForeignKeyConstraint(["created_by"], ["user.id"], name=op.f("fk_invite_created_by_user")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_invite_user_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invite")),
        sa.UniqueConstraint("token_sha", name=op.f("uq_invite_token_sha")),
    )
    op.create_index("ix_invite_user_id", "invite", ["user_id"])

    op.create_table(
        "merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("gone_id", sa.Integer(), nullable=False),
        sa.Column("moved", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", base.Instant(timezone=True), nullable=False),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.Column("undone_at", base.Instant(timezone=True), nullable=True),
        sa.CheckConstraint("kept_id <> gone_id", name=op.f("ck_merge_two")),
        sa.ForeignKeyConstraint(["by"], ["user.id"], name=op.f("fk_merge_by_user")),
        sa.ForeignKeyConstraint(["gone_id"], ["candidate.id"], name=op.f("fk_merge_gone_id_candidate")),
        sa.ForeignKeyConstraint(["kept_id"], ["candidate.id"], name=op.f("fk_merge_kept_id_candidate")),
        sa.ForeignKeyConstraint(["undone_by"], ["user.id"], name=op.f("fk_merge_undone_by_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merge")),
    )
    op.create_index("ix_merge_gone_id", "merge", ["gone_id"])
    op.create_index("ix_merge_kept_id", "merge", ["kept_id"])

    op.create_table(
        "reference",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("relation", sa.String(length=200), nullable=False),
        sa.Column("employer", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("added_at", base.Instant(timezone=True), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("asked_at", base.Instant(timezone=True), nullable=True),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_reference_name")),
        sa.ForeignKeyConstraint(["asked_by"], ["user.id"], name=op.f("fk_reference_asked_by_user")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_reference_candidate_id_candidate")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference")),
        sa.UniqueConstraint("public_id", name=op.f("uq_reference_public_id")),
    )
    op.create_index("ix_reference_candidate_id", "reference", ["candidate_id"])

    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("opening_id", sa.Integer(), nullable=False),
        sa.Column("opening_version", sa.Integer(), nullable=False),
        sa.Column("terms_sha", sa.String(length=64), nullable=False),
        sa.Column("text_version", sa.String(length=16), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("how", sa.String(length=8), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("given_at", base.Instant(timezone=True), nullable=False),
        sa.Column("revoked_at", base.Instant(timezone=True), nullable=True),
        sa.CheckConstraint("\"how\" IN ('portal', 'written', 'phone')", name=op.f("ck_consent_how")),
        sa.CheckConstraint("length(terms_sha) = 64", name=op.f("ck_consent_terms_sha")),
        sa.ForeignKeyConstraint(["by"], ["user.id"], name=op.f("fk_consent_by_user")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_consent_candidate_id_candidate")),
        sa.ForeignKeyConstraint(["opening_id"], ["opening.id"], name=op.f("fk_consent_opening_id_opening")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent")),
    )
    op.create_index("ix_consent_candidate_id", "consent", ["candidate_id"])
    op.create_index("ix_consent_opening_id", "consent", ["opening_id"])
    op.create_index(
        "uq_consent_standing",
        "consent",
        ["candidate_id", "opening_id"],
        unique=True,
        sqlite_where=sa.text("revoked_at IS NULL"),
        postgresql_where=sa.text("revoked_at IS NULL"),
    )

    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("opening_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", base.Instant(timezone=True), nullable=False),
        sa.CheckConstraint("words <> ''", name=op.f("ck_note_words")),
        sa.CheckConstraint("\"kind\" IN ('call', 'message', 'meeting', 'note')", name=op.f("ck_note_kind")),
        sa.ForeignKeyConstraint(["by"], ["user.id"], name=op.f("fk_note_by_user")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_note_candidate_id_candidate")),
        sa.ForeignKeyConstraint(["opening_id"], ["opening.id"], name=op.f("fk_note_opening_id_opening")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
    )
    op.create_index("ix_note_candidate_id", "note", ["candidate_id"])
    op.create_index("ix_note_opening_id", "note", ["opening_id"])

    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("opening_id", sa.Integer(), nullable=True),
        sa.Column("asked_of", sa.String(length=16), nullable=False),
        sa.Column("about", sa.String(length=200), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", base.Instant(timezone=True), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("said", sa.String(length=3), nullable=True),
        sa.Column("settled", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", base.Instant(timezone=True), nullable=True),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.CheckConstraint("words <> ''", name=op.f("ck_question_words")),
        sa.CheckConstraint("\"said\" IN ('yes', 'no')", name=op.f("ck_question_said")),
        sa.CheckConstraint("\"asked_of\" IN ('candidate', 'agency')", name=op.f("ck_question_asked_of")),
        sa.CheckConstraint("(answered_at IS NULL) = (answer IS NULL)", name=op.f("ck_question_answered")),
        sa.ForeignKeyConstraint(["answered_by"], ["user.id"], name=op.f("fk_question_answered_by_user")),
        sa.ForeignKeyConstraint(["asked_by"], ["user.id"], name=op.f("fk_question_asked_by_user")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_question_candidate_id_candidate")),
        sa.ForeignKeyConstraint(["opening_id"], ["opening.id"], name=op.f("fk_question_opening_id_opening")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.UniqueConstraint("public_id", name=op.f("uq_question_public_id")),
    )
    op.create_index("ix_question_candidate_id", "question", ["candidate_id"])
    op.create_index("ix_question_opening_id", "question", ["opening_id"])

    op.create_table(
        "submission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("opening_id", sa.Integer(), nullable=False),
        sa.Column("consent_id", sa.Integer(), nullable=False),
        sa.Column("packet", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", base.Instant(timezone=True), nullable=False),
        sa.Column("answer", sa.String(length=16), nullable=True),
        sa.Column("reason", sa.String(length=64), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", base.Instant(timezone=True), nullable=True),
        sa.Column("withdrawn_at", base.Instant(timezone=True), nullable=True),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("answer <> 'declined' OR reason <> ''", name=op.f("ck_submission_declined")),
        sa.CheckConstraint("\"answer\" IN ('accepted', 'declined')", name=op.f("ck_submission_answer")),
        sa.CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name=op.f("ck_submission_answered")),
        sa.ForeignKeyConstraint(["answered_by"], ["user.id"], name=op.f("fk_submission_answered_by_user")),
        sa.ForeignKeyConstraint(["by"], ["user.id"], name=op.f("fk_submission_by_user")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_submission_candidate_id_candidate")),
        sa.ForeignKeyConstraint(["consent_id"], ["consent.id"], name=op.f("fk_submission_consent_id_consent")),
        sa.ForeignKeyConstraint(["opening_id"], ["opening.id"], name=op.f("fk_submission_opening_id_opening")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint("candidate_id", "opening_id", name=op.f("uq_submission_candidate_id_opening_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_submission_public_id")),
    )
    op.create_index("ix_submission_opening_id", "submission", ["opening_id"])

    op.add_column("candidate", sa.Column("erase_asked_at", base.Instant(timezone=True), nullable=True))
    op.add_column("candidate", sa.Column("withdrawn_at", base.Instant(timezone=True), nullable=True))
    triggers.create(op.get_bind())  # credentials may change hands in a merge


def downgrade() -> None:
    triggers.drop(op.get_bind())
    op.drop_column("candidate", "withdrawn_at")
    op.drop_column("candidate", "erase_asked_at")
    for table in TABLES:
        op.drop_table(table)
    triggers.create(op.get_bind())
