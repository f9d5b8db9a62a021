"""Staff read Indonesian everywhere in /admin/, also in the parts that Wagtail ships in English."""

import json
import re
from collections.abc import Callable

import pytest
import wagtail
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Page, Site

from cms.standards.models.work_unit import UnitEditors
from core.operations.services import set_up_site
from core.people.roles import CONTENT_EDITOR
from tests.core.admin.language import SAME_IN_BOTH, english_left, english_messages, in_indonesian, is_words
from tests.core.admin.screens import screens

StaffClient = Callable[..., Client]

# What staff open every day, by name, so that a change of links can't take a screen out of the walk unseen.
DAILY_SCREENS = {
    "wagtailadmin_home",
    "wagtailadmin_explore_root",
    "wagtailadmin_reports:site_history",
    "wagtailadmin_reports:locked_pages",
    "wagtailadmin_reports:aging_pages",
    "wagtailadmin_reports:page_types_usage",
    "wagtailadmin_reports:workflow",
    "wagtailadmin_workflows:index",
    "wagtailadmin_collections:index",
    "wagtailadmin_account",
    "wagtailimages:index",
    "wagtailimages:add_multiple",
    "wagtaildocs:index",
    "wagtaildocs:add_multiple",
    "wagtailusers_users:index",
    "wagtailusers_users:add",
    "wagtailusers_groups:index",
    "wagtailredirects:index",
    "wagtailsearchpromotions:index",
}


@pytest.fixture(scope="module")
def content(module_data: None) -> Page:
    """The site as it is set up, and one of each thing that listings show; returns the home page."""
    set_up_site()
    call_command("seed_services", verbosity=0)
    page = Site.objects.get(is_default_site=True).root_page
    Collection.get_first_root_node().add_child(name="Foto kegiatan")
    get_image_model().objects.create(title="Pasar rakyat", file=get_test_image_file())
    get_document_model().objects.create(title="Syarat koperasi", file=ContentFile(b"isi", name="syarat.txt"))
    Redirect.objects.create(old_path="/lama", redirect_link="/baru/")
    SearchPromotion.objects.create(query=Query.get("izin usaha"), page=page, description="Halaman izin usaha")
    return page


def english_on(client: Client) -> tuple[set[str], dict[str, set[str]]]:
    """Names of the screens walked, and the English found by path."""
    names, left = set(), {}
    for path, html in screens(client):
        names.add(path)
        if found := english_left(html):
            left[path] = found
        assert '<html lang="id"' in html or "<html" not in html, path
    return names, left


@pytest.mark.slow
def test_a_superuser_meets_no_english_on_any_staff_screen(staff_client: StaffClient, content: Page) -> None:
    walked, left = english_on(staff_client())
    assert left == {}, left
    assert {reverse(name) for name in DAILY_SCREENS} <= walked
    assert reverse("wagtailadmin_pages:edit", args=[content.pk]) in walked
    assert len(walked) > 60


@pytest.mark.slow
def test_a_content_editor_meets_no_english(staff_client: StaffClient, content: Page) -> None:
    client = staff_client(CONTENT_EDITOR)
    get_user_model().objects.get(pk=client.session["_auth_user_id"]).groups.add(UnitEditors.objects.first().group)
    walked, left = english_on(client)
    assert left == {}, left
    assert reverse("wagtailadmin_home") in walked
    assert any(path.startswith("/admin/pages/") and path.endswith("/edit/") for path in walked)


@pytest.mark.skipif(wagtail.VERSION[0] != 7, reason="our catalogue follows the release that requirements.txt pins")
def test_every_message_of_wagtail_has_indonesian_words() -> None:
    """Fails when an upgrade brings new messages: translate them in locale/id and compile."""
    untranslated = {
        entry.msgid
        for entry in english_messages()
        if is_words(entry.msgid) and entry.msgid not in SAME_IN_BOTH and in_indonesian(entry) == entry.msgid
    }
    assert {text for text in untranslated if text.strip() not in SAME_IN_BOTH} == set()


def test_scripts_of_the_admin_speak_indonesian(staff_client: StaffClient) -> None:
    script = staff_client().get(reverse("wagtailadmin_javascript_catalog")).content.decode()
    found = re.search(r"newcatalog = (\{.*?\});\n", script, re.S)
    assert found
    catalogue = json.loads(found[1])
    missing = {entry.msgid for entry in english_messages("djangojs") if entry.msgid not in catalogue}
    assert missing == set()
    assert catalogue["Collapse all"] == "Tutup semua"


def test_english_on_a_screen_is_found() -> None:
    """The guard itself: a plain message, one with a variable part, a label for screen readers, a text of no catalogue."""
    html = (
        "<p>Save draft</p><p>Page 'Izin' has been published.</p><a aria-label=\"Toggle breadcrumbs\">x</a>"
        "<script>var page = 'Save draft'</script><p>Choose your thing</p><p>Simpan draf</p>"
    )
    assert english_left(html) == {
        "Save draft",
        "Page 'Izin' has been published.",
        "Toggle breadcrumbs",
        "Choose your thing",
    }


@pytest.mark.django_db
def test_permissions_have_indonesian_names() -> None:
    english = Permission.objects.filter(name__startswith="Can ").values_list("name", flat=True)
    assert list(english) == []
    assert Permission.objects.get(codename="add_siteimage").name == "Dapat menambah gambar"
    assert Permission.objects.get(codename="publish_page").name == "Terbitkan halaman mana pun"
