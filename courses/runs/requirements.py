"""Personal data and documents that a run may require. A run stores keys; lms collects the missing data at enrolment."""

from collections.abc import Iterable
from dataclasses import dataclass

NIK = "nik"
GENDER = "gender"
BIRTH_DATE = "birth_date"
BUSINESS = "business"
NIB = "nib"
COOPERATIVE = "cooperative"
LETTER = "letter"
IDENTITY = "identity"

DOCUMENTS = (LETTER, IDENTITY)


class UnknownRequirement(LookupError):
    """No requirement has this key."""


@dataclass(frozen=True)
class Requirement:
    """``label``: for participants and staff. The names of the last two are those of the decree."""

    key: str
    label: str


REQUIREMENTS: dict[str, Requirement] = {
    key: Requirement(key, label)
    for key, label in (
        (NIK, "NIK"),
        (GENDER, "Jenis kelamin"),
        (BIRTH_DATE, "Tanggal lahir"),
        (BUSINESS, "Usaha (nama dan bidang)"),
        (NIB, "NIB"),
        (COOPERATIVE, "Koperasi"),
        (LETTER, "Surat Permohonan"),
        (IDENTITY, "Identitas Diri"),
    )
}


def requirement_choices() -> list[tuple[str, str]]:
    """Choices of a form field: key and label, in display order."""
    return [(one.key, one.label) for one in REQUIREMENTS.values()]


def labels_of(keys: Iterable[str]) -> list[str]:
    """Labels of ``keys`` in display order. Raises UnknownRequirement."""
    return [REQUIREMENTS[key].label for key in in_order(keys)]


def in_order(keys: Iterable[str]) -> list[str]:
    """Distinct ``keys`` in display order. Raises UnknownRequirement."""
    wanted = set(keys)
    if unknown := wanted - REQUIREMENTS.keys():
        raise UnknownRequirement(", ".join(sorted(unknown)))
    return [key for key in REQUIREMENTS if key in wanted]
