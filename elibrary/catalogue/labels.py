"""What people call the fields of an offer and the parts of its record, and how a value reads."""

from typing import Any

from elibrary.catalogue.models.offer import Offer

MARC = "record.marc"
PARTS = {
    "record.identifiers": "nomor pengenal",
    "record.contributors": "pengarang dan perannya",
    "record.subjects": "subjek dan kodenya",
    "record.product_form": "bentuk produk",
    "record.publisher_name": "nama penerbit pada katalog",
    "record.publication_date": "tanggal terbit",
    "record.publishing_status": "status terbit",
    "record.sales_territory": "wilayah penjualan",
    "record.extents": "ukuran dan panjang",
    "record.supplies": "pemasok dan harganya",
    "record.constraints": "batas pemakaian",
    "record.protection": "perlindungan",
    "record.related": "produk terkait",
    "record.accessibility": "aksesibilitas",
    "record.licences": "lisensi",
    "record.acquisition_url": "alamat perolehan",
    "record.call_number": "nomor panggil",
    MARC: "rekaman MARC",
    "record.extra": "kolom lain",
}
"""Parts of a record without a column, or with more data than their column; compared as a whole."""


COLUMNS = {field.name: str(field.verbose_name) for field in Offer._meta.concrete_fields}


def label_of(field: str) -> str:
    return PARTS.get(field) or COLUMNS[field]


def display_value(field: str, value: Any) -> str:
    """The value of a column as staff read it; what is empty is empty."""
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if field == "carrier":
        return str(Offer.Carrier(value).label)
    if field == "price_idr":
        return f"Rp{value:,}".replace(",", ".")
    return str(value)
