"""Names as title pages and spreadsheets have them: two authors never become one, nor does one become two."""

from pathlib import Path

import pytest

from elibrary.catalogue.selectors import catalogue_summary
from elibrary.formats.tables import reader as tables
from elibrary.formats.values import people
from tests.elibrary.catalogue.outcomes import counts
from tests.factories.catalogue import applied, checked

CLEAR = {
    "Toer, Pramoedya Ananta": ["Pramoedya Ananta Toer"],
    "Shihab, M. Quraish": ["M. Quraish Shihab"],
    "Rasjidi, H. M.": ["H. M. Rasjidi"],
    "Hirata, A.": ["A. Hirata"],
    "van der Plas, Charles": ["Charles van der Plas"],
    "Hamka, Pramoedya Ananta Toer": ["Hamka", "Pramoedya Ananta Toer"],
    "Hamka, Andrea Hirata": ["Hamka", "Andrea Hirata"],
    "M. Quraish Shihab, Hamka": ["M. Quraish Shihab", "Hamka"],
    "M. Quraish Shihab, A. Fuadi": ["M. Quraish Shihab", "A. Fuadi"],
    "Budi Santoso, Siti": ["Budi Santoso", "Siti"],
    "Andrea Hirata, Dewi Lestari": ["Andrea Hirata", "Dewi Lestari"],
    "Soekarno, Mohammad Hatta": ["Soekarno", "Mohammad Hatta"],
    "Sutrisno, Dr. Siti Aminah": ["Sutrisno", "Dr. Siti Aminah"],
    "Siti Aminah, S.Pd., M.M.": ["Siti Aminah, S.Pd., M.M."],
    "Siti Aminah, S. Kom": ["Siti Aminah, S. Kom"],
    "Siti Aminah, SE, MM, Budi Santoso": ["Siti Aminah, SE, MM", "Budi Santoso"],
    "Siti Aminah, S.E., Budi": ["Siti Aminah, S.E.", "Budi"],
    "Hamka, Ph.D.": ["Hamka, Ph.D."],
    "Prof. Dr. Budi Santoso, S.E., M.M., Ak., CA": ["Prof. Dr. Budi Santoso, S.E., M.M., Ak., CA"],
    "Rina Wati, A.Md.Kom": ["Rina Wati, A.Md.Kom"],
    "dr. Rina Wati, Sp.OG.": ["dr. Rina Wati, Sp.OG."],
    "Dr. Siti Aminah, S.E., M.M. dan Budi": ["Dr. Siti Aminah, S.E., M.M.", "Budi"],
    "Andi, Budi, dan Cici": ["Andi", "Budi", "Cici"],
    "Andi, Budi dan Cici": ["Andi", "Budi", "Cici"],
    "Andi, Budi Santoso & Cici": ["Andi", "Budi Santoso", "Cici"],
    "Toer, Pramoedya Ananta dan Lestari, Dewi Dee": ["Pramoedya Ananta Toer", "Dewi Dee Lestari"],
    "Toer, Pramoedya Ananta / Max Lane": ["Pramoedya Ananta Toer", "Max Lane"],
    "Toer, Pramoedya Ananta; Hirata, Andrea": ["Pramoedya Ananta Toer", "Andrea Hirata"],
    "<Hirata, Andrea><Budi>": ["Andrea Hirata", "Budi"],
    "<Aminah, Siti>": ["Siti Aminah"],
    "A. Fuadi & Dewi Lestari / Budi": ["A. Fuadi", "Dewi Lestari", "Budi"],
    "Ahmad Tohari, dkk.": ["Ahmad Tohari"],
    "Budi Santoso, Siti Aminah, dkk": ["Budi Santoso", "Siti Aminah"],
    "Budi Santoso, Siti, et al.": ["Budi Santoso", "Siti"],
    "Hamka": ["Hamka"],
    "Tim Penyusun, Hamka": ["Tim Penyusun, Hamka"],
    "Universitas Brawijaya, Malang": ["Universitas Brawijaya, Malang"],
    "Kementerian Koperasi, Dinas Perdagangan": ["Kementerian Koperasi", "Dinas Perdagangan"],
    "Penulis: Toer, Pramoedya Ananta": ["Pramoedya Ananta Toer"],
    "Andrea Hirata (editor), Budi": ["Andrea Hirata", "Budi"],
    "Budi Santoso, Prof. Dr.": ["Budi Santoso, Prof. Dr."],
    "-": [],
}
UNCLEAR = [
    "Hirata, Andrea",
    "Andi, Budi",
    "Siswanto, Pramoedya Ananta Toer",
    "Aminah, Dr. Siti",
    "Sutrisno, Siti Aminah, S.H.",
]


@pytest.mark.parametrize(("text", "names"), CLEAR.items())
def test_several_authors_are_parted_and_one_stays_one(text: str, names: list[str]) -> None:
    found, unclear = people.read(text)
    assert ([one.name for one in found], unclear) == (names, ())


@pytest.mark.parametrize("text", UNCLEAR)
def test_what_may_be_one_person_or_two_is_left_as_it_is_printed_and_told(text: str) -> None:
    found, unclear = people.read(text)
    assert [(one.name, one.sort_name) for one in found] == [(text, "")]
    assert unclear == (text,)


def test_the_role_of_an_unclear_name_is_kept() -> None:
    (found,), unclear = people.read("Editor: Hirata, Andrea")
    assert (found.name, found.role, unclear) == ("Hirata, Andrea", people.EDITOR, ("Hirata, Andrea",))


def test_a_family_name_in_front_is_kept_for_sorting() -> None:
    (found,), _ = people.read("Toer, Pramoedya Ananta")
    assert found.sort_name == "Toer, Pramoedya Ananta"


def test_the_row_of_an_unclear_name_is_taken_with_a_word_to_the_publisher(tmp_path: Path) -> None:
    path = tmp_path / "katalog.csv"
    path.write_text("Judul;Penulis;Harga\nKopi;Hirata, Andrea;10000\nTeh;Budi Santoso, Siti;20000\n")
    kopi, teh = tables.records(str(path))
    assert [one.name for one in kopi.record.contributors] == ["Hirata, Andrea"]
    (problem,) = kopi.problems
    assert not problem.is_refusal
    assert "“Hirata, Andrea” dapat berarti satu orang atau dua" in problem.message
    assert "titik koma" in problem.advice
    assert (len(teh.record.contributors), teh.problems) == (2, ())


@pytest.mark.django_db
def test_a_second_import_of_the_same_names_changes_nothing() -> None:
    names = [name for name in [*CLEAR, *UNCLEAR] if name != "-"]
    rows = "\n".join(f'K-{number};Buku {number};"{name}";10000' for number, name in enumerate(names))
    content = f"Kode;Judul;Penulis;Harga\n{rows}\n".encode()
    first, second = (catalogue_summary(applied(checked(content, publisher="nama"))) for _ in range(2))
    assert counts(first) == (len(names), 0, 0, 0)
    assert counts(second) == (0, 0, len(names), 0)
