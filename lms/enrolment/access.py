"""The only ways to a participant's enrolment: the fetch is the permission check, and what you may not see is a 404."""

import uuid

from django.db.models import UUIDField
from django.http import Http404

from core.django_patches.compiled_query import CompiledQuery, Param
from courses.runs.selectors import attach_runs
from lms.enrolment.models.enrolment import Enrolment
from lms.users.models import User

_enrolments = CompiledQuery(
    lambda: Enrolment.objects.exclude(state=Enrolment.State.CANCELLED).filter(
        user=Param("user"), run__public_id=Param("run_id", UUIDField())
    )
)


def get_enrolment_for(user: User, run_id: uuid.UUID) -> Enrolment:
    """The person's own enrolment in a run, unless they have left it. Its course comes as participants know it, no body."""
    found = attach_runs(_enrolments.fetch(user=user.pk, run_id=run_id))
    if not found:
        raise Http404
    return found[0]


def get_latest_enrolment_for(user: User, run_id: uuid.UUID) -> Enrolment:
    """The same, or else the one that the person has left last: what is reported late gets an answer."""
    enrolments = Enrolment.objects.select_related("run__course").filter(user=user, run__public_id=run_id)
    latest = enrolments.order_by("pk").last()
    if latest is None:
        raise Http404
    return latest
