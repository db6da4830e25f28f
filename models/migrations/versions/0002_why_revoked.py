"""Why a credential was revoked."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("credential", sa.Column("revoked_why", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("credential", "revoked_why")
