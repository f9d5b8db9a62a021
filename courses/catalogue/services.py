"""Copies a course with its modules, lessons, question bank and tests."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Page

from core.audit.services import audit_log
from courses.content.models.pages import CourseCopy, CoursePage
from courses.questions.services.copying import bank_copy


@transaction.atomic
def course_copy(*, course: CoursePage, by: AbstractBaseUser, token: uuid.UUID | None = None) -> CoursePage:
    """Copy ``course`` as a draft sibling titled "Salinan …", with its own question bank and tests. Runs are not copied.

    Idempotent by ``token``: a repeated request returns the existing copy. The parent page is locked, so that concurrent
    requests run one after the other.
    """
    token = token or uuid.uuid4()
    Page.objects.select_for_update().get(pk=course.get_parent().pk)
    before = CourseCopy.objects.filter(token=token).select_related("copy").first()
    if before is not None:
        return before.copy
    title = f"Salinan {course.title}"[: Page._meta.get_field("title").max_length]
    changes = {"title": title, "draft_title": title, "slug": _free_slug(course, slugify(title)[:200])}
    copy: CoursePage = course.copy(
        recursive=True, to=course.get_parent(), update_attrs=changes, keep_live=False, copy_revisions=False, user=by
    )
    after: dict[str, object] = {"from": course.pk, "title": title, **bank_copy(source=course, target=copy)}
    CourseCopy.objects.create(token=token, source=course, copy=copy)
    audit_log.record(actor=by, action="courses.course.copied", subject=copy, after=after)
    return copy


def _free_slug(course: CoursePage, slug: str) -> str:
    taken = set(course.get_siblings().filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(one for one in (slug, *(f"{slug}-{number}" for number in range(2, len(taken) + 3))) if one not in taken)
