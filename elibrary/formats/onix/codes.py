"""Code lists of EDItEUR, as far as records hold their codes, and what each list is called to the publisher.

An unknown code is reported and stored: lists grow four times a year, and a catalogue may be newer than this file.
Source: ONIX Code Lists, issue 66; lists 7, 10 and 54 serve release 2.1 only.
"""

import re
from functools import cache

_RANGE = re.compile(r"([A-Z]*)(\d+)-\1(\d+)")

LISTS: dict[int, tuple[str, str]] = {
    1: ("jenis pemberitahuan", "01-05 08 09 12-14 88 89"),
    5: ("jenis pengenal produk", "01-06 13-15 17 22-31 35-39"),
    10: ("jenis e-book", "000-048 098 099"),
    15: ("jenis judul", "00-08 10-15"),
    17: (
        "peran kontributor",
        "A01-A27 A29-A48 A51 A99 B01-B31 B99 C01-C04 C99 D01-D04 D99 E01-E10 E99 F01 F02 F99 Z01-Z04 Z98 Z99",
    ),
    23: ("jenis ukuran isi", "00 02-18 22 23"),
    24: ("satuan ukuran isi", "01-06 11 12 14-19"),
    27: ("skema subjek", "01-99 A2-A9 B0-B9 C0-C9 D0 D1"),
    45: ("peran penerbit", "01-07 09-19"),
    46: ("hak penjualan", "00-08"),
    51: ("hubungan produk", "00-03 05-13 16-35 37-44"),
    54: ("ketersediaan", "AB AD CS EX IP MD NP NY OF OI OP OR PP RF RM RP RU TO TP TU UR WR WS"),
    57: ("alasan tanpa harga", "01-08"),
    58: ("jenis harga", "01-09 11-15 17 21-25 27 31-36 41 42"),
    59: ("golongan harga", "00-19"),
    64: ("status penerbitan", "00-13 15-18"),
    65: ("ketersediaan", "01 09-12 20-23 30-34 40-52 97-99"),
    144: ("perlindungan teknis", "00-07"),
    145: ("penggunaan e-book", "01-11"),
    146: ("status penggunaan", "01-03"),
    147: ("satuan penggunaan", "01-24 26-29 31 98 99"),
    163: ("jenis tanggal terbit", "01 02 09-13 16 19-23 25-31 35"),
    166: ("jenis tanggal pasokan", "02 08 18 25 29 30 34 50 51"),
    173: ("jenis tanggal harga", "14 15 24"),
    196: ("aksesibilitas", "00-05 08-22 24-32 34-40 51 52 75-77 80-82 84-86 91-99"),
    230: ("batasan harga", "00 01 06-10"),
}
_COUNTRIES = """
AD AE AF AG AI AL AM AN AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
CA CC CD CF CG CH CI CK CL CM CN CO CR CS CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO
FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM
JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ
MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE
RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT
TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT YU ZA ZM ZW
"""
_FORMS = {
    7: "00 AA-AL AZ BA-BP BZ CA-CE CZ DA-DO DZ FA-FF FZ MA-MC MZ PA-PT PZ VA-VP VZ WW WX XA-XM XZ ZA-ZJ ZY ZZ",
    150: (
        "00 AA-AO AZ BA-BP BZ CA-CE CZ DA-DC DE DF DI-DO DZ EA-ED FA FC-FF FZ LA-LC MA-MC MZ PA-PV PZ RA-RC "
        "SA-SF VA VF VI-VQ VZ XA-XO XY XZ ZA-ZO ZX-ZZ"
    ),
}
_NAMES = {7: "bentuk produk", 150: "bentuk produk", 91: "negara"}


def name_of(number: int) -> str:
    return _NAMES[number] if number in _NAMES else LISTS[number][0]


@cache
def codes_of(number: int) -> frozenset[str]:
    if number == 91:
        return frozenset(_COUNTRIES.split())
    if number in _FORMS:
        return frozenset(code for part in _FORMS[number].split() for code in _letters(part))
    return frozenset(code for part in LISTS[number][1].split() for code in _numbers(part))


def _numbers(part: str) -> list[str]:
    """``A01-A03`` → A01, A02, A03."""
    found = _RANGE.fullmatch(part)
    if not found:
        return [part]
    prefix, first, last = found.groups()
    return [f"{prefix}{number:0{len(first)}}" for number in range(int(first), int(last) + 1)]


def _letters(part: str) -> list[str]:
    """``BA-BP`` → BA, BB … BP."""
    first, _, last = part.partition("-")
    return [f"{first[0]}{chr(letter)}" for letter in range(ord(first[1]), ord((last or first)[1]) + 1)]
