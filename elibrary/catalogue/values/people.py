"""Names on title pages → contributors. Roles by ONIX list 17."""

import re

from elibrary.catalogue.records import Contributor

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
_TITLES = re.compile(
    r"(?:[A-Z][A-Za-z]{0,5}\.\s?)+(?:[A-Z][A-Za-z]{0,4}\.?)*|Ph\.?\s?D|M\.?B\.?A|Ak|CA|MM|SE|SH|MT|ST|Lc|MA|MSi|SPd|MPd|Jr\.?|dkk\.?"
)
_STRONG = re.compile(r"\s*(?:[;|\n]|>\s*<)\s*")
_WEAK = re.compile(r"\s*(?:/|&|\s(?:dan|and|serta)\s)\s*")
_LAST_OF_LIST = re.compile(r",\s*(?:dan|and|serta|&)\s")
_AND_OTHERS = re.compile(r"(?i)[\s,;(\[]*(?:dkk|et\.? al|d\.k\.k|and others|dan kawan-kawan|\[?and others\]?)\b\.?[\])]?")
_ROLE_AFTER = re.compile(r"^(?P<name>.+?)\s*[\[(](?P<role>[^\])]+)[\])]\.?$")
_ROLE_BEFORE = re.compile(r"^(?P<role>[A-Za-z ]{2,30}?)\s*:\s*(?P<name>.+)$")


def read(text: str, *, role: str = AUTHOR) -> tuple[Contributor, ...]:
    """``A; B``, ``A / B``, ``A, B dan C``, ``<A><B>``; roles in brackets or before a colon; degrees stay with their name."""
    text = _AND_OTHERS.sub("", text.strip()).strip("<> ")
    parts = [part for strong in _STRONG.split(text) for part in _by_word(strong)]
    is_list = bool(_LAST_OF_LIST.search(text))
    by_semicolon = len(_STRONG.split(text)) > 1
    names = [name for part in parts for name in ([part] if by_semicolon else _by_comma(part, is_list=is_list))]
    found = (_contributor(name, role) for name in names)
    return tuple(dict.fromkeys(one for one in found if one))


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
    if given and not is_corporate and "," not in given and not _TITLES.fullmatch(given):
        return Contributor(name=f"{given} {family}", role=role, sort_name=sort_name or name)
    return Contributor(name=name, role=role, sort_name=sort_name, is_corporate=is_corporate)


def _contributor(text: str, role: str) -> Contributor | None:
    for form in (_ROLE_AFTER, _ROLE_BEFORE):
        if (found := form.fullmatch(text)) and (named := role_of(found["role"], "")):
            text, role = found["name"], named
            break
    return person(text, role=role, is_corporate=is_corporate(text))


def _by_word(text: str) -> list[str]:
    """An office may have an "and" in its name."""
    return [text] if _CORPORATE.match(text) else _WEAK.split(text)


def _by_comma(text: str, *, is_list: bool) -> list[str]:
    """A degree belongs to the name before it; a single comma beside a single word parts family and given name."""
    names: list[str] = []
    for part in (part.strip() for part in text.split(",")):
        if names and _TITLES.fullmatch(part):
            names[-1] += f", {part}"
        elif part:
            names.append(part)
    if not is_list and len(names) == 2 and min(len(name.split()) for name in names) == 1 and "," not in names[0]:
        return [", ".join(names)]
    return names
