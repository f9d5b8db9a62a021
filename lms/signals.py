"""What follows a row whichever door it is written by: a stored file goes with its row, a queue hears of its run."""

from typing import Any

from django.db import models
from django.db.models.signals import post_delete, post_save

from courses.models.run import CourseRun
from lms.models.document import PersonalDocument
from lms.models.rights import DataExport
from lms.services.files import remove_later
from lms.services.waiting import run_changed


def remove_file(instance: models.Model, **kwargs: Any) -> None:
    remove_later([instance.file.name])  # type: ignore[attr-defined]


def look_after_queue(instance: CourseRun, created: bool, **kwargs: Any) -> None:
    """A higher quota, other dates, a class called off: the people who wait hear of it."""
    if not created:
        run_changed(run=instance)


def connect() -> None:
    post_save.connect(look_after_queue, sender=CourseRun, dispatch_uid="lms.look_after_queue")
    for model in (PersonalDocument, DataExport):
        post_delete.connect(remove_file, sender=model, dispatch_uid=f"lms.remove_file.{model.__name__}")
