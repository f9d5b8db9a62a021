"""A child loads what its file needs: it is started for each file, and a person waits for it."""

import json

import pytest

from tests.environment import run_python

HEAVY = ("django", "openpyxl", "celery", "wagtail")
MODULES = [
    "cms.standards.imports.extract",
    "core.files.uploads.media_inspection",
    "core.files.uploads.picture_inspection",
    "elibrary.formats.detection",
    "elibrary.formats.marc.reader",
    "elibrary.formats.onix.product",
    "elibrary.formats.opds.opds1",
    "elibrary.formats.opds.opds2",
    "elibrary.formats.opds.pages",
    "elibrary.formats.tables.reader",
    "elibrary.formats.tables.preview",
    "elibrary.formats.extraction",
    "elibrary.deliveries.inspection",
    "elibrary.books.ingest.pdf",
]


@pytest.mark.parametrize("module", MODULES)
def test_neither_django_nor_what_reads_spreadsheets_is_loaded_for_another_file(module, tmp_path):
    code = f"import json, sys, {module}; print(json.dumps(sorted({{name.partition('.')[0] for name in sys.modules}})))"
    done = run_python("-s", "-c", code, var=tmp_path)
    assert done.returncode == 0, done.stderr
    assert not set(HEAVY) & set(json.loads(done.stdout))
