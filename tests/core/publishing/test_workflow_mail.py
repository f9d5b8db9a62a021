"""The messages of the approval workflow go through the outbox: once, with a link, to whom it concerns."""

import pytest
from django.core import mail
from wagtail.users.models import UserProfile

from cms.home.services.site_setup import set_up
from core.messages.models import Notification
from core.people import roles
from core.publishing import workflow_mail
from tests.factories.cms import NewsPageFactory
from tests.factories.lms import make_staff


@pytest.fixture
def submitted(db):
    list(set_up())
    editor, approver = make_staff(roles.CONTENT_EDITOR), make_staff(roles.CONTENT_APPROVER)
    page = NewsPageFactory(live=False, title="Pasar murah")
    page.save_revision(user=editor)
    page.get_workflow().start(page, editor)
    return page, editor, approver


def told(person):
    return Notification.objects.filter(category=workflow_mail.CATEGORY, recipient=person).order_by("pk")


def decide(page, by, action):
    step = page.current_workflow_task_state
    step.task.specific.on_action(step, by, action)


def test_submitted_is_told_to_who_approves_and_approved_to_who_wrote(submitted):
    page, editor, approver = submitted
    (asked,) = told(approver)
    assert "Pasar murah" in asked.subject
    assert f"/admin/pages/{page.pk}/edit/" in asked.body_text
    decide(page, approver, "approve")
    page.refresh_from_db()
    (answered,) = told(editor)
    assert answered.address == editor.email
    assert page.full_url in answered.body_text
    assert len(mail.outbox) == 0  # queued; the worker sends


def test_given_back_twice_is_told_twice(submitted):
    page, editor, approver = submitted
    for _ in range(2):
        decide(page, approver, "reject")
        page.current_workflow_state.resume(user=editor)
    assert told(editor).count() == 2
    assert told(approver).count() == 3


def test_who_switched_it_off_is_left_alone(submitted):
    page, editor, approver = submitted
    profile = UserProfile.get_for_user(editor)
    profile.approved_notifications = False
    profile.save()
    decide(page, approver, "approve")
    assert not told(editor).exists()
