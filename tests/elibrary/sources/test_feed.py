"""OPDS addresses: all pages, one import, no more than there is."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from core.fetching.models import AllowedHost
from core.imports.models import ImportRun
from core.jobs.models import Job
from elibrary.catalogue.models.offer import Offer
from elibrary.sources.models import CatalogueSource, SourceFile
from elibrary.sources.services import feed
from tests.elibrary.sources.conftest import Killed
from tests.factories.catalogue import work
from tests.factories.sources import FEED, HOST, again, atom_page, json_page, look
from tests.factories.web import Request, Web

pytestmark = pytest.mark.django_db
Page = Callable[..., str]


@pytest.mark.parametrize("page", [json_page, atom_page], ids=["opds2", "opds1"])
def test_all_pages_become_one_import(feed_source: CatalogueSource, site: Web, page: Page) -> None:
    site.serve("/opds", page(1, 2, next_page="/opds?page=2"))
    site.serve("/opds?page=2", page(3, next_page="http://katalog.example/opds/akhir/"))
    site.serve("/opds/akhir/", page(4))
    check = look(feed_source)
    assert (check.result, check.message) == ("found", "1 katalog diambil.")
    work()
    run = ImportRun.objects.get()
    assert (run.state, run.options["recognised"]) == ("checked", "pages")
    assert list(run.lines.filter(verdict="new").values_list("subject", flat=True)) != []
    assert run.lines.values("key").distinct().count() == 4
    assert not Offer.objects.exists()


def test_links_of_a_page_start_from_where_the_page_was(feed_source: CatalogueSource, site: Web) -> None:
    feed_source.applies_directly = True
    feed_source.save()
    site.redirect("/opds", "/baru/opds")
    site.serve("/baru/opds", json_page(1, next_page="lain/2"))
    site.serve("/baru/lain/2", json_page(2))
    look(feed_source)
    work()
    work()
    addresses = {offer.record["acquisition_url"] for offer in Offer.objects.all()}
    assert addresses == {"http://katalog.example/baru/buku/1.epub", "http://katalog.example/baru/lain/buku/2.epub"}


def test_a_feed_that_has_not_changed_is_not_read_again_until_staff_ask(feed_source: CatalogueSource, site: Web) -> None:
    def answer(request: Request) -> None:
        is_known = request.headers.get("If-None-Match") == '"v1"'
        request.reply(b"" if is_known else json_page(1).encode(), status=304 if is_known else 200, ETag='"v1"')

    site.answers["/opds"] = answer
    look(feed_source)
    assert feed_source.etag == '"v1"'
    assert look(feed_source).message == "Tidak ada yang baru."
    assert "If-None-Match" in site.asked[-1][2]
    assert look(feed_source, whole=True).message == "Tidak ada yang baru."
    assert "If-None-Match" not in site.asked[-1][2]
    assert ImportRun.objects.count() == 1


def unchanged_first_page(site: Web, page: Page = json_page) -> None:
    """Its server knows the first page only by its mark, which stays the same whatever stands behind it."""

    def answer(request: Request) -> None:
        is_known = request.headers.get("If-None-Match") == '"v1"'
        content = page(1, next_page="/2").encode()
        request.reply(b"" if is_known else content, status=304 if is_known else 200, ETag='"v1"')

    site.answers["/opds"] = answer


def a_day_passes(source: CatalogueSource) -> None:
    CatalogueSource.objects.filter(pk=source.pk).update(read_whole_at=timezone.now() - feed.FULL_READ_INTERVAL)
    source.refresh_from_db()


@pytest.mark.parametrize("page", [json_page, atom_page], ids=["opds2", "opds1"])
def test_a_change_behind_an_unchanged_first_page_is_found_within_a_day(
    feed_source: CatalogueSource, site: Web, page: Page
) -> None:
    unchanged_first_page(site, page)
    for number in range(2, 5):
        site.serve(f"/{number}", page(number, next_page=f"/{number + 1}"))
    site.serve("/5", page(5))
    look(feed_source)
    work()
    site.serve("/5", page(5, 6))
    assert look(feed_source).message == "Tidak ada yang baru."
    assert len(site.asked) == 6
    a_day_passes(feed_source)
    assert look(feed_source).message == "1 katalog diambil."
    assert len(site.asked) == 11
    work()
    assert ImportRun.objects.order_by("created_at").last().lines.values("key").distinct().count() == 6
    assert look(feed_source).message == "Tidak ada yang baru."
    assert len(site.asked) == 12


def test_a_feed_read_whole_again_without_a_change_brings_nothing(feed_source: CatalogueSource, site: Web) -> None:
    unchanged_first_page(site)
    site.serve("/2", json_page(2))
    look(feed_source)
    a_day_passes(feed_source)
    assert look(feed_source).message == "Tidak ada yang baru."
    assert feed_source.read_whole_at > timezone.now() - feed.FULL_READ_INTERVAL
    assert look(feed_source).message == "Tidak ada yang baru."
    assert (len(site.asked), ImportRun.objects.count()) == (5, 1)


def test_a_whole_reading_that_fails_is_owed_still(feed_source: CatalogueSource, site: Web) -> None:
    unchanged_first_page(site)
    site.serve("/2", json_page(2))
    look(feed_source)
    a_day_passes(feed_source)
    site.serve("/2", "x", status=500)
    assert look(feed_source).result == "failed"
    site.serve("/2", json_page(2, 3))
    assert look(feed_source).message == "1 katalog diambil."


def test_a_feed_that_comes_back_to_what_it_was_is_taken_again(feed_source: CatalogueSource, site: Web) -> None:
    for number in (1, 2, 1):
        site.serve("/opds", json_page(number))
        look(feed_source)
        work()
    assert ImportRun.objects.count() == 3


LOOPS = {
    "itself": {"/opds": "/opds"},
    "two": {"/opds": "/b", "/b": "/opds"},
    "same-contents-elsewhere": {"/opds": "/b", "/b": "/c", "/c": "/b"},
}


@pytest.mark.parametrize("links", LOOPS.values(), ids=LOOPS)
def test_a_feed_that_turns_round_ends(feed_source: CatalogueSource, site: Web, links: dict[str, str]) -> None:
    for number, (path, there) in enumerate(links.items()):
        site.serve(path, json_page(number, next_page=there))
    check = look(feed_source)
    assert check.taken == 1
    assert "Umpan ini berputar" in check.message
    assert len(site.asked) == len(links)


def test_a_feed_of_equal_pages_under_ever_new_addresses_ends(feed_source: CatalogueSource, site: Web) -> None:
    class Endless(dict):
        def get(self, path: str, default: object = None) -> object:
            return lambda request: request.reply(json_page(1, next_page="?token=baru").encode())

    site.answers = Endless()
    check = look(feed_source)
    assert check.taken == 1
    assert len(site.asked) == 2


def test_a_feed_without_end_gives_its_first_pages(
    feed_source: CatalogueSource, site: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "MOST_PAGES", 4)

    class Endless(dict):
        def get(self, path: str, default: object = None) -> object:
            number = int(path.partition("=")[2] or 0)
            return lambda request: request.reply(json_page(number, next_page=f"?n={number + 1}").encode())

    site.answers = Endless()
    check = look(feed_source)
    assert check.taken == 1
    assert "tidak berakhir: hanya 4 halaman" in check.message
    work()
    assert ImportRun.objects.get().lines.values("key").distinct().count() == 4


def test_a_page_too_large_for_what_is_left_ends_the_look(
    feed_source: CatalogueSource, site: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "MOST_BYTES", 700)
    site.serve("/opds", json_page(1, next_page="/2"))
    site.serve("/2", json_page(2, 3, 4, 5))
    check = look(feed_source)
    assert (check.result, ImportRun.objects.count()) == ("failed", 0)
    assert "lebih besar dari" in check.message


FAULTS = {
    "not-there": (lambda site: site.serve("/opds", "x", status=404), "tidak ada di server"),
    "second-page-not-there": (lambda site: site.serve("/opds", json_page(1, next_page="/2")), "tidak ada di server"),
    "web-page": (lambda site: site.serve("/opds", "<html><title>Masuk</title></html>"), "halaman web"),
    "onix": (lambda site: site.serve("/opds", '<ONIXMessage release="3.0"></ONIXMessage>'), "bukan umpan OPDS"),
    "empty": (lambda site: site.serve("/opds", ""), "kosong"),
    "only-navigation": (
        lambda site: site.serve("/opds", '{"navigation": [{"href": "/semua", "title": "Semua"}]}'),
        "hanya menunjuk ke umpan lain",
    ),
    "into-the-network": (lambda site: site.serve("/opds", json_page(1, next_page="http://127.0.0.1/")), "bukan angka"),
    "other-host": (lambda site: site.serve("/opds", json_page(1, next_page="http://lain.example/")), "belum diizinkan"),
}


@pytest.mark.parametrize(("prepare", "words"), FAULTS.values(), ids=FAULTS)
def test_what_goes_wrong_is_kept_as_a_sentence_and_nothing_is_imported(
    feed_source: CatalogueSource, site: Web, prepare: Callable[[Web], None], words: str
) -> None:
    prepare(site)
    check = look(feed_source)
    assert check.result == "failed"
    assert words in check.message
    assert (feed_source.last_result, feed_source.failures) == ("failed", 1)
    assert not ImportRun.objects.exists()
    assert Job.objects.get(subject=feed_source.job_subject).state == "done"


def test_a_host_that_the_admin_takes_away_is_not_visited_any_more(feed_source: CatalogueSource, site: Web) -> None:
    site.serve("/opds", json_page(1))
    look(feed_source)
    AllowedHost.objects.filter(host=HOST).delete()
    assert "belum diizinkan" in look(feed_source).message
    assert len(site.asked) == 1


def test_a_broken_book_on_one_page_stops_no_other_page(feed_source: CatalogueSource, site: Web) -> None:
    site.serve("/opds", atom_page(1, next_page="/2").replace("</feed>", "<entry><title>& rusak</entry></feed>"))
    site.serve("/2", json_page(2))
    look(feed_source)
    work()
    run = ImportRun.objects.get()
    assert run.lines.filter(verdict="new").values("key").distinct().count() == 2
    assert run.lines.filter(verdict="problem").exists()


def test_pointing_a_source_elsewhere_forgets_what_the_old_server_said(feed_source: CatalogueSource, site: Web) -> None:
    from elibrary.sources.services.sources import EDITABLE, source_save

    site.serve("/opds", json_page(1), ETag='"v1"')
    look(feed_source)
    answers = {name: getattr(feed_source, name) for name in EDITABLE} | {"address": f"{FEED}/baru"}
    source_save(source=feed_source, answers=answers, by=None)
    feed_source.refresh_from_db()
    assert (feed_source.etag, feed_source.read_whole_at) == ("", None)


@pytest.mark.parametrize("point", ["source.page_kept", "source.taken", "job.before_commit"])
def test_a_check_that_is_killed_there_takes_the_feed_once(
    feed_source: CatalogueSource, site: Web, kill_at: object, point: str
) -> None:
    site.serve("/opds", json_page(1, next_page="/2"))
    site.serve("/2", json_page(2))
    kill_at(point)
    with pytest.raises(Killed):
        look(feed_source)
    again(feed_source)
    work()
    assert feed_source.checks.get().taken == 1
    assert ImportRun.objects.count() == SourceFile.objects.count() == 1
