"""What a comma between names means: a degree behind a name, a family name before it, or the next person.

Free of any list of family names: where the form of the names is ambiguous, that is reported and nothing is inverted.
"""

import re
from enum import Enum

_PARTS = (
    "A|Ab|Ag|Ak|An|Ap|Ars|B|Bio|Biomed|Bns|D|Des|E|Ec|Ed|Eng|Farm|Fil|Gz|H|Hum|Hut|I|IP|Ip|Ik|IK|K|Keb|Ked|Kel|Kep|Kes|"
    "KM|KP|Kom|Kn|L|Li|M|Ma|Mat|Md|Med|Mus|OG|P|PA|Par|PD|Pd|PdI|Ph|Phil|Psi|Pt|R|S|Sc|SI|Si|Sn|Sos|St|Stat|Sy|T|Th|TP|Tr"
)
_DEGREE = (
    rf"(?:(?:S|M|B|D|LL|Sp|Dipl)(?:\.\s?(?:{_PARTS}))+\.?|A\.\s?M[ad](?:\.\s?(?:{_PARTS}))*\.?|Ph\.?\s?D\.?|(?:Dr|Drs|Dra|Prof|Ir)\.|"
    r"(?:SE|SH|ST|SPd|SKom|SSi|SAg|SSos|SS|SIP|SPsi|SKM|SHum|SP|MM|MH|MT|MSi|MPd|MA|MSc|MKom|MAg|MHum|MBA|MKes|MPH|BA|BSc|"
    r"LLM|DEA|Ak|Akt|CA|CPA|Lc|Apt|Psikolog|Jr|Sr|II|III|dkk)\.?)"
)
_DEGREES = re.compile(rf"{_DEGREE}(?:\s+{_DEGREE})*")
_INITIAL = re.compile(r"[A-Z][a-z]?\.(?:[A-Z]\.)*")
_BEFORE_A_NAME = {"dr", "drs", "dra", "prof", "ir", "hj", "kh", "ust", "ustadz", "ustaz", "tgk", "tuan"}
_PARTICLES = {"van", "der", "den", "de", "von", "di", "da", "dos", "la", "le", "el", "al", "bin", "binti", "ibn"}
_ALONE = {"hamka", "soekarno", "sukarno", "soeharto", "suharto", "multatuli", "plato", "aristoteles", "voltaire"}
"""Authors known by this one name."""


class Reading(Enum):
    ONE_TURNED = "the family name stands first"
    TWO = "two persons"
    UNCLEAR = "either"


def is_degree(part: str) -> bool:
    return bool(_DEGREES.fullmatch(part))


def parts_of(text: str) -> list[str]:
    """The text between commas, each with the degrees that follow it."""
    names: list[str] = []
    for part in (part.strip() for part in text.split(",")):
        if names and is_degree(part):
            names[-1] += f", {part}"
        elif any(sign.isalpha() for sign in part):
            names.append(part)
    return names


def reading_of(first: str, second: str) -> Reading:
    """Of ``first, second``. A family name is one word, and one or two given names or initials follow it.

    ``Toer, Pramoedya Ananta`` and ``Shihab, M. Quraish`` are one person; ``Budi Santoso, Siti`` are two, since no person has
    two family names here. ``Andi, Budi`` and a single word before three may be either.
    """
    before, behind = first.split(), second.partition(",")[0].split()
    family = [word for word in before if word not in _PARTICLES]
    if "," in first or len(family) != 1 or family[0].casefold() in _ALONE:
        return Reading.TWO
    has_title = behind[0].strip(".").casefold() in _BEFORE_A_NAME
    given = behind[1:] if has_title else behind
    if has_title and len(given) > 1:
        return Reading.TWO
    if len(family) < len(before) or any(_INITIAL.fullmatch(word) for word in given):
        return Reading.ONE_TURNED
    return Reading.ONE_TURNED if len(given) == 2 and "," not in second else Reading.UNCLEAR
