"""Reads the process environment. Nothing outside ``config`` does.

A variable comes from the real environment first, then from ``.env`` beside ``manage.py``. Anything wrong ends the process
with one line that names the variable: a stack trace helps nobody who mistyped a URL.
"""

import os
import re
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

BASE_DIR = Path(__file__).resolve().parent.parent

_LINE = re.compile(r"^(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)$")


class SettingsError(SystemExit):
    """The environment can't be used; the message is the whole output and the exit status is 1."""


def read_dotenv(path: Path) -> None:
    """Put the ``NAME=value`` lines of ``path`` into the environment, never over what is already there.

    Raises SettingsError naming file and line when a line is neither a comment nor ``NAME=value``.
    """
    if not path.exists():
        return
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} tidak dapat dibaca sebagai teks UTF-8: {error}") from None
    for number, line in enumerate(text.splitlines(), start=1):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        match = _LINE.match(stripped)
        if match is None:
            raise SettingsError(f"{path} baris {number} bukan NAMA=nilai; perbaiki atau hapus baris itu.")
        name, value = match.groups()
        if len(value) >= 2 and value[0] == value[-1] and value[0] in "'\"":
            value = value[1:-1]
        os.environ.setdefault(name, value)


read_dotenv(BASE_DIR / ".env")


def text(name: str, default: str = "") -> str:
    """The variable as it is, or ``default`` when unset or empty."""
    return os.environ.get(name, "") or default


def flag(name: str, default: bool) -> bool:
    """A yes/no variable: 1/true/yes/ya or 0/false/no/tidak."""
    value = text(name).lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "ya", "on"}:
        return True
    if value in {"0", "false", "no", "tidak", "off"}:
        return False
    raise SettingsError(f"{name}={value!r} harus 1 atau 0.")


def integer(name: str, default: int, *, minimum: int = 0) -> int:
    """A whole number not below ``minimum``."""
    value = text(name)
    if not value:
        return default
    if not value.isdigit() or int(value) < minimum:
        raise SettingsError(f"{name}={value!r} harus bilangan bulat paling sedikit {minimum}.")
    return int(value)


def items(name: str, default: str = "") -> list[str]:
    """A comma-separated list without blanks."""
    return [item.strip() for item in text(name, default).split(",") if item.strip()]


def required(*names: str) -> dict[str, str]:
    """Values of variables without which the process must not start; all missing ones are named at once."""
    missing = [name for name in names if not text(name)]
    if missing:
        raise SettingsError("Variabel lingkungan wajib belum diisi: " + ", ".join(missing) + ". Lihat docs/operations.md.")
    return {name: text(name) for name in names}


def url(name: str, default: str, *, schemes: set[str]) -> SplitResult:
    """The variable as a URL whose scheme is one of ``schemes``."""
    value = text(name, default)
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError as error:
        raise SettingsError(f"{name} bukan URL yang sah: {error}.") from None
    if parts.scheme not in schemes:
        raise SettingsError(f"{name} memakai skema {parts.scheme!r}; yang dikenal: {', '.join(sorted(schemes))}.")
    return parts


VAR = Path(text("SIJAWARA_VAR", str(BASE_DIR / "var"))).resolve()
