"""fetch_pip.py VENV: put pip into a virtual environment that was made without it, with the standard library alone.

Debian's python3 has no ensurepip (it is in python3-venv). The wheel comes from the package index that pip would use
(PIP_INDEX_URL, else PyPI); its SHA-256 is pinned here, so that a mirror can't give another file.
"""

import hashlib
import os
import re
import ssl
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

WHEEL = "pip-25.3-py3-none-any.whl"
SHA256 = "9655943313a94722b7774661c21049070f6bbb0a1516bf02f7c8d5d9201514cd"
INDEX = "https://pypi.org/simple"
LINK = re.compile(rf"""href=["']([^"'#]*{re.escape(WHEEL)})(?:#[^"']*)?["']""")


class CannotFetch(Exception):
    """One Indonesian line: why pip can't be had and what to do."""


def fetch(index: str) -> bytes:
    """The wheel's content, checked against SHA256. Raises CannotFetch."""
    project = f"{index.rstrip('/')}/pip/"
    link = LINK.search(_get(project).decode("utf-8", "replace"))
    if link is None:
        raise CannotFetch(f"{WHEEL} tidak ada di indeks paket {index}; periksa PIP_INDEX_URL.")
    content = _get(urllib.parse.urljoin(project, link[1]))
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise CannotFetch(f"{WHEEL} dari {index} bukan berkas yang semestinya (SHA-256 berbeda); periksa PIP_INDEX_URL.")
    return content


def _get(address: str) -> bytes:
    context = ssl.create_default_context(cafile=os.environ.get("PIP_CERT") or None)
    try:
        with urllib.request.urlopen(address, timeout=60, context=context) as response:  # noqa: S310 - the operator's index
            return bytes(response.read())
    except urllib.error.URLError as error:
        if isinstance(error.reason, ssl.SSLCertVerificationError):
            raise CannotFetch("sertifikat TLS indeks paket tidak dapat diperiksa; pasang paket ca-certificates.") from None
        raise CannotFetch(
            "pip tidak dapat diunduh: tidak ada jaringan ke PyPI; sambungkan lalu ulangi perintah yang sama."
        ) from None
    except OSError:
        raise CannotFetch("pip tidak dapat diunduh: sambungan terputus; ulangi perintah yang sama.") from None


def main() -> None:
    python = Path(sys.argv[1]) / "bin" / "python"
    with tempfile.TemporaryDirectory() as folder:
        wheel = Path(folder) / WHEEL
        wheel.write_bytes(fetch(os.environ.get("PIP_INDEX_URL") or INDEX))
        subprocess.run([python, wheel / "pip", "install", "--quiet", "--no-index", wheel], check=True)  # noqa: S603


if __name__ == "__main__":
    try:
        main()
    except CannotFetch as error:
        sys.exit(f"GAGAL: {error}")
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"GAGAL: pip tidak dapat dipasang: {error}")
