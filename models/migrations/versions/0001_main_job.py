"""The tables of the main job."""

import sqlalchemy as sa
from alembic import op

from models import base, triggers

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "candidate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("home_state", sa.String(length=2), nullable=True),
        sa.Column("zip", sa.String(length=5), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("waiting_since", sa.Date(), nullable=True),
        sa.Column("merged_into", sa.Integer(), nullable=True),
        sa.Column("erased_at", base.Instant(timezone=True), nullable=True),
        sa.Column("created_at", base.Instant(timezone=True), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("merged_into <> id", name=op.f("ck_candidate_merged_into")),
        sa.ForeignKeyConstraint(["merged_into"], ["candidate.id"], name=op.f("fk_candidate_merged_into_candidate")),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name="fk_candidate_owner_id_user", use_alter=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_candidate")),
        sa.UniqueConstraint("public_id", name=op.f("uq_candidate_public_id")),
    )
    op.create_index("ix_candidate_merged_into", "candidate", ["merged_into"])
    op.create_index("ix_candidate_owner_id", "candidate", ["owner_id"])

    op.create_table(
        "facility",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("setting", sa.String(length=64), nullable=True),
        sa.Column("specialties", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("provider_count", sa.Integer(), nullable=True),
        sa.Column("clinical_share", sa.Integer(), nullable=True),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("city", sa.String(length=100), nullable=False),
        sa.Column("state", sa.String(length=2), nullable=True),
        sa.Column("zip", sa.String(length=5), nullable=True),
        sa.Column("time_zone", sa.String(length=64), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_facility_name")),
        sa.CheckConstraint("clinical_share BETWEEN 0 AND 100", name=op.f("ck_facility_clinical_share")),
        sa.CheckConstraint("parent_id <> id", name=op.f("ck_facility_parent")),
        sa.CheckConstraint("provider_count > 0", name=op.f("ck_facility_provider_count")),
        sa.ForeignKeyConstraint(["parent_id"], ["facility.id"], name=op.f("fk_facility_parent_id_facility")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_facility")),
        sa.UniqueConstraint("public_id", name=op.f("uq_facility_public_id")),
    )
    op.create_index("ix_facility_parent_id", "facility", ["parent_id"])

    op.create_table(
        "availability",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("begin", sa.Date(), nullable=True),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("shifts", sa.JSON(none_as_null=True), nullable=False),
        sa.CheckConstraint('"begin" < "end"', name=op.f("ck_availability_days")),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidate.id"], name=op.f("fk_availability_candidate_id_candidate")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_availability")),
    )
    op.create_index("ix_availability_candidate_id", "availability", ["candidate_id"])

    op.create_table(
        "candidate_identity",
        sa.Column("candidate_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("former_names", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("phone", sa.String(length=40), nullable=True),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("npi", sa.String(length=10), nullable=True),
        sa.CheckConstraint("name <> ''", name=op.f("ck_candidate_identity_name")),
        sa.CheckConstraint("length(npi) = 10", name=op.f("ck_candidate_identity_npi")),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidate.id"], name=op.f("fk_candidate_identity_candidate_id_candidate")
        ),
        sa.PrimaryKeyConstraint("candidate_id", name=op.f("pk_candidate_identity")),
    )
    op.create_index("ix_candidate_identity_email", "candidate_identity", ["email"])
    op.create_index("ix_candidate_identity_name", "candidate_identity", ["name"])

    op.create_table(
        "preference",
        sa.Column("candidate_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("miles", sa.Integer(), nullable=True),
        sa.Column("pay_floor", sa.Integer(), nullable=True),
        sa.Column("settings", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("employment_types", sa.JSON(none_as_null=True), nullable=False),
        sa.CheckConstraint("miles > 0", name=op.f("ck_preference_miles")),
        sa.CheckConstraint("pay_floor > 0", name=op.f("ck_preference_pay_floor")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_preference_candidate_id_candidate")),
        sa.PrimaryKeyConstraint("candidate_id", name=op.f("pk_preference")),
    )
    op.create_table(
        "snapshot",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(kind = 'profile') = (candidate_id IS NOT NULL)", name=op.f("ck_snapshot_candidate")),
        sa.CheckConstraint(
            "\"kind\" IN ('profile', 'requirements', 'ranker', 'vocabulary', 'rules')", name=op.f("ck_snapshot_kind")
        ),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_snapshot_sha256")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_snapshot_candidate_id_candidate")),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_snapshot")),
    )
    op.create_index("ix_snapshot_candidate_id", "snapshot", ["candidate_id"])

    op.create_table(
        "user",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("password", sa.String(length=255), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("fs_uniquifier", sa.String(length=64), nullable=False),
        sa.Column("view", sa.String(length=16), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=True),
        sa.Column("created_at", base.Instant(timezone=True), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "\"role\" IN ('admin', 'recruiter', 'credentialing', 'facility', 'candidate')", name=op.f("ck_user_role")
        ),
        sa.CheckConstraint("\"view\" IN ('reading', 'compact')", name=op.f("ck_user_view")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_user_candidate_id_candidate")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("candidate_id", name=op.f("uq_user_candidate_id")),
        sa.UniqueConstraint("fs_uniquifier", name=op.f("uq_user_fs_uniquifier")),
        sa.UniqueConstraint("public_id", name=op.f("uq_user_public_id")),
    )
    op.create_table(
        "opening",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("facility_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("roles", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("families", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("specialty", sa.String(length=64), nullable=True),
        sa.Column("begin", sa.Date(), nullable=True),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("shifts", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("employment_type", sa.String(length=64), nullable=True),
        sa.Column("pay_from", sa.Integer(), nullable=True),
        sa.Column("pay_to", sa.Integer(), nullable=True),
        sa.Column("pay_unit", sa.String(length=8), nullable=False),
        sa.Column("positions", sa.Integer(), nullable=False),
        sa.Column("supervision", sa.String(length=64), nullable=True),
        sa.Column("delegator", sa.String(length=64), nullable=True),
        sa.Column("will_train", sa.Boolean(), nullable=False),
        sa.Column("clinical_share", sa.Integer(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("submit_by", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("created_at", base.Instant(timezone=True), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("title <> ''", name=op.f("ck_opening_title")),
        sa.CheckConstraint('"begin" <= "end"', name=op.f("ck_opening_days")),
        sa.CheckConstraint("\"pay_unit\" IN ('hour', 'year')", name=op.f("ck_opening_pay_unit")),
        sa.CheckConstraint(
            "\"status\" IN ('draft', 'open', 'held', 'filled', 'closed')", name=op.f("ck_opening_status")
        ),
        sa.CheckConstraint("clinical_share BETWEEN 0 AND 100", name=op.f("ck_opening_clinical_share")),
        sa.CheckConstraint("pay_from <= pay_to", name=op.f("ck_opening_pay")),
        sa.CheckConstraint("pay_from > 0", name=op.f("ck_opening_pay_from")),
        sa.CheckConstraint("pay_to > 0", name=op.f("ck_opening_pay_to")),
        sa.CheckConstraint("positions > 0", name=op.f("ck_opening_positions")),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_opening_facility_id_facility")),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_opening_owner_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening")),
        sa.UniqueConstraint("public_id", name=op.f("uq_opening_public_id")),
    )
    op.create_index("ix_opening_facility_id", "opening", ["facility_id"])
    op.create_index("ix_opening_owner_id", "opening", ["owner_id"])
    op.create_index("ix_opening_status", "opening", ["status"])

    op.create_table(
        "section_answer",
        sa.Column("candidate_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("section", sa.String(length=16), nullable=False),
        sa.Column("by", sa.Integer(), nullable=True),
        sa.Column("at", base.Instant(timezone=True), nullable=False),
        sa.CheckConstraint(
            "\"section\" IN ('experience', 'skills', 'credentials', 'education', 'training', 'languages', 'systems')",
            name=op.f("ck_section_answer_section"),
        ),
        sa.ForeignKeyConstraint(["by"], ["user.id"], name=op.f("fk_section_answer_by_user")),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidate.id"], name=op.f("fk_section_answer_candidate_id_candidate")
        ),
        sa.PrimaryKeyConstraint("candidate_id", "section", name=op.f("pk_section_answer")),
    )
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=True),
        sa.Column("opening_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=True),
        sa.Column("added_at", base.Instant(timezone=True), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.CheckConstraint("\"kind\" IN ('resume', 'posting', 'card', 'other')", name=op.f("ck_document_kind")),
        sa.CheckConstraint("(candidate_id IS NULL) <> (opening_id IS NULL)", name=op.f("ck_document_owner")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_document_sha256")),
        sa.ForeignKeyConstraint(["added_by"], ["user.id"], name=op.f("fk_document_added_by_user")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_document_candidate_id_candidate")),
        sa.ForeignKeyConstraint(["opening_id"], ["opening.id"], name=op.f("fk_document_opening_id_opening")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("candidate_id", "sha256", name=op.f("uq_document_candidate_id_sha256")),
        sa.UniqueConstraint("opening_id", "sha256", name=op.f("uq_document_opening_id_sha256")),
        sa.UniqueConstraint("public_id", name=op.f("uq_document_public_id")),
    )
    op.create_table(
        "shortlist",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("opening_id", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("requirements_sha", sa.String(length=64), nullable=False),
        sa.Column("ranker_sha", sa.String(length=64), nullable=False),
        sa.Column("vocabulary_sha", sa.String(length=64), nullable=False),
        sa.Column("rules_sha", sa.String(length=64), nullable=False),
        sa.Column("weights", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("code_version", sa.String(length=64), nullable=False),
        sa.Column("counts", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", base.Instant(timezone=True), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["user.id"], name=op.f("fk_shortlist_by_user")),
        sa.ForeignKeyConstraint(["opening_id"], ["opening.id"], name=op.f("fk_shortlist_opening_id_opening")),
        sa.ForeignKeyConstraint(["ranker_sha"], ["snapshot.sha256"], name=op.f("fk_shortlist_ranker_sha_snapshot")),
        sa.ForeignKeyConstraint(
            ["requirements_sha"], ["snapshot.sha256"], name=op.f("fk_shortlist_requirements_sha_snapshot")
        ),
        sa.ForeignKeyConstraint(["rules_sha"], ["snapshot.sha256"], name=op.f("fk_shortlist_rules_sha_snapshot")),
        sa.ForeignKeyConstraint(
            ["vocabulary_sha"], ["snapshot.sha256"], name=op.f("fk_shortlist_vocabulary_sha_snapshot")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shortlist")),
        sa.UniqueConstraint("public_id", name=op.f("uq_shortlist_public_id")),
    )
    op.create_index("ix_shortlist_opening_id", "shortlist", ["opening_id"])

    op.create_table(
        "credential",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(length=64), nullable=False),
        sa.Column("body", sa.String(length=100), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=True),
        sa.Column("state", sa.String(length=2), nullable=True),
        sa.Column("issued", sa.Date(), nullable=True),
        sa.Column("expires", sa.Date(), nullable=True),
        sa.Column("compact", sa.Boolean(), nullable=False),
        sa.Column("revoked_at", base.Instant(timezone=True), nullable=True),
        sa.Column("entered_by", sa.Integer(), nullable=True),
        sa.Column("entered_at", base.Instant(timezone=True), nullable=False),
        sa.Column("supersedes", sa.Integer(), nullable=True),
        sa.Column("standing", sa.String(length=16), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("public_id", sa.String(length=16), nullable=False),
        sa.CheckConstraint(
            "\"standing\" IN ('proposed', 'confirmed', 'rejected')", name=op.f("ck_credential_standing")
        ),
        sa.CheckConstraint(
            "(span_start IS NULL AND span_end IS NULL) OR (document_id IS NOT NULL AND span_start >= 0 AND span_start < span_end)",
            name=op.f("ck_credential_span"),
        ),
        sa.CheckConstraint("issued <= expires", name=op.f("ck_credential_days")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_credential_candidate_id_candidate")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_credential_document_id_document")),
        sa.ForeignKeyConstraint(["entered_by"], ["user.id"], name=op.f("fk_credential_entered_by_user")),
        sa.ForeignKeyConstraint(["supersedes"], ["credential.id"], name=op.f("fk_credential_supersedes_credential")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credential")),
        sa.UniqueConstraint("public_id", name=op.f("uq_credential_public_id")),
        sa.UniqueConstraint("supersedes", name=op.f("uq_credential_supersedes")),
    )
    op.create_index("ix_credential_candidate_id", "credential", ["candidate_id"])
    op.create_index("ix_credential_document_id", "credential", ["document_id"])
    op.create_index("ix_credential_expires", "credential", ["expires"])

    op.create_table(
        "education",
        sa.Column("level", sa.String(length=64), nullable=True),
        sa.Column("programme", sa.String(length=64), nullable=True),
        sa.Column("family", sa.String(length=64), nullable=True),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("finished", sa.Date(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", base.Instant(timezone=True), nullable=True),
        sa.Column("standing", sa.String(length=16), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint("standing = 'proposed' OR decided_at IS NOT NULL", name=op.f("ck_education_settled")),
        sa.CheckConstraint(
            "\"programme\" IN ('caahep', 'abhes', 'usde', 'state_approved', 'military', 'apprenticeship', 'other')",
            name=op.f("ck_education_programme"),
        ),
        sa.CheckConstraint("\"standing\" IN ('proposed', 'confirmed', 'rejected')", name=op.f("ck_education_standing")),
        sa.CheckConstraint(
            "(span_start IS NULL AND span_end IS NULL) OR (document_id IS NOT NULL AND span_start >= 0 AND span_start < span_end)",
            name=op.f("ck_education_span"),
        ),
        sa.CheckConstraint("hours >= 0", name=op.f("ck_education_hours")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_education_candidate_id_candidate")),
        sa.ForeignKeyConstraint(["decided_by"], ["user.id"], name=op.f("fk_education_decided_by_user")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_education_document_id_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_education")),
    )
    op.create_index("ix_education_candidate_id", "education", ["candidate_id"])
    op.create_index("ix_education_document_id", "education", ["document_id"])

    op.create_table(
        "entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("shortlist_id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("lane", sa.String(length=16), nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("band", sa.Integer(), nullable=True),
        sa.Column("eligibility", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("fit", sa.Integer(), nullable=True),
        sa.Column("parts", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("profile_sha", sa.String(length=64), nullable=False),
        sa.CheckConstraint(
            "\"lane\" IN ('eligible', 'eligible-if', 'not-reviewed', 'blocked')", name=op.f("ck_entry_lane")
        ),
        sa.CheckConstraint('"position" > 0', name=op.f("ck_entry_position")),
        sa.CheckConstraint("band > 0", name=op.f("ck_entry_band")),
        sa.CheckConstraint("fit BETWEEN 0 AND 10000", name=op.f("ck_entry_fit")),
        sa.CheckConstraint("length(profile_sha) = 64", name=op.f("ck_entry_profile_sha")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_entry_candidate_id_candidate")),
        sa.ForeignKeyConstraint(["shortlist_id"], ["shortlist.id"], name=op.f("fk_entry_shortlist_id_shortlist")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sa.UniqueConstraint("shortlist_id", "candidate_id", name=op.f("uq_entry_shortlist_id_candidate_id")),
    )
    op.create_index("ix_entry_candidate_id", "entry", ["candidate_id"])

    op.create_table(
        "experience",
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("employer", sa.Text(), nullable=False),
        sa.Column("family", sa.String(length=64), nullable=True),
        sa.Column("duties", sa.String(length=64), nullable=True),
        sa.Column("role", sa.String(length=64), nullable=True),
        sa.Column("begin", sa.Date(), nullable=True),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("setting", sa.String(length=64), nullable=True),
        sa.Column("specialty", sa.String(length=64), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", base.Instant(timezone=True), nullable=True),
        sa.Column("standing", sa.String(length=16), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint("standing = 'proposed' OR decided_at IS NOT NULL", name=op.f("ck_experience_settled")),
        sa.CheckConstraint('"begin" <= "end"', name=op.f("ck_experience_days")),
        sa.CheckConstraint('"end" IS NULL OR NOT "current"', name=op.f("ck_experience_current")),
        sa.CheckConstraint(
            "\"standing\" IN ('proposed', 'confirmed', 'rejected')", name=op.f("ck_experience_standing")
        ),
        sa.CheckConstraint(
            "(span_start IS NULL AND span_end IS NULL) OR (document_id IS NOT NULL AND span_start >= 0 AND span_start < span_end)",
            name=op.f("ck_experience_span"),
        ),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_experience_candidate_id_candidate")),
        sa.ForeignKeyConstraint(["decided_by"], ["user.id"], name=op.f("fk_experience_decided_by_user")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_experience_document_id_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_experience")),
    )
    op.create_index("ix_experience_candidate_id", "experience", ["candidate_id"])
    op.create_index("ix_experience_document_id", "experience", ["document_id"])

    op.create_table(
        "held_role",
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", base.Instant(timezone=True), nullable=True),
        sa.Column("standing", sa.String(length=16), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint("standing = 'proposed' OR decided_at IS NOT NULL", name=op.f("ck_held_role_settled")),
        sa.CheckConstraint("\"standing\" IN ('proposed', 'confirmed', 'rejected')", name=op.f("ck_held_role_standing")),
        sa.CheckConstraint(
            "(span_start IS NULL AND span_end IS NULL) OR (document_id IS NOT NULL AND span_start >= 0 AND span_start < span_end)",
            name=op.f("ck_held_role_span"),
        ),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_held_role_candidate_id_candidate")),
        sa.ForeignKeyConstraint(["decided_by"], ["user.id"], name=op.f("fk_held_role_decided_by_user")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_held_role_document_id_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_role")),
        sa.UniqueConstraint("candidate_id", "slug", name=op.f("uq_held_role_candidate_id_slug")),
    )
    op.create_index("ix_held_role_candidate_id", "held_role", ["candidate_id"])
    op.create_index("ix_held_role_document_id", "held_role", ["document_id"])

    op.create_table(
        "held_skill",
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("last_used", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", base.Instant(timezone=True), nullable=True),
        sa.Column("standing", sa.String(length=16), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint("standing = 'proposed' OR decided_at IS NOT NULL", name=op.f("ck_held_skill_settled")),
        sa.CheckConstraint(
            "\"standing\" IN ('proposed', 'confirmed', 'rejected')", name=op.f("ck_held_skill_standing")
        ),
        sa.CheckConstraint(
            "(span_start IS NULL AND span_end IS NULL) OR (document_id IS NOT NULL AND span_start >= 0 AND span_start < span_end)",
            name=op.f("ck_held_skill_span"),
        ),
        sa.CheckConstraint("level BETWEEN 0 AND 4", name=op.f("ck_held_skill_level")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_held_skill_candidate_id_candidate")),
        sa.ForeignKeyConstraint(["decided_by"], ["user.id"], name=op.f("fk_held_skill_decided_by_user")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_held_skill_document_id_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_skill")),
        sa.UniqueConstraint("candidate_id", "slug", name=op.f("uq_held_skill_candidate_id_slug")),
    )
    op.create_index("ix_held_skill_candidate_id", "held_skill", ["candidate_id"])
    op.create_index("ix_held_skill_document_id", "held_skill", ["document_id"])

    op.create_table(
        "language",
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", base.Instant(timezone=True), nullable=True),
        sa.Column("standing", sa.String(length=16), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint("standing = 'proposed' OR decided_at IS NOT NULL", name=op.f("ck_language_settled")),
        sa.CheckConstraint("\"standing\" IN ('proposed', 'confirmed', 'rejected')", name=op.f("ck_language_standing")),
        sa.CheckConstraint(
            "(span_start IS NULL AND span_end IS NULL) OR (document_id IS NOT NULL AND span_start >= 0 AND span_start < span_end)",
            name=op.f("ck_language_span"),
        ),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_language_candidate_id_candidate")),
        sa.ForeignKeyConstraint(["decided_by"], ["user.id"], name=op.f("fk_language_decided_by_user")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_language_document_id_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_language")),
        sa.UniqueConstraint("candidate_id", "slug", name=op.f("uq_language_candidate_id_slug")),
    )
    op.create_index("ix_language_candidate_id", "language", ["candidate_id"])
    op.create_index("ix_language_document_id", "language", ["document_id"])

    op.create_table(
        "opening_task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("opening_id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", base.Instant(timezone=True), nullable=True),
        sa.Column("standing", sa.String(length=16), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint("standing = 'proposed' OR decided_at IS NOT NULL", name=op.f("ck_opening_task_settled")),
        sa.CheckConstraint(
            "\"standing\" IN ('proposed', 'confirmed', 'rejected')", name=op.f("ck_opening_task_standing")
        ),
        sa.CheckConstraint(
            "(span_start IS NULL AND span_end IS NULL) OR (document_id IS NOT NULL AND span_start >= 0 AND span_start < span_end)",
            name=op.f("ck_opening_task_span"),
        ),
        sa.CheckConstraint("weight BETWEEN 1 AND 10", name=op.f("ck_opening_task_weight")),
        sa.ForeignKeyConstraint(["decided_by"], ["user.id"], name=op.f("fk_opening_task_decided_by_user")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_opening_task_document_id_document")),
        sa.ForeignKeyConstraint(["opening_id"], ["opening.id"], name=op.f("fk_opening_task_opening_id_opening")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening_task")),
        sa.UniqueConstraint("opening_id", "slug", name=op.f("uq_opening_task_opening_id_slug")),
    )
    op.create_index("ix_opening_task_document_id", "opening_task", ["document_id"])

    op.create_table(
        "requirement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(length=16), nullable=False),
        sa.Column("facility_id", sa.Integer(), nullable=True),
        sa.Column("setting", sa.String(length=64), nullable=True),
        sa.Column("opening_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("any_of", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("years", sa.Double(), nullable=True),
        sa.Column("must", sa.Boolean(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("due", sa.String(length=16), nullable=False),
        sa.Column("relaxes_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", base.Instant(timezone=True), nullable=True),
        sa.Column("standing", sa.String(length=16), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(level = 'facility') = (facility_id IS NOT NULL) AND (level = 'setting') = (setting IS NOT NULL) AND (level = 'opening') = (opening_id IS NOT NULL)",
            name=op.f("ck_requirement_scope"),
        ),
        sa.CheckConstraint(
            "(relaxes_id IS NULL) = (reason IS NULL) AND relaxes_id <> id AND reason <> ''",
            name=op.f("ck_requirement_relaxes"),
        ),
        sa.CheckConstraint(
            "due IN ('submission', 'start', 'patient_care') OR due LIKE '+% months'", name=op.f("ck_requirement_due")
        ),
        sa.CheckConstraint(
            "standing <> 'confirmed' OR kind <> 'experience' OR years IS NOT NULL",
            name=op.f("ck_requirement_experience"),
        ),
        sa.CheckConstraint("standing = 'proposed' OR decided_at IS NOT NULL", name=op.f("ck_requirement_settled")),
        sa.CheckConstraint(
            "\"kind\" IN ('credential', 'licence', 'education', 'experience', 'language', 'skill', 'system', 'vaccination')",
            name=op.f("ck_requirement_kind"),
        ),
        sa.CheckConstraint(
            "\"level\" IN ('agency', 'facility', 'setting', 'opening')", name=op.f("ck_requirement_level")
        ),
        sa.CheckConstraint(
            "\"standing\" IN ('proposed', 'confirmed', 'rejected')", name=op.f("ck_requirement_standing")
        ),
        sa.CheckConstraint(
            "(span_start IS NULL AND span_end IS NULL) OR (document_id IS NOT NULL AND span_start >= 0 AND span_start < span_end)",
            name=op.f("ck_requirement_span"),
        ),
        sa.CheckConstraint(
            "standing <> 'confirmed' OR CAST(any_of AS TEXT) LIKE '[\"%'", name=op.f("ck_requirement_any_of")
        ),
        sa.CheckConstraint("weight BETWEEN 1 AND 10", name=op.f("ck_requirement_weight")),
        sa.CheckConstraint("years >= 0", name=op.f("ck_requirement_years")),
        sa.ForeignKeyConstraint(["decided_by"], ["user.id"], name=op.f("fk_requirement_decided_by_user")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_requirement_document_id_document")),
        sa.ForeignKeyConstraint(["facility_id"], ["facility.id"], name=op.f("fk_requirement_facility_id_facility")),
        sa.ForeignKeyConstraint(["opening_id"], ["opening.id"], name=op.f("fk_requirement_opening_id_opening")),
        sa.ForeignKeyConstraint(["relaxes_id"], ["requirement.id"], name=op.f("fk_requirement_relaxes_id_requirement")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requirement")),
    )
    op.create_index("ix_requirement_document_id", "requirement", ["document_id"])
    op.create_index("ix_requirement_facility_id", "requirement", ["facility_id"])
    op.create_index("ix_requirement_opening_id", "requirement", ["opening_id"])
    op.create_index("ix_requirement_relaxes_id", "requirement", ["relaxes_id"])
    op.create_index("ix_requirement_setting", "requirement", ["setting"])

    op.create_table(
        "system",
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", base.Instant(timezone=True), nullable=True),
        sa.Column("standing", sa.String(length=16), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint("standing = 'proposed' OR decided_at IS NOT NULL", name=op.f("ck_system_settled")),
        sa.CheckConstraint("\"standing\" IN ('proposed', 'confirmed', 'rejected')", name=op.f("ck_system_standing")),
        sa.CheckConstraint(
            "(span_start IS NULL AND span_end IS NULL) OR (document_id IS NOT NULL AND span_start >= 0 AND span_start < span_end)",
            name=op.f("ck_system_span"),
        ),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_system_candidate_id_candidate")),
        sa.ForeignKeyConstraint(["decided_by"], ["user.id"], name=op.f("fk_system_decided_by_user")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_system_document_id_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_system")),
        sa.UniqueConstraint("candidate_id", "slug", name=op.f("uq_system_candidate_id_slug")),
    )
    op.create_index("ix_system_candidate_id", "system", ["candidate_id"])
    op.create_index("ix_system_document_id", "system", ["document_id"])

    op.create_table(
        "training",
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("procedures", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", base.Instant(timezone=True), nullable=True),
        sa.Column("standing", sa.String(length=16), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint("standing = 'proposed' OR decided_at IS NOT NULL", name=op.f("ck_training_settled")),
        sa.CheckConstraint("\"standing\" IN ('proposed', 'confirmed', 'rejected')", name=op.f("ck_training_standing")),
        sa.CheckConstraint(
            "(span_start IS NULL AND span_end IS NULL) OR (document_id IS NOT NULL AND span_start >= 0 AND span_start < span_end)",
            name=op.f("ck_training_span"),
        ),
        sa.CheckConstraint("hours >= 0", name=op.f("ck_training_hours")),
        sa.CheckConstraint("procedures >= 0", name=op.f("ck_training_procedures")),
        sa.ForeignKeyConstraint(["candidate_id"], ["candidate.id"], name=op.f("fk_training_candidate_id_candidate")),
        sa.ForeignKeyConstraint(["decided_by"], ["user.id"], name=op.f("fk_training_decided_by_user")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_training_document_id_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training")),
        sa.UniqueConstraint("candidate_id", "slug", name=op.f("uq_training_candidate_id_slug")),
    )
    op.create_index("ix_training_candidate_id", "training", ["candidate_id"])
    op.create_index("ix_training_document_id", "training", ["document_id"])

    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=64), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", base.Instant(timezone=True), nullable=False),
        sa.CheckConstraint("(verdict = 'note' AND words <> '') OR reason <> ''", name=op.f("ck_decision_reason")),
        sa.CheckConstraint(
            "\"verdict\" IN ('shortlist', 'put-forward', 'pass', 'note')", name=op.f("ck_decision_verdict")
        ),
        sa.ForeignKeyConstraint(["by"], ["user.id"], name=op.f("fk_decision_by_user")),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_decision_entry_id_entry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    op.create_index("ix_decision_entry_id", "decision", ["entry_id"])

    op.create_table(
        "verification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.Integer(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", base.Instant(timezone=True), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("method", sa.String(length=16), nullable=False),
        sa.Column("result", sa.String(length=16), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("source <> ''", name=op.f("ck_verification_source")),
        sa.CheckConstraint(
            "\"method\" IN ('online', 'phone', 'letter', 'in_person')", name=op.f("ck_verification_method")
        ),
        sa.CheckConstraint(
            "\"result\" IN ('ok', 'differs', 'not_found', 'no_answer')", name=op.f("ck_verification_result")
        ),
        sa.ForeignKeyConstraint(["by"], ["user.id"], name=op.f("fk_verification_by_user")),
        sa.ForeignKeyConstraint(
            ["credential_id"], ["credential.id"], name=op.f("fk_verification_credential_id_credential")
        ),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_verification_document_id_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verification")),
    )
    op.create_index("ix_verification_credential_id", "verification", ["credential_id"])
    # E-mail is unique without case.
    op.create_index("uq_user_email_lower", "user", [sa.text("lower(email)")], unique=True)
    # Candidate and user refer to each other; SQLite took the reference within the table, above.
    if op.get_bind().dialect.name == "postgresql":
        op.create_foreign_key("fk_candidate_owner_id_user", "candidate", "user", ["owner_id"], ["id"])
    triggers.create(op.get_bind())


def downgrade() -> None:
    triggers.drop(op.get_bind())
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint("fk_candidate_owner_id_user", "candidate")
    op.drop_table("verification")
    op.drop_table("decision")
    op.drop_table("training")
    op.drop_table("system")
    op.drop_table("requirement")
    op.drop_table("opening_task")
    op.drop_table("language")
    op.drop_table("held_skill")
    op.drop_table("held_role")
    op.drop_table("experience")
    op.drop_table("entry")
    op.drop_table("education")
    op.drop_table("credential")
    op.drop_table("shortlist")
    op.drop_table("document")
    op.drop_table("section_answer")
    op.drop_table("opening")
    op.drop_table("user")
    op.drop_table("snapshot")
    op.drop_table("preference")
    op.drop_table("candidate_identity")
    op.drop_table("availability")
    op.drop_table("facility")
    op.drop_table("candidate")
