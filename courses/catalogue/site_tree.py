"""The parent page of all courses and its page permissions."""

from collections.abc import Iterable

from django.db import transaction
from wagtail.models import Site

from core.audit.services import audit_log
from core.pages.services import child_page, grant_on_page, grant_pictures
from core.people.roles import CURRICULUM_ANALYST, TRAINER
from core.publishing.services.workflows import attach_workflow
from courses.content.models.pages import CourseIndexPage

WORKFLOW = "Persetujuan Pelatihan"


@transaction.atomic
def build_course_index() -> CourseIndexPage:
    """Create ``/pelatihan/`` if missing. Analysts may edit and publish below it, trainers may edit."""
    page = CourseIndexPage.objects.first()
    if page is None:
        root = Site.objects.get(is_default_site=True).root_page
        page, _ = child_page(root, "pelatihan", _index)
        audit_log.record(actor=None, action="courses.course_index.seeded", subject=page)
    grant_on_page(CURRICULUM_ANALYST, page, ("add_page", "change_page", "publish_page"))
    grant_on_page(TRAINER, page, ("add_page", "change_page"))
    for role in (CURRICULUM_ANALYST, TRAINER):
        grant_pictures(role)
    attach_workflow(page=page, name=WORKFLOW, role=CURRICULUM_ANALYST)
    return page


def set_up() -> Iterable[str]:
    """Step of ``setup_site``: the course index, without courses."""
    return [f"Pelatihan: {build_course_index().get_url()}"]


def _index() -> CourseIndexPage:
    return CourseIndexPage(
        title="Pelatihan",
        introduction="Belajar tanpa biaya, dari ponsel atau tatap muka. Selesaikan yang diminta kelasnya, lalu unduh "
        "sertifikat.",
    )
