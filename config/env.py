"""Reads the process environment. Nothing outside ``config`` does.

A variable comes from the real environment first, then from ``.env`` beside ``manage.py``. Anything wrong ends the process
with one line that names the variable and never its value when that may hold a password: a stack trace helps nobody who
mistyped a URL.
"""

import contextlib
import errno
import ipaddress
import os
import re
from pathlib import Path
from urllib.parse import SplitResult, quote, unquote, urlsplit

BASE_DIR = Path(__file__).resolve().parent.parent

_LINE = re.compile(r"^(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)=(.*)$")

_STATE_FOLDER_TROUBLE = {
    errno.ENOSPC: "cakram penuh. Kosongkan ruang lalu jalankan lagi",
    errno.EDQUOT: "kuota cakram habis. Kosongkan ruang lalu jalankan lagi",
    errno.EFBIG: "berkas tidak boleh sebesar itu (batas proses). Naikkan batasnya lalu jalankan lagi",
    errno.EROFS: "sistem berkasnya hanya dapat dibaca. Pilih folder lain lewat SIJAWARA_VAR",
    errno.EACCES: "tidak ada izin menulis. Beri izin, atau pilih folder lain lewat SIJAWARA_VAR",
    errno.EPERM: "tidak ada izin menulis. Beri izin, atau pilih folder lain lewat SIJAWARA_VAR",
    errno.ENOTDIR: "ada berkas biasa di jalur itu. Pilih folder lain lewat SIJAWARA_VAR",
    errno.EEXIST: "ada berkas biasa di jalur itu. Pilih folder lain lewat SIJAWARA_VAR",
}


class SettingsError(SystemExit):
    """The environment can't be used; the message is the whole output and the exit status is 1."""


def read_dotenv(path: Path) -> None:
    """Put the ``NAME=value`` lines of ``path`` into the environment, never over what is already there.

    Raises SettingsError naming file and line when a line is neither a comment nor ``NAME=value``.
    """
    if not path.exists():
        return
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise SettingsError(f"{path} tidak dapat dibaca sebagai berkas teks UTF-8.") from None
    for number, line in enumerate(text.splitlines(), start=1):
        stripped = line.strip()
        if stripped and not stripped.startswith("#"):
            name, value = _parse_line(stripped, where=f"{path} baris {number}")
            os.environ.setdefault(name, value)


def _parse_line(line: str, *, where: str) -> tuple[str, str]:
    """``NAME=value``, ``export NAME=value``, the value bare or wholly in one pair of quotes."""
    match = _LINE.match(line)
    if match is None or "\0" in line:
        raise SettingsError(f"{where} bukan NAMA=nilai; perbaiki atau hapus baris itu.")
    name, value = match.group(1), match.group(2).strip()
    if value[:1] not in {"'", '"'}:
        return name, value
    if len(value) < 2 or value[-1] != value[0]:
        raise SettingsError(f"{where}: tanda kutip {name} tidak ditutup.")
    return name, value[1:-1]


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
    if not re.fullmatch(r"[0-9]{1,15}", value) or int(value) < minimum:
        raise SettingsError(f"{name}={value!r} harus bilangan bulat paling sedikit {minimum}.")
    return int(value)


def host_address(name: str, default: str) -> str:
    """An IPv4 or IPv6 address without a port."""
    value = text(name, default)
    try:
        return str(ipaddress.ip_address(value))
    except ValueError:
        raise SettingsError(f"{name}={value!r} harus alamat IP saja, misalnya 0.0.0.0; portanya lewat PORT.") from None


def items(name: str, default: str = "") -> list[str]:
    """A comma-separated list without blanks."""
    return [item.strip() for item in text(name, default).split(",") if item.strip()]


def required(*names: str) -> dict[str, str]:
    """Values of variables without which the process must not start; all missing ones are named at once."""
    missing = [name for name in names if not text(name).strip()]
    if missing:
        raise SettingsError("Variabel lingkungan wajib belum diisi: " + ", ".join(missing) + ". Lihat docs/operations.md.")
    return {name: text(name) for name in names}


def url(name: str, default: str, *, schemes: set[str]) -> SplitResult:
    """The variable as a URL whose scheme is one of ``schemes``. The message never repeats a part that may be a password."""
    value = text(name, default)
    try:
        parts = urlsplit(value)
        _ = parts.port, parts.hostname
    except ValueError:
        raise SettingsError(
            f"{name} bukan URL yang sah; tanda khusus di dalam kata sandi ditulis dengan persen, misalnya @ menjadi %40."
        ) from None
    if parts.scheme not in schemes:
        raise SettingsError(f"{name} memakai skema {parts.scheme!r}; yang dikenal: {', '.join(sorted(schemes))}.")
    if parts.fragment:
        raise SettingsError(f"{name} memuat tanda #; tulis %23 sebagai gantinya.")
    return parts


def folder_url(scheme: str, *parts: str) -> str:
    """``scheme:///…`` for a folder or file under the state folder, whatever characters its path has."""
    return f"{scheme}://{quote(str(VAR.joinpath(*parts)))}"


def folder(name: str, parts: SplitResult) -> Path:
    """The absolute path of a ``file:///…`` URL."""
    if parts.netloc or not parts.path.startswith("/"):
        raise SettingsError(f"{name}: jalur ditulis utuh dengan tiga garis miring, misalnya {parts.scheme}:///srv/sijawara.")
    return Path(unquote(parts.path))


def state_folder() -> Path:
    """SIJAWARA_VAR, by default ``var`` beside ``manage.py``; a relative path starts there as well.

    Made when missing, and one small write shows whether work can be kept at all. Raises SettingsError with the reason.
    """
    path = (BASE_DIR / text("SIJAWARA_VAR", "var")).resolve()
    probe = path / f".tulis-{os.getpid()}"
    try:
        path.mkdir(parents=True, exist_ok=True)
        try:
            probe.write_bytes(b"sijawara")
        finally:
            with contextlib.suppress(OSError):
                probe.unlink()
    except OSError as error:
        reason = _STATE_FOLDER_TROUBLE.get(error.errno or 0, os.strerror(error.errno or 0))
        raise SettingsError(f"Folder data {path} tidak dapat ditulis: {reason}.") from None
    return path


VAR = state_folder()
