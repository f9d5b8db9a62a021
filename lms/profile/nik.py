"""The NIK (Nomor Induk Kependudukan): 16 digits PPRRSSDDMMYYXXXX, without a check digit.

Only a shape that can't be is an error. What a NIK encodes about its holder is only a hint: it never changes, not even
when the birth date in it turns out to be wrong (PP 40/2019), and it names the place of the first registration.

python-stdnum 2.2 reads shape and birth date, with gaps that are filled here: it takes a birth of 2003 for one of 1903 and
days 81–99 for days 1–19, doesn't know provinces newer than its table (65 Kalimantan Utara, 92 Papua Barat …), and accepts
the serial number 0000.
"""

from dataclasses import dataclass
from datetime import date

from stdnum import exceptions
from stdnum.id import nik as stdnum_nik

EAST_JAVA = "35"
FIRST_PROVINCE = 11
WOMANS_DAY = 40
"""Added to the day of birth of a woman."""
OLDEST = 100
YOUNGEST = 5
"""Limits of a plausible age in years, which decide the century of the birth date."""

MALE, FEMALE = "male", "female"


class InvalidNik(ValueError):
    """No NIK can look like this. Its text is the sentence for the person and never repeats the number."""


@dataclass(frozen=True)
class Nik:
    number: str

    def __repr__(self) -> str:
        return f"Nik({masked(self.number)})"

    @property
    def is_of_east_java(self) -> bool:
        return self.number.startswith(EAST_JAVA)

    @property
    def gender(self) -> str:
        return FEMALE if int(self.number[6:8]) > WOMANS_DAY else MALE

    def birth_date(self, *, today: date) -> date:
        """The likelier of the two centuries that two digits leave open."""
        possible = _possible_dates(self.number)
        plausible = [day for day in possible if YOUNGEST <= _years(day, today) <= OLDEST]
        return (plausible or [day for day in possible if day <= today] or possible)[-1]

    def may_be_born_on(self, day: date) -> bool:
        """Whether the digits encode this day, in any century."""
        return day in _possible_dates(self.number)


def parse(typed: str) -> Nik:
    """The NIK in ``typed``, spaces, dots and dashes apart. Raises InvalidNik."""
    number = stdnum_nik.compact(typed)
    if len(number) != 16 or not (number.isascii() and number.isdigit()):
        raise InvalidNik("NIK terdiri atas 16 angka. Periksa lagi di KTP atau kartu keluarga Anda.")
    day = int(number[6:8])
    if not (1 <= day <= 31 or WOMANS_DAY + 1 <= day <= WOMANS_DAY + 31) or not _possible_dates(number):
        raise InvalidNik("Angka ke-7 sampai ke-12 NIK ini bukan tanggal. Periksa lagi di KTP Anda.")
    if int(number[:2]) < FIRST_PROVINCE or number[2:4] == "00" or number[4:6] == "00":
        raise InvalidNik("Enam angka pertama NIK ini bukan kode wilayah. Periksa lagi di KTP Anda.")
    if number[12:] == "0000":
        raise InvalidNik("NIK tidak berakhir dengan 0000. Periksa lagi di KTP Anda.")
    return Nik(number)


def masked(number: str) -> str:
    """``3578••••••••••01``: enough to recognise one's own, without birth date and serial number."""
    return f"{number[:4]}{'•' * (len(number) - 6)}{number[-2:]}"


def _possible_dates(number: str) -> list[date]:
    """The day in the 20th and in the 21st century, where it exists: 29 February of 1900 doesn't."""
    found = []
    try:
        earlier = stdnum_nik.get_birth_date(number)
    except exceptions.ValidationError:
        return []
    for year in (1900 + int(number[10:12]), 2000 + int(number[10:12])):
        try:
            found.append(earlier.replace(year=year))
        except ValueError:
            continue
    return found


def _years(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
