"""A migrated database becomes a site that staff can work on, without any demo content."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, GroupPagePermission, Page, PageLogEntry, Task, Workflow

from cms.standards.models.service import ServicePage
from core.audit.models import AuditEntry
from core.operations.services import SAMPLE_WORKFLOW, set_up_site
from core.people import roles
from courses.content.models.pages import CourseIndexPage, CoursePage
from lms.users.models import User

pytestmark = pytest.mark.django_db
StaffClient = Callable[..., Client]
CONTENT = ("layanan", "berita", "kontak", "tentang", "privasi", "aksesibilitas", "tanya-jawab")


def rights() -> set[tuple[str, str, str]]:
    rows = GroupPagePermission.objects.select_related("group", "page", "permission")
    return {(row.group.name, row.page.slug, row.permission.codename.removesuffix("_page")) for row in rows}


def test_each_role_may_work_on_its_part_of_the_tree_only() -> None:
    call_command("setup_site", verbosity=0)
    assert rights() == {
        *((roles.ADMINISTRATOR, "beranda", verb) for verb in ("add", "change", "publish", "unlock")),
        *((roles.CONTENT_APPROVER, slug, verb) for slug in CONTENT for verb in ("add", "change", "publish", "unlock")),
        *((roles.CONTENT_EDITOR, slug, verb) for slug in CONTENT[1:] for verb in ("add", "change")),
        *((roles.CURRICULUM_ANALYST, "pelatihan", verb) for verb in ("add", "change", "publish")),
        *((roles.TRAINER, "pelatihan", verb) for verb in ("add", "change")),
    }


def test_it_brings_no_content_and_no_account(client: Client) -> None:
    set_up_site()
    assert not ServicePage.objects.exists()
    assert not CoursePage.objects.exists()
    assert not User.objects.exists()
    assert {client.get(path).status_code for path in ("/", "/layanan/", "/pelatihan/")} == {200}


def test_a_trainer_may_write_a_course_and_no_service(staff_client: StaffClient) -> None:
    set_up_site()
    trainer = staff_client(roles.TRAINER)
    index = CourseIndexPage.objects.get()
    add = [("courses", "coursepage", index.pk), ("cms", "workunitpage", Page.objects.get(slug="layanan").pk)]
    answers = [trainer.get(reverse("wagtailadmin_pages:add", args=where)) for where in add]
    assert [answer.status_code for answer in answers] == [200, 302]
    assert b"action-publish" not in answers[0].content


def test_a_second_run_changes_nothing_that_staff_have_changed() -> None:
    set_up_site()
    CourseIndexPage.objects.update(introduction="Kata-kata petugas", slug="belajar")
    before = (rights(), Page.objects.count(), AuditEntry.objects.count())
    assert set_up_site()[0] == "Peran sudah sesuai."
    assert (rights(), Page.objects.count(), AuditEntry.objects.count()) == before
    assert CourseIndexPage.objects.get().introduction == "Kata-kata petugas"


def test_staff_meet_none_of_wagtails_sample_rows() -> None:
    set_up_site()
    assert {workflow.name for workflow in Workflow.objects.all()} == {"Persetujuan Konten", "Persetujuan Pelatihan"}
    assert {task.name for task in Task.objects.all()} == {"Persetujuan Konten", "Persetujuan Pelatihan"}
    assert not PageLogEntry.objects.filter(label__startswith="Welcome").exists()
    assert Page.get_first_root_node().title == "Semua halaman"
    assert Collection.get_first_root_node().name == "Semua berkas"


def test_a_sample_workflow_that_pages_went_through_stays() -> None:
    workflow = Workflow.objects.get(name=SAMPLE_WORKFLOW)
    page = Page.objects.get(depth=2)
    page.save_revision()
    workflow.start(page, user=None)
    set_up_site()
    assert Workflow.objects.filter(pk=workflow.pk).exists()
