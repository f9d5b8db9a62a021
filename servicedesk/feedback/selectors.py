"""Reads of page feedback; staff see it for the pages they may edit or publish."""

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from core.people.types import Person
from servicedesk.feedback.models import PageFeedback

EDIT_ACTIONS = ("add", "change", "publish")


def page_for_feedback(page_id: int) -> Page:
    """A public page with a URL. Raises Http404 otherwise."""
    page = Page.objects.live().public().filter(pk=page_id).defer_streamfields().specific().first()
    if page is None or page.depth <= 1 or not page.url:
        raise Http404
    return page


def pages_of(user: Person) -> QuerySet[Page]:
    """The pages that ``user`` may add to, change or publish."""
    pages: QuerySet[Page] = page_permission_policy.instances_user_has_any_permission_for(user, EDIT_ACTIONS)
    return pages


def feedback_for(user: Person) -> QuerySet[PageFeedback]:
    """Feedback on ``pages_of(user)``, newest first."""
    return PageFeedback.objects.filter(page__in=pages_of(user)).select_related("page", "handled_by")


def with_counts(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Pages with feedback, annotated with ``yes``, ``no`` and ``waiting``; most unhandled first."""
    counts = {
        "yes": Count("reader_feedback", filter=Q(reader_feedback__helpful=True)),
        "no": Count("reader_feedback", filter=Q(reader_feedback__helpful=False)),
        "waiting": Count("reader_feedback", filter=Q(reader_feedback__handled_at__isnull=True)),
    }
    return pages.filter(reader_feedback__isnull=False).annotate(**counts).order_by("-waiting", "-no", "title")


def counts_of(page: Page) -> dict[str, int]:
    """``yes``, ``no`` and ``waiting`` of one page."""
    return PageFeedback.objects.filter(page_id=page.pk).aggregate(
        yes=Count("pk", filter=Q(helpful=True)),
        no=Count("pk", filter=Q(helpful=False)),
        waiting=Count("pk", filter=Q(handled_at__isnull=True)),
    )
