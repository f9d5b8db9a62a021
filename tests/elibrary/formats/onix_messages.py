"""ONIX messages as text, and what becomes of them."""

from pathlib import Path

from elibrary.formats.onix.product import records
from elibrary.formats.records import Extracted, ProductRecord

FIXTURES = Path(__file__).parent / "fixtures" / "onix"
TITLE = (
    "<TitleDetail><TitleType>01</TitleType><TitleElement><TitleElementLevel>01</TitleElementLevel>"
    "<TitleText>Koperasi Desa</TitleText></TitleElement></TitleDetail>"
)


def product(reference="r1", *, title=TITLE, detail="", collateral="", published="", supply="", notice="03", old="") -> str:
    """One product of ONIX 3.0. ``old``: elements of 2.1, which has no blocks; then there are none."""
    start = f"<Product>\n<RecordReference>{reference}</RecordReference>\n<NotificationType>{notice}</NotificationType>\n"
    number = "<ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>9786020312347</IDValue></ProductIdentifier>\n"
    if old:
        return f"{start}{number}{old}\n</Product>\n"
    return (
        f"{start}{number}<DescriptiveDetail><ProductForm>ED</ProductForm>{title}{detail}</DescriptiveDetail>\n"
        f"<CollateralDetail>{collateral}</CollateralDetail><PublishingDetail>{published}</PublishingDetail>\n"
        f"<ProductSupply><SupplyDetail>{supply}</SupplyDetail></ProductSupply>\n</Product>\n"
    )


def message(*products: str, header: str = "", before: str = "") -> str:
    return f'{before}<ONIXMessage release="3.0">\n<Header>{header}</Header>\n{"".join(products)}</ONIXMessage>\n'


def read(folder: Path, content: str | bytes) -> list[Extracted]:
    path = folder / "katalog.xml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(records(str(path)))


def read_one(folder: Path, **parts: str) -> Extracted:
    [found] = read(folder, message(product(**parts)))
    return found


def record_of(folder: Path, **parts: str) -> ProductRecord:
    record = read_one(folder, **parts).record
    assert record is not None
    return record


def fixture(name: str) -> list[Extracted]:
    return list(records(str(FIXTURES / name)))


def sentences(found: Extracted) -> str:
    return " ".join(problem.message for problem in found.problems)
