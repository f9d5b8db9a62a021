"""A publisher's profile: heading → field, as far as the choice of staff differs from the recognised fields."""

from collections import Counter
from collections.abc import Iterator, Mapping

from elibrary.formats.tables.headings import IGNORED, LABELS, SEVERAL, plain, read

LONGEST_HEADING = 100
MOST_HEADINGS = 300
KEPT = ""
"""The column has no field; it is stored unchanged with the book."""
CHOICES = [(KEPT, "Simpan apa adanya"), (IGNORED, "Abaikan"), *LABELS.items()]


def faults(profile: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Heading and sentence for each entry that can't be; an empty heading for what concerns all of them."""
    if len(profile) > MOST_HEADINGS:
        yield "", f"Paling banyak {MOST_HEADINGS} kolom."
    seen: dict[str, str] = {}
    holders: dict[str, str] = {}
    for heading, field in profile.items():
        key = plain(heading)
        if not key or len(heading) > LONGEST_HEADING:
            yield heading, f"Judul kolom berisi 1 sampai {LONGEST_HEADING} huruf."
        elif key in seen:
            yield heading, f"“{heading}” dan “{seen[key]}” adalah judul kolom yang sama. Hapus salah satu."
        elif field not in LABELS and field not in (KEPT, IGNORED):
            yield heading, f"“{heading}”: bidang “{field[:40]}” tidak ada. Pilih bidang dari daftar."
        elif field in holders and field not in SEVERAL:
            yield heading, taken(field, holders[field])
        seen.setdefault(key, heading)
        if field in LABELS:
            holders.setdefault(field, heading)


def taken(field: str, holder: str) -> str:
    return f"“{LABELS[field]}” sudah diambil dari kolom “{holder}”. Pilih satu kolom saja."


def merged(profile: Mapping[str, str], chosen: Mapping[str, str]) -> dict[str, str]:
    """``profile`` with what was ``chosen`` for the headings of one file, in their order.

    Only differences from the recognised fields are stored. Headings of other files are unchanged, unless their field,
    which can have one column only, is chosen now.
    """
    decided = _different(chosen)
    own = {plain(heading) for heading in chosen}
    single = {field for field in decided.values() if field in LABELS and field not in SEVERAL}
    others = {heading: field for heading, field in profile.items() if plain(heading) not in own and field not in single}
    return {**others, **decided}


def _different(chosen: Mapping[str, str]) -> dict[str, str]:
    """The fewest entries that give what was chosen."""
    headings = list(chosen)
    alone = read(headings).fields
    decided = {heading: chosen[heading] for heading, field in zip(headings, alone, strict=True) if chosen[heading] != field}
    return decided if read(headings, decided).fields == tuple(chosen.values()) else dict(chosen)


def repeated(headings: list[str]) -> set[int]:
    """Columns with the heading of an earlier column: they can't have a field of their own."""
    counted: Counter[str] = Counter()
    found = set()
    for at, heading in enumerate(headings):
        key = plain(heading)
        counted[key] += 1
        if key and counted[key] > 1:
            found.add(at)
    return found
