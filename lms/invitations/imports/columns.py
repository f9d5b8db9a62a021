"""The columns of a list of people, by the headings that offices use. Free of Django: the sandbox reads it."""

import re

NAME, EMAIL, NIK = "full_name", "email", "nik"

LABELS = {
    NAME: "Nama",
    EMAIL: "E-mail",
    NIK: "NIK",
    "regency": "Kabupaten/kota",
    "phone": "No. HP",
    "gender": "Jenis kelamin",
    "birth_date": "Tanggal lahir",
    "business_name": "Nama usaha",
    "business_sector": "Bidang usaha",
    "nib": "NIB",
    "cooperative": "Koperasi",
}
_OTHER_HEADINGS = {
    NAME: "nama lengkap, nama peserta, nama lengkap peserta, nama sesuai ktp, peserta",
    EMAIL: "email, surel, alamat email, alamat surel, e mail, mail, gmail, email peserta, email aktif",
    NIK: "no nik, nomor nik, no ktp, nomor ktp, nomor induk kependudukan, nik ktp",
    "regency": "kabupaten, kota, kab kota, kab, kabupaten dan kota, asal kabupaten kota, domisili, kabupaten kota asal",
    "phone": "hp, nomor hp, no handphone, nomor handphone, telepon, no telepon, nomor telepon, telp, no telp, nomor telp, "
    "wa, no wa, nomor wa, whatsapp, no whatsapp, nomor whatsapp, no hp wa, nomor hp wa, hp wa, no telp hp, kontak",
    "gender": "jk, kelamin, l p, gender, jns kelamin",
    "birth_date": "tgl lahir, tanggal kelahiran, ttl, tempat tanggal lahir, tempat dan tanggal lahir, tempat tgl lahir, "
    "tempat dan tgl lahir, lahir",
    "business_name": "usaha, nama umkm, nama usaha umkm, merek usaha, nama toko, merek",
    "business_sector": "jenis usaha, sektor usaha, sektor, bidang, kategori usaha",
    "nib": "no nib, nomor nib, nomor induk berusaha",
    "cooperative": "nama koperasi, asal koperasi, koperasi asal",
}
_IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NOT_WORDS = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """``" E-MAIL (aktif)*"`` and ``email`` are one heading."""
    return _NOT_WORDS.sub("", _IN_BRACKETS.sub("", text).casefold())


_BY_HEADING = {plain(label): name for name, label in LABELS.items()} | {
    plain(heading): name for name, headings in _OTHER_HEADINGS.items() for heading in headings.split(",")
}


def column_of(heading: str) -> str | None:
    """The column's name in our records, or None for one that we don't know."""
    return _BY_HEADING.get(plain(heading))
