"""One file for one target is checked once at a time."""

import pytest
from django.db import IntegrityError, transaction

from core.imports.models import ImportRun

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
