"""Reads an uploaded data file. Runs in the sandbox and imports no Django."""

import json
from collections.abc import Iterable
from pathlib import Path

from cms.standards.imports.check import JsonObject, problems
from core.sandbox.verdict import Refused

MAX_PROBLEMS = 20


def read(path: str) -> JsonObject:
    """The validated contents. Raises Refused with at most ``MAX_PROBLEMS`` errors."""
    raw = _parse(Path(path).read_bytes())
    found = list(problems(raw))
    if found:
        more = [f"… dan {len(found) - MAX_PROBLEMS} lagi."] if len(found) > MAX_PROBLEMS else []
        raise Refused(
            "\n".join(["Berkas ini belum dapat dipakai. Perbaiki, lalu unggah lagi:", *found[:MAX_PROBLEMS], *more])
        )
    assert isinstance(raw, dict)
    return raw


def _parse(content: bytes) -> object:
    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=_unique_keys, parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise Refused("Berkas ini bukan teks UTF-8. Simpan ulang sebagai UTF-8, lalu unggah lagi.") from None
    except RecursionError:
        raise Refused("Isi berkas ini bertumpuk terlalu dalam. Ikuti contoh dari tombol Unduh standar sekarang.") from None
    except json.JSONDecodeError as error:
        raise Refused(
            f"Berkas ini bukan JSON yang benar: ada kesalahan tulis di baris {error.lineno}, huruf ke-{error.colno}. "
            "Biasanya tanda koma, kutip, atau kurung."
        ) from None
    except ValueError:
        raise Refused("Berkas ini memuat angka yang terlalu panjang.") from None


def _unique_keys(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    """Raises Refused for duplicate names, whose meaning JSON leaves undefined."""
    result: dict[str, object] = {}
    for name, value in pairs:
        if name in result:
            raise Refused(f"Isian “{name[:80]}” ditulis dua kali di tempat yang sama. Hapus salah satu.")
        result[name] = value
    return result


def _no_constant(name: str) -> None:
    raise Refused(f"Nilai {name} tidak dikenal. Gunakan angka biasa atau null.")
