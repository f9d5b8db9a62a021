"""What a class may ask to know before somebody enters it. A run names keys; lms asks the person for what is missing."""

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
    """``label`` is what participants and staff read; the last two are named so by the decree."""

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
    """For a form's field: key and label, in the order in which people are asked."""
    return [(one.key, one.label) for one in REQUIREMENTS.values()]


def labels_of(keys: Iterable[str]) -> list[str]:
    """What people read for ``keys``, in the order in which they are asked. Raises UnknownRequirement."""
    return [REQUIREMENTS[key].label for key in in_order(keys)]


def in_order(keys: Iterable[str]) -> list[str]:
    """``keys``, each once, in the order in which people are asked. Raises UnknownRequirement."""
    wanted = set(keys)
    if unknown := wanted - REQUIREMENTS.keys():
        raise UnknownRequirement(", ".join(sorted(unknown)))
    return [key for key in REQUIREMENTS if key in wanted]
