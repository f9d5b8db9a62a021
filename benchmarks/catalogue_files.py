"""Catalogues of any length for ``catalogue.py``: the same books in every format that the import reads.

A book's words follow from its number, so that a list can be written again, or again with other prices.
"""

import csv
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import pymarc
from openpyxl import Workbook

_TEXT = """
koperasi usaha desa anggota simpan pinjam pasar modal rapat tahunan laporan keuangan kopi batik tempe bambu nelayan petani
pengrajin kemasan merek izin halal ekspor digital kampung lumbung gotong royong musyawarah bendahara catatan harga untung
biaya produksi pembeli warung pesanan kain anyaman garam madu sapi susu ikan padi jagung kedelai
"""
WORDS = _TEXT.split()
NAMES = ("Siti", "Budi", "Rahayu", "Agus", "Dewi", "Wayan", "Ratna", "Joko", "Nurul", "Bambang", "Kartika", "Hendra")
DESCRIPTION_WORDS = 120


@dataclass(frozen=True)
class Book:
    number: int
    title: str
    subtitle: str
    author: str
    editor: str
    isbn: str
    year: int
    pages: int
    price: int
    description: str
    keywords: tuple[str, ...]


def book(number: int, *, dearer: int = 0) -> Book:
    chance = random.Random(number)
    words = chance.choices(WORDS, k=DESCRIPTION_WORDS)
    name = [" ".join(chance.sample(NAMES, 2)) for _ in range(2)]
    title = f"{' '.join(words[:4]).capitalize()} {number}"
    twelve = f"978602{number:06}"
    check = -sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(twelve)) % 10
    price = 25_000 + 500 * (number % 200) + dearer
    text = f"{' '.join(words[:60]).capitalize()}. {' '.join(words[60:]).capitalize()}."
    keywords = tuple(chance.sample(WORDS, 3))
    subtitle = " ".join(words[4:8]).capitalize()
    return Book(
        number,
        title,
        subtitle,
        *name,
        f"{twelve}{check}",
        2000 + number % 26,
        80 + number % 400,
        price,
        text,
        keywords,
    )


def onix3(path: Path, books: Iterator[Book]) -> None:
    with path.open("w", encoding="utf-8") as target:
        target.write('<?xml version="1.0" encoding="UTF-8"?>\n<ONIXMessage release="3.0" ')
        target.write('xmlns="http://ns.editeur.org/onix/3.0/reference">\n<Header><Sender><SenderName>Bangku Ukur')
        target.write("</SenderName></Sender><SentDateTime>20261120</SentDateTime></Header>\n")
        target.writelines(_ONIX_3.format(**_escaped(one)) for one in books)
        target.write("</ONIXMessage>\n")


def onix2(path: Path, books: Iterator[Book]) -> None:
    with path.open("w", encoding="utf-8") as target:
        target.write('<?xml version="1.0" encoding="UTF-8"?>\n<ONIXmessage release="2.1">\n<header><m174>Bangku Ukur</m174>')
        target.write("<m182>20261120</m182></header>\n")
        target.writelines(_ONIX_2.format(**_escaped(one)) for one in books)
        target.write("</ONIXmessage>\n")


def opds1(path: Path, books: Iterator[Book]) -> None:
    with path.open("w", encoding="utf-8") as target:
        target.write('<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" ')
        target.write('xmlns:dc="http://purl.org/dc/terms/" xmlns:opds="http://opds-spec.org/2010/catalog">\n')
        target.write("<id>urn:bangku-ukur</id><title>Bangku Ukur</title><updated>2026-11-20T00:00:00Z</updated>\n")
        target.writelines(_OPDS_1.format(**_escaped(one)) for one in books)
        target.write("</feed>\n")


def opds2(path: Path, books: Iterator[Book]) -> None:
    with path.open("w", encoding="utf-8") as target:
        target.write('{"metadata": {"title": "Bangku Ukur"}, "links": [], "publications": [\n')
        for at, one in enumerate(books):
            target.write(("" if not at else ",\n") + json.dumps(_publication(one)))
        target.write("\n]}\n")


def marc(path: Path, books: Iterator[Book]) -> None:
    with path.open("wb") as target:
        target.writelines(_marc_record(one).as_marc() for one in books)


def marcxml(path: Path, books: Iterator[Book]) -> None:
    writer = pymarc.XMLWriter(path.open("wb"))
    for one in books:
        writer.write(_marc_record(one))
    writer.close()


def csv_table(path: Path, books: Iterator[Book]) -> None:
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target, delimiter=";")
        writer.writerow(_HEADINGS)
        writer.writerows(map(_row, books))


def xlsx(path: Path, books: Iterator[Book]) -> None:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Katalog")
    sheet.append(_HEADINGS)
    for one in books:
        sheet.append(_row(one))
    workbook.save(path)


WRITERS: dict[str, Callable[[Path, Iterator[Book]], None]] = {
    "onix-3.0": onix3,
    "onix-2.1": onix2,
    "opds-1.2": opds1,
    "opds-2.0": opds2,
    "marc": marc,
    "marcxml": marcxml,
    "csv": csv_table,
    "xlsx": xlsx,
}


def write(form: str, path: Path, *, first: int, count: int, dearer: int = 0) -> None:
    """``count`` books from number ``first`` on; ``dearer`` is added to every price."""
    WRITERS[form](path, (book(number, dearer=dearer) for number in range(first, first + count)))


def _escaped(one: Book) -> dict[str, Any]:
    words = {name: escape(value) if isinstance(value, str) else value for name, value in vars(one).items()}
    return {**words, "keywords": "; ".join(one.keywords)}


def _publication(one: Book) -> dict[str, Any]:
    bought = {
        "rel": "http://opds-spec.org/acquisition/buy",
        "href": f"https://ukur.example/beli/{one.number}",
        "type": "application/epub+zip",
        "properties": {"price": {"currency": "IDR", "value": one.price}},
    }
    return {
        "metadata": {
            "@type": "http://schema.org/Book",
            "identifier": f"urn:isbn:{one.isbn}",
            "title": one.title,
            "subtitle": one.subtitle,
            "author": one.author,
            "editor": one.editor,
            "language": "id",
            "published": f"{one.year}-01-01",
            "numberOfPages": one.pages,
            "subject": list(one.keywords),
            "description": one.description,
        },
        "links": [bought],
        "images": [{"href": f"https://ukur.example/{one.number}.jpg", "type": "image/jpeg"}],
    }


def _marc_record(one: Book) -> pymarc.Record:
    record = pymarc.Record(force_utf8=True)
    record.add_field(pymarc.Field("001", data=f"U-{one.number}"))
    for tag, indicators, subfields in (
        ("020", "  ", {"a": one.isbn, "c": f"Rp{one.price}"}),
        ("041", "0 ", {"a": "ind"}),
        ("082", "04", {"a": "334"}),
        ("100", "1 ", {"a": one.author}),
        ("245", "10", {"a": f"{one.title} :", "b": one.subtitle}),
        ("264", " 1", {"a": "Surabaya :", "b": "Bangku Ukur,", "c": str(one.year)}),
        ("300", "  ", {"a": f"{one.pages} halaman"}),
        ("520", "  ", {"a": one.description}),
        *(("650", " 4", {"a": word}) for word in one.keywords),
        ("700", "1 ", {"a": one.editor, "e": "editor"}),
        ("856", "40", {"u": f"https://ukur.example/{one.number}", "q": "epub"}),
    ):
        parts = [pymarc.Subfield(code, value) for code, value in subfields.items()]
        record.add_field(pymarc.Field(tag, pymarc.Indicators(*indicators), parts))
    return record


_HEADINGS = (
    *("Kode", "Judul", "Anak Judul", "Penulis", "Editor", "ISBN", "Penerbit", "Tahun Terbit", "Jumlah Halaman"),
    *("Bahasa", "Harga", "Kategori", "Kata Kunci", "Format", "Sinopsis", "Link Cover"),
)


def _row(one: Book) -> list[Any]:
    start = [f"U-{one.number}", one.title, one.subtitle, one.author, one.editor, one.isbn, "Bangku Ukur", one.year]
    end = [one.pages, "Indonesia", one.price, "Ekonomi", "; ".join(one.keywords), "EPUB", one.description]
    return [*start, *end, f"https://ukur.example/{one.number}.jpg"]


_ONIX_3 = """<Product><RecordReference>U-{number}</RecordReference><NotificationType>03</NotificationType>
<ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>{isbn}</IDValue></ProductIdentifier>
<ProductIdentifier><ProductIDType>01</ProductIDType><IDTypeName>SKU</IDTypeName><IDValue>U{number}</IDValue></ProductIdentifier>
<DescriptiveDetail><ProductComposition>00</ProductComposition><ProductForm>ED</ProductForm>
<ProductFormDetail>E101</ProductFormDetail><EpubTechnicalProtection>06</EpubTechnicalProtection>
<EpubUsageConstraint><EpubUsageType>02</EpubUsageType><EpubUsageStatus>02</EpubUsageStatus><EpubUsageLimit>
<Quantity>10</Quantity><EpubUsageUnit>04</EpubUsageUnit></EpubUsageLimit></EpubUsageConstraint>
<TitleDetail><TitleType>01</TitleType><TitleElement><TitleElementLevel>01</TitleElementLevel><TitleText>{title}</TitleText>
<Subtitle>{subtitle}</Subtitle></TitleElement></TitleDetail>
<Contributor><SequenceNumber>1</SequenceNumber><ContributorRole>A01</ContributorRole><PersonName>{author}</PersonName>
</Contributor><Contributor><SequenceNumber>2</SequenceNumber><ContributorRole>B01</ContributorRole>
<PersonName>{editor}</PersonName></Contributor><EditionNumber>1</EditionNumber>
<Language><LanguageRole>01</LanguageRole><LanguageCode>ind</LanguageCode></Language>
<Extent><ExtentType>00</ExtentType><ExtentValue>{pages}</ExtentValue><ExtentUnit>03</ExtentUnit></Extent>
<Subject><MainSubject/><SubjectSchemeIdentifier>93</SubjectSchemeIdentifier><SubjectCode>KJVD</SubjectCode></Subject>
<Subject><SubjectSchemeIdentifier>20</SubjectSchemeIdentifier><SubjectHeadingText>{keywords}</SubjectHeadingText></Subject>
</DescriptiveDetail><CollateralDetail><TextContent><TextType>03</TextType><ContentAudience>00</ContentAudience>
<Text textformat="05"><p>{description}</p></Text></TextContent>
<SupportingResource><ResourceContentType>01</ResourceContentType><ContentAudience>00</ContentAudience>
<ResourceMode>03</ResourceMode><ResourceVersion><ResourceForm>02</ResourceForm>
<ResourceLink>https://ukur.example/{number}.jpg</ResourceLink></ResourceVersion></SupportingResource></CollateralDetail>
<PublishingDetail><Imprint><ImprintName>Ukur</ImprintName></Imprint><Publisher><PublishingRole>01</PublishingRole>
<PublisherName>Bangku Ukur</PublisherName></Publisher><PublishingStatus>04</PublishingStatus>
<PublishingDate><PublishingDateRole>01</PublishingDateRole><Date dateformat="05">{year}</Date></PublishingDate>
<SalesRights><SalesRightsType>01</SalesRightsType><Territory><CountriesIncluded>ID TL MY</CountriesIncluded></Territory>
</SalesRights></PublishingDetail><ProductSupply><Market><Territory><CountriesIncluded>ID</CountriesIncluded></Territory>
</Market><SupplyDetail><Supplier><SupplierRole>01</SupplierRole><SupplierName>Gudang Ukur</SupplierName></Supplier>
<ProductAvailability>20</ProductAvailability><Price><PriceType>02</PriceType><PriceAmount>{price}</PriceAmount><Tax>
<TaxType>01</TaxType><TaxRateCode>S</TaxRateCode><TaxRatePercent>11</TaxRatePercent></Tax><CurrencyCode>IDR</CurrencyCode>
<Territory><CountriesIncluded>ID</CountriesIncluded></Territory></Price></SupplyDetail></ProductSupply></Product>
"""
_ONIX_2 = """<product><a001>U-{number}</a001><a002>03</a002>
<productidentifier><b221>15</b221><b244>{isbn}</b244></productidentifier><b012>DG</b012><b211>029</b211>
<title><b202>01</b202><b203>{title}</b203><b029>{subtitle}</b029></title>
<contributor><b034>1</b034><b035>A01</b035><b036>{author}</b036></contributor>
<contributor><b034>2</b034><b035>B01</b035><b036>{editor}</b036></contributor><b057>1</b057>
<language><b253>01</b253><b252>ind</b252></language><b061>{pages}</b061>
<mainsubject><b191>93</b191><b069>KJVD</b069></mainsubject><subject><b067>20</b067><b070>{keywords}</b070></subject>
<othertext><d102>01</d102><d104>{description}</d104></othertext>
<mediafile><f114>04</f114><f115>03</f115><f116>01</f116><f117>https://ukur.example/{number}.jpg</f117></mediafile>
<imprint><b079>Ukur</b079></imprint><publisher><b291>01</b291><b081>Bangku Ukur</b081></publisher><b394>04</b394>
<b003>{year}</b003><salesrights><b089>01</b089><b090>ID TL MY</b090></salesrights>
<supplydetail><j137>Gudang Ukur</j137><j138>ID</j138><j396>20</j396><price><j148>02</j148>
<j151>{price}</j151><j152>IDR</j152><b251>ID</b251><j153>S</j153><j154>11</j154></price></supplydetail></product>
"""
_OPDS_1 = """<entry><id>urn:isbn:{isbn}</id><title>{title}</title><updated>2026-11-20T00:00:00Z</updated>
<author><name>{author}</name></author><dc:identifier>urn:isbn:{isbn}</dc:identifier><dc:language>id</dc:language>
<dc:issued>{year}</dc:issued><dc:publisher>Bangku Ukur</dc:publisher><dc:extent>{pages} halaman</dc:extent>
<category term="koperasi" label="{keywords}"/><summary>{description}</summary>
<link rel="http://opds-spec.org/image" type="image/jpeg" href="https://ukur.example/{number}.jpg"/>
<link rel="http://opds-spec.org/acquisition/buy" type="application/epub+zip" href="https://ukur.example/beli/{number}">
<opds:price currencycode="IDR">{price}</opds:price></link></entry>
"""
