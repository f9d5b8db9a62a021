"""Writes of tests; each writes one audit entry."""

from collections.abc import Collection

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import ProtectedError

from core.audit.services import audit_log
from courses.questions.models.question import Question
from courses.questions.models.test import Test

RULE_FIELDS = ("pass_mark", "attempts_allowed", "time_limit_minutes", "number_drawn", "shuffled", "show_answers")


class TestInUse(ValueError):
    """Runs refer to the test, or participants have taken it."""

    __test__ = False  # pytest: an error, not a class of tests


@transaction.atomic
def post_test_save(*, test: Test, questions: Collection[Question], by: AbstractBaseUser) -> Test:
    """Store a test and its selected ``questions`` (none: the whole bank of its course).

    Open attempts keep the pass mark, time limit and questions they started with.
    """
    created = test.pk is None
    before = {} if created else Test.objects.filter(pk=test.pk).values(*RULE_FIELDS).get()
    test.save()
    test.questions.set(questions)
    after = {name: getattr(test, name) for name in RULE_FIELDS if created or before[name] != getattr(test, name)}
    action = "courses.test.created" if created else "courses.test.changed"
    audit_log.record(actor=by, action=action, subject=test, after={**after, "chosen": len(questions)})
    return test


@transaction.atomic
def post_test_delete(*, test: Test, by: AbstractBaseUser) -> None:
    """Delete a test without references. Raises TestInUse."""
    audit_log.record(actor=by, action="courses.test.deleted", subject=test, before={"title": test.title})
    try:
        with transaction.atomic():
            test.delete()
    except ProtectedError as error:
        raise TestInUse from error
