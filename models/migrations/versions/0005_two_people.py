"""Who was found to be two people; whether an opening offers training may be not said."""

import sqlalchemy as sa
from alembic import op

from models import base, triggers

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
    # Nobody could say no: what was not ticked was not said.
    _again(sa.Column("will_train", sa.Boolean(), nullable=True))


def downgrade() -> None:
    _again(sa.Column("will_train", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.drop_table("two_people")


def _again(will_train: sa.Column[bool]) -> None:
    """The column anew with each yes, for SQLite alters none; a table that is rebuilt there loses its rules."""
    triggers.drop(op.get_bind())
    op.execute("ALTER TABLE opening RENAME COLUMN will_train TO trained")
    op.add_column("opening", will_train)
    op.execute("UPDATE opening SET will_train = trained WHERE trained")
    op.drop_column("opening", "trained")
    triggers.create(op.get_bind())
