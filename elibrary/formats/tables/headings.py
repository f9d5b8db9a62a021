"""The field of each column: headings of Indonesian publishers, of SLiMS and of KBART, and the choices of staff.

SLiMS's headings are those of its bibliography export (slims9_bulian, admin/modules/bibliography/export.php) and, in older
versions, of its documentation. KBART (NISO RP-9) is the list of titles that vendors of e-books give to libraries.
"""

import re
from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass

from elibrary.formats.tables import units
from elibrary.formats.tables.units import Unit

LABELS = {
    "title": "Judul",
    "subtitle": "Anak judul",
    "authors": "Pengarang",
    "editors": "Editor",
    "translators": "Penerjemah",
    "illustrators": "Ilustrator",
    "publisher": "Penerbit",
    "imprint": "Imprint",
    "isbn": "ISBN",
    "isbn_digital": "ISBN elektronik",
    "isbn_print": "ISBN cetak",
    "reference": "Kode produk",
    "date": "Tahun terbit",
    "place": "Kota terbit",
    "edition": "Edisi",
    "series": "Seri",
    "price": "Harga",
    "price_digital": "Harga e-book",
    "price_print": "Harga cetak",
    "currency": "Mata uang",
    "category": "Kategori",
    "keywords": "Kata kunci",
    "ddc": "Nomor DDC",
    "thema": "Thema",
    "bisac": "BISAC",
    "call_number": "Nomor panggil",
    "pages": "Jumlah halaman",
    "size": "Ukuran berkas",
    "language": "Bahasa",
    "description": "Sinopsis",
    "format": "Format",
    "cover": "Sampul",
    "url": "Tautan",
}
"""Fields of a product that a column can hold. Staff choose among these; "" keeps a column as it is."""

SEVERAL = frozenset({"authors", "editors", "translators", "illustrators", "category", "keywords"})
"""Fields that staff may have filled from several columns ("Penulis 1", "Penulis 2"); every other one has one column."""

PRICES = frozenset({"price", "price_digital", "price_print"})
"""Fields whose headings may include a currency or a scale."""

IGNORED = "-"
"""Running numbers: they change with every list and identify no book."""

_OTHERS = {
    "title": "judul buku, nama buku, judul ebook, judul lengkap, title, book title, nama produk, product name, "
    "judul katalog, judul utama, judul terbitan, publication title",
    "subtitle": "sub judul, subjudul, anak judul buku, subtitle, sub title, judul tambahan",
    "authors": "penulis, nama penulis, nama pengarang, author, authors, author name, penulis pengarang, pengarang penulis, "
    "penulis utama, kreator, creator, nama pengarang penulis, tim penulis, first author",
    "editors": "penyunting, editors, nama editor, first editor",
    "translators": "alih bahasa, translator, translators, pengalih bahasa",
    "illustrators": "illustrator, ilustrasi",
    "publisher": "nama penerbit, publisher, publisher name, penerbitan",
    "imprint": "lini, lini penerbitan, label",
    "isbn": "isbn issn, no isbn, nomor isbn, isbn 13, isbn13, isbn 10, isbn10, kode isbn, isbn number, nomor isbn issn, "
    "ean, isbn baru",
    "isbn_digital": "e isbn, eisbn, isbn digital, isbn ebook, isbn e book, isbn epub, isbn pdf, isbn buku digital, isbn e, "
    "online identifier",
    "isbn_print": "isbn buku cetak, isbn print, p isbn, isbn fisik, print identifier",
    "reference": "kode, kode buku, kode barang, kode item, kode katalog, sku, id, id buku, id produk, product id, book id, "
    "nomor produk, kode judul, item id, title id",
    "date": "tahun, thn terbit, thn, tanggal terbit, tgl terbit, publish year, publication year, year, "
    "publication date, terbit, publish date, tahun penerbitan, waktu terbit, tahun cetak, bulan terbit, "
    "tanggal rilis, release date, pub date, date monograph published online",
    "place": "tempat terbit, publish place, place name, kota penerbit, kota, place of publication",
    "edition": "cetakan, edition, edisi cetakan, cetakan edisi, edisi ke, cetakan ke, monograph edition",
    "series": "series title, judul seri, series, nama seri, serial",
    "price": "harga jual, harga satuan, harga buku, price, harga rp, harga idr, list price, hjp, harga eceran, het, "
    "harga lisensi, harga per copy, harga per lisensi, harga normal, harga katalog, harga bruto, harga p jawa, "
    "harga jawa",
    "price_digital": "harga ebook, harga digital, harga buku digital, harga pdf, harga epub, harga elektronik, ebook price, "
    "harga e book rp",
    "price_print": "harga buku cetak, harga fisik, print price, harga print, cetak harga",
    "currency": "currency, valuta, kurs",
    "category": "kategori buku, category, genre, jenis buku, kelompok, rumpun, bidang, bidang ilmu, sub kategori, "
    "subkategori, kategori produk, tema, klasifikasi buku, kelompok buku",
    "keywords": "subjek, subyek, topik, topics, topic, subject, subjects, keyword, keywords, tag, tags, tajuk subjek, "
    "kata kunci subjek",
    "ddc": "classification, klasifikasi, ddc, nomor klasifikasi, no klasifikasi, kelas ddc, nomor kelas, no kelas, "
    "klasifikasi ddc, kode ddc, dewey",
    "thema": "kode thema, thema code, thema subject",
    "bisac": "kode bisac, bisac code, bisac subject",
    "call_number": "call number, no panggil, nomor panggil buku",
    "pages": "halaman, jml halaman, jml hal, jumlah hal, hal, tebal, tebal buku, ketebalan, pages, page count, "
    "number of pages, kolasi, collation, deskripsi fisik, hlm, jumlah hlm, jml hlm, page",
    "size": "ukuran file, besar file, file size, size file",
    "language": "language, language name, bhs, bahasa buku",
    "description": "deskripsi, ringkasan, abstrak, description, synopsis, keterangan isi, resensi, deskripsi buku, "
    "sinopsis buku, blurb, summary, abstract, notes, catatan, uraian",
    "format": "jenis, gmd, gmd name, tipe, media, bentuk, format file, jenis file, format buku, tipe file, type, "
    "jenis produk, file format, jenis bahan, jenis koleksi, tipe produk, cover format, jenis cover, "
    "jenis sampul",
    "cover": "cover, gambar, image, link cover, url cover, gambar sampul, link sampul, cover url, foto, cover image, "
    "gambar cover",
    "url": "link, url, link buku, link produk, tautan buku, product url, alamat web, link pembelian, link ebook, title url",
    IGNORED: "no, nomor, no urut, nomor urut, num, number, #, nr",
}
_IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NOT_WORDS = re.compile(r"[\W_]+")

# The export's order, in which SLiMS writes its rows when "column names in the first row" was left out.
SLIMS = (
    *("title", "gmd_name", "edition", "isbn_issn", "publisher_name", "publish_year", "collation", "series_title"),
    *("call_number", "language_name", "place_name", "classification", "notes", "image", "sor"),
    *("authors", "topics", "item_code"),
)


@dataclass(frozen=True)
class Mapping:
    """``headings`` by column; ``fields`` by column, "" where the heading names no field of a product.

    ``units`` by column: the units in the headings of prices.
    """

    headings: tuple[str, ...]
    fields: tuple[str, ...]
    units: tuple[Unit, ...]

    def unit_of(self, field: str) -> Unit:
        return self.units[self.fields.index(field)] if field in self.fields else units.NONE

    @property
    def by_heading(self) -> dict[str, str]:
        """What staff see and correct; goes back in as the option ``mapping``."""
        return {heading: name for heading, name in zip(self.headings, self.fields, strict=True) if heading}

    @property
    def is_header(self) -> bool:
        """A title and something else: fewer recognised words may also occur in a row about a book."""
        found = {name for name in self.fields if name}
        return "title" in found and len(found) > 1


_PRICE_HEADINGS = {
    _NOT_WORDS.sub("", heading.casefold())
    for name in sorted(PRICES)
    for heading in (LABELS[name], *_OTHERS[name].split(","))
}


def plain(heading: str) -> str:
    """``" HARGA (Rp)*"`` and ``harga`` are one heading, ``E-ISBN`` and ``eisbn`` too; ``Harga (USD)`` is another one."""
    key = _NOT_WORDS.sub("", _IN_BRACKETS.sub("", heading).casefold()) or _NOT_WORDS.sub("", heading.casefold())
    if key in _PRICE_HEADINGS and (unit := units.of(heading)).is_foreign and not key.endswith(unit.currency.casefold()):
        key += unit.currency.casefold()
    return key


_BY_HEADING = (
    {plain(heading): name for name, headings in _OTHERS.items() for heading in headings.split(",")}
    | {plain(label): name for name, label in LABELS.items()}
    | {"#": IGNORED}
)


def read(headings: Sequence[str], decided: Map[str, str] | None = None) -> Mapping:
    """What staff ``decided`` counts; every other field goes to the first column whose heading names it.

    A price in rupiah goes before one in another currency.
    """
    by_staff = {plain(heading): name for heading, name in (decided or {}).items()}
    fields = [_field(heading, by_staff) for heading in headings]
    said = [units.of(heading) if name in PRICES else units.NONE for heading, name in zip(headings, fields, strict=True)]
    order = sorted(range(len(fields)), key=lambda at: said[at].is_foreign)
    taken: set[str] = set()
    for is_decided in (True, False):
        for at in order:
            heading, name = headings[at], fields[at]
            if not name or name == IGNORED or (plain(heading) in by_staff) != is_decided:
                continue
            if name in taken and not (is_decided and name in SEVERAL):
                fields[at] = ""
            taken.add(name)
    return Mapping(tuple(headings), tuple(fields), tuple(said))


def _field(heading: str, by_staff: Map[str, str]) -> str:
    """A name that is no field of ours counts as none."""
    key = plain(heading)
    name = by_staff[key] if key in by_staff else _BY_HEADING.get(key) or _price_field(heading)
    return name if name in LABELS or name == IGNORED else ""


def _price_field(heading: str) -> str:
    """``Price USD`` and ``Harga (USD)`` are prices; other headings have no unit."""
    bare = plain(units.without(heading) or _IN_BRACKETS.sub("", heading))
    name = _BY_HEADING.get(bare, "")
    return name if name in PRICES else ""
