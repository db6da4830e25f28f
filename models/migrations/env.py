"""Runs the migrations on the connection that `models.schema` hands over."""

from alembic import context

import models

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=models.Base.metadata,
    render_as_batch=True,
    compare_type=True,
    transactional_ddl=True,
    user_module_prefix="base.",
)
with context.begin_transaction():
    context.run_migrations()
