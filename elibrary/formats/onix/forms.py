"""What one gets: carrier, file format, extents, languages, what the file allows, whom it is accessible to."""

import re

from elibrary.formats.onix.markup import one_line
from elibrary.formats.onix.node import Node
from elibrary.formats.onix.notes import Notes
from elibrary.formats.records import AccessibilityFeature, Carrier, Extent, UsageConstraint

_CARRIERS = {"A": Carrier.AUDIO, "B": Carrier.PRINT, "E": Carrier.DIGITAL, "L": Carrier.DIGITAL, "P": Carrier.PRINT}
_OLD_FORMS = {"DA": "EA", "DD": "DI", "DG": "ED", "DH": "EC", "DO": "LB", "FB": "FF", "VB": "VJ", "VD": "VK", "WW": "SA"}
"""List 7, of 2.1, where it differs from list 150: an electronic book text is a download, an online resource isn't."""
_FORMATS = {
    "E101": "epub",
    "E104": "docx",
    "E105": "html",
    "E107": "pdf",
    "E108": "pdf",
    "E112": "txt",
    "E113": "html",
    "E116": "kindle",
    "E127": "mobi",
    "E149": "cbz",
    "A103": "mp3",
    "A107": "aac",
    "A113": "audiobook",
}
_OLD_FORMATS = {
    "001": "html",
    "002": "pdf",
    "003": "pdf",
    "004": "pdf",
    "022": "mobi",
    "025": "txt",
    "029": "epub",
    "031": "kindle",
}
"""List 10, of 2.1."""
_LANGUAGES = {
    "id": "ind",
    "en": "eng",
    "ms": "may",
    "jv": "jav",
    "su": "sun",
    "ar": "ara",
    "zh": "chi",
    "msa": "may",
    "zho": "chi",
    "fra": "fre",
    "deu": "ger",
    "nld": "dut",
}
"""ISO 639-1 and 639-2/T, which list 74 doesn't have but files do → 639-2/B."""
_TEXT, _AUDIO = "01", "08"
_ACCESSIBILITY = "09"
_PAGES, _MAIN_CONTENT = "03", "00"


def product_form(detail: Node, is_old: bool, notes: Notes) -> str:
    form = notes.code(7 if is_old else 150, detail.value("ProductForm"))
    return _OLD_FORMS.get(form, form) if is_old else form


def carrier(form: str) -> Carrier:
    return _CARRIERS.get(form[:1], Carrier.OTHER)


def file_format(detail: Node, notes: Notes) -> str:
    found = [_FORMATS.get(code, "") for code in detail.values("ProductFormDetail")]
    old = _OLD_FORMATS.get(notes.code(10, detail.value("EpubType")), "")
    return next(filter(None, found), old)


def languages(detail: Node, header: Node, notes: Notes) -> tuple[str, ...]:
    """Those of the text, or of the voice; a default of the message applies where the product has none."""
    stated = [one.value("LanguageCode") for one in detail.all("Language") if one.value("LanguageRole") in {_TEXT, _AUDIO}]
    stated = stated or detail.values("LanguageOfText") or header.values("DefaultLanguageOfText")
    return tuple(dict.fromkeys(_language(code, notes) for code in stated if code))


def _language(code: str, notes: Notes) -> str:
    plain = _LANGUAGES.get(code.lower(), code.lower())
    if not re.fullmatch(r"[a-z]{3}", plain):
        notes.say(f"Kode “{code[:30]}” tidak ada dalam daftar ONIX 74 (bahasa).", "Pakai kode tiga huruf, misalnya ind.")
    return plain


def extents(detail: Node, notes: Notes) -> tuple[Extent, ...]:
    found = [_extent(one, notes) for one in detail.all("Extent")]
    pages = detail.value("NumberOfPages")
    if pages and not any(one.kind == _MAIN_CONTENT for one in found):
        found.insert(0, Extent(_MAIN_CONTENT, pages, _PAGES))
    return tuple(one for one in found if one.value)


def _extent(node: Node, notes: Notes) -> Extent:
    kind, unit = notes.code(23, node.value("ExtentType")), notes.code(24, node.value("ExtentUnit"))
    return Extent(kind, node.value("ExtentValue", "ExtentValueRoman"), unit)


def constraints(detail: Node, notes: Notes) -> tuple[UsageConstraint, ...]:
    """One for each limit: ten pages and twice a month are two."""
    return tuple(found for node in detail.all("EpubUsageConstraint") for found in _constraint(node, notes))


def _constraint(node: Node, notes: Notes) -> list[UsageConstraint]:
    usage, status = notes.code(145, node.value("EpubUsageType")), notes.code(146, node.value("EpubUsageStatus"))
    limits = [(one.value("Quantity"), notes.code(147, one.value("EpubUsageUnit"))) for one in node.all("EpubUsageLimit")]
    return [UsageConstraint(usage, status, limit, unit) for limit, unit in limits or [("", "")]]


def protection(detail: Node, notes: Notes) -> str:
    return notes.code(144, detail.value("EpubTechnicalProtection"))


def accessibility(detail: Node, notes: Notes) -> tuple[AccessibilityFeature, ...]:
    features = [one for one in detail.all("ProductFormFeature") if one.value("ProductFormFeatureType") == _ACCESSIBILITY]
    return tuple(
        AccessibilityFeature(
            notes.code(196, one.value("ProductFormFeatureValue")), one_line(one.value("ProductFormFeatureDescription"))
        )
        for one in features
    )


def licence(detail: Node) -> tuple[tuple[str, str], ...]:
    """An open licence by its name and address; no field of a record holds it."""
    node = detail.first("EpubLicense")
    if node is None:
        return ()
    links = [one.value("EpubLicenseExpressionLink") for one in node.all("EpubLicenseExpression")]
    text = " ".join(filter(None, [one_line(node.value("EpubLicenseName")), *links]))
    return (("EpubLicense", text),) if text else ()
