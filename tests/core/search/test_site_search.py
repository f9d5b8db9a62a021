"""``/cari/`` as people meet it, and the way a changed subject takes into the index."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django.utils.html import strip_tags

from core.jobs import services as jobs
from core.jobs.models import Job
from core.registry import Registry
from core.search.engines.whoosh import WhooshEngine
from core.search.models import Synonym
from core.search.protocol import SearchUnavailable
from core.search.services.indexing import index_subject, rebuild_index

pytestmark = pytest.mark.django_db

LONG = "Pemohon menyerahkan surat pengantar kepada petugas loket."


@pytest.fixture
def filled(shelves):
    services, books = shelves
    services.put("1", "Pelayanan konsultasi hukum", "Petugas melayani pertanyaan koperasi dan UMKM.")
    services.put("2", "Pengajuan izin usaha simpan pinjam", "Syarat: surat permohonan dan akta pendirian koperasi.")
    books.put("9", "Standar Pelayanan 2024", "Keputusan kepala dinas.", LONG, "Surat.", "Surat.", "Surat.")
    rebuild_index()
    return shelves


def words(response):
    return " ".join(strip_tags(response.content.decode()).split())


def cari(client, q, **options):
    return client.get("/cari/", {"q": q, **options})


def titles(response):
    found = response.context["found"]
    return [subject.result.title for kind in found.kinds for subject in kind.subjects]


def test_results_stand_under_the_heading_of_their_kind(client, filled):
    page = cari(client, "dilayani")
    assert titles(page) == ["Pelayanan konsultasi hukum", "Standar Pelayanan 2024"]
    assert re.findall(r"<h2 id=\"jenis-(\w+)\"", page.content.decode()) == ["layanan", "buku"]
    assert 'href="/layanan/1/"' in page.content.decode()


def test_a_sentence_leads_to_its_page_of_the_book(client, filled):
    page = cari(client, "menyerahkan surat pengantar kepada petugas")
    body = page.content.decode()
    assert 'href="/buku/9/2/?q=menyerahkan%20surat' in body  # the reader marks these words on the page
    assert "<mark>menyerahkan</mark> <mark>surat</mark> <mark>pengantar</mark>" in body
    assert LONG in words(page)


def test_a_book_shows_three_pages_and_counts_the_others(client, filled):
    page = cari(client, "surat", jenis="buku")
    assert page.content.decode().count('class="search__page"') == 3
    assert "Ada juga di 1 bagian lain." in words(page)


def test_what_a_person_may_not_see_is_left_out(client, filled):
    filled[0].hidden.add("1")
    assert "Pelayanan konsultasi hukum" not in words(cari(client, "konsultasi hukum"))


def test_a_mistyped_word_is_put_right_and_said(client, filled):
    page = cari(client, "konsultsi hukum")
    assert titles(page) == ["Pelayanan konsultasi hukum"]
    assert "Menampilkan hasil untuk konsultasi hukum." in words(page)
    assert "“konsultsi” tidak ditemukan" in words(page)


def test_some_of_the_words_are_better_than_nothing_and_said(client, filled):
    page = cari(client, "izin kapal selam")
    assert titles(page) == ["Pengajuan izin usaha simpan pinjam"]
    assert "memuat sebagian kata" in words(page)


def test_a_real_word_that_no_text_has_is_not_taken_for_mistyped(client, filled):
    filled[0].put("4", "Kanal pengaduan", "Kanal pengaduan.")
    rebuild_index()
    page = cari(client, "kapal")
    assert titles(page) == []
    assert titles(cari(client, "kanla")) == ["Kanal pengaduan"]


def test_all_words_found_says_neither(client, filled):
    page = words(cari(client, "izin usaha"))
    assert "Menampilkan hasil untuk" not in page
    assert "sebagian kata" not in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("qwertyuiop", "Tidak ada hasil untuk “qwertyuiop”"),
        ("yang dan di", "Kata itu terlalu umum"),
        ("", "Apa yang Anda cari?"),
        ("   ", "Apa yang Anda cari?"),
        ("izin " * 80, "Hanya 200 huruf pertama"),
    ],
)
def test_an_empty_page_says_what_to_do(client, filled, typed, said):
    page = cari(client, typed)
    assert page.status_code == 200
    assert said in words(page)


def test_the_query_comes_back_escaped_in_box_and_title(client, filled):
    body = cari(client, '<script>alert("x")</script>').content.decode()
    assert "<script>alert" not in body
    assert "Hasil pencarian “&lt;script&gt;" in body.split("</title>")[0]


def test_text_of_a_document_is_escaped_in_its_snippet(client, shelves):
    shelves[0].put("1", "Uji", "Isi <img src=x onerror=alert(1)> izin.")
    rebuild_index()
    assert "&lt;img src=x" in cari(client, "izin").content.decode()


def test_one_kind_is_listed_in_pages(client, shelves):
    for number in range(23):
        shelves[0].put(str(number), f"Layanan izin {number}", "Isi.")
    rebuild_index()
    first = cari(client, "izin")
    assert len(titles(first)) == 5
    assert 'href="?q=izin&amp;jenis=layanan"' in first.content.decode()
    seen = set()
    for number in (1, 2, 3):
        seen |= set(titles(cari(client, "izin", jenis="layanan", page=number)))
    assert len(seen) == 23
    assert titles(cari(client, "izin", jenis="layanan", page=99)) == titles(cari(client, "izin", jenis="layanan", page=3))


@pytest.mark.parametrize("options", [{"jenis": "x"}, {"page": "-1"}, {"page": "²"}, {"page": "9" * 50}, {"page": "x"}])
def test_odd_addresses_are_answered(client, filled, options):
    assert cari(client, "izin", **options).status_code == 200


def test_the_page_is_not_for_search_engines_or_caches(client, filled):
    page = cari(client, "izin")
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in page.headers["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in page.content.decode()
    assert client.post("/cari/", {"q": "izin"}).status_code == 405


def test_the_page_asks_the_database_little(client, filled, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        cari(client, "surat koperasi")


def test_what_was_asked_is_not_logged(client, filled, caplog):
    caplog.set_level(0)
    cari(client, "3578010101900001 izin")
    assert "3578010101900001" not in "".join(record.getMessage() for record in caplog.records if record.name[:6] != "django")


def test_a_broken_index_is_said_and_the_lists_stay(client, filled, monkeypatch):
    def broken(*args, **options):
        raise SearchUnavailable("rusak")

    monkeypatch.setattr(WhooshEngine, "search", broken)
    page = cari(client, "izin")
    assert page.status_code == 503
    assert "Pencarian sedang tidak dapat dipakai" in words(page)
    assert 'href="/layanan/"' in page.content.decode()


def test_a_changed_subject_is_found_after_its_job(client, filled):
    filled[0].put("3", "Pameran produk", "Pameran di Surabaya.")
    job = index_subject(kind="layanan", ref="3")
    jobs.run(job.pk)
    jobs.run(job.pk)
    assert titles(cari(client, "memamerkan")) == ["Pameran produk"]
    assert Job.objects.get(pk=job.pk).state == "done"


def test_a_removed_subject_is_gone_after_its_job(client, filled, engine):
    before = engine.check()
    del filled[0].texts["1"]
    jobs.run(index_subject(kind="layanan", ref="1").pk)
    assert engine.check() == before - 1


def test_a_subject_of_a_kind_nobody_registers_is_taken_out(filled, engine, monkeypatch):
    monkeypatch.setattr("core.search.registry._providers", Registry("search providers"))
    before = engine.check()
    jobs.run(index_subject(kind="layanan", ref="1").pk)
    assert engine.check() == before - 1


def test_changes_of_one_subject_before_the_job_are_one_job(filled):
    assert index_subject(kind="layanan", ref="1").pk == index_subject(kind="layanan", ref="1").pk


def test_a_busy_index_is_tried_again(filled, engine, monkeypatch):
    monkeypatch.setattr("core.search.engines.whoosh.LOCK_SECONDS", 0)
    job = index_subject(kind="layanan", ref="1")
    with engine._writer():
        jobs.run(job.pk)
    waiting = Job.objects.get(pk=job.pk)
    assert (waiting.state, waiting.attempts) == ("queued", 1)
    assert "sedang ditulis" in waiting.message


def test_rebuild_fills_the_index_and_says_how_far_it_is(filled, engine):
    engine.clear()
    out = StringIO()
    call_command("rebuild_index", stdout=out)
    assert engine.check() == 7
    assert "Layanan: 1" in out.getvalue()
    assert "7 dokumen" in out.getvalue()


def test_rebuild_if_needed_leaves_a_good_index_alone(filled, engine):
    filled[0].put("3", "Pameran", "Pameran")
    call_command("rebuild_index", "--if-needed", stdout=StringIO())
    assert engine.check() == 7
    engine.clear()
    call_command("rebuild_index", "--if-needed", stdout=StringIO())
    assert engine.check() == 8


def test_preparing_renews_an_index_that_another_release_left(filled, engine, monkeypatch):
    monkeypatch.setattr("core.management.commands.prepare.is_new_sqlite", lambda connection: False)  # it lies in memory
    monkeypatch.setattr("core.management.commands.seed_demo.Command.handle", lambda *args, **options: None)
    monkeypatch.setattr("core.search.engines.whoosh.INDEX_NAME", "terms999")
    with pytest.raises(SearchUnavailable):
        engine.check()
    call_command("prepare", stdout=StringIO())
    assert engine.check() == 7


def test_preparing_indexes_what_the_seed_has_queued(shelves, engine, monkeypatch):
    def seed(*args, **options):
        shelves[0].put("3", "Pameran produk", "Pameran di Surabaya.")
        index_subject(kind="layanan", ref="3")

    monkeypatch.setattr("core.management.commands.prepare.is_new_sqlite", lambda connection: False)
    monkeypatch.setattr("core.management.commands.seed_demo.Command.handle", seed)
    rebuild_index()
    call_command("prepare", stdout=StringIO())
    assert engine.check() == 1
    assert Job.objects.get().state == Job.State.DONE


@pytest.mark.parametrize(("waiting", "is_told"), [(9, False), (10, True)])
def test_the_page_says_that_many_subjects_wait_to_be_indexed(client, filled, waiting, is_told):
    for number in range(waiting):
        index_subject(kind="layanan", ref=f"1{number}")
    assert ("Daftar pencarian sedang diisi" in words(cari(client, "koperasi"))) is is_told


def test_the_page_says_that_the_index_is_being_rebuilt(client, filled, engine):
    def documents():
        assert "Daftar pencarian sedang diisi" in words(cari(client, "koperasi"))
        yield from ()

    engine.rebuild(documents())
    assert "Daftar pencarian sedang diisi" not in words(cari(client, "koperasi"))


def test_rebuild_that_can_not_write_says_so_in_one_line(shelves, settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.SEARCH_URL = f"whoosh://{tmp_path}/file/search"
    with pytest.raises(CommandError, match="tidak dapat"):
        call_command("rebuild_index", stdout=StringIO())


class Killed(BaseException):
    """Nothing catches it, as nothing catches SIGKILL."""


def test_a_worker_killed_between_index_and_database_leaves_it_to_the_next(client, filled, engine, monkeypatch):
    def die(point):
        if point == "search.indexed":
            raise Killed

    filled[0].put("3", "Pameran produk", "Pameran di Surabaya.")
    job = index_subject(kind="layanan", ref="3")
    with monkeypatch.context() as worker:
        worker.setattr("core.search.tasks.failpoint", die)
        with pytest.raises(Killed):
            jobs.run(job.pk)
    assert titles(cari(client, "pameran")) == ["Pameran produk"]
    assert Job.objects.get(pk=job.pk).state == "running"
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    before = engine.check()
    jobs.run(job.pk)
    assert Job.objects.get(pk=job.pk).state == "done"
    assert engine.check() == before


def test_a_word_of_the_people_finds_the_words_of_the_site(client, filled):
    Synonym.objects.create(said="pengacara", meant="konsultasi hukum")
    Synonym.objects.create(said="cara", meant="")
    assert titles(cari(client, "cara tanya pengacara"))[:1] == ["Pelayanan konsultasi hukum"]
    assert titles(cari(client, "pengacara gratis BUKAN konsultasi")) == []


def test_a_kind_without_all_words_stands_below_one_that_has_them(client, filled):
    filled[1].put("9", "Standar", "Izin: surat pengantar kepada petugas loket.")
    rebuild_index()
    page = cari(client, "izin surat pengantar kepada petugas loket")
    kinds = page.context["found"].kinds
    assert [(kind.provider.kind, kind.partial) for kind in kinds] == [("buku", False), ("layanan", True)]
    assert "Hanya memuat sebagian kata" in words(page)


def test_few_with_all_words_are_followed_by_those_with_most(client, filled):
    filled[0].put("5", "Kemasan", "Tambahan modal.")
    filled[0].put("6", "Modal usaha", "Uang untuk toko.")
    rebuild_index()
    page = cari(client, "tambahan modal", jenis="layanan")
    [kind] = page.context["found"].kinds
    assert [(subject.result.title, subject.partial) for subject in kind.subjects] == [
        ("Kemasan", False),
        ("Modal usaha", True),
    ]
    assert kind.total == 2


def test_one_word_in_some_sentence_is_not_enough(client, filled):
    assert titles(cari(client, "surat nikah")) == []
    assert titles(cari(client, "izin nikah")) == ["Pengajuan izin usaha simpan pinjam"]
