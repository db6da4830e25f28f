"""The WSGI entry: `gunicorn wsgi:app`, `flask --app wsgi ...`."""

import os

from web import create_app
from web.config import SettingError, check_database, database_engine, opening, today
from web.db import db
from web.services.ranking import prepare

COMMAND = os.environ.get("FLASK_RUN_FROM_CLI") == "true"  # which looks at the database itself, where it needs one
BOOT_ERROR = 3  # a worker that ends with it ends gunicorn; with any other code it is started again and again

try:
    app = create_app()
except SettingError as error:
    raise SystemExit(error.code if COMMAND else BOOT_ERROR) from None
if not COMMAND:
    try:
        check_database(app)
        with app.app_context(), opening(database_engine(app)):
            prepare(db.session, today())
        database_engine(app).dispose()  # workers are forked from here and share no connection
    except SettingError:
        pass  # said on stderr; pages answer 503 until the database is there, and need no new start then
