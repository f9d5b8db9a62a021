"""One file for one target is checked once at a time; going back to before targets leaves the first of each file."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from core.models.imports import ImportRun

pytestmark = pytest.mark.django_db


def run(target: str, **fields: str) -> ImportRun:
    return ImportRun.objects.create(kind="elibrary.catalogue", target=target, file_name="a.csv", sha256="1" * 64, **fields)


def test_the_database_takes_one_check_of_a_file_for_each_target() -> None:
    run("balai-pustaka auto")
    run("lain auto")
    with pytest.raises(IntegrityError), transaction.atomic():
        run("lain auto")
    ImportRun.objects.update(state=ImportRun.State.CHECKED)
    run("lain auto")


def test_going_back_refuses_what_could_not_have_been_on_its_way() -> None:
    first, second, done = run("a"), run("b"), run("c", state=ImportRun.State.CHECKED)
    import_module("core.migrations.0013_import_target").refuse_second_targets(apps, None)
    states = dict(ImportRun.objects.values_list("pk", "state"))
    assert states == {first.pk: "checking", second.pk: "refused", done.pk: "checked"}
    second.refresh_from_db()
    assert "Unggah lagi" in second.message
