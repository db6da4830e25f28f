"""Who recruited whom, from when; and no insert-only table is emptied at once."""

import sqlalchemy as sa
from alembic import op

from models import base, triggers

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    triggers.drop(op.get_bind())
    op.create_table(
        "owner_history",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("since", base.Instant(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"], ["candidate.id"], name=op.f("fk_owner_history_candidate_id_candidate")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["user.id"], name=op.f("fk_owner_history_owner_id_user")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_owner_history")),
    )
    op.create_index("ix_owner_history_candidate_id", "owner_history", ["candidate_id"])
    op.create_index("ix_owner_history_owner_id", "owner_history", ["owner_id"])
    op.execute(
        "INSERT INTO owner_history (candidate_id, owner_id, since)"
        " SELECT id, owner_id, CURRENT_TIMESTAMP FROM candidate WHERE owner_id IS NOT NULL"
    )
    triggers.create(op.get_bind())


def downgrade() -> None:
    triggers.drop(op.get_bind())
    op.drop_table("owner_history")
    triggers.create(op.get_bind())
