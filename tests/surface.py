"""Print the site's surface (addresses, permissions, names, pages), so that two trees can be compared with ``diff``.

    python -m tests.surface urls|permissions|registries|pages OUTFILE
    python -m tests.surface all FOLDER

``permissions`` and ``pages`` seed a new copy (``manage.py prepare``) in a folder that is removed afterwards, or stays when
SURFACE_VAR names it; it must not exist yet. The clock is frozen at ``MOMENT``. Of the project the module imports
``config.celery`` alone, so that it runs on trees whose modules lie elsewhere: it uses Django's public APIs, addresses and
names of models.
"""

import ast
import atexit
import dataclasses
import gc
import html
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

ROOT = Path(__file__).resolve().parent.parent
APPS = ("core", "cms", "servicedesk", "elibrary", "courses", "lms")
MOMENT = datetime(2026, 12, 1, 3, 0, tzinfo=UTC)  # Tuesday, 10:00 in Surabaya


class Clock:
    """Each look at the clock is a microsecond later, so that rows keep the order in which they were written."""

    def __init__(self) -> None:
        self.at = MOMENT

    def now(self) -> datetime:
        self.at += timedelta(microseconds=1)
        return self.at


CLOCK = Clock()


# --- Start


def start(*, debug: bool) -> None:
    """Django with the clock at ``MOMENT`` and its state in a folder of its own."""
    folder = Path(os.environ.get("SURFACE_VAR") or tempfile.mkdtemp(prefix="sijawara-surface-")).resolve()
    if "SURFACE_VAR" not in os.environ:
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    elif folder.exists():
        sys.exit(f"{folder} exists already; a seeded copy is made anew each time.")
    os.environ.update(SIJAWARA_VAR=str(folder), DJANGO_SETTINGS_MODULE="config.settings.dev", DEBUG_PAGES=str(int(debug)))
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    _freeze_clock()
    _seed_random_draws()
    import django

    django.setup()


def _freeze_clock() -> None:
    """Before any model takes ``timezone.now`` as a default."""
    from django.utils import timesince, timezone

    real = timesince.timesince

    def since(d: Any, now: Any = None, **options: Any) -> str:
        moment = timezone.localtime(CLOCK.at)
        return real(d, now or (moment if getattr(d, "tzinfo", None) else moment.replace(tzinfo=None)), **options)

    timezone.now = CLOCK.now
    timesince.timesince = since


def _seed_random_draws() -> None:
    """Tests draw the same questions in the same order each time; keys and codes stay drawn at random."""
    import random
    import secrets  # noqa: F401  before the change: it keeps the real one
    import uuid  # noqa: F401

    class Drawn(random.Random):
        def __init__(self) -> None:
            super().__init__(1)

    random.SystemRandom = Drawn  # type: ignore[assignment, misc]


def seed() -> None:
    """The tables and the demo; then every job that waits."""
    from django.core.management import call_command

    call_command("prepare", stdout=io.StringIO())
    run_jobs()


def run_jobs() -> None:
    """Do what a worker would do, in the order in which it was asked for."""
    from django.apps import apps

    from config.celery import app

    app.loader.import_default_modules()
    jobs = apps.get_model("core", "Job").objects
    done: set[Any] = set()
    while True:
        queued = jobs.filter(state="queued", run_after__lte=CLOCK.at).exclude(pk__in=done).order_by("created_at")
        key = queued.values_list("pk", flat=True).first()
        if key is None:
            return
        done.add(key)
        app.tasks["core.run_job"].apply(args=(str(key),))


# --- Addresses


def urls() -> Iterator[str]:
    """Each pattern in the order in which it is tried: the whole route, a tab, the name with its namespaces."""
    from django.urls import get_resolver

    yield from _patterns(get_resolver(), "", ())


def _patterns(resolver: Any, before: str, spaces: tuple[str, ...]) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            own = (f"{pattern.namespace}({pattern.app_name})",) if pattern.namespace else ()
            yield from _patterns(pattern, route, (*spaces, *own))
        else:
            yield f"{route}\t{':'.join((*spaces, pattern.name or '-'))}"


# --- Permissions


def permissions() -> Iterator[str]:
    """Every permission; what each group holds, on models, pages and collections; the workflows."""
    from django.apps import apps
    from django.contrib.auth.models import Group, Permission

    yield "# permissions"
    rows = Permission.objects.select_related("content_type")
    yield from sorted(f"{_permission(row)}\t{row.content_type.model}\t{row.name}" for row in rows)
    for group in Group.objects.order_by("name"):
        yield f"# group {group.name}"
        yield from sorted(_permission(row) for row in group.permissions.select_related("content_type"))
        pages = apps.get_model("wagtailcore", "GroupPagePermission").objects.filter(group=group)
        yield from sorted(f"page {row.page.url_path} {_permission(row.permission)}" for row in pages)
        kept = apps.get_model("wagtailcore", "GroupCollectionPermission").objects.filter(group=group)
        yield from sorted(f"collection {row.collection.name} {_permission(row.permission)}" for row in kept)
    yield "# workflows"
    for row in apps.get_model("wagtailcore", "WorkflowTask").objects.order_by("workflow__name", "sort_order"):
        groups = sorted(getattr(row.task.specific, "groups", Group.objects.none()).values_list("name", flat=True))
        yield f"{row.workflow.name}: {row.task.name} ({row.task.specific._meta.label}): {', '.join(groups)}"
    for row in apps.get_model("wagtailcore", "WorkflowPage").objects.order_by("page__path"):
        yield f"{row.workflow.name}: {row.page.url_path}"
    yield "# people"
    for person in apps.get_model("lms", "User").objects.order_by("email"):
        yield f"{person.email}: {', '.join(sorted(person.groups.values_list('name', flat=True)))}"


def _permission(row: Any) -> str:
    return f"{row.content_type.app_label}.{row.codename}"


# --- Registries


def registries() -> Iterator[str]:
    """What is known by a name: jobs, tasks, messages, commands, checks, libraries of tags, actions of the audit log."""
    from django.conf import settings
    from django.core.management import get_commands
    from django.template import engines
    from django.urls import get_resolver

    from config.celery import app

    app.loader.import_default_modules()
    len(get_resolver().url_patterns)
    yield "# job kinds: name, label, attempts, lease, has a handler of its failure"
    kinds = _instances("name", "label", "handler", "max_attempts")
    yield from sorted(f"{k.name}\t{k.label}\t{k.max_attempts}\t{k.lease_seconds}\t{k.on_failed is not None}" for k in kinds)
    yield "# categories of messages: slug, label, optional, for staff"
    found = _instances("slug", "label", "optional", "for_staff")
    yield from sorted(f"{c.slug}\t{c.label}\t{c.optional}\t{c.for_staff}" for c in found)
    yield "# Celery tasks"
    yield from sorted(app.tasks)
    yield "# beat: name, task, when"
    yield from sorted(
        f"{name}\t{entry['task']}\t{entry['schedule']}" for name, entry in settings.CELERY_BEAT_SCHEDULE.items()
    )
    yield "# management commands: app, name"
    yield from sorted(f"{place}\t{name}" for name, place in get_commands().items())
    yield "# libraries of template tags"
    yield from sorted(engines["django"].engine.libraries)
    yield "# apps and models"
    yield from _models()
    yield "# ids of system checks named in the sources"
    yield from sorted({f"{text}" for text in _keywords("id") if re.fullmatch(r"\w+\.[CEWID]\d{3}", text)})
    yield "# messages of check --deploy"
    yield from _checks()
    yield "# actions of the audit log named in the sources"
    yield from sorted({text for text in _keywords("action") if text.startswith(tuple(f"{app}." for app in APPS))})


def _instances(*names: str) -> list[Any]:
    """Instances of the dataclass that has these fields: wherever it lies and whatever it is called."""
    classes = {
        each: dataclasses.is_dataclass(each) and {field.name for field in dataclasses.fields(each)}.issuperset(names)
        for each in {type(thing) for thing in gc.get_objects()}
    }
    return [thing for thing in gc.get_objects() if classes.get(type(thing))]


def _models() -> Iterator[str]:
    from django.apps import apps

    for config in apps.get_app_configs():
        yield f"{config.label}\t{config.verbose_name}"
        for meta in (model._meta for model in config.get_models()):
            yield f"{meta.label}\t{meta.db_table}\t{meta.verbose_name}\t{meta.verbose_name_plural}"


def _checks() -> Iterator[str]:
    from django.core.checks import run_checks

    for message in run_checks(include_deployment_checks=True):
        yield f"{message.id}\t{message.msg}\t{message.hint}".replace("\n", " ")


def _keywords(name: str) -> Iterator[str]:
    """Texts handed over by keyword ``name`` in the sources, also by a name that the same module gives to a text."""
    for path in sorted(path for app in APPS for path in (ROOT / app).rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        texts = {
            target.id: node.value.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name) and isinstance(node.value.value, str)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.keyword) and node.arg == name:
                for part in ast.walk(node.value):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield part.value
                    elif isinstance(part, ast.Name) and part.id in texts:
                        yield texts[part.id]


# --- Pages: normalisation


class Ordinals:
    """A name for each different value, counted within one page."""

    def __init__(self) -> None:
        self.seen: dict[str, dict[str, str]] = {}

    def name(self, kind: str, value: str) -> str:
        known = self.seen.setdefault(kind, {})
        return known.setdefault(value, f"[{kind}-{len(known) + 1}]")


_STATIC = re.compile(r"(?:https?://[\w.:-]+)?/static/[^\"'\s)<>\\]+")
_ONCE = [  # in this order
    (re.compile(r"(csrf[^<>]{0,60}?)\b[A-Za-z0-9]{64}\b", re.I), r"\1[csrf]"),
    (re.compile(r"(\bnonce=\")[^\"]*"), r"\1[nonce]"),
    (re.compile(r"'nonce-[^']*'"), "'nonce-[nonce]'"),
    (re.compile(r"(\d\d:\d\d:\d\d)[.,]\d{3,6}"), r"\1"),
    (re.compile(r"(\bkey\\*(?:&quot;|\"): \\*(?:&quot;|\"))[a-z0-9]{5}\b"), r"\1[key]"),  # of a paragraph in Draftail
    (re.compile(r"(class=\"qrline\"[^>]*? d=\")[^\"]*"), r"\1[qr]"),
    (re.compile(r"<code>[A-Z2-7]{32}</code>"), "<code>[secret]</code>"),
    (re.compile(r"\b(\d+ catatan riwayat) (?:model|halaman)\b"), r"\1"),  # Wagtail names one of a set's kinds
]
_CLASSES = re.compile(r"(\bclass=\\?\")([^\"\\<>]+)")  # Wagtail writes some out of a set, in any order
_LONG = 500  # letters; a longer line is broken at its commas, so that a difference in it is found
_NAMED = [
    ("uuid", re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b", re.I)),
    ("certificate", re.compile(r"\bSJW(?:-[0-9A-Z]{4}){3}\b")),
    ("link", re.compile(r"(?<=/kiriman/)[\w-]{20,}")),
    ("hash", re.compile(r"\b[0-9a-f]{32,64}\b")),
    ("signed", re.compile(r"\b[\w.-]+:[\w-]{5,7}:[\w-]{27,64}\b")),
]


def normalised(text: str) -> str:
    """Without what differs between two copies of one tree: tokens, random keys, hashes, and places of static files."""
    ordinals = Ordinals()
    text = _STATIC.sub("/static/[file]", text)
    for pattern, stand_in in _ONCE:
        text = pattern.sub(stand_in, text)
    for kind, pattern in _NAMED:
        text = pattern.sub(lambda found, kind=kind: ordinals.name(kind, found[0]), text)
    lines = (" ".join(line.split()) for line in re.sub(r">\s*<", ">\n<", text).splitlines())
    text = "\n".join(line if len(line) < _LONG else line.replace(", ", ",\n") for line in lines)
    text = _CLASSES.sub(lambda found: found[1] + " ".join(sorted(found[2].split())), text)
    return re.sub(r"\n\n+", "\n", text).strip()


def _readable(content_type: str, content: bytes) -> str:
    """The text of what was sent; of PDF and workbooks the words."""
    if content_type.startswith("application/pdf"):
        import pypdfium2

        return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
    if "spreadsheetml" in content_type:
        import openpyxl

        book = openpyxl.load_workbook(io.BytesIO(content))
        return "\n".join(f"{sheet.title}: {row}" for sheet in book for row in sheet.iter_rows(values_only=True))
    if content_type.startswith("application/json"):
        return json.dumps(json.loads(content), indent=1, ensure_ascii=False).replace("\\n", "\n")
    if re.match(r"text/|application/(\w+\+)?(xml|json|manifest|javascript)", content_type):
        return content.decode("utf-8", "replace")
    return f"({(len(content) > 0 and 'some') or 'no'} bytes)"


# --- Pages: visitors


_DROPPED = {"Content-Length", "Date", "ETag", "Last-Modified", "X-Request-ID", "X-Request-Id", "Correlation-ID", "Expires"}


class Visitor:
    """A browser of one person, who is logged in with the password a moment ago."""

    def __init__(self, email: str = "") -> None:
        from django.test import Client

        self.who = email.partition("@")[0] or "anonymous"
        self.client = Client(raise_request_exception=False)
        if email:
            self._log_in(email)

    def _log_in(self, email: str) -> None:
        from django.apps import apps

        person = apps.get_model("lms", "User").objects.get(email=email)
        self.client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        session = self.client.session
        session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
        session["account_authentication_methods_user"] = str(person.pk)
        session.save()

    def get(self, address: str) -> Any:
        response: Any = self.client.get(address)
        response.body = b"".join(response.streaming_content) if response.streaming else response.content
        return response

    def submit(self, address: str, *, number: int = 0, to: str = "", **values: Any) -> Any:
        """Send a POST form of the page (``number``, or the one with the action ``to``) with what it holds and ``values``."""
        from bs4 import BeautifulSoup

        soup = BeautifulSoup(self.get(address).body, "html.parser")
        forms = [each for each in soup.find_all("form") if str(each.get("method", "")).lower() == "post"]
        forms = [each for each in forms if to in str(each.get("action", "")) and not each.find_parent("header")]
        if len(forms) <= number:
            print(f"No form {number} {to!r} at {address} for {self.who}", file=sys.stderr)
            return None
        form = forms[number]
        data = {**_fields(form), **values}
        response = self.client.post(urljoin(address, str(form.get("action") or address)), data)
        run_jobs()
        return response


def _fields(form: Any) -> dict[str, Any]:
    """What a browser would send of the form as it stands."""
    data: dict[str, Any] = {}
    for field in form.find_all(["input", "textarea", "select"]):
        name, kind = field.get("name"), field.get("type", "text")
        if not name or field.has_attr("disabled") or kind in {"submit", "button", "file", "image"}:
            continue
        if kind in {"radio", "checkbox"}:
            if field.has_attr("checked"):
                data.setdefault(name, []).append(field.get("value", "on"))
        elif field.name == "select":
            chosen = [o for o in field.find_all("option") if o.has_attr("selected")] or field.find_all("option")[:1]
            data.setdefault(name, []).extend(o.get("value", o.get_text()) for o in chosen)
        else:
            data.setdefault(name, []).append(field.get_text() if field.name == "textarea" else field.get("value", ""))
    return data


class Report:
    """The sections of the output. ``visit`` writes one, and hands back the answer."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.counts: Counter[str] = Counter()

    def visit(self, visitor: Visitor, address: str, note: str = "") -> Any:
        response = visitor.get(address)
        content_type = response.headers.get("Content-Type", "")
        text = normalised(_same_keys(address, _readable(content_type, response.body)))
        title = re.search(r"<title>(.*?)</title>", text, re.S)
        heads = [f"{name}: {_head(name, value)}" for name, value in sorted(response.headers.items()) if name not in _DROPPED]
        self.write(
            f"{visitor.who} {normalised(address)}{f' ({note})' if note else ''}",
            [f"status: {response.status_code}", *heads, f"cookies: {', '.join(sorted(response.cookies)) or '-'}"],
            [f"title: {' '.join(html.unescape(title[1]).split()) if title else '-'}", text],
            kind=visitor.who,
        )
        return response

    def write(self, heading: str, *parts: list[str], kind: str) -> None:
        self.counts[kind] += 1
        self.lines += [f"===== {heading}", *(line for part in parts for line in part), ""]


def _head(name: str, value: str) -> str:
    """A policy's directives stand in any order."""
    return "; ".join(sorted(normalised(value).split("; "))) if name == "Content-Security-Policy" else normalised(value)


def _same_keys(address: str, text: str) -> str:
    """Keys of permissions and kinds of content, which follow from the order of migrations, as names."""
    if not address.startswith("/admin/"):
        return text
    from django.contrib.auth.models import Permission
    from django.contrib.contenttypes.models import ContentType

    if address.startswith("/admin/groups/"):
        names = {str(row.pk): _permission(row) for row in Permission.objects.select_related("content_type")}
        pattern = re.compile(r"(<input[^>]*name=\"permissions\"[^>]*?value=\")(\d+)")
        text = pattern.sub(lambda found: found[1] + names.get(found[2], found[2]), text)
        pattern = re.compile(r"(<input[^>]*?value=\")(\d+)(\"[^>]*name=\"permissions\")")
        text = pattern.sub(lambda found: found[1] + names.get(found[2], found[2]) + found[3], text)
    kinds = {str(each.pk): f"{each.app_label}.{each.model}" for each in ContentType.objects.all()}
    for pattern in (
        re.compile(r"(name=\"content_type\" value=\"|[?&;]content_type=)(\d+)"),
        re.compile(r"(?<=<select name=\"content_type\").*?(?=</select>)", re.S),
    ):
        text = pattern.sub(lambda found: _named(found, kinds), text)
    return text


def _named(found: re.Match[str], kinds: dict[str, str]) -> str:
    """The kinds of content for their keys: of one value, or of every option of a list."""
    if found.lastindex:
        return found[1] + kinds.get(found[2], found[2])
    return re.sub(r"(?<=value=\")\d+", lambda key: kinds.get(key[0], key[0]), found[0])


# --- Pages: what is visited

PUBLIC = """
/ /healthz /robots.txt /sitemap.xml /sitemap-halaman.xml /sitemap-perpustakaan.xml /sitemap-buku.xml /sitemap-judul.xml
/sitemap-sertifikat.xml /sitemap-pengaduan.xml /sitemap-asing.xml
/layanan/ /layanan/?q=izin /layanan/?q=izn+usha /layanan/?biaya=gratis&waktu=1-hari /layanan/?waktu=menurut-permohonan
/layanan/?untuk=1 /layanan/?untuk=999 /layanan/?page=2
/layanan/sekretariat/ /layanan/upt-pelatihan-kukm/
/layanan/upt-pelatihan-kukm/pengoperasionalan-aplikasi-si-jawara/
/layanan/upt-pelatihan-kukm/pengoperasionalan-aplikasi-si-jawara/riwayat/
/layanan/upt-pelatihan-kukm/pengoperasionalan-aplikasi-si-jawara/riwayat/1/
/layanan/upt-pelatihan-kukm/pengoperasionalan-aplikasi-si-jawara/riwayat/9/
/layanan/sekretariat/penerimaan-pelajar-magang/ /layanan/bidang-pembiayaan/penjaminan-kredit/
/layanan/bidang-produksi-dan-restrukturisasi-usaha/fasilitasi-sertifikasi-halal/
/cari/ /cari/?q=izin+usaha /cari/?q=pelatihan+kemasan /cari/?q=sertifkat+halal /cari/?q=Masuk+ke+kelas+pelatihan
/cari/?q=koperasi&jenis=buku /cari/?q=koperasi&jenis=layanan&page=2 /cari/?q=xyzzyqwerty /cari/?q=dan /cari/?q=pinjam+modal
/berita/ /berita/belajar-dari-ponsel/ /berita/atom.xml
/kontak/ /tentang/ /privasi/ /aksesibilitas/ /tanya-jawab/ /pengaduan/
/pelatihan/ /pelatihan/foto-produk-dengan-ponsel/ /pelatihan/pemasaran-digital-untuk-umkm/
/pelatihan/pemasaran-digital-untuk-umkm/modul-1/
/perpustakaan/ /perpustakaan/tidak-ada/
/perpustakaan/standar-pelayanan-dinas-koperasi-dan-ukm-provinsi-jawa-timur-2024/
/perpustakaan/standar-pelayanan-dinas-koperasi-dan-ukm-provinsi-jawa-timur-2024/halaman/1/
/perpustakaan/standar-pelayanan-dinas-koperasi-dan-ukm-provinsi-jawa-timur-2024/halaman/5/?q=permohonan
/perpustakaan/standar-pelayanan-dinas-koperasi-dan-ukm-provinsi-jawa-timur-2024/halaman/1/gambar
/perpustakaan/standar-pelayanan-dinas-koperasi-dan-ukm-provinsi-jawa-timur-2024/cari/?q=permohonan
/perpustakaan/usulan/ /kiriman/abcdefgh-00000000000000000000000000000000/
/sertifikat/ /sertifikat/?kode=salah /sertifikat/SJW-2222-2222-2222/
/akun/masuk/ /akun/daftar/ /akun/lupa-kata-sandi/ /akun/undangan/ /akun/undangan/salah/ /akun/nonaktif/
/kelas/ /kelas/luring/ /kelas/luring/keadaan/ /kelas/pengingat/salah/ /manifest.webmanifest /sw.js
/tidak-ada/ /layanan /admin/ /admin/login/
"""
ACCOUNT = """
/akun/ /akun/profil/ /akun/profil/data-kelas/ /akun/profil/lengkapi/?perlu=nik /akun/persetujuan/ /akun/data-saya/
/akun/persetujuan/class_data/tarik/ /akun/data-saya/catatan/ /akun/hapus/ /akun/perangkat/ /akun/email/ /akun/kata-sandi/
/akun/konfirmasi-ulang/ /akun/keluar/ /akun/keamanan/ /akun/keamanan/pasang/ /akun/berkas/letter/
/perpustakaan/usulan/ /perpustakaan/usulan/baru/ /kelas/ /kelas/sertifikat/ /kelas/luring/ /kelas/luring/keadaan/
/ /layanan/ /cari/?q=koperasi /pelatihan/ /pelatihan/foto-produk-dengan-ponsel/ /pelatihan/pemasaran-digital-untuk-umkm/
/perpustakaan/ /tidak-ada/ /admin/
"""
CLASS = """
/ /keluar/ /hadir/ /catatan/ /pengumuman/ /tanya/ /pertanyaan/ /jawaban/ /tes/ /tes/kerjakan/ /evaluasi/ /selesai/
/sertifikat.pdf
"""
STAFF = ("admin", "analis", "pengajar", "pustakawan", "penyetuju", "editor")
PARTICIPANT = "peserta@contoh.id"


def pages() -> Iterator[str]:
    report = Report()
    visitor, learner = Visitor(), Visitor(PARTICIPANT)
    staff = {name: Visitor(f"{name}@contoh.id") for name in STAFF}
    for address in PUBLIC.split():
        report.visit(visitor, address)
    _feedback(report, visitor)
    _publisher(report, visitor)
    _learn(report, learner, staff)
    for address in ACCOUNT.split():
        report.visit(learner, address)
    for each in staff.values():
        Crawl(report, each).go()
    CLOCK.at += timedelta(days=21)
    _meet(report, staff)
    _mail(report)
    print(dict(report.counts), sum(report.counts.values()), file=sys.stderr)
    yield from report.lines


def _feedback(report: Report, visitor: Visitor) -> None:
    """What a reader says about the list of services, and about one service."""
    from django.apps import apps

    page = apps.get_model("cms", "ServicePage").objects.filter(live=True).order_by("path")[0]
    address = f"/masukan/{page.pk}/"
    report.visit(visitor, address)
    report.visit(visitor, f"{address}?jawaban=tidak")
    visitor.submit(address, jawaban="tidak", kata="Jam bukanya tidak ada.")
    report.visit(visitor, f"{address}terkirim/")
    report.visit(visitor, "/masukan/999999/")


def _publisher(report: Report, visitor: Visitor) -> None:
    """What publishers see by the links that were mailed to them."""
    links = dict.fromkeys(link for mail in _mails() for link in re.findall(r"/kiriman/[\w-]+/", _words_of(mail)))
    for number, link in enumerate(links, start=1):
        report.visit(visitor, link, f"link {number}")
        report.visit(visitor, f"{link}katalog/", f"link {number}")


def _learn(report: Report, learner: Visitor, staff: dict[str, Visitor]) -> None:
    """One class to its certificate; one half-way, with notes, a question and a test; one whose meetings are to come."""
    from django.apps import apps

    runs = list(apps.get_model("courses", "CourseRun").objects.order_by("pk"))
    lessons = {
        run.pk: apps.get_model("courses", "LessonPage").objects.filter(path__startswith=run.course.path) for run in runs
    }
    for run in runs:
        report.visit(learner, f"/kelas/ikut/{run.public_id}/", run.name)
        learner.submit(f"/kelas/ikut/{run.public_id}/")
        for part in CLASS.split():
            report.visit(learner, f"/kelas/{run.public_id}{part}", f"{run.name}, entered")
    for run in runs:
        home = f"/kelas/{run.public_id}"
        for number, lesson in enumerate(lessons[run.pk].filter(live=True).order_by("path")):
            address = f"{home}/pelajaran/{lesson.pk}/"
            report.visit(learner, address, f"{run.course.slug}, {run.name}")
            if run.pk != runs[-1].pk:
                learner.submit(address)
            if not number:
                learner.submit(f"{address}catatan/", catatan="Foto dekat jendela.\nTanpa lampu kilat.")
                report.visit(learner, f"{address}catatan/")
        learner.submit(f"{home}/tanya/", pertanyaan="Apakah boleh memakai latar putih?")
        if run.pk != runs[-1].pk:
            _test(report, learner, home)
        _evaluate(learner, home)
        for part in CLASS.split():
            report.visit(learner, f"{home}{part}", f"{run.name}, worked on")
    for certificate in apps.get_model("lms", "Certificate").objects.order_by("pk"):
        report.visit(Visitor(), f"/sertifikat/{certificate.code}/", f"certificate {certificate.pk}")
    trainer = staff["pengajar"]
    trainer.submit(
        "/admin/pelatihan/pengumuman/new/", run=str(runs[-1].pk), title="Bawa ponsel", text="<p>Isi daya dulu.</p>"
    )
    for question in apps.get_model("lms", "Question").objects.filter(enrolment__run=runs[-1]):
        trainer.submit(f"/admin/pertanyaan/answer/{question.pk}/", answer="Boleh, putih paling mudah.", shared="on")
    for part in ("/", "/pengumuman/", "/pertanyaan/", "/jawaban/"):
        report.visit(learner, f"/kelas/{runs[-1].public_id}{part}", "announced and answered")
    learner.submit("/perpustakaan/usulan/baru/", judul="Kopi Ijen", alasan="Untuk kelas kemasan.")
    learner.submit("/akun/data-saya/", to="salinan")


def _test(report: Report, learner: Visitor, home: str) -> None:
    """Twice: with the first choice of each question, then with the right one."""
    if learner.get(f"{home}/tes/").status_code != 200:
        return
    for number, answers in enumerate((_first_choices, _right_answers), start=1):
        learner.submit(f"{home}/tes/")
        form = report.visit(learner, f"{home}/tes/kerjakan/", f"attempt {number}")
        if form.status_code != 200:
            return
        sent = learner.submit(f"{home}/tes/kerjakan/", yakin="1", **answers(form.body.decode()))
        report.visit(learner, sent.headers["Location"], f"attempt {number}")
        report.visit(learner, f"{home}/tes/", f"after attempt {number}")


def _evaluate(learner: Visitor, home: str) -> None:
    page = learner.get(f"{home}/evaluasi/")
    if page.status_code == 200:
        learner.submit(f"{home}/evaluasi/", **_first_choices(page.body.decode()))


def _first_choices(page: str) -> dict[str, Any]:
    """For each question of a form the first choice, or a few words."""
    from bs4 import BeautifulSoup

    found: dict[str, Any] = {}
    for field in BeautifulSoup(page, "html.parser").select("main [name^=jawaban]"):
        is_ticked = field.get("type") in {"radio", "checkbox"}
        found.setdefault(str(field["name"]), field.get("value") if is_ticked else "10")
    return found


def _right_answers(page: str) -> dict[str, Any]:
    """For each question of a test what the bank knows as right."""
    from bs4 import BeautifulSoup
    from django.apps import apps

    bank = {
        question.text: question for question in apps.get_model("courses", "Question").objects.prefetch_related("choices")
    }
    found: dict[str, Any] = {}
    for field in BeautifulSoup(page, "html.parser").select("main [name^=jawaban]"):
        about = next(text for parent in field.parents for text in bank if text in " ".join(parent.get_text(" ").split()))
        right = [choice.text for choice in bank[about].choices.all() if choice.is_right]
        if field.get("type") not in {"radio", "checkbox"}:
            found[field["name"]] = right[0]
        elif _label(field) in (right or ["Benar" if bank[about].statement_is_true else "Salah"]):
            found.setdefault(field["name"], []).append(field["value"])
    return found


def _label(field: Any) -> str:
    label = field.find_parent("label") or field.find_next("label")
    return " ".join(label.get_text(" ").split())


class Crawl:
    """All screens of the admin that a person comes to by links, each route a few times."""

    MOST = 2
    NOT = re.compile(
        r"/(logout|export|unlock|history-results|editing-sessions|styleguide|jsi18n|sprite|dismissibles|usage)\b"
        r"|/reports/.+/results/|/bulk/|/pages/\d+/(delete|copy|move)"
    )

    def __init__(self, report: Report, visitor: Visitor) -> None:
        self.report, self.visitor = report, visitor
        self.looked: Counter[str] = Counter()

    def go(self) -> None:
        from django.urls import Resolver404, resolve

        forms = self._forms()
        queue, known = ["/admin/", *forms], set[str]()
        while queue:
            path = queue.pop(0)
            try:
                route = resolve(path).route
            except Resolver404:
                continue
            if path in known or self.NOT.search(path) or (self.looked[route] >= self.MOST and path not in forms):
                continue
            known.add(path)
            self.looked[route] += 1
            response = self.report.visit(self.visitor, path)
            if response.headers.get("Content-Type", "").startswith("text/html"):
                queue += self._links(response.body.decode("utf-8", "replace"))

    def _forms(self) -> list[str]:
        """The form of one page of each type."""
        from django.apps import apps

        found = {page.content_type_id: page for page in apps.get_model("wagtailcore", "Page").objects.order_by("-path")}
        pages = sorted(found.values(), key=lambda page: page.path)
        return [f"/admin/pages/{page.pk}/edit/" for page in pages if page.depth > 1]

    def _links(self, text: str) -> list[str]:
        found = re.findall(r"/admin/[^\"'\\\s<>]*", html.unescape(text))
        return list(dict.fromkeys(each.partition("#")[0].partition("?")[0] for each in found))


def _meet(report: Report, staff: dict[str, Visitor]) -> None:
    """The day of the first meeting: the screen with the code, the participant's taps, the lists."""
    from django.apps import apps

    learner = Visitor(PARTICIPANT)
    trainer, analyst = Visitor("pengajar@contoh.id"), Visitor("analis@contoh.id")
    meeting = apps.get_model("courses", "RunSession").objects.order_by("starts_at")[0]
    home, desk = f"/kelas/{meeting.run.public_id}", f"/admin/pelatihan/kehadiran/pertemuan/{meeting.pk}/"
    for address in ("/kelas/", "/", f"{home}/", f"{home}/hadir/"):
        report.visit(learner, address, "day of the meeting")
    screen = report.visit(trainer, f"{desk}layar/")
    if found := re.search(rf"/hadir/{meeting.pk}/[^/\"\s]+/", screen.body.decode()):
        report.visit(learner, found[0], "scanned")
        learner.submit(found[0])
        report.visit(learner, found[0], "scanned again")
    for address in (f"{home}/", f"{home}/hadir/"):
        report.visit(learner, address, "after the tap")
    for address in (desk, f"{desk}daftar.pdf", f"/admin/pelatihan/kehadiran/kelas/{meeting.run_id}/"):
        report.visit(trainer, address, "day of the meeting")
        report.visit(analyst, address, "day of the meeting")
    report.visit(analyst, f"/admin/pelatihan/kehadiran/kelas/{meeting.run_id}/xlsx/")


def _mails() -> list[Any]:
    """Every message that left, in order."""
    import email.policy

    from django.conf import settings

    found = []
    for path in sorted(Path(settings.EMAIL_FILE_PATH).glob("*.log"), key=lambda path: path.stat().st_mtime_ns):
        for part in path.read_bytes().split(b"-" * 79 + b"\n"):
            if part.strip():
                found.append(email.message_from_bytes(part.lstrip(), policy=email.policy.default))
    return found


def _mail(report: Report) -> None:
    for number, mail in enumerate(_mails(), start=1):
        heads = [f"{name}: {mail[name]}" for name in ("From", "To", "Subject", "List-Unsubscribe") if mail[name]]
        names = [f"attachment: {normalised(str(part.get_filename()))}" for part in mail.iter_attachments()]
        report.write(f"mail {number}", [*heads, *names], [normalised(_words_of(mail))], kind="mail")


def _words_of(mail: Any) -> str:
    body = mail.get_body(("plain", "html"))
    return str(body.get_content()) if body else ""


PARTS: dict[str, Callable[[], Iterator[str]]] = {
    "urls": urls,
    "permissions": permissions,
    "registries": registries,
    "pages": pages,
}


def main() -> None:
    if len(sys.argv) != 3 or sys.argv[1] not in {*PARTS, "all"}:
        sys.exit(__doc__)
    part, target = sys.argv[1], Path(sys.argv[2])
    if part == "all":
        _print_all(target)
        return
    start(debug=part == "urls")
    if part in {"permissions", "pages"}:
        seed()
    _print(part, target)


def _print_all(folder: Path) -> None:
    """What needs no copy in processes of their own, and of one copy the rest."""
    folder.mkdir(parents=True, exist_ok=True)
    others = {name: value for name, value in os.environ.items() if name != "SURFACE_VAR"}
    for part in ("urls", "registries"):
        command = [sys.executable, "-m", "tests.surface", part, str(folder / f"{part}.txt")]
        subprocess.run(command, check=True, cwd=ROOT, env=others)
    start(debug=False)
    seed()
    for part in ("permissions", "pages"):
        _print(part, folder / f"{part}.txt")


def _print(part: str, target: Path) -> None:
    target.write_text("\n".join(PARTS[part]()) + "\n", "utf-8")


if __name__ == "__main__":
    main()
