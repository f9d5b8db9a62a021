"""A lesson inside a class."""

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render

from lms.access import get_enrolment_for, get_lesson_for
from lms.selectors_learning import checklist
from lms.services.learning import lesson_complete
from lms.views.decorators import LearnerRequest, learner_page


@learner_page("GET", "POST")
def class_lesson(request: LearnerRequest, run_id: uuid.UUID, lesson_id: int) -> HttpResponse:
    """Read it; POST says "done" and leads on to what comes next."""
    enrolment = get_enrolment_for(request.user, run_id)
    lesson = get_lesson_for(enrolment, lesson_id)
    if request.method == "POST":
        lesson_complete(enrolment=enrolment, lesson=lesson)
        return _lead_on(request, run_id)
    now = checklist(enrolment=enrolment)
    position = next(i for i, other in enumerate(now.lessons, start=1) if other.pk == lesson.pk)
    context = {
        "run": enrolment.run,
        "lesson": lesson,
        "checklist": now,
        "position": position,
        "is_done": lesson.pk in now.done_ids,
    }
    return render(request, "lms/class_lesson.html", context)


def _lead_on(request: LearnerRequest, run_id: uuid.UUID) -> HttpResponse:
    """To the next lesson that isn't done, else to the evaluation, else home."""
    now = checklist(enrolment=get_enrolment_for(request.user, run_id))
    if now.next_lesson is not None:
        return redirect("class_lesson", run_id=run_id, lesson_id=now.next_lesson.pk)
    if now.lessons_done and not now.is_completed:
        return redirect("class_evaluation", run_id=run_id)
    return redirect("class_home", run_id=run_id)
