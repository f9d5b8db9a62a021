import random

import pytest

from core.search.engines.current import get_engine
from core.search.query.parser import And, Not, Or, Phrase, Term, parse, positive_terms


def shape(query):
    match query:
        case None:
            return None
        case Term(term):
            return term
        case Phrase(terms):
            return [term.term for term in terms]
        case And(parts):
            return ("dan", *map(shape, parts))
        case Or(parts):
            return ("atau", *map(shape, parts))
        case Not(part):
            return ("bukan", shape(part))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("pelatihan", "latih"),
        ("izin usaha", ("dan", "izin", "usaha")),
        ("kerja sama", "kerjasama"),
        ("UU Nomor 20 Tahun 2008", ("dan", "undangundang", "20", "2008")),
        ('"surat pengantar" kampus', ("dan", ["surat", "antar"], "kampus")),
        ("“surat pengantar”", ["surat", "antar"]),
        ("izin ATAU modal", ("atau", "izin", "modal")),
        ("izin OR modal", ("atau", "izin", "modal")),
        ("(izin ATAU modal) DAN usaha", ("dan", ("atau", "izin", "modal"), "usaha")),
        ("izin BUKAN modal", ("dan", "izin", ("bukan", "modal"))),
        ("BUKAN modal", "modal"),
        ("izin -modal", ("dan", "izin", ("bukan", "modal"))),
        ("-modal izin", ("dan", ("bukan", "modal"), "izin")),
        ("-modal", "modal"),
        ("izin - modal", ("dan", "izin", "modal")),
        ("simpan-pinjam", ("dan", "simpan", "pinjam")),
        ("IZIN DAN MODAL", ("dan", "izin", "modal")),
        ("izin dan modal", ("dan", "izin", "modal")),
        ('"izin usaha', ("dan", "izin", "usaha")),
        ("judul:izin kop*", ("dan", "judul", "izin", "kop")),
        ("yang dan di", None),
        ("", None),
        ("* ? ~ ^", None),
        ("🙂", None),
    ],
)
def test_queries_are_read_as_people_mean_them(typed, meant):
    assert shape(parse(typed)) == meant


def test_terms_remember_the_word_as_typed():
    assert [(term.term, term.word) for term in positive_terms(parse("Melayani UMKM"))] == [
        ("layan", "Melayani"),
        ("umkm", "UMKM"),
    ]


HOSTILE = [
    '"""', "((((", "))))", '("', "AND", "OR OR", "DAN ATAU BUKAN", "a AND", "NOT NOT NOT", "(" * 10_000, "izin " * 3000,
    "'; DROP TABLE core_job; --", "[a TO z]", "izin^99", "izin~", '"izin"~9999999999', "\x00\x01", "\ud83d", "../../etc",
    "x" * 10_000, "\\", "/.*/", "{%", "<script>", "izin AND (modal OR", "BUKAN (a ATAU b)", '" "', "( )",
]  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE)
def test_nothing_that_can_be_typed_raises(engine, typed):
    query = parse(typed)
    if query is not None:
        engine.search(query)


def test_random_mixtures_never_raise(engine):
    chance = random.Random(7)
    parts = ['"', "(", ")", "AND", "OR", "NOT", "DAN", "ATAU", "BUKAN", "izin", "usaha", " ", "~2", "^", ":", "*", "yang"]
    for _ in range(500):
        query = parse(" ".join(chance.choice(parts) for _ in range(chance.randint(1, 14))))
        if query is not None:
            get_engine().search(query)
