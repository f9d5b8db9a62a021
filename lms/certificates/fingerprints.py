"""Whether a stored certificate is still the file that was issued."""

import hashlib

from lms.certificates.models import Certificate

_PIECE = 64 * 1024


def file_problem(certificate: Certificate) -> str:
    """An Indonesian phrase for the office; empty for the file that was issued. Reads the whole file."""
    digest = hashlib.sha256()
    try:
        with certificate.pdf.open() as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
    except FileNotFoundError:
        return "berkasnya tidak ada"
    except OSError as error:
        return f"berkasnya tidak terbaca ({type(error).__name__})"
    return "" if digest.hexdigest() == certificate.sha256 else "berkasnya bukan yang diterbitkan"
