"""Readers' answers."""

import uuid

import factory

from servicedesk.feedback.models import PageFeedback


class PageFeedbackFactory(factory.django.DjangoModelFactory):
    token = factory.LazyFunction(uuid.uuid4)
    helpful = False
    remark = factory.Sequence(lambda number: f"Langkah {number} kurang jelas.")

    class Meta:
        model = PageFeedback
