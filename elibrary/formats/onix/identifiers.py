"""Numbers of a product and of those it is related to."""

import re
from collections.abc import Iterable

from elibrary.formats.onix.node import Node
from elibrary.formats.onix.notes import Notes
from elibrary.formats.records import Identifier, RelatedProduct

_SCHEMES = {
    "01": "proprietary",
    "02": "isbn10",
    "03": "gtin13",
    "04": "upc",
    "06": "doi",
    "13": "lccn",
    "14": "gtin14",
    "15": "isbn13",
    "22": "urn",
    "23": "oclc",
    "35": "ark",
}
_AS_PRINTED = {"proprietary", "doi", "urn", "ark"}
_OLD = {"ISBN": "isbn10", "EAN13": "gtin13", "DOI": "doi"}
"""Elements that 2.1 still has from before ProductIdentifier."""
_OLD_RELATIONS = {
    "ReplacesISBN": "03",
    "ReplacesEAN13": "03",
    "ReplacedByISBN": "05",
    "ReplacedByEAN13": "05",
    "AlternativeFormatISBN": "06",
    "AlternativeFormatEAN13": "06",
    "AlternativeProductISBN": "12",
    "AlternativeProductEAN13": "12",
}


def of(node: Node, notes: Notes) -> tuple[Identifier, ...]:
    """Those of the product, sorted so that the order in a file makes no difference; an ISBN given as EAN is both."""
    found = [_identifier(one, notes) for one in node.all("ProductIdentifier")]
    found += [Identifier(scheme, _value(scheme, node.value(name))) for name, scheme in _OLD.items()]
    schemes = {one.scheme for one in found}
    for one in list(found):
        if one.scheme == "gtin13" and "isbn13" not in schemes and one.value.startswith(("978", "979")):
            found.append(Identifier("isbn13", one.value))
    return _in_order(found)


def related(product: Node, notes: Notes) -> tuple[RelatedProduct, ...]:
    found: list[RelatedProduct] = []
    for one in product.part("RelatedMaterial").all("RelatedProduct"):
        relations = one.values("ProductRelationCode") + one.values("RelationCode")
        identifiers = of(one, notes)
        found += [RelatedProduct(notes.code(51, relation), identifiers) for relation in relations if identifiers]
    found += [
        RelatedProduct(relation, (Identifier("isbn10" if name.endswith("ISBN") else "gtin13", _compact(value)),))
        for name, relation in _OLD_RELATIONS.items()
        for value in product.values(name)
    ]
    return tuple(found)


def _identifier(node: Node, notes: Notes) -> Identifier:
    kind = notes.code(5, node.value("ProductIDType"))
    scheme = _SCHEMES.get(kind, kind)
    return Identifier(scheme, _value(scheme, node.value("IDValue")), node.value("IDTypeName"))


def _value(scheme: str, value: str) -> str:
    return value if scheme in _AS_PRINTED else _compact(value)


def _in_order(found: Iterable[Identifier]) -> tuple[Identifier, ...]:
    filled = {one for one in found if one.value}
    return tuple(sorted(filled, key=lambda one: (one.scheme, one.type_name, one.value)))


def _compact(value: str) -> str:
    """Printed ISBNs have hyphens of every kind, and the word before them."""
    plain = re.sub(r"[\s\u002d\u00ad\u2010-\u2015\u2212]", "", value).upper()
    return re.sub(r"^ISBN:?", "", plain)
