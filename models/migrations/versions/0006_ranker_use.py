"""Which ranker is in use, and who said so."""

import sqlalchemy as sa
from alembic import op

from models import base, triggers

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "ranker_use",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=16), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.Column("at", base.Instant(timezone=True), nullable=False),
        sa.CheckConstraint("\"act\" IN ('activate', 'rollback')", name=op.f("ck_ranker_use_act")),
        sa.ForeignKeyConstraint(["by"], ["user.id"], name=op.f("fk_ranker_use_by_user")),
        sa.ForeignKeyConstraint(["sha256"], ["snapshot.sha256"], name=op.f("fk_ranker_use_sha256_snapshot")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ranker_use")),
    )
    triggers.create(op.get_bind())


def downgrade() -> None:
    triggers.drop(op.get_bind())
    op.drop_table("ranker_use")
    triggers.create(op.get_bind())
