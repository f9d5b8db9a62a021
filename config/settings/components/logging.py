"""One JSON object a line on standard error, for web and worker alike."""

from config.env import text

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        },
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    # Font subsetting tells every letter of the name on a certificate.
    "loggers": {"fontTools": {"level": "WARNING"}},
    "root": {"handlers": ["stderr"], "level": text("LOG_LEVEL", "INFO")},
}
LOGGING_CONFIG = "logging.config.dictConfig"
