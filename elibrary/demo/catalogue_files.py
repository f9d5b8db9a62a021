"""The lists of the demo's publishers, and the catalogue files that such publishers send. All of it is invented."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

SOURCE = Path(__file__).parent / "penawaran.txt"
BOOKLET = "Koperasi yang Rapat"
BOOKLET_ISBN = "9789999900041"


@dataclass(frozen=True)
class DemoBook:
    number: int
    title: str
    subtitle: str
    author: str
    year: int
    pages: int
    price: int
    keywords: str
    description: str
    is_pdf: bool = False

    @property
    def isbn(self) -> str:
        """In a block that no agency has given out."""
        twelve = f"97899999{self.number:04}"
        return twelve + str(-sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(twelve)) % 10)


def _books() -> dict[str, tuple[DemoBook, ...]]:
    """``# publisher first-number``, then a line a book: title; subtitle; author; year; pages; price; words; description."""
    found = {}
    for part in SOURCE.read_text(encoding="utf-8").split("# ")[1:]:
        head, *lines = part.strip().splitlines()
        slug, first = head.split()
        found[slug] = tuple(_book(number, line) for number, line in enumerate(lines, start=int(first)))
    return found


def _book(number: int, line: str) -> DemoBook:
    title, subtitle, author, year, pages, price, keywords, description = (cell.strip() for cell in line.split(";"))
    figures = int(year), int(pages), int(price)
    return DemoBook(number, title, subtitle, author, *figures, keywords, description, is_pdf=title == BOOKLET)


BOOKS = _books()


def onix(books: Sequence[DemoBook]) -> bytes:
    """ONIX 3.0, reference tags."""
    products = "".join(_PRODUCT.format(**_escaped(book)) for book in books)
    return f"{_ONIX_HEAD}{products}</ONIXMessage>\n".encode()


def csv_table(books: Sequence[DemoBook]) -> bytes:
    """Semicolons and a heading of the house's own (Banderol), which its profile explains."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\n")
    writer.writerow(_HEADINGS)
    for number, book in enumerate(books, start=1):
        start = [number, book.title, book.subtitle, book.author, "Pustaka Niaga", book.isbn, book.year, book.pages]
        price = f"Rp{book.price:,}".replace(",", ".")
        writer.writerow([*start, price, book.keywords.replace(", ", "; "), "Indonesia", "EPUB", book.description])
    return target.getvalue().encode()


def opds2(books: Sequence[DemoBook]) -> bytes:
    feed = {
        "metadata": {"title": "Katalog Samudra Digital"},
        "links": [{"rel": "self", "href": "https://samudra-digital.example/opds", "type": "application/opds+json"}],
        "publications": [_publication(book) for book in books],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1).encode()


def _publication(book: DemoBook) -> dict[str, object]:
    return {
        "metadata": {
            "@type": "http://schema.org/Book",
            "identifier": f"urn:isbn:{book.isbn}",
            "title": book.title,
            "subtitle": book.subtitle,
            "author": book.author,
            "publisher": "Samudra Digital",
            "language": "id",
            "published": f"{book.year}-01-01",
            "numberOfPages": book.pages,
            "subject": book.keywords.split(", "),
            "description": book.description,
        },
        "links": [
            {
                "rel": "http://opds-spec.org/acquisition/buy",
                "href": f"https://samudra-digital.example/beli/{book.isbn}",
                "type": "application/epub+zip",
                "properties": {"price": {"currency": "IDR", "value": book.price}},
            }
        ],
    }


def _escaped(book: DemoBook) -> dict[str, object]:
    words = {name: escape(value) if isinstance(value, str) else value for name, value in vars(book).items()}
    detail = "E107" if book.is_pdf else "E101"  # ONIX list 175: PDF, EPUB
    return {**words, "isbn": book.isbn, "detail": detail, "keywords": escape(book.keywords.replace(", ", "; "))}


_HEADINGS = (
    *("No", "Judul Buku", "Anak Judul", "Penulis", "Penerbit", "ISBN", "Tahun Terbit", "Jumlah Halaman", "Banderol"),
    *("Kata Kunci", "Bahasa", "Format", "Sinopsis"),
)
_ONIX_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<ONIXMessage release="3.0" xmlns="http://ns.editeur.org/onix/3.0/reference">
<Header><Sender><SenderName>Lumbung Aksara</SenderName></Sender><SentDateTime>20261101</SentDateTime></Header>
"""
_PRODUCT = """<Product><RecordReference>LA-{number:04}</RecordReference><NotificationType>03</NotificationType>
<ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>{isbn}</IDValue></ProductIdentifier>
<DescriptiveDetail><ProductComposition>00</ProductComposition><ProductForm>ED</ProductForm>
<ProductFormDetail>{detail}</ProductFormDetail>
<TitleDetail><TitleType>01</TitleType><TitleElement><TitleElementLevel>01</TitleElementLevel>
<TitleText>{title}</TitleText><Subtitle>{subtitle}</Subtitle></TitleElement></TitleDetail>
<Contributor><SequenceNumber>1</SequenceNumber><ContributorRole>A01</ContributorRole><PersonName>{author}</PersonName>
</Contributor><Language><LanguageRole>01</LanguageRole><LanguageCode>ind</LanguageCode></Language>
<Extent><ExtentType>00</ExtentType><ExtentValue>{pages}</ExtentValue><ExtentUnit>03</ExtentUnit></Extent>
<Subject><SubjectSchemeIdentifier>20</SubjectSchemeIdentifier><SubjectHeadingText>{keywords}</SubjectHeadingText></Subject>
</DescriptiveDetail><CollateralDetail><TextContent><TextType>03</TextType><ContentAudience>00</ContentAudience>
<Text>{description}</Text></TextContent></CollateralDetail>
<PublishingDetail><Publisher><PublishingRole>01</PublishingRole><PublisherName>Lumbung Aksara</PublisherName></Publisher>
<PublishingStatus>04</PublishingStatus><PublishingDate><PublishingDateRole>01</PublishingDateRole>
<Date dateformat="05">{year}</Date></PublishingDate><SalesRights><SalesRightsType>01</SalesRightsType>
<Territory><CountriesIncluded>ID</CountriesIncluded></Territory></SalesRights></PublishingDetail>
<ProductSupply><Market><Territory><CountriesIncluded>ID</CountriesIncluded></Territory></Market><SupplyDetail>
<Supplier><SupplierRole>01</SupplierRole><SupplierName>Lumbung Aksara</SupplierName></Supplier>
<ProductAvailability>20</ProductAvailability><Price><PriceType>02</PriceType><PriceAmount>{price}</PriceAmount>
<CurrencyCode>IDR</CurrencyCode></Price></SupplyDetail></ProductSupply></Product>
"""
