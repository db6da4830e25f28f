"""Who was found to be two people."""

import sqlalchemy as sa
from alembic import op

from models import base

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "two_people",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", base.Instant(timezone=True), nullable=False),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_two_people_ordered")),
        sa.ForeignKeyConstraint(["by"], ["user.id"], name=op.f("fk_two_people_by_user")),
        sa.ForeignKeyConstraint(["first_id"], ["candidate.id"], name=op.f("fk_two_people_first_id_candidate")),
        sa.ForeignKeyConstraint(["second_id"], ["candidate.id"], name=op.f("fk_two_people_second_id_candidate")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_two_people")),
        sa.UniqueConstraint("first_id", "second_id", name=op.f("uq_two_people_first_id_second_id")),
    )
    op.create_index("ix_two_people_second_id", "two_people", ["second_id"])


def downgrade() -> None:
    op.drop_table("two_people")
