"""Names on title pages → contributors. Roles by ONIX list 17."""

import re

from elibrary.formats.records import Contributor
from elibrary.formats.values import commas
from elibrary.formats.values.commas import Reading

AUTHOR, EDITOR, TRANSLATOR, ILLUSTRATOR, COMPILER, OTHER = "A01", "B01", "B06", "A12", "C01", "Z99"
_ROLES = {
    word: role
    for role, words in {
        AUTHOR: "penulis, pengarang, author, aut, oleh, by, written by, author of text",
        EDITOR: "editor, ed, eds, edt, penyunting, redaktur, disunting oleh, edited by, editor of compilation",
        TRANSLATOR: "penerjemah, pengalih bahasa, alih bahasa, terj, translator, trl, diterjemahkan oleh, translated by",
        ILLUSTRATOR: "ilustrator, ilustrasi, illustrator, ill, gambar oleh",
        COMPILER: "penyusun, penghimpun, kompilator, compiler, com, disusun oleh, compiled by",
        "A15": "prakata, preface",
        "A23": "kata pengantar, pengantar, foreword, author of introduction, aui, writer of introduction, wpr",
        "A13": "fotografer, foto, photographer, pht",
        "A36": "desain sampul, perancang sampul, cover designer, cov, desainer sampul",
        "E03": "narator, pembaca, narrator, nrt, reader",
        "B05": "penyadur, adapter, adp",
        "A06": "komponis, composer, cmp",
    }.items()
    for word in words.split(", ")
}
_CORPORATE = re.compile(
    r"(?i)\b(?:tim|kementerian|dinas|badan|lembaga|universitas|institut|politeknik|direktorat|departemen|pusat|yayasan|pemerintah|"
    r"perpustakaan|majelis|komisi|biro|pt|cv|penerbit|redaksi|sekretariat|asosiasi|ikatan|koperasi|bank)\b"
)
_STRONG = re.compile(r"\s*(?:[;|\n]|>\s*<)\s*")
_WEAK = re.compile(r"\s*(?:/|&|\s(?:dan|and|serta)\s)\s*")
_LAST_OF_LIST = re.compile(r",\s*(?:dan|and|serta|&)\s")
_AND_OTHERS = re.compile(r"(?i)[\s,;(\[]*(?:dkk|et\.? al|d\.k\.k|and others|dan kawan-kawan|\[?and others\]?)\b\.?[\])]?")
_ROLE_AFTER = re.compile(r"^(?P<name>.+?)\s*[\[(](?P<role>[^\])]+)[\])]\.?$")
_ROLE_BEFORE = re.compile(r"^(?P<role>[A-Za-z ]{2,30}?)\s*:\s*(?P<name>.+)$")


def read(text: str, *, role: str = AUTHOR) -> tuple[tuple[Contributor, ...], tuple[str, ...]]:
    """``A; B``, ``A / B``, ``A, B dan C``, ``<A><B>``; roles in brackets or before a colon; degrees stay with their name.

    The second tuple has what may be one person or two and was left as it is printed.
    """
    is_marked = text.lstrip().startswith("<")
    text = _AND_OTHERS.sub("", text.strip()).strip("<> ")
    strong = _STRONG.split(text)
    parts = [part for one in strong for part in _by_word(one)]
    found: list[Contributor | None] = []
    unclear: list[str] = []
    for part in parts:
        if is_marked or len(strong) > 1:  # each name is marked off by other means: its comma turns it
            found.append(_contributor(part, role))
        elif _is_list(parts, text):
            found += [_contributor(name, role) for name in commas.parts_of(part)]
        else:
            persons, doubt = _by_comma(part, role)
            found += persons
            unclear += [doubt] if doubt else []
    return tuple(dict.fromkeys(one for one in found if one)), tuple(unclear)


def role_of(word: str, otherwise: str = OTHER) -> str:
    """A relator's word or MARC code; a relator may end in its URI's last part."""
    return _ROLES.get(word.strip(" .,:()[]").casefold().rsplit("/", 1)[-1], otherwise)


def is_corporate(name: str) -> bool:
    """By its words: an office, a firm, a team."""
    return bool(_CORPORATE.search(name))


def person(name: str, *, role: str = AUTHOR, sort_name: str = "", is_corporate: bool = False) -> Contributor | None:
    """``Family, Given`` becomes a sort name and is turned; a name without a letter is none."""
    name = name.strip(" ,;:")
    if not any(sign.isalpha() for sign in name):
        return None
    family, _, given = name.partition(", ")
    if given and not is_corporate and "," not in given and not commas.is_degree(given):
        return Contributor(name=f"{given} {family}", role=role, sort_name=sort_name or name)
    return Contributor(name=name, role=role, sort_name=sort_name, is_corporate=is_corporate)


def _contributor(text: str, role: str) -> Contributor | None:
    text, role = _with_role(text, role)
    return person(text, role=role, is_corporate=is_corporate(text))


def _with_role(text: str, role: str) -> tuple[str, str]:
    """The name alone and the role given with it, else ``role``."""
    for form in (_ROLE_AFTER, _ROLE_BEFORE):
        if (found := form.fullmatch(text)) and (named := role_of(found["role"], "")):
            return found["name"], named
    return text, role


def _by_word(text: str) -> list[str]:
    """An office may have an "and" in its name."""
    return [text] if _CORPORATE.match(text) else _WEAK.split(text)


def _is_list(parts: list[str], text: str) -> bool:
    """``A, B dan C``: its commas part persons. Of turned names, ``A, B dan C, D``, the last has one too."""
    is_last_alone = len(parts) > 1 and len(commas.parts_of(parts[-1])) == 1 and "/" not in text
    return bool(_LAST_OF_LIST.search(text)) or is_last_alone


def _by_comma(text: str, role: str) -> tuple[list[Contributor | None], str]:
    """The persons, and the text itself where it may be one person or two: it stays as it is printed then."""
    names = commas.parts_of(text)
    if len(names) != 2:
        return [_contributor(name, role) for name in names], ""
    if is_corporate(text) and min(len(name.split()) for name in names) == 1:
        return [_contributor(text, role)], ""
    reading = commas.reading_of(*(_with_role(name, role)[0] for name in names))
    if reading is Reading.TWO:
        return [_contributor(name, role) for name in names], ""
    if reading is Reading.ONE_TURNED:
        return [_contributor(text, role)], ""
    name, role = _with_role(text, role)
    return [Contributor(name=name, role=role)], name
