"""What a log line looks like: one JSON object, with the request id, without personal data.

Used by web, worker, scheduler and gunicorn alike. Two rules keep people out of the log (UU 27/2022): code logs ids and never
names, and what slips in all the same (an exception quoting a row, an address with a search) is masked here.
"""

import logging
import re
from typing import Any

from django_guid.context import guid
from pythonjsonlogger.json import JsonFormatter

_MASKS = (
    (re.compile(r"[\w.+-]+(?:@|%40)[\w-]+(?:\.[\w-]+)+"), "[surel]"),
    (re.compile(r"(?<!\d)\d{16}(?!\d)"), "[nik]"),
    (re.compile(r"(?<![\w.-])(?:\+?62|0)8\d[\d -]{6,11}\d(?!\w)"), "[telepon]"),
    # Django's one-time links: base36 time, dash, 32 hex digits.
    (re.compile(r"\b[0-9a-z]{5,8}-[0-9a-f]{32}\b"), "[token]"),
    # Django's signed values: base64, base62 time, 43 letters of signature; and what our own keys encrypted.
    (re.compile(r"\.?[\w=-]+(?::|%3A)[0-9A-Za-z]{5,8}(?::|%3A)[\w-]{43}(?![\w-])", re.IGNORECASE), "[token]"),
    # One-time links by mail: 43 characters of base64 behind the address of their page.
    (re.compile(r"(?<=/tautan/)[\w-]{43}(?![\w-])"), "[token]"),
    (re.compile(r"\bgAAAA[\w-]{60,}={0,2}"), "[token]"),
    # Passwords and tokens inside the URLs that our settings are.
    (re.compile(r"(?<=://)[^/\s@]+@"), "[sandi]@"),
    # What was searched for, whichever line repeats the address.
    (re.compile(r"(?<=[\w/])\?[\w%.-]+=[^\s'\"<>]*"), "?[kueri]"),
)
# Objects that Django hangs on its records; their text repeats the whole address or the parameters of a statement.
_OBJECTS = {"request", "params", "alias", "taskName"}


def mask(text: str) -> str:
    """``text`` with e-mail addresses, NIK, telephone numbers, one-time links, passwords and query strings blotted out."""
    for pattern, replacement in _MASKS:
        text = pattern.sub(replacement, text)
    return text


class JsonLines(JsonFormatter):
    """``time``, ``level``, ``logger``, ``message``, ``request_id``, and whatever the record carries as ``extra``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(
            "%(levelname)s %(name)s %(message)s",
            rename_fields={"levelname": "level", "name": "logger"},
            json_ensure_ascii=False,
            timestamp="time",
        )

    def add_fields(self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]) -> None:
        super().add_fields(log_data, record, message_dict)
        for name in _OBJECTS:
            log_data.pop(name, None)
        log_data.setdefault("request_id", guid.get() or "")
        for name, value in log_data.items():
            if isinstance(value, str) and name not in {"request_id", "job"}:
                log_data[name] = mask(value)
