"""Films, sounds and papers of a lesson, for those who are in the class."""

import uuid

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from core.media_serving import serve_captions, serve_media_file
from lms.access import get_media_for
from lms.enrolment.access import get_enrolment_for
from lms.views.decorators import LearnerRequest, learner_file


@learner_file
def class_media(request: LearnerRequest, run_id: uuid.UUID, lesson_id: int, media_id: uuid.UUID) -> HttpResponseBase:
    return serve_media_file(request, get_media_for(get_enrolment_for(request.user, run_id), lesson_id, media_id))


@learner_file
def class_captions(request: LearnerRequest, run_id: uuid.UUID, lesson_id: int, media_id: uuid.UUID) -> HttpResponse:
    return serve_captions(get_media_for(get_enrolment_for(request.user, run_id), lesson_id, media_id))
