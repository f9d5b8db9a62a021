"""The front page, the service index, the default site, and their permissions."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, Page, PageLogEntry, Site

from cms.home.models import HomePage
from cms.standards.models.service_index import ServiceIndexPage
from cms.standards.services.unit_groups import scope_editors
from core.audit.services import audit_log
from core.pages.services import child_page, grant_on_page
from core.people import roles
from core.publishing.services.workflows import attach_workflow

WORKFLOW = "Persetujuan Konten"
_stock_hosts = {"localhost", "127.0.0.1"}
# Permissions of editors: ``cms.standards.services.unit_groups``.
APPROVER_PERMISSIONS = ("add_page", "change_page", "publish_page", "unlock_page")
# Wagtail checks permissions of its own models even when the site has custom ones.
_media_rights = {"wagtailimages": "image", "wagtaildocs": "document"}


@transaction.atomic
def build_site_tree() -> tuple[Site, ServiceIndexPage]:
    """Create what is missing of front page, service index, default site and permissions."""
    home = HomePage.objects.first()
    if home is None:
        home, _ = child_page(Page.get_first_root_node(), "beranda", _home)
        audit_log.record(actor=None, action="cms.home.seeded", subject=home)
    index = ServiceIndexPage.objects.first()
    if index is None:
        index, _ = child_page(home, "layanan", _index)
        audit_log.record(actor=None, action="cms.service_index.seeded", subject=index)
    site = _default_site(home)
    _grant(home, index)
    scope_editors(index=index)
    attach_workflow(page=index, name=WORKFLOW, role=roles.CONTENT_APPROVER)
    return site, index


def _home() -> HomePage:
    return HomePage(
        title="Layanan, pelatihan, dan buku untuk koperasi dan UMKM",
        seo_title="Beranda",
        lead="Satu tempat untuk urusan Anda dengan Dinas Koperasi dan UKM Provinsi Jawa Timur.",
        ways_in=[
            (
                "way",
                {"title": "Cari layanan", "text": "Lihat syarat, waktu, dan biaya sebelum berangkat.", "url": "/layanan/"},
            ),
            (
                "way",
                {"title": "Ikut pelatihan", "text": "Belajar dari ponsel dan unduh sertifikatnya.", "url": "/pelatihan/"},
            ),
            (
                "way",
                {"title": "Baca buku", "text": "Cari kata di dalam buku, lalu baca halamannya.", "url": "/perpustakaan/"},
            ),
        ],
    )


def _index() -> ServiceIndexPage:
    return ServiceIndexPage(
        title="Layanan", lead="Semua layanan menurut unit kerja, dengan syarat, waktu, dan biaya yang ditetapkan dinas."
    )


def _default_site(home: Page) -> Site:
    """Set the front page as root of the default site unless an administrator chose another; delete Wagtail's sample page."""
    address = urlsplit(settings.SITE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return Site.objects.create(
            hostname=address.hostname, port=port, root_page=home, is_default_site=True, site_name=settings.SITE_NAME
        )
    sample, sample_pk = site.root_page, site.root_page_id
    wanted = {"root_page": home, "site_name": settings.SITE_NAME} if _is_stock_page(sample) else {}
    if site.hostname in _stock_hosts and (site.hostname, site.port) != (address.hostname, port):
        wanted |= {"hostname": address.hostname, "port": port}
    if wanted:
        for name, value in wanted.items():
            setattr(site, name, value)
        site.save()
        audit_log.record(actor=None, action="cms.site.seeded", subject=site)
    if "root_page" in wanted:
        sample.delete()
        PageLogEntry.objects.filter(page=sample_pk).delete()  # its English title would be shown in the site history
    return site


def _is_stock_page(page: Page) -> bool:
    """Whether it is the page of Wagtail's initial migration: type ``Page``, no revisions, no children."""
    return page.specific_class is Page and page.latest_revision_id is None and page.is_leaf()


def _grant(home: Page, index: Page) -> None:
    grant_on_page(roles.CONTENT_APPROVER, index, APPROVER_PERMISSIONS)
    for role in (roles.CONTENT_EDITOR, roles.CONTENT_APPROVER):
        group, _ = Group.objects.get_or_create(name=role)
        for app, kind in _media_rights.items():
            _grant_on_media(group, app, [f"{verb}_{kind}" for verb in ("add", "change", "choose")])
    grant_on_page(roles.ADMINISTRATOR, home, APPROVER_PERMISSIONS)


def _grant_on_media(group: Group, app: str, codenames: list[str]) -> None:
    root = Collection.get_first_root_node()
    for permission in Permission.objects.filter(content_type__app_label=app, codename__in=codenames):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
