"""Every address of the site and who may do what there: one table. An address that is not in it fails.

Addresses below /admin/ have one rule for everybody who isn't staff (``at_the_door``): a visitor is asked to log in, a
participant finds nothing, staff without a second factor are sent to set one up. ``/gaya/``, the style guide, has no row: the
address exists in development (DEBUG) only.
"""

# ruff: noqa: E501 - one line a route

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest

from core.people import roles
from tests.url_world import World, all_routes, new_world, template_of

pytestmark = pytest.mark.django_db

Outcome = int | str  # a status, or the address of a redirect
LOGIN = "/akun/masuk/"
SET_UP = "/akun/keamanan/pasang/"  # the second factor
AGAIN = "/akun/konfirmasi-ulang/"  # the password once more; people with a second factor are then asked for that
AGAIN_2 = "/akun/keamanan/konfirmasi-ulang/"
NO = "/admin/"  # Wagtail's refusal: back to the front of the admin with a sentence
ROSTER = "/admin/pelatihan/peserta/{run_pk}/"
ROLES = (EDITOR, APPROVER, ANALYST, TRAINER, LIBRARIAN, ADMIN) = roles.ROLES
ELSEWHERE = "elsewhere"  # a trainer of another course
NEWCOMER = "newcomer"  # staff without a second factor
VISITOR, PARTICIPANT, OWNER = "visitor", "participant", "owner"
LOGGED_IN = (PARTICIPANT, OWNER, *ROLES, NEWCOMER)


@dataclass(frozen=True)
class Row:
    """One route outside the admin. ``owner`` is the participant whom the class, the certificate … belong to.

    ``at``: the address when the route's usual example won't do. ``but``: people who are not like their column.
    ``post``: what POST brings to those who get an answer to GET, while others are refused alike; 405 for everybody who has
    logged in where nothing is written. ``post_but``: exceptions. ``again``: first asks for the password again.
    """

    route: str
    visitor: Outcome
    participant: Outcome
    owner: Outcome
    staff: Outcome
    post: Outcome = 405
    at: str | None = None
    but: dict[str, Outcome] = field(default_factory=dict)
    post_but: dict[str, Outcome] = field(default_factory=dict)
    again: bool = False

    def outcomes(self) -> dict[str, Outcome]:
        staff = dict.fromkeys((*ROLES, NEWCOMER), self.staff)
        return {VISITOR: self.visitor, PARTICIPANT: self.participant, OWNER: self.owner, **staff, **self.but}

    def outcomes_of_post(self) -> dict[str, Outcome]:
        if self.post == 405:
            return {who: outcome if outcome == LOGIN else 405 for who, outcome in self.outcomes().items()}
        outcomes = {who: self.post if outcome == 200 else outcome for who, outcome in self.outcomes().items()}
        return outcomes | self.post_but


@dataclass(frozen=True)
class Desk:
    """One route of our own below /admin/, for the six roles. ``elsewhere``: the trainer of another course, where that one
    gets another answer than the trainer of the course whose object it is."""

    route: str
    editor: Outcome
    approver: Outcome
    analyst: Outcome
    trainer: Outcome
    librarian: Outcome
    admin: Outcome
    post: Outcome = 405
    at: str | None = None
    elsewhere: Outcome | None = None

    def outcomes(self) -> dict[str, Outcome]:
        by_role = (self.editor, self.approver, self.analyst, self.trainer, self.librarian, self.admin)
        elsewhere = self.trainer if self.elsewhere is None else self.elsewhere
        return {**at_the_door(), **dict(zip(ROLES, by_role, strict=True)), ELSEWHERE: elsewhere}

    def outcomes_of_post(self) -> dict[str, Outcome]:
        return {who: self.post if outcome in {200, 405} else outcome for who, outcome in self.outcomes().items()}


@dataclass(frozen=True)
class Rule:
    """All routes of somebody else's that begin so. Roles in ``may`` enter at ``door`` (None: there is none to GET)."""

    prefix: str
    may: tuple[str, ...]
    door: str | None = ""
    visitor: Outcome = LOGIN


def at_the_door() -> dict[str, Outcome]:
    return {VISITOR: LOGIN, PARTICIPANT: 404, NEWCOMER: SET_UP}


# fmt: off
PUBLIC = [
    # route                                             visitor participant owner staff
    Row("healthz",                                          200,  200,  200,  200),
    Row("readyz",                                           200,  200,  200,  200),
    Row("robots.txt",                                       200,  200,  200,  200),
    Row("sitemap.xml",                                      200,  200,  200,  200),
    Row("sitemap-<slug:section>.xml",                       200,  200,  200,  200, at="sitemap-halaman.xml"),
    Row("sitemap-<slug:section>.xml",                       404,  404,  404,  404, at="sitemap-asing.xml"),
    Row("cari/",                                            200,  200,  200,  200),
    # Closed without a gateway for WhatsApp; with one: tests/core/messages/test_whatsapp_reports.py, tests/lms/accounts/test_phone_account.py.
    Row("whatsapp/kabar/",                                  404,  404,  404,  404, post=404),
    Row("surat-permohonan/<int:service>.<str:kind>",        200,  200,  200,  200, at="surat-permohonan/{service_pk}.docx"),
    Row("surat-permohonan/<int:service>.<str:kind>",        404,  404,  404,  404, at="surat-permohonan/999999.pdf"),
    Row("berita/atom.xml",                                  200,  200,  200,  200),
    Row("pengaduan/",                                       200,  200,  200,  200),
    Row("masukan/<int:page_id>/",                           200,  200,  200,  200, post=422),
    Row("masukan/<int:page_id>/",                           404,  404,  404,  404, at="masukan/999999/", post=404),
    Row("masukan/<int:page_id>/terkirim/",                  200,  200,  200,  200),
    Row(r"^((?:[\w\-]+/)*)$",                               200,  200,  200,  200, at="", post=200),
    Row(r"^((?:[\w\-]+/)*)$",                               200,  200,  200,  200, at="layanan/", post=200),
    Row(r"^((?:[\w\-]+/)*)$",                               200,  200,  200,  200, at="{course}", post=200),
    Row(r"^((?:[\w\-]+/)*)$",                               200,  200,  200,  200, at="berita/", post=200),
    Row(r"^((?:[\w\-]+/)*)$",                               200,  200,  200,  200, at="kontak/", post=200),
    Row(r"^((?:[\w\-]+/)*)$",                               404,  404,  404,  404, at="{unpublished}", post=404),
    Row(r"^((?:[\w\-]+/)*)$",                               200,  200,  200,  200, at="{service}", post=200),
    Row(r"^((?:[\w\-]+/)*)$",                               200,  200,  200,  200, at="{service}riwayat/", post=200),
    Row(r"^((?:[\w\-]+/)*)$",                               200,  200,  200,  200, at="{service}riwayat/1/", post=200),
    Row(r"^((?:[\w\-]+/)*)$",                               404,  404,  404,  404, at="{service}riwayat/9/", post=404),
    Row("perpustakaan/",                                    200,  200,  200,  200),
    Row("perpustakaan/usulan/",                             LOGIN, 200,  200,  200),
    Row("perpustakaan/usulan/baru/",                        LOGIN, 200,  200,  200, post=422),
    Row("perpustakaan/usulan/<int:wish_id>/tarik/",         LOGIN, 404,  200,  404, post="/perpustakaan/usulan/"),
    Row("perpustakaan/judul/<slug:slug>/",                  200,  200,  200,  200, at="perpustakaan/judul/{title}/"),
    Row("perpustakaan/judul/<slug:slug>/sampul.svg",        200,  200,  200,  200, at="perpustakaan/judul/{title}/sampul.svg"),
    Row("perpustakaan/judul/<slug:slug>/",                  404,  404,  404,  404, at="perpustakaan/judul/{title_gone}/"),
    Row("perpustakaan/<slug:slug>/",                        200,  200,  200,  200),
    Row("perpustakaan/<slug:slug>/cari/",                   200,  200,  200,  200),
    Row("perpustakaan/<slug:slug>/halaman/",                *["/perpustakaan/{book}/"] * 4),
    Row("perpustakaan/<slug:slug>/halaman/<int:number>/",   200,  200,  200,  200),
    Row("perpustakaan/<slug:slug>/halaman/<int:number>/gambar", 200, 200, 200, 200),
    # a book that isn't published
    Row("perpustakaan/<slug:slug>/",                        404,  404,  404,  404, at="perpustakaan/{draft}/", but={LIBRARIAN: 200}),
    Row("perpustakaan/<slug:slug>/cari/",                   404,  404,  404,  404, at="perpustakaan/{draft}/cari/", but={LIBRARIAN: 200}),
    Row("perpustakaan/<slug:slug>/halaman/",                404,  404,  404,  404, at="perpustakaan/{draft}/halaman/", but={LIBRARIAN: "/perpustakaan/{draft}/"}),
    Row("perpustakaan/<slug:slug>/halaman/<int:number>/",   404,  404,  404,  404, at="perpustakaan/{draft}/halaman/1/", but={LIBRARIAN: 200}),
    Row("perpustakaan/<slug:slug>/halaman/<int:number>/gambar", 404, 404, 404, 404, at="perpustakaan/{draft}/halaman/1/gambar", but={LIBRARIAN: 200}),
    # by the link of an order, which is the only credential: whoever holds it is a publisher
    Row("kiriman/<str:link_token>/",                        200,  200,  200,  200, post=422),
    Row("kiriman/<str:link_token>/",                        410,  410,  410,  410, at="kiriman/abcdefgh-00000000000000000000000000000000/", post=410),
    Row("kiriman/<str:link_token>/berkas/",                 405,  405,  405,  405, post=412, post_but=dict.fromkeys((VISITOR, *LOGGED_IN), 412)),
    Row("kiriman/<str:link_token>/berkas/<uuid:public_id>/", 405, 405,  405,  405),
    Row("kiriman/<str:link_token>/katalog/",                200,  200,  200,  200),
    Row("kiriman/<str:link_token>/katalog/<uuid:run_id>/",  200,  200,  200,  200, at="kiriman/{link_token}/katalog/{catalogue_import_pk}/"),
    Row("sertifikat/",                                      200,  200,  200,  200),
    Row("sertifikat/<str:code>/",                           200,  200,  200,  200),
    Row("sertifikat/<str:code>/",                           404,  404,  404,  404, at="sertifikat/SJW-2222-2222-2222/"),
    Row(r"dokumen/^(\d+)/(.*)$",                            200,  200,  200,  200, at="dokumen/{document}", post=200),
    Row(r"dokumen/^(\d+)/(.*)$",                   "/_util/login/",  200,  200,  200, at="dokumen/{inner_document}", post=200),
    Row("dokumen/authenticate_with_password/<int:restriction_id>/", 404, 404, 404, 404, at="dokumen/authenticate_with_password/999/", post=404),
    Row("_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/", 404, 404, 404, 404, at="_util/authenticate_with_password/999/{page_pk}/", post=404),
    Row("_util/login/",                                     LOGIN, LOGIN, LOGIN, LOGIN),
]
ACCOUNT = [
    Row("akun/",                                            LOGIN, 200,  200,  200),
    Row("akun/profil/",                                     LOGIN, 200,  200,  200, post=200),
    Row("akun/profil/data-kelas/",                          LOGIN, 200,  200,  200, post=200),
    Row("akun/profil/lengkapi/",                            LOGIN, "/akun/", "/akun/", "/akun/", post="/akun/"),
    Row("akun/profil/lengkapi/",                            LOGIN, 200,  200,  200, at="akun/profil/lengkapi/?perlu=nik", post=200),
    Row("akun/surat-permohonan.<str:kind>",                 LOGIN, 200,  200,  200, at="akun/surat-permohonan.pdf"),
    Row("akun/berkas/<str:kind>/",                          LOGIN, 404,  200,  404),
    Row("akun/persetujuan/",                                LOGIN, 200,  200,  200, post="/akun/persetujuan/"),
    Row("akun/persetujuan/<str:purpose>/tarik/",            LOGIN, 200,  200,  200, post="/akun/persetujuan/"),
    Row("akun/data-saya/",                                  LOGIN, 200,  200,  200),
    Row("akun/data-saya/salinan/",                          LOGIN, 405,  405,  405, post="/akun/data-saya/", post_but=dict.fromkeys(LOGGED_IN, "/akun/data-saya/")),
    Row("akun/data-saya/salinan/<uuid:export_id>/",         LOGIN, 404,  200,  404, again=True),
    Row("akun/data-saya/salinan/<uuid:export_id>/berkas/",  LOGIN, 404,  200,  404, again=True),
    Row("akun/data-saya/catatan/",                          LOGIN, 200,  200,  200),
    Row("akun/hapus/",                                      LOGIN, 200,  200,  200, post="/akun/hapus/", post_but=dict.fromkeys((*ROLES, NEWCOMER), 200), again=True),
    Row("akun/hapus/batal/",                                LOGIN, 405,  405,  405, post="/akun/data-saya/", post_but=dict.fromkeys(LOGGED_IN, "/akun/data-saya/")),
    Row("akun/perangkat/",                                  LOGIN, 200,  200,  200, post="/akun/perangkat/"),
    Row("akun/nomor/",                                      404,  404,  404,  404, post=404),  # see whatsapp/kabar/
    Row("akun/nomor/kode/",                                 404,  404,  404,  404, post=404),
    Row("akun/undangan/",                                   200,  200,  200,  200, post=200),
    Row("akun/undangan/<str:token>/",                       200,  200,  200,  200, post=200),
    Row("akun/daftar/",                                     200, "/kelas/", "/kelas/", "/admin/", post=200),
    Row("akun/masuk/",                                      200, "/kelas/", "/kelas/", "/admin/", post=200),
    Row("akun/masuk/kode/",                                 200, "/kelas/", "/kelas/", "/admin/", post=200),
    Row("akun/masuk/kode/ketik/",                           "/akun/masuk/kode/", "/kelas/", "/kelas/", "/admin/", post="/akun/masuk/kode/"),
    Row("akun/tautan/<str:token>/",                         410,  410,  410,  410, post=410),
    Row("akun/keluar/",                                     "/",   200,  200,  200, post="/"),
    Row("akun/nonaktif/",                                   200,  200,  200,  200),
    Row("akun/konfirmasi/",                                 LOGIN, *["/akun/email/"] * 3, post="/akun/email/"),
    Row("akun/email/",                                      LOGIN, 200,  200,  200, post="/akun/email/"),
    Row("akun/konfirmasi-ulang/",                           LOGIN, 200,  200,  200, post=200),
    Row("akun/kata-sandi/",                                 LOGIN, 200,  200,  200, post=200),
    Row("akun/kata-sandi/buat/",                            LOGIN, *["/akun/kata-sandi/"] * 3, post="/akun/kata-sandi/"),
    Row("akun/lupa-kata-sandi/",                            200,  200,  200,  200, post=200),
    Row("akun/lupa-kata-sandi/kode/",                       *[LOGIN] * 4),
    Row("akun/lupa-kata-sandi/baru/",                       *["/akun/lupa-kata-sandi/"] * 4, post=200),
    Row("akun/lupa-kata-sandi/selesai/",                    200,  200,  200,  200),
    Row("akun/keamanan/",                                   LOGIN, 200,  200,  200),
    Row("akun/keamanan/masuk/",                             LOGIN, "/kelas/", "/kelas/", "/admin/", post=200),
    Row("akun/keamanan/konfirmasi-ulang/",                  LOGIN, AGAIN, AGAIN, 200, but={NEWCOMER: AGAIN}, post=200),
    Row("akun/keamanan/pasang/",                            LOGIN, 200,  200,  "/akun/keamanan/matikan/", but={NEWCOMER: 200}, post=200, again=True),
    Row("akun/keamanan/matikan/",                           LOGIN, 404,  404,  200, but={NEWCOMER: 404}, post="/akun/keamanan/", again=True),
    Row("akun/keamanan/cadangan/",                          LOGIN, 404,  404,  404),
    Row("akun/keamanan/cadangan/baru/",                     LOGIN, 200,  200,  200,  post="/akun/keamanan/cadangan/", post_but={PARTICIPANT: 200, OWNER: 200, NEWCOMER: 200}, again=True),
    Row("akun/keamanan/cadangan/unduh/",                    LOGIN, 404,  404,  404,  post=404),
]
CLASSES = [
    Row("kelas/",                                           LOGIN, 200,  200,  200),
    Row("kelas/sertifikat/",                                LOGIN, 200,  200,  200),
    Row("kelas/pengingat/<str:off_token>/",                 200, 200,  200,  200, post=200),  # whoever holds the link from the mail
    Row("kelas/ikut/<uuid:run_id>/",                        LOGIN, 200, "/kelas/{run}/", 200, post="/kelas/{run}/"),
    Row("kelas/ikut/<uuid:run_id>/ambil-kursi/",            LOGIN, *["/kelas/ikut/{run}/"] * 3, post=200, post_but=dict.fromkeys(LOGGED_IN, "/kelas/{run}/")),  # enters where nobody waits
    Row("kelas/ikut/<uuid:run_id>/lepas/",                  LOGIN, *["/kelas/ikut/{run}/"] * 3, post=200, post_but=dict.fromkeys(LOGGED_IN, "/kelas/")),
    Row("kelas/<uuid:run_id>/",                             LOGIN, 404,  200,  404),
    Row("kelas/<uuid:run_id>/keluar/",                      LOGIN, 404,  200,  404, post="/kelas/"),
    Row("kelas/<uuid:run_id>/pelajaran/<int:lesson_id>/",   LOGIN, 404,  200,  404, post="/kelas/{run}/evaluasi/"),
    Row("kelas/<uuid:run_id>/pelajaran/<int:lesson_id>/berkas/<uuid:media_id>/",  LOGIN, 404, 200, 404),
    Row("kelas/<uuid:run_id>/pelajaran/<int:lesson_id>/takarir/<uuid:media_id>/", LOGIN, 404, 200, 404),
    Row("kelas/<uuid:run_id>/hadir/",                       LOGIN, 404,  200,  404, post=422),
    Row("hadir/<int:session_id>/<str:token>/",              LOGIN, 409,  200,  409, post="/kelas/{run}/"),  # the owner is noted already
    Row("hadir/<int:session_id>/<str:token>/",              404,  404,  404,  404, at="hadir/999999/kata/", post=404),
    Row("manifest.webmanifest",                             200,  200,  200,  200),
    Row("sw.js",                                            200,  200,  200,  200),
    Row("kelas/luring/",                                    200,  200,  200,  200),
    Row("kelas/luring/keadaan/",                            200,  200,  200,  200),
    Row("kelas/<uuid:run_id>/kemajuan/",                    LOGIN, 405,  405,  405, post=400, post_but=dict.fromkeys(LOGGED_IN, 400)),
    Row("kelas/<uuid:run_id>/pelajaran/<int:lesson_id>/catatan/", LOGIN, 404, 200, 404, post=422),
    Row("kelas/<uuid:run_id>/catatan/",                     LOGIN, 404,  200,  404),
    Row("kelas/<uuid:run_id>/pengumuman/",                  LOGIN, 404,  200,  404),
    Row("kelas/<uuid:run_id>/tanya/",                       LOGIN, 404,  200,  404, post=200),
    Row("kelas/<uuid:run_id>/pertanyaan/",                  LOGIN, 404,  200,  404),
    Row("kelas/<uuid:run_id>/pertanyaan/<int:question_id>/hapus/", LOGIN, 404, 200, 404, post="/kelas/{run}/pertanyaan/"),
    Row("kelas/<uuid:run_id>/jawaban/",                     LOGIN, 404,  200,  404),
    Row("kelas/<uuid:run_id>/tes/",                         LOGIN, 404,  200,  404, post="/kelas/{run}/tes/"),  # passed already
    Row("kelas/<uuid:run_id>/tes/kerjakan/",                LOGIN, 404,  "/kelas/{run}/tes/", 404, post="/kelas/{run}/tes/"),  # nothing is open
    Row("kelas/<uuid:run_id>/tes/hasil/<int:attempt_id>/",  LOGIN, 404,  200,  404),
    Row("kelas/<uuid:run_id>/tes/hasil/<int:attempt_id>/",  LOGIN, 404,  404,  404, at="kelas/{run}/tes/hasil/999999/"),
    Row("kelas/<uuid:run_id>/evaluasi/",                    LOGIN, 404,  200,  404, post=200),
    Row("kelas/<uuid:run_id>/selesai/",                     LOGIN, 404,  200,  404, at="kelas/{done}/selesai/"),
    Row("kelas/<uuid:run_id>/sertifikat.pdf",               LOGIN, 404,  200,  404, at="kelas/{done}/sertifikat.pdf"),
    Row("kelas/<uuid:run_id>/sertifikat.pdf",               LOGIN, 404,  404,  404),  # not earned yet
]
DESK = [
    # route                                             editor approver analyst trainer librarian admin
    Desk("admin/",                                          200,  200,  200,  200,  200,  200),
    Desk("admin/account/",                                  200,  200,  200,  200,  200,  200, post=200),
    # service standards
    Desk("admin/snippets/",                                 NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/snippets/core/legalbasis/",                 200,  200,  NO,   NO,   NO,   200),
    Desk("admin/snippets/core/legalbasis/add/",             200,  200,  NO,   NO,   NO,   200, post=200),
    Desk("admin/snippets/core/legalbasis/edit/<int:pk>/",   200,  200,  NO,   NO,   NO,   200, post=200),
    Desk("admin/snippets/core/legalbasis/delete/<int:pk>/", NO,   200,  NO,   NO,   NO,   NO,  post="/admin/snippets/core/legalbasis/"),
    Desk("admin/snippets/cms/audience/",                    200,  200,  NO,   NO,   NO,   200),
    Desk("admin/snippets/cms/audience/add/",                200,  200,  NO,   NO,   NO,   200, post=200),
    Desk("admin/snippets/cms/audience/edit/<int:pk>/",      200,  200,  NO,   NO,   NO,   200, post=200),
    Desk("admin/snippets/cms/audience/delete/<int:pk>/",    NO,   200,  NO,   NO,   NO,   NO,  post="/admin/snippets/cms/audience/"),
    Desk("admin/settings/<slug:app_name>/<slug:model_name>/", NO, NO,   NO,   NO,   NO,   "/admin/settings/cms/officecontact/{site_pk}/", at="admin/settings/cms/officecontact/"),
    Desk("admin/settings/<slug:app_name>/<slug:model_name>/<int:pk>/", NO, NO, NO, NO, NO, 200, at="admin/settings/cms/officecontact/{site_pk}/", post="/admin/settings/cms/officecontact/{site_pk}/"),
    Desk("admin/settings/<slug:app_name>/<slug:model_name>/<int:pk>/preview/", NO, NO, NO, NO, NO, 404, at="admin/settings/cms/officecontact/{site_pk}/preview/"),
    # reviews
    Desk("admin/peninjauan/<int:page_id>/",                 NO,   200,  NO,   NO,   NO,   200, post=200),
    # the editors' board
    Desk("admin/papan-layanan/",                            200,  200,  NO,   NO,   NO,   200),
    Desk("admin/papan-layanan/results/",                    200,  200,  NO,   NO,   NO,   200),
    Desk("admin/papan-layanan/matriks/",                    200,  200,  NO,   NO,   NO,   200),
    Desk("admin/bandingkan-keputusan/",                     NO,   200,  NO,   NO,   NO,   200),
    Desk("admin/bandingkan-keputusan/new/",                 NO,   200,  NO,   NO,   NO,   200, post=200),
    Desk("admin/bandingkan-keputusan/edit/<uuid:pk>/",      NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/bandingkan-keputusan/delete/<uuid:pk>/",    NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/bandingkan-keputusan/inspect/<uuid:pk>/",   NO,   200,  NO,   NO,   NO,   200),
    Desk("admin/bandingkan-keputusan/history/<uuid:pk>/",   NO,   200,  NO,   NO,   NO,   200),
    Desk("admin/bandingkan-keputusan/history-results/<uuid:pk>/", NO, 200, NO,  NO,   NO,   200),
    Desk("admin/bandingkan-keputusan/terapkan/<uuid:pk>/",  NO,   405,  NO,   NO,   NO,   405, post="/admin/bandingkan-keputusan/inspect/{import_pk}/"),
    Desk("admin/bandingkan-keputusan/laporan/<uuid:pk>/",   NO,   200,  NO,   NO,   NO,   200),
    Desk("admin/bandingkan-keputusan/standar-sekarang/",    NO,   200,  NO,   NO,   NO,   200),
    # what readers said about pages: ticked off, never written
    Desk("admin/masukan/",                                  200,  200,  NO,   NO,   NO,   200),
    Desk("admin/masukan/new/",                              NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/masukan/edit/<int:pk>/",                    NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/masukan/delete/<int:pk>/",                  NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/masukan/inspect/<int:pk>/",                 200,  200,  NO,   NO,   NO,   200),
    Desk("admin/masukan/handle/<int:pk>/",                  200,  200,  NO,   NO,   NO,   200, post="/admin/masukan/inspect/{feedback_pk}/"),
    Desk("admin/masukan/reopen/<int:pk>/",                  200,  200,  NO,   NO,   NO,   200, post="/admin/masukan/inspect/{feedback_pk}/"),
    Desk("admin/masukan/ringkasan/",                        200,  200,  NO,   NO,   NO,   200),
    Desk("admin/masukan/ringkasan/results/",                200,  200,  NO,   NO,   NO,   200),
    # monitoring: nobody writes here
    Desk("admin/pekerjaan/",                                NO,   NO,   NO,   NO,   NO,   200),
    Desk("admin/pekerjaan/new/",                            NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/pekerjaan/edit/<uuid:pk>/",                 NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/pekerjaan/delete/<uuid:pk>/",               NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/pekerjaan/inspect/<uuid:pk>/",              NO,   NO,   NO,   NO,   NO,   200),
    Desk("admin/pekerjaan/retry/<uuid:pk>/",                NO,   NO,   NO,   NO,   NO,   200, post="/admin/pekerjaan/inspect/{job_pk}/"),
    Desk("admin/pemberitahuan/",                            NO,   NO,   NO,   NO,   NO,   200),
    Desk("admin/pemberitahuan/new/",                        NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/pemberitahuan/edit/<int:pk>/",              NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/pemberitahuan/delete/<int:pk>/",            NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/pemberitahuan/inspect/<int:pk>/",           NO,   NO,   NO,   NO,   NO,   200),
    Desk("admin/pemberitahuan/resend/<int:pk>/",            NO,   NO,   NO,   NO,   NO,   200, post="/admin/pemberitahuan/inspect/{notification_pk}/"),
    Desk("admin/jejak-audit/",                              NO,   NO,   NO,   NO,   NO,   200),
    Desk("admin/jejak-audit/new/",                          NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/jejak-audit/edit/<int:pk>/",                NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/jejak-audit/delete/<int:pk>/",              NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/jejak-audit/inspect/<int:pk>/",             NO,   NO,   NO,   NO,   NO,   200),
    Desk("admin/log-pemrosesan/", NO,   NO,   NO,   NO,   NO,   200),
    Desk("admin/log-pemrosesan/new/", NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/log-pemrosesan/edit/<int:pk>/", NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/log-pemrosesan/delete/<int:pk>/", NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/log-pemrosesan/inspect/<int:pk>/", NO,   NO,   NO,   NO,   NO,   200),
    # the search
    Desk("admin/padanan-kata/",                             200,  200,  NO,   NO,   NO,   200),
    Desk("admin/padanan-kata/new/",                         200,  200,  NO,   NO,   NO,   200, post=200),
    Desk("admin/padanan-kata/edit/<int:pk>/",               200,  200,  NO,   NO,   NO,   200, post=200),
    Desk("admin/padanan-kata/delete/<int:pk>/",             NO,   200,  NO,   NO,   NO,   200, post="/admin/padanan-kata/"),
    Desk("admin/pencarian-tanpa-hasil/",                    200,  200,  NO,   NO,   NO,   200),
    Desk("admin/pencarian-tanpa-hasil/new/",                NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/pencarian-tanpa-hasil/edit/<int:pk>/",      NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/pencarian-tanpa-hasil/delete/<int:pk>/",    NO,   NO,   NO,   NO,   NO,   NO),
    # what may be fetched from outside
    Desk("admin/host-diizinkan/",                           NO,   NO,   NO,   NO,   NO,   200),
    Desk("admin/host-diizinkan/new/",                       NO,   NO,   NO,   NO,   NO,   200, post=200),
    Desk("admin/host-diizinkan/edit/<int:pk>/",             NO,   NO,   NO,   NO,   NO,   200, post=200),
    Desk("admin/host-diizinkan/delete/<int:pk>/",           NO,   NO,   NO,   NO,   NO,   200, post="/admin/host-diizinkan/"),
    # library
    Desk("admin/buku/",                                     NO,   NO,   NO,   NO,   200,  NO),
    Desk("admin/buku/new/",                                 NO,   NO,   NO,   NO,   200,  NO,  post=200),
    Desk("admin/buku/edit/<int:pk>/",                       NO,   NO,   NO,   NO,   200,  NO,  post=200),
    Desk("admin/buku/delete/<int:pk>/",                     NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/buku/inspect/<int:pk>/",                    NO,   NO,   NO,   NO,   200,  NO),
    Desk(r"admin/buku/^(?P<step>publish|withdraw|check)/(?P<pk>\d+)/$", NO, NO, NO, NO, 405, NO, at="admin/buku/publish/{draft_pk}/", post="/admin/buku/inspect/{draft_pk}/"),
    Desk(r"admin/buku/^(?P<step>publish|withdraw|check)/(?P<pk>\d+)/$", NO, NO, NO, NO, 405, NO, at="admin/buku/withdraw/{book_pk}/", post="/admin/buku/inspect/{book_pk}/"),
    Desk(r"admin/buku/^(?P<step>publish|withdraw|check)/(?P<pk>\d+)/$", NO, NO, NO, NO, 405, NO, at="admin/buku/check/{draft_pk}/", post="/admin/buku/inspect/{draft_pk}/"),
    Desk("admin/penerbit/",                                 NO,   NO,   NO,   NO,   200,  NO),
    Desk("admin/penerbit/new/",                             NO,   NO,   NO,   NO,   200,  NO,  post=200),
    Desk("admin/penerbit/edit/<int:pk>/",                   NO,   NO,   NO,   NO,   200,  NO,  post=200),
    Desk("admin/penerbit/delete/<int:pk>/",                 NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/penawaran/",                                NO,   NO,   200,  NO,   200,  NO),
    Desk("admin/penawaran/new/",                            NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/penawaran/edit/<int:pk>/",                  NO,   NO,   NO,   NO,   200,  NO,  post=200),
    Desk("admin/penawaran/delete/<int:pk>/",                NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/penawaran/inspect/<int:pk>/",               NO,   NO,   200,  NO,   200,  NO),
    Desk("admin/penawaran/pesan/<int:pk>/",                 NO,   NO,   NO,   NO,   200,  NO,  post=200),
    Desk("admin/pesanan/",                                  NO,  NO,  200,  NO,  200,  200),
    Desk("admin/pesanan/new/",                              NO,  NO,  NO,  NO,  200,  NO, post=200),
    Desk("admin/pesanan/edit/<int:pk>/",                    NO,  NO,  NO,  NO,  200,  NO, post=200),
    Desk("admin/pesanan/delete/<int:pk>/",                  NO,  NO,  NO,  NO,  NO,  NO),
    Desk("admin/pesanan/inspect/<int:pk>/",                 NO,  NO,  200,  NO,  200,  200),
    Desk("admin/pesanan/langkah/<int:pk>/<str:step>/",      NO,  NO,  405,  NO,  405,  405, post="/admin/pesanan/inspect/{order_pk}/", at="admin/pesanan/langkah/{order_pk}/submit/"),
    Desk("admin/pesanan/langkah/<int:pk>/<str:step>/",      NO,  NO,  405,  NO,  405,  405, post=404, at="admin/pesanan/langkah/{order_pk}/lompat/"),
    Desk("admin/pesanan/judul/<int:pk>/",                   NO,  NO,  NO,  NO,  200,  NO, post="/admin/pesanan/judul/{order_pk}/"),
    Desk("admin/pesanan/baris/<int:pk>/<int:line_id>/ubah/",NO,  NO,  NO,  NO,  200,  NO, post=200),
    Desk("admin/pesanan/baris/<int:pk>/<int:line_id>/hapus/",NO,  NO,  NO,  NO,  405,  NO, post="/admin/pesanan/inspect/{order_pk}/"),
    Desk("admin/pesanan/baris/<int:pk>/<int:line_id>/terima/",NO,  NO,  NO,  NO,  200,  NO, post=200),
    Desk("admin/pesanan/baris/<int:pk>/<int:line_id>/nomor-induk/",NO, NO, NO, NO, 405, NO, post="/admin/pesanan/inspect/{order_pk}/"),
    Desk("admin/pesanan/terima/<int:pk>/",                  NO,  NO,  NO,  NO,  405,  NO, post="/admin/pesanan/inspect/{order_pk}/"),
    Desk("admin/pesanan/dokumen/<int:pk>/",                 NO,  NO,  NO,  NO,  200,  NO, post=200),
    Desk("admin/pesanan/dokumen/<int:pk>/<int:document_id>/",404,  404,  200,  404,  200,  200),
    Desk("admin/anggaran/",                                 NO,  NO,  200,  NO,  200,  200),
    Desk("admin/anggaran/new/",                             NO,  NO,  NO,  NO,  NO,  200, post=200),
    Desk("admin/anggaran/edit/<int:pk>/",                   NO,  NO,  NO,  NO,  NO,  200, post=200),
    Desk("admin/anggaran/delete/<int:pk>/",                 NO,  NO,  NO,  NO,  NO,  NO),
    Desk("admin/anggaran/inspect/<int:pk>/",                NO,  NO,  200,  NO,  200,  200),
    Desk("admin/aturan-pesanan/",                           NO,  NO,  200,  NO,  200,  200),
    Desk("admin/aturan-pesanan/ubah/",                      NO,  NO,  NO,  NO,  NO,  200, post=200),
    Desk("admin/usulan-buku/",                              NO,  NO,  200,  NO,  200,  NO),
    Desk("admin/usulan-buku/new/",                          NO,  NO,  200,  NO,  200,  NO, post=200),
    Desk("admin/usulan-buku/edit/<int:pk>/",                NO,  NO,  NO,  NO,  NO,  NO),
    Desk("admin/usulan-buku/delete/<int:pk>/",              NO,  NO,  NO,  NO,  NO,  NO),
    Desk("admin/usulan-buku/inspect/<int:pk>/",             NO,  NO,  200,  NO,  200,  NO),
    Desk("admin/usulan-buku/history/<int:pk>/",             NO,   NO,   200,  NO,   200,  NO),
    Desk("admin/usulan-buku/history-results/<int:pk>/",     NO,   NO,   200,  NO,   200,  NO),
    Desk("admin/usulan-buku/pesan/",                        NO,  NO,  NO,  NO,  200,  NO, post="/admin/usulan-buku/pesan/"),
    Desk("admin/usulan-buku/hubungkan/<int:pk>/",           NO,  NO,  NO,  NO,  200,  NO, post="/admin/usulan-buku/hubungkan/{wish_pk}/"),
    Desk("admin/usulan-buku/tolak/<int:pk>/",               NO,  NO,  NO,  NO,  200,  NO, post=200),
    Desk("admin/usulan-buku/tersedia/<int:pk>/",            NO,  NO,  NO,  NO,  200,  NO, post="/admin/usulan-buku/inspect/{wish_pk}/"),
    Desk("admin/impor-katalog/",                            NO,   NO,   NO,   NO,   200,  NO),
    Desk("admin/impor-katalog/new/",                        NO,   NO,   NO,   NO,   200,  NO,  post=200),
    Desk("admin/impor-katalog/edit/<uuid:pk>/",             NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/impor-katalog/delete/<uuid:pk>/",           NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/impor-katalog/inspect/<uuid:pk>/",          NO,   NO,   NO,   NO,   200,  NO),
    Desk("admin/impor-katalog/history/<uuid:pk>/",          NO,   NO,   NO,   NO,   200,  NO),
    Desk("admin/impor-katalog/history-results/<uuid:pk>/",  NO,   NO,   NO,   NO,   200,  NO),
    Desk("admin/impor-katalog/terapkan/<uuid:pk>/",         NO,   NO,   NO,   NO,   405,  NO,  post="/admin/impor-katalog/inspect/{catalogue_import_pk}/"),
    Desk("admin/impor-katalog/kolom/<uuid:pk>/",            NO,   NO,   NO,   NO,   200,  NO,  post="/admin/impor-katalog/inspect/{catalogue_import_pk}/"),
    Desk("admin/impor-katalog/laporan/<uuid:pk>/",          NO,   NO,   NO,   NO,   200,  NO),
    Desk("admin/impor-katalog/tautan/<uuid:pk>/",           NO,   NO,   NO,   NO,   405,  NO,  post="/admin/impor-katalog/inspect/{catalogue_import_pk}/"),
    Desk("admin/kiriman/",                                  NO,   NO,   NO,   NO,   200,  NO),
    Desk("admin/kiriman/new/",                              NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/kiriman/edit/<int:pk>/",                    NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/kiriman/delete/<int:pk>/",                  NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/kiriman/inspect/<int:pk>/",                 NO,   NO,   NO,   NO,   200,  NO),
    Desk("admin/kiriman/cocokkan/<int:pk>/",                NO,   NO,   NO,   NO,   200,  NO,  post=200),
    Desk("admin/kiriman/lepas/<int:pk>/",                   NO,   NO,   NO,   NO,   200,  NO,  at="admin/kiriman/lepas/{matched_delivery_pk}/", post="/admin/kiriman/inspect/{matched_delivery_pk}/"),
    Desk("admin/kiriman/tolak/<int:pk>/",                   NO,   NO,   NO,   NO,   200,  NO,  post=200),
    Desk("admin/kiriman/jadikan-buku/<int:pk>/",            NO,   NO,   NO,   NO,   405,  NO,  post="/admin/kiriman/inspect/{delivery_pk}/"),
    Desk("admin/kiriman/unduh/<int:pk>/",                   NO,   NO,   NO,   NO,   200,  NO),
    Desk("admin/kiriman/pesanan/<int:pk>/",                 NO,   NO,   NO,   NO,   200,  NO,  at="admin/kiriman/pesanan/{sent_order_pk}/", post=422),
    Desk("admin/kiriman/pesanan/<int:pk>/tautan/",          NO,   NO,   NO,   NO,   405,  NO,  at="admin/kiriman/pesanan/{sent_order_pk}/tautan/", post="/admin/kiriman/pesanan/{sent_order_pk}/"),
    Desk("admin/kiriman/pesanan/<int:pk>/berkas/",          NO,   NO,   NO,   NO,   405,  NO,  at="admin/kiriman/pesanan/{sent_order_pk}/berkas/", post=412),
    Desk("admin/kiriman/pesanan/<int:pk>/berkas/<uuid:public_id>/", NO, NO, NO, NO, 405, NO, at="admin/kiriman/pesanan/{sent_order_pk}/berkas/{upload}/"),
    Desk("admin/sumber-katalog/",                           NO,   NO,   NO,   NO,   200,  NO),
    Desk("admin/sumber-katalog/new/",                       NO,   NO,   NO,   NO,   200,  NO,  post=200),
    Desk("admin/sumber-katalog/edit/<int:pk>/",             NO,   NO,   NO,   NO,   200,  NO,  post=200),
    Desk("admin/sumber-katalog/delete/<int:pk>/",           NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/sumber-katalog/inspect/<int:pk>/",          NO,   NO,   NO,   NO,   200,  NO),
    Desk("admin/sumber-katalog/periksa/<int:pk>/",          NO,   NO,   NO,   NO,   405,  NO,  post="/admin/sumber-katalog/inspect/{source_pk}/"),
    # the library's own catalogue
    Desk("admin/katalogisasi/",                             NO,   NO,   NO,   NO,   200,  NO),
    Desk("admin/katalogisasi/new/",                         NO,   NO,   NO,   NO,   200,  NO,  post=200),
    Desk("admin/katalogisasi/edit/<int:pk>/",               NO,   NO,   NO,   NO,   200,  NO,  post=200),
    Desk("admin/katalogisasi/delete/<int:pk>/",             NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/katalogisasi/inspect/<int:pk>/",            NO,   NO,   NO,   NO,   200,  NO),
    Desk("admin/tajuk/",                                    NO,   NO,   NO,   NO,   200,  NO),
    Desk("admin/tajuk/new/",                                NO,   NO,   NO,   NO,   200,  NO,  post=200),
    Desk("admin/tajuk/edit/<int:pk>/",                      NO,   NO,   NO,   NO,   200,  NO,  post=200),
    Desk("admin/tajuk/delete/<int:pk>/",                    NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/tajuk/inspect/<int:pk>/",                   NO,   NO,   NO,   NO,   200,  NO),
    Desk("admin/buku-induk/",                               NO,   NO,   NO,   NO,   200,  NO),
    Desk("admin/buku-induk/new/",                           NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/buku-induk/edit/<int:pk>/",                 NO,   NO,   NO,   NO,   200,  NO,  post=200),
    Desk("admin/buku-induk/delete/<int:pk>/",               NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/buku-induk/inspect/<int:pk>/",              NO,   NO,   NO,   NO,   200,  NO),
    Desk("admin/katalogisasi/nomor-induk/<int:pk>/",        NO,   NO,   NO,   NO,   200,  NO,  post=200),
    Desk("admin/katalogisasi/mulai/<str:of>/<int:pk>/", NO, NO, NO, NO, 405, NO, at="admin/katalogisasi/mulai/penawaran/{offer_pk}/", post="/admin/katalogisasi/edit/{record_pk}/"),
    Desk("admin/katalogisasi/mulai/<str:of>/<int:pk>/", NO, NO, NO, NO, 405, NO, at="admin/katalogisasi/mulai/buku/{book_pk}/", post="/admin/katalogisasi/edit/{record_pk}/"),
    Desk("admin/tajuk/lihat-juga/<int:pk>/",                NO,   NO,   NO,   NO,   200,  NO,  post=200),
    Desk("admin/tajuk/lepas/<int:pk>/",                     NO,   NO,   NO,   NO,   200,  NO,  post=200),
    Desk("admin/tajuk/gabung/<int:pk>/",                    NO,   NO,   NO,   NO,   200,  NO,  post=200),
    Desk("admin/buku-induk/keluarkan/<int:pk>/",            NO,   NO,   NO,   NO,   200,  NO,  post=200),
    Desk("admin/impor-slims/",                              NO,   NO,   NO,   NO,   200,  NO),
    Desk("admin/impor-slims/new/",                          NO,   NO,   NO,   NO,   200,  NO,  post=200),
    Desk("admin/impor-slims/edit/<uuid:pk>/",               NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/impor-slims/delete/<uuid:pk>/",             NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/impor-slims/inspect/<uuid:pk>/",            NO,   NO,   NO,   NO,   200,  NO),
    Desk("admin/impor-slims/history/<uuid:pk>/",            NO,   NO,   NO,   NO,   200,  NO),
    Desk("admin/impor-slims/history-results/<uuid:pk>/",    NO,   NO,   NO,   NO,   200,  NO),
    Desk("admin/impor-slims/terapkan/<uuid:pk>/",           NO,   NO,   NO,   NO,   405,  NO,  post="/admin/impor-slims/inspect/{slims_import_pk}/"),
    Desk("admin/impor-slims/laporan/<uuid:pk>/",            NO,   NO,   NO,   NO,   200,  NO),
    # learning
    Desk("admin/pelatihan/kelas/",                          NO,   NO,   200,  200,  NO,   200),
    Desk("admin/pelatihan/kelas/new/",                      NO,   NO,   200,  NO,   NO,   200, post=200),
    Desk("admin/pelatihan/kelas/edit/<int:pk>/",            NO,   NO,   200,  NO,   NO,   200, post=200),
    Desk("admin/pelatihan/kelas/delete/<int:pk>/",          NO,   NO,   200,  NO,   NO,   200, post="/admin/pelatihan/kelas/"),
    Desk("admin/pelatihan/kelas/inspect/<int:pk>/",         NO,   NO,   200,  200,  NO,   200, elsewhere=404),
    Desk("admin/pelatihan/kelas/inspect/<int:pk>/",         NO,   NO,   200,  404,  NO,   200, at="admin/pelatihan/kelas/inspect/{other_run_pk}/"),  # somebody else teaches it
    Desk("admin/pelatihan/kelas/cancel/<int:pk>/",          NO,   NO,   200,  NO,   NO,   200, post=200),  # a reason is asked for
    Desk("admin/pelatihan/peserta/<int:run>/",              NO,   NO,   200,  200,  NO,   200, elsewhere=404),
    Desk("admin/pelatihan/peserta/<int:run>/",              NO,   NO,   200,  404,  NO,   200, at="admin/pelatihan/peserta/{other_run_pk}/"),  # somebody else teaches it
    Desk("admin/pelatihan/peserta/<int:run>/hasil/",        NO,   NO,   200,  200,  NO,   200, elsewhere=404),
    Desk("admin/pelatihan/peserta/<int:run>/tambah/",       NO,   NO,   200,  NO,   NO,   200, post=200),
    Desk("admin/pelatihan/peserta/<int:run>/tulis-pesan/",  NO,   NO,   ROSTER, ROSTER, NO, ROSTER, elsewhere=404),  # nobody is chosen
    Desk("admin/pelatihan/peserta/<int:run>/pindahkan/",    NO,   NO,   ROSTER, NO,  NO,   ROSTER),
    Desk("admin/pelatihan/peserta/<int:run>/keluarkan/",    NO,   NO,   ROSTER, NO,  NO,   ROSTER),
    Desk("admin/pelatihan/peserta/<int:run>/riwayat/",      NO,   NO,   200,  200,  NO,   200, elsewhere=404),
    Desk("admin/pelatihan/peserta/<int:run>/pesan/<int:message>/", NO, NO, 200, 200, NO,  200, elsewhere=404),
    Desk("admin/pelatihan/peserta/<int:run>/perubahan/<int:change>/", NO, NO, 200, NO, NO, 200),
    Desk("admin/pelatihan/peserta/<int:run>/perubahan/<int:change>/unduh/", NO, NO, 200, NO, NO, 200),
    Desk("admin/pelatihan/kehadiran/kelas/<int:pk>/",       NO,   NO,   200,  200,  NO,   200, elsewhere=404),
    Desk("admin/pelatihan/kehadiran/kelas/<int:pk>/",       NO,   NO,   200,  404,  NO,   200, at="admin/pelatihan/kehadiran/kelas/{other_run_pk}/"),
    Desk("admin/pelatihan/kehadiran/kelas/<int:pk>/xlsx/",  NO,   NO,   200,  200,  NO,   200, elsewhere=404),
    Desk("admin/pelatihan/kehadiran/kelas/<int:pk>/xlsx/",  NO,   NO,   200,  404,  NO,   200, at="admin/pelatihan/kehadiran/kelas/{other_run_pk}/xlsx/"),
    Desk("admin/pelatihan/kehadiran/pertemuan/<int:pk>/",   NO,   NO,   200,  200,  NO,   200, post="/admin/pelatihan/kehadiran/pertemuan/{session}/", elsewhere=404),
    Desk("admin/pelatihan/kehadiran/pertemuan/<int:pk>/",   NO,   NO,   200,  404,  NO,   200, at="admin/pelatihan/kehadiran/pertemuan/{other_session}/", post="/admin/pelatihan/kehadiran/pertemuan/{other_session}/"),
    Desk("admin/pelatihan/kehadiran/pertemuan/<int:pk>/layar/", NO, NO, 200,  200,  NO,   200, elsewhere=404),
    Desk("admin/pelatihan/kehadiran/pertemuan/<int:pk>/layar/", NO, NO, 200,  404,  NO,   200, at="admin/pelatihan/kehadiran/pertemuan/{other_session}/layar/"),
    Desk("admin/pelatihan/kehadiran/pertemuan/<int:pk>/daftar.pdf", NO, NO, 200, 200, NO, 200, elsewhere=404),
    Desk("admin/pelatihan/kehadiran/pertemuan/<int:pk>/daftar.pdf", NO, NO, 200, 404, NO, 200, at="admin/pelatihan/kehadiran/pertemuan/{other_session}/daftar.pdf"),
    Desk("admin/pelatihan/hasil-tes/<int:run>/kesempatan/<int:enrolment>/", NO, NO, 200, 200, NO, 200, at="admin/pelatihan/hasil-tes/{run_pk}/kesempatan/{enrolment_pk}/", post=200, elsewhere=404),  # a reason is asked for
    Desk("admin/pelatihan/hasil-tes/<int:run>/kesempatan/<int:enrolment>/", NO, NO, 404, 404, NO, 404, at="admin/pelatihan/hasil-tes/{other_run_pk}/kesempatan/{enrolment_pk}/"),  # somebody of another class
    Desk("admin/pelatihan/topik/",                          NO,   NO,   200,  NO,   NO,   200),
    Desk("admin/pelatihan/topik/new/",                      NO,   NO,   200,  NO,   NO,   200, post=200),
    Desk("admin/pelatihan/topik/edit/<int:pk>/",            NO,   NO,   200,  NO,   NO,   200, post=200),
    Desk("admin/pelatihan/topik/delete/<int:pk>/",          NO,   NO,   200,  NO,   NO,   200, post="/admin/pelatihan/topik/"),
    Desk("admin/pelatihan/salin/<int:pk>/",                 NO,   NO,   200,  200,  NO,   200, post="/admin/pages/{index_pk}/"),
    Desk("admin/berkas-media/",                             NO,   NO,   200,  200,  NO,   200),
    Desk("admin/berkas-media/new/",                         NO,   NO,   200,  200,  NO,   200, post=200),
    Desk("admin/berkas-media/edit/<int:pk>/",               NO,   NO,   200,  200,  NO,   200, post=200),
    Desk("admin/berkas-media/delete/<int:pk>/",             NO,   NO,   200,  NO,   NO,   200, post="/admin/berkas-media/"),
    Desk("admin/berkas-media/inspect/<int:pk>/",            NO,   NO,   200,  200,  NO,   200),
    Desk("admin/berkas-media/buka/<int:pk>/",               NO,   NO,   200,  200,  NO,   200),
    Desk("admin/berkas-media/takarir/<int:pk>/",            NO,   NO,   200,  200,  NO,   200),
    Desk("admin/pelatihan/evaluasi/",                       NO,   NO,   200,  200,  NO,   200),
    Desk("admin/pelatihan/evaluasi/new/",                   NO,   NO,   200,  NO,   NO,   200, post=200),
    Desk("admin/pelatihan/evaluasi/edit/<int:pk>/",         NO,   NO,   200,  NO,   NO,   200, post=200),
    Desk("admin/pelatihan/evaluasi/delete/<int:pk>/",       NO,   NO,   200,  NO,   NO,   200, post=NO),  # it is in use
    Desk("admin/pelatihan/bank-pertanyaan/",                NO,   NO,   200,  200,  NO,   200),
    Desk("admin/pelatihan/bank-pertanyaan/new/",            NO,   NO,   200,  200,  NO,   200, post=200),
    Desk("admin/pelatihan/bank-pertanyaan/edit/<int:pk>/",  NO,   NO,   200,  200,  NO,   200, post=200, elsewhere=404),
    Desk("admin/pelatihan/bank-pertanyaan/delete/<int:pk>/", NO,  NO,   200,  NO,   NO,   200, post="/admin/pelatihan/bank-pertanyaan/inspect/{bank_question_pk}/", elsewhere=404),  # it was asked
    Desk("admin/pelatihan/bank-pertanyaan/inspect/<int:pk>/", NO, NO,   200,  200,  NO,   200, elsewhere=404),
    Desk("admin/pelatihan/bank-pertanyaan/archive/<int:pk>/", NO, NO,   200,  200,  NO,   200, post="/admin/pelatihan/bank-pertanyaan/inspect/{bank_question_pk}/", elsewhere=404),
    Desk("admin/pelatihan/bank-pertanyaan/restore/<int:pk>/", NO, NO,   200,  200,  NO,   200, post="/admin/pelatihan/bank-pertanyaan/inspect/{bank_question_pk}/", elsewhere=404),
    Desk("admin/pelatihan/impor-pertanyaan/",               NO,   NO,   200,  NO,   NO,   200),
    Desk("admin/pelatihan/impor-pertanyaan/new/",           NO,   NO,   200,  NO,   NO,   200, post=200),
    Desk("admin/pelatihan/impor-pertanyaan/edit/<uuid:pk>/", NO,  NO,   NO,   NO,   NO,   NO),
    Desk("admin/pelatihan/impor-pertanyaan/delete/<uuid:pk>/", NO, NO,  NO,   NO,   NO,   NO),
    Desk("admin/pelatihan/impor-pertanyaan/inspect/<uuid:pk>/", NO, NO, 200,  NO,   NO,   200),
    Desk("admin/pelatihan/impor-pertanyaan/history/<uuid:pk>/", NO, NO, 200,  NO,   NO,   200),
    Desk("admin/pelatihan/impor-pertanyaan/history-results/<uuid:pk>/", NO, NO, 200, NO, NO, 200),
    Desk("admin/pelatihan/impor-pertanyaan/terapkan/<uuid:pk>/", NO, NO, 405, NO,   NO,   405, post="/admin/pelatihan/impor-pertanyaan/inspect/{question_import_pk}/"),
    Desk("admin/pelatihan/impor-pertanyaan/laporan/<uuid:pk>/", NO, NO, 200,  NO,   NO,   200),
    Desk("admin/pelatihan/impor-pertanyaan/contoh/",        NO,   NO,   200,  NO,   NO,   200),
    Desk("admin/pelatihan/tes/",                            NO,   NO,   200,  200,  NO,   200),
    Desk("admin/pelatihan/tes/new/",                        NO,   NO,   200,  NO,   NO,   200, post=200),
    Desk("admin/pelatihan/tes/edit/<int:pk>/",              NO,   NO,   200,  NO,   NO,   200, post=200),
    Desk("admin/pelatihan/tes/delete/<int:pk>/",            NO,   NO,   200,  NO,   NO,   200, post="/admin/pelatihan/tes/inspect/{test_pk}/", elsewhere=404),  # it is in use
    Desk("admin/pelatihan/tes/history/<int:pk>/",           NO,   NO,   200,  NO,   NO,   200, elsewhere=404),
    Desk("admin/pelatihan/tes/history-results/<int:pk>/",   NO,   NO,   200,  NO,   NO,   200, elsewhere=404),
    Desk("admin/pelatihan/tes/usage/<int:pk>/",             NO,   NO,   200,  NO,   NO,   200, elsewhere=404),
    Desk("admin/pelatihan/tes/inspect/<int:pk>/",           NO,   NO,   200,  200,  NO,   200, elsewhere=404),
    Desk("admin/pelatihan/hasil-tes/<int:run>/",            NO,   NO,   200,  200,  NO,   200, elsewhere=404),
    Desk("admin/pelatihan/hasil-tes/<int:run>/",            NO,   NO,   200,  404,  NO,   200, at="admin/pelatihan/hasil-tes/{other_run_pk}/"),  # somebody else teaches it
    Desk("admin/pelatihan/hasil-tes/<int:run>/xlsx/",       NO,   NO,   200,  200,  NO,   200, elsewhere=404),
    Desk("admin/daftar-tunggu/",                            NO,   NO,   200,  200,  NO,   200),
    Desk("admin/daftar-tunggu/new/",                        NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/daftar-tunggu/edit/<int:pk>/",              NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/daftar-tunggu/delete/<int:pk>/",            NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/pelatihan/sertifikat/",                     NO,   NO,   200,  NO,   NO,   200),
    Desk("admin/pelatihan/sertifikat/new/",                 NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/pelatihan/sertifikat/edit/<int:pk>/",       NO,   NO,   200,  NO,   NO,   200, post=200),  # = withdraw it
    Desk("admin/pelatihan/sertifikat/delete/<int:pk>/",     NO,   NO,   NO,   NO,   NO,   NO),
    # what is said in a class
    Desk("admin/pelatihan/pengumuman/",                     NO,   NO,   200,  200,  NO,   200),
    Desk("admin/pelatihan/pengumuman/new/",                 NO,   NO,   200,  200,  NO,   200, post=200),
    Desk("admin/pelatihan/pengumuman/edit/<int:pk>/",       NO,   NO,   200,  200,  NO,   200, post=200, elsewhere=404),
    Desk("admin/pelatihan/pengumuman/delete/<int:pk>/",     NO,   NO,   200,  200,  NO,   200, post="/admin/pelatihan/pengumuman/", elsewhere=404),
    Desk("admin/pelatihan/pengumuman/inspect/<int:pk>/",    NO,   NO,   200,  200,  NO,   200, elsewhere=404),
    Desk("admin/pertanyaan/",                               NO,   NO,   200,  200,  NO,   200),
    Desk("admin/pertanyaan/new/",                           NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/pertanyaan/edit/<int:pk>/",                 NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/pertanyaan/delete/<int:pk>/",               NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/pertanyaan/inspect/<int:pk>/",              NO,   NO,   200,  200,  NO,   200, elsewhere=404),
    Desk("admin/pertanyaan/answer/<int:pk>/",               NO,   NO,   200,  200,  NO,   200, post=200, elsewhere=404),
    Desk("admin/pertanyaan/hide/<int:pk>/",                 NO,   NO,   200,  200,  NO,   200, post="/admin/pertanyaan/inspect/{question_pk}/", elsewhere=404),
    Desk("admin/pertanyaan/unhide/<int:pk>/",               NO,   NO,   200,  200,  NO,   200, post="/admin/pertanyaan/inspect/{question_pk}/", elsewhere=404),
    # people
    Desk("admin/data-peserta/", NO,   NO,   200,   NO,   NO,   200),
    Desk("admin/data-peserta/new/", NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/data-peserta/edit/<int:pk>/", NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/data-peserta/delete/<int:pk>/", NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/data-peserta/inspect/<int:pk>/", NO,   NO,   200,   NO,   NO,   200),
    Desk("admin/berkas-peserta/", NO,   NO,   200,   NO,   NO,   200),
    Desk("admin/berkas-peserta/new/", NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/berkas-peserta/edit/<int:pk>/", NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/berkas-peserta/delete/<int:pk>/", NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/berkas-peserta/inspect/<int:pk>/", NO,   NO,   200,   NO,   NO,   200),
    Desk("admin/nik-ganda/", NO,   NO,   200,   NO,   NO,   200),
    Desk("admin/nik-ganda/new/", NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/nik-ganda/edit/<int:pk>/", NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/nik-ganda/delete/<int:pk>/", NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/nik-ganda/inspect/<int:pk>/", NO,   NO,   200,   NO,   NO,   200),
    Desk("admin/hapus-data/", NO,   NO,   NO,   NO,   NO,   200),
    Desk("admin/hapus-data/new/", NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/hapus-data/edit/<int:pk>/", NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/hapus-data/delete/<int:pk>/", NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/hapus-data/inspect/<int:pk>/", NO,   NO,   NO,   NO,   NO,   200),
    Desk("admin/data-peserta/reveal/<int:pk>/", NO,   NO,   NO,   NO,   NO,   200, post=200),
    Desk("admin/berkas-peserta/open/<int:pk>/", 404,  404,  200,  404,  404,  200),
    Desk("admin/berkas-peserta/check/<int:pk>/", NO,   NO,   200,  NO,   NO,   200, post=200),
    Desk("admin/nik-ganda/decide/<int:pk>/", NO,   NO,   200,  NO,   NO,   200, post=200),
    Desk("admin/hapus-data/approve/<int:pk>/", NO,   NO,   NO,   NO,   NO,   200, post="/admin/hapus-data/inspect/{erasure_pk}/"),
    Desk("admin/impor-peserta/",                            NO,   NO,   200,  NO,   NO,   200),
    Desk("admin/impor-peserta/new/",                        NO,   NO,   200,  NO,   NO,   200, post=200),
    Desk("admin/impor-peserta/edit/<uuid:pk>/",             NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/impor-peserta/delete/<uuid:pk>/",           NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/impor-peserta/inspect/<uuid:pk>/",          NO,   NO,   200,  NO,   NO,   200),
    Desk("admin/impor-peserta/history/<uuid:pk>/",          NO,   NO,   200,  NO,   NO,   200),
    Desk("admin/impor-peserta/history-results/<uuid:pk>/",  NO,   NO,   200,  NO,   NO,   200),
    Desk("admin/impor-peserta/terapkan/<uuid:pk>/",         NO,   NO,   405,  NO,   NO,   405, post="/admin/impor-peserta/inspect/{people_import_pk}/"),
    Desk("admin/impor-peserta/laporan/<uuid:pk>/",          NO,   NO,   200,  NO,   NO,   200),
    Desk("admin/impor-peserta/contoh/",                     NO,   NO,   200,  NO,   NO,   200),
    Desk("admin/undangan/",                                 NO,   NO,   200,  NO,   NO,   200),
    Desk("admin/undangan/new/",                             NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/undangan/edit/<int:pk>/",                   NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/undangan/delete/<int:pk>/",                 NO,   NO,   NO,   NO,   NO,   NO),
    Desk("admin/undangan/inspect/<int:pk>/",                NO,   NO,   200,  NO,   NO,   200),
    Desk("admin/undangan/kirim-lagi/<int:pk>/",             NO,   NO,   200,  NO,   NO,   200, post="/admin/undangan/inspect/{invitation_pk}/"),
    Desk("admin/users/",                                    NO,   NO,   NO,   NO,   NO,   200),
    Desk("admin/users/new/",                                NO,   NO,   NO,   NO,   NO,   200, post=200),
    Desk("admin/users/edit/<int:pk>/",                      NO,   NO,   NO,   NO,   NO,   200, post=200),
    Desk("admin/users/edit/<int:pk>/",                      NO,   NO,   NO,   NO,   NO,   NO,  at="admin/users/edit/{superuser_pk}/"),
    Desk("admin/users/delete/<int:pk>/",                    NO,   NO,   NO,   NO,   NO,   NO),
]
DOORS = [  # below /admin/, but open to those who leave
    Row("admin/login/",                                     *[LOGIN] * 4),
    Row("admin/logout/",                                    "/",   200,  200,  200, post="/"),
]
# fmt: on

# Our listings: their result fragments are open as the list is, the history and use of an object as its edit screen is.
VIEWSETS = [
    "admin/bandingkan-keputusan/",
    "admin/snippets/core/legalbasis/",
    "admin/snippets/cms/audience/",
    "admin/masukan/",
    "admin/pekerjaan/",
    "admin/pemberitahuan/",
    "admin/jejak-audit/",
    "admin/padanan-kata/",
    "admin/host-diizinkan/",
    "admin/pencarian-tanpa-hasil/",
    "admin/log-pemrosesan/",
    "admin/data-peserta/",
    "admin/berkas-peserta/",
    "admin/nik-ganda/",
    "admin/hapus-data/",
    "admin/daftar-tunggu/",
    "admin/impor-peserta/",
    "admin/undangan/",
    "admin/buku/",
    "admin/penerbit/",
    "admin/penawaran/",
    "admin/impor-katalog/",
    "admin/kiriman/",
    "admin/pesanan/",
    "admin/anggaran/",
    "admin/usulan-buku/",
    "admin/sumber-katalog/",
    "admin/katalogisasi/",
    "admin/tajuk/",
    "admin/buku-induk/",
    "admin/impor-slims/",
    "admin/pelatihan/kelas/",
    "admin/pelatihan/evaluasi/",
    "admin/pelatihan/topik/",
    "admin/berkas-media/",
    "admin/pelatihan/sertifikat/",
    "admin/pelatihan/pengumuman/",
    "admin/pelatihan/bank-pertanyaan/",
    "admin/pelatihan/impor-pertanyaan/",
    "admin/pelatihan/tes/",
    "admin/pertanyaan/",
    "admin/users/",
]
LIKE = {"results": "", "history": "edit", "history-results": "edit", "usage": "edit", "copy": "edit"}

WRITES_PAGES = (EDITOR, APPROVER, ANALYST, TRAINER, ADMIN)
WRITES_SERVICES = (EDITOR, APPROVER)
UNLOCKS = (APPROVER, ADMIN)
NOBODY: tuple[str, ...] = ()
RULES = [  # what Wagtail brings along
    Rule("admin/test404/", ROLES),
    Rule("admin/failwhale/", NOBODY, door=None),  # Wagtail's drill for error reports: fails on purpose, for staff only
    Rule("admin/api/main/", ROLES, door="admin/api/main/pages/"),
    Rule("admin/pages/", WRITES_PAGES),
    Rule("admin/bulk/", ROLES, door=None),
    Rule("admin/choose-", ROLES, door="admin/choose-page/"),
    Rule("admin/tag-autocomplete/", ROLES),
    Rule("admin/collections/", NOBODY),
    Rule("admin/workflows/", NOBODY, door="admin/workflows/list/"),
    Rule("admin/reports/locked/", UNLOCKS),
    Rule("admin/reports/workflow", WRITES_PAGES, door="admin/reports/workflow/"),
    Rule("admin/reports/site-history/", ROLES),
    Rule("admin/reports/aging-pages/", WRITES_PAGES),
    Rule("admin/reports/page-types-usage/", WRITES_PAGES),
    Rule("admin/dismissibles/", ROLES),
    Rule("admin/editing-sessions/", ROLES, door=None),
    Rule("admin/block-preview/", ROLES, door=None),
    Rule("admin/forms/", WRITES_PAGES),
    Rule("admin/redirects/", UNLOCKS),
    Rule("admin/searchpicks/", UNLOCKS),
    Rule("admin/styleguide/", ROLES),
    Rule("admin/embeds/", ROLES, door="admin/embeds/chooser/"),
    Rule("admin/snippets/choose/core/legalbasis/", ROLES),
    Rule("admin/snippets/choose/cms/audience/", ROLES),
    Rule("admin/documents/", WRITES_SERVICES),
    Rule("admin/images/", (*WRITES_SERVICES, ANALYST, TRAINER)),
    Rule("admin/pilih-berkas/", ROLES, door="admin/pilih-berkas/video/"),
    Rule("admin/sites/", NOBODY),
    Rule("admin/groups/", (ADMIN,)),
    Rule("admin/sprite/", ROLES, visitor=200),
    Rule("admin/jsi18n/", ROLES, visitor=200),
    Rule("admin/password_reset/", NOBODY, door=None, visitor=404),  # switched off: people use /akun/lupa-kata-sandi/
    Rule("admin/^.*/$", NOBODY, door=None, visitor="/admin/login/"),
]

OWN = [*PUBLIC, *ACCOUNT, *CLASSES, *DESK, *DOORS]
ROUTES = all_routes()


def _rules_for(route: str) -> list[Rule]:
    return [rule for rule in RULES if route.startswith(rule.prefix)]


def _mechanical(route: str) -> Desk | None:
    """The row of a listing's mechanical rest, made from the row that it is like."""
    for viewset in VIEWSETS:
        action, slash, rest = route.removeprefix(viewset).partition("/")
        if route.startswith(viewset) and slash and action in LIKE:
            like = f"{viewset}{LIKE[action]}/{rest}" if LIKE[action] else viewset
            row = next(row for row in DESK if row.route == like)
            return replace(row, route=route, post=row.post if action == "copy" else 405)
    return None


LISTED = {row.route for row in OWN}
MECHANICAL = [row for route in ROUTES if route not in LISTED and (row := _mechanical(route)) is not None]
FOREIGN = [route for route in ROUTES if route not in LISTED and _mechanical(route) is None]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[World]:
    logging.disable(logging.WARNING)  # a line for every refusal
    with django_db_blocker.unblock(), new_world() as built:  # type: ignore[attr-defined]
        yield built
    logging.disable(logging.NOTSET)


def _differences(found: dict[str, Outcome], expected: dict[str, Outcome]) -> list[str]:
    return [f"{who}: {found[who]}, not {outcome}" for who, outcome in expected.items() if found[who] != outcome]


def _address(world: World, row: Row | Desk) -> str:
    return world.address(template_of(row.route) if row.at is None else row.at)


def _name(row: Row | Desk | Rule) -> str:
    return row.prefix if isinstance(row, Rule) else row.at or row.route


def test_every_address_is_in_the_table_once() -> None:
    wrong = [f"{route}: {len(_rules_for(route))} rules" for route in FOREIGN if len(_rules_for(route)) != 1]
    assert not wrong, "routes without a row:\n" + "\n".join(wrong)


def test_the_table_names_no_address_that_is_gone() -> None:
    gone = [_name(row) for row in OWN if row.route not in ROUTES]
    gone += [rule.prefix for rule in RULES if not any(route.startswith(rule.prefix) for route in FOREIGN)]
    assert not gone, "rows without a route:\n" + "\n".join(gone)
    assert len({(row.route, row.at) for row in OWN}) == len(OWN)


EVERY_ROW = pytest.mark.parametrize("row", [*OWN, *MECHANICAL], ids=_name)


@EVERY_ROW
def test_one_person_may_and_one_may_not(world: World, row: Row | Desk) -> None:
    """For each address the first of its column that may read or write, and the first that may not; and the trainer of
    another course where the trainers' answers differ."""
    also = (ELSEWHERE,) if isinstance(row, Desk) and row.elsewhere is not None else ()
    _compare(world, row, "GET", _one_of_each(row.outcomes(), also))
    if _is_written_to(row):
        _compare(world, row, "POST", _one_of_each(row.outcomes_of_post(), also))


@pytest.mark.slow
@EVERY_ROW
def test_who_may_read(world: World, row: Row | Desk) -> None:
    _compare(world, row, "GET", row.outcomes())


@pytest.mark.slow
@EVERY_ROW
def test_who_may_write(world: World, row: Row | Desk) -> None:
    _compare(world, row, "POST", row.outcomes_of_post())


@pytest.mark.parametrize("row", [row for row in ACCOUNT if row.again], ids=_name)
def test_what_guards_an_account_asks_for_the_password_again(world: World, row: Row) -> None:
    address = _address(world, row)
    for who in LOGGED_IN:
        assert world.ask(who, "GET", address, fresh=False) in {AGAIN, AGAIN_2, 404}, who
        assert world.ask(who, "POST", address, fresh=False) in {AGAIN, AGAIN_2, 404, 405}, who


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES, ids=_name)
def test_wagtails_own_addresses_have_the_admins_door(world: World, rule: Rule) -> None:
    expected = {**at_the_door(), VISITOR: rule.visitor}
    for route in FOREIGN:
        if route.startswith(rule.prefix):
            address = world.address(template_of(route))
            found = {who: world.ask(who, "GET", address) for who in expected}
            assert not _differences(found, expected), f"GET {address}"


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.door is not None], ids=_name)
def test_wagtails_own_addresses_are_open_to_these_roles(world: World, rule: Rule) -> None:
    address = world.address(rule.door or rule.prefix)
    found = {role: world.ask(role, "GET", address) for role in ROLES}
    entered = {role for role, outcome in found.items() if outcome != NO}
    assert entered == set(rule.may), f"GET {address}: {found}"
    assert all(found[role] == 200 or str(found[role]).startswith("/admin/pages/") for role in entered), found


# A gateway has no token; its reports carry a signature instead (tests/core/messages/test_whatsapp_reports.py). A publisher's link is a
# secret in the address, and nothing that a browser adds by itself counts there (elibrary/deliveries/views.py).
SIGNED = "/whatsapp/kabar/"
BY_LINK = "/kiriman/"


def test_no_address_takes_a_form_without_its_token(world: World) -> None:
    addresses = [_address(world, row) for row in (*OWN, *MECHANICAL)]
    addresses += [world.address(template_of(route)) for route in FOREIGN]
    found = {address: world.ask(ADMIN, "POST", address, checks_csrf=True) for address in addresses}
    found = {at: outcome for at, outcome in found.items() if at != SIGNED and not at.startswith(BY_LINK)}
    taken = {address: outcome for address, outcome in found.items() if outcome != 403}
    assert not taken


def _compare(world: World, row: Row | Desk, method: str, outcomes: dict[str, Outcome]) -> None:
    address = _address(world, row)
    expected = {who: _filled(world, outcome) for who, outcome in outcomes.items()}
    found = {who: world.ask(who, method, address) for who in expected}
    assert not _differences(found, expected), f"{method} {address}"


def _one_of_each(outcomes: dict[str, Outcome], also: tuple[str, ...]) -> dict[str, Outcome]:
    """Of those who are answered and of those who are refused the first, staff before the refused visitor: roles differ most."""
    refused = [who for who, outcome in outcomes.items() if _is_refused(outcome)]
    refused.sort(key=lambda who: who not in ROLES)
    answered = [who for who, outcome in outcomes.items() if not _is_refused(outcome)]
    return {who: outcomes[who] for who in (*answered[:1], *refused[:1], *also)}


def _is_refused(outcome: Outcome) -> bool:
    return outcome in {403, 404, LOGIN, NO, SET_UP}


def _is_written_to(row: Row | Desk) -> bool:
    return row.post != 405


def _filled(world: World, outcome: Outcome) -> Outcome:
    return outcome.format_map(world.things) if isinstance(outcome, str) else outcome
