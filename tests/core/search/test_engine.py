"""What every engine must do; Whoosh is the first."""

import multiprocessing
import threading

import pytest
from whoosh import index

from core.search.engines import whoosh as whoosh_engine
from core.search.engines.whoosh import WhooshEngine
from core.search.language.analyser import ANALYSER_VERSION
from core.search.protocol import Document, IndexBusy, SearchUnavailable
from core.search.query.parser import parse

PAGE = (
    "Bab ini menerangkan syarat. Pemohon menyerahkan surat pengantar kepada petugas loket. "
    "Petugas memeriksa berkas paling lama tiga hari kerja."
)


def book(ref="1", pages=(PAGE,), title="Standar Pelayanan", kind="buku"):
    return [Document(kind, ref, number, title, body) for number, body in enumerate(pages, start=1)]


def refs(engine, text, **options):
    return [subject.ref for subject in engine.search(parse(text), **options).subjects]


def marked(pieces):
    return [piece.text for piece in pieces if piece.highlighted]


def test_a_sentence_of_a_page_is_found_and_shown(engine):
    engine.replace("buku", "1", book(pages=["Pendahuluan tentang koperasi.", PAGE]))
    [subject] = engine.search(parse('"menyerahkan surat pengantar"')).subjects
    [hit] = subject.hits
    assert hit.ordinal == 2
    text = "".join(piece.text for piece in hit.snippet)
    assert "Pemohon menyerahkan surat pengantar kepada petugas loket." in text
    assert marked(hit.snippet) == ["menyerahkan", "surat", "pengantar"]


def test_other_forms_of_a_word_find_it(engine):
    engine.replace("layanan", "7", [Document("layanan", "7", 0, "Pelayanan perizinan", "Izin usaha simpan pinjam.")])
    for query in ("melayani", "ijin", "layanan perijinan", "pengusaha menyimpan"):
        assert refs(engine, query) == ["7"]


def test_all_words_must_be_there_unless_one_is_enough(engine):
    engine.replace("buku", "1", book())
    engine.replace("buku", "2", book("2", ["Surat kuasa."]))
    assert refs(engine, "surat loket") == ["1"]
    assert refs(engine, "surat ATAU kuasa") == ["2", "1"]
    assert refs(engine, "surat BUKAN loket") == ["2"]


def test_a_phrase_is_in_order(engine):
    engine.replace("buku", "1", book())
    assert refs(engine, '"surat pengantar"') == ["1"]
    assert refs(engine, '"pengantar surat"') == []


def test_a_word_in_the_title_counts_more(engine):
    engine.replace("buku", "1", book("1", ["modal modal usaha koperasi pasar izin"], "Catatan"))
    engine.replace("buku", "2", book("2", ["usaha koperasi pasar izin daerah surat"], "Modal"))
    assert refs(engine, "modal") == ["2", "1"]


def test_replacing_leaves_nothing_of_the_old(engine):
    engine.replace("buku", "1", book(pages=["lama satu", "lama dua"]))
    engine.replace("buku", "1", book(pages=["baru"]))
    assert engine.check() == 1
    assert refs(engine, "lama") == []
    engine.remove("buku", "1")
    assert engine.check() == 0


def test_the_same_ref_of_another_kind_is_another_subject(engine):
    engine.replace("buku", "1", book())
    engine.replace("layanan", "1", book("1", ["surat izin"], kind="layanan"))
    engine.remove("buku", "1")
    assert [subject.kind for subject in engine.search(parse("surat")).subjects] == ["layanan"]


def test_pages_of_one_book_are_one_result_with_its_three_best(engine):
    engine.replace("buku", "1", book(pages=["koperasi"] * 7))
    engine.replace("buku", "2", book("2", ["koperasi"]))
    results = engine.search(parse("koperasi"))
    assert results.total == 2
    assert {subject.ref: (len(subject.hits), subject.found) for subject in results.subjects} == {"1": (3, 7), "2": (1, 1)}


def test_results_are_paged_and_limited_to_kinds(engine):
    for number in range(12):
        engine.replace("buku", str(number), book(str(number), ["koperasi"]))
    engine.replace("layanan", "1", book("1", ["koperasi"], kind="layanan"))
    assert len(refs(engine, "koperasi", kinds=["buku"], page=1, page_size=10)) == 10
    assert len(refs(engine, "koperasi", kinds=["buku"], page=2, page_size=10)) == 2
    assert refs(engine, "koperasi", kinds=["buku"], page=9, page_size=10) == []
    assert engine.search(parse("koperasi"), kinds=["layanan"]).total == 1


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("pelatihn", "pelatihan"), ("pelatihna", "pelatihan"), ("pelattihan", "pelatihan"), ("izni", "izin"), ("xyzzyq", None)],
)
def test_a_slip_of_the_finger_leads_to_the_word(engine, typed, meant):
    engine.replace("buku", "1", book(pages=["Pelatihan dan izin usaha"]))
    assert engine.nearest(typed) == meant


def test_known_terms_are_known(engine):
    engine.replace("buku", "1", book())
    assert engine.knows("surat")
    assert not engine.knows("ikan")


def test_a_rebuild_replaces_everything_at_once(engine):
    engine.replace("buku", "1", book())
    seen = []

    def documents():
        seen.append(refs(engine, "surat"))
        yield from book("2")

    assert engine.rebuild(documents()) == 1
    assert seen == [["1"]]
    assert refs(engine, "surat") == ["2"]


def test_a_failed_rebuild_leaves_the_old_index(engine):
    engine.replace("buku", "1", book())

    def documents():
        yield from book("2")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        engine.rebuild(documents())
    assert refs(engine, "surat") == ["1"]
    engine.replace("buku", "3", book("3"))
    assert sorted(refs(engine, "surat")) == ["1", "3"]


def damage(engine, pattern):
    for path in engine._folder.glob(pattern):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])


@pytest.mark.parametrize("pattern", ["*.toc", "*.seg"])
def test_a_half_written_index_is_reported_and_rebuilt(engine, pattern):
    engine.replace("buku", "1", book())
    damage(engine, pattern)
    fresh = WhooshEngine(engine._folder)
    with pytest.raises(SearchUnavailable, match="rebuild_index"):
        fresh.check()
    with pytest.raises(SearchUnavailable, match="rebuild_index"):
        fresh.search(parse("surat"))
    assert fresh.rebuild(book()) == 1
    assert refs(fresh, "surat") == ["1"]


def test_an_index_of_another_analyser_waits_for_its_rebuild(engine, monkeypatch):
    engine.replace("buku", "1", book())
    monkeypatch.setattr(whoosh_engine, "INDEX_NAME", "terms999")
    newer = WhooshEngine(engine._folder)
    for use in (newer.check, lambda: newer.replace("buku", "2", book("2"))):
        with pytest.raises(SearchUnavailable, match="rebuild_index"):
            use()
    newer.rebuild(book())
    assert refs(newer, "surat") == ["1"]
    assert not list(engine._folder.glob(f"_terms{ANALYSER_VERSION}_*.toc"))


def test_a_writer_gives_up_when_another_holds_the_lock(engine, monkeypatch):
    monkeypatch.setattr(whoosh_engine, "LOCK_SECONDS", 0.1)
    engine.replace("buku", "1", book())
    with engine._writer(), pytest.raises(IndexBusy):
        WhooshEngine(engine._folder).replace("buku", "2", book("2"))
    assert refs(engine, "surat") == ["1"]


def write_books(folder, first):
    engine = WhooshEngine(folder)
    for number in range(first, first + 5):
        engine.replace("buku", str(number), book(str(number)))


def test_processes_write_by_turns_while_others_read(engine):
    spawn = multiprocessing.get_context("spawn")
    engine.check()
    writers = [spawn.Process(target=write_books, args=(engine._folder, first)) for first in (0, 5)]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        assert engine.search(parse("surat"), page_size=50).total <= 10
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0]
    assert engine.search(parse("surat"), page_size=50).total == 10


@pytest.mark.parametrize("act", ["write", "read"])
def test_a_commit_by_another_between_the_look_and_the_opening(engine, monkeypatch, act):
    engine.replace("buku", "1", book())
    other = WhooshEngine(engine._folder)
    look = index.TOC._latest_generation

    def look_then_lose_it(*args):
        found = look(*args)
        monkeypatch.setattr(index.TOC, "_latest_generation", look)
        other.replace("buku", "2", book("2"))
        return found

    monkeypatch.setattr(index.TOC, "_latest_generation", look_then_lose_it)
    if act == "write":
        engine.replace("buku", "3", book("3"))
    assert engine.search(parse("surat")).total == (3 if act == "write" else 2)


def test_threads_share_one_engine(engine):
    engine.replace("buku", "1", book(pages=[PAGE] * 20))
    errors = []

    def read():
        try:
            for _ in range(20):
                assert refs(engine, "surat loket") == ["1"]
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
