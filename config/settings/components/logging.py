"""One JSON object a line on standard error, for web, worker and scheduler alike; core/operations/logs.py says what is in
it."""

from config.env import SettingsError, text

_level = text("LOG_LEVEL", "INFO").upper()
if _level not in {"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"}:
    raise SettingsError(f"LOG_LEVEL={_level!r} harus DEBUG, INFO, WARNING, ERROR, atau CRITICAL.")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "core.operations.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": _level},
    "loggers": {
        # Django's own handlers would print each line twice and mail it to nobody.
        "django": {"handlers": [], "level": _level, "propagate": True},
        # Says for each request and task that it sets and clears the id that every line shows anyway.
        "django_guid": {"level": "WARNING"},
        # Statements carry their parameters, and with them personal data.
        "django.db.backends": {"level": "INFO"},
        "django_tasks": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
        "botocore": {"level": "WARNING"},
        "pdfminer": {"level": "ERROR"},
    },
}
LOGGING_CONFIG = "logging.config.dictConfig"
