"""What a file may be, and how long it stays."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from openpyxl import load_workbook

from core.documents.xlsx import workbook_bytes
from core.files.uploads.checks import UploadRefused
from core.imports.models import ImportLine, ImportRun
from core.people import roles
from lms.invitations.models import PeopleImport
from lms.invitations.services.people_import import people_upload, reports_purge
from lms.privacy.services.erasure import account_remove
from lms.users.models import User
from tests.factories.lms import make_staff
from tests.lms.invitations.sheets import BUDI, SRI, brought_in, sheet, uploaded

pytestmark = pytest.mark.django_db

Verdict = ImportLine.Verdict


def ole(*names: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + b"".join(name.encode("utf-16-le") for name in names)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (ole("EncryptedPackage"), "dikunci dengan kata sandi"),
        (ole("Workbook"), "Excel lama (.xls)"),
        (b"nama,email\nSri,sri@example.id\n", "bukan Excel (XLSX)"),
        (b"%PDF-1.7", "bukan Excel (XLSX)"),
        (b"PK\x03\x04 broken", "rusak"),
        (b"", "kosong"),
    ],
)
def test_a_file_of_another_kind_is_refused_in_a_sentence(content: bytes, sentence: str) -> None:
    by = make_staff(roles.CURRICULUM_ANALYST)
    with pytest.raises(UploadRefused) as refusal:
        people_upload(file=ContentFile(content, name="peserta.xlsx"), course_run=None, by=by)
    assert sentence in str(refusal.value)
    assert not PeopleImport.objects.exists()


def test_a_zip_bomb_is_refused_before_it_is_opened() -> None:
    import zipfile

    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (210 * 1024 * 1024))
    by = make_staff(roles.CURRICULUM_ANALYST)
    with pytest.raises(UploadRefused, match="terlalu besar"):
        people_upload(file=ContentFile(target.getvalue(), name="bom.xlsx"), course_run=None, by=by)


def test_a_file_without_headings_ends_as_refused_with_what_to_do() -> None:
    run = uploaded(sheet([["a", "b"]], ["x", "y"]))
    assert run.state == ImportRun.State.REFUSED
    assert "berkas contoh" in run.message


def test_the_example_file_can_be_brought_in_as_it_is() -> None:
    from core.documents.xlsx import Column, Sheet
    from lms.invitations.admin.people_import import EXAMPLE
    from lms.invitations.imports.columns import LABELS

    columns = [Column(label, 24, text=True) for label in LABELS.values()]
    content = workbook_bytes([Sheet("Peserta", columns, [[EXAMPLE[name] for name in LABELS]])])
    page = load_workbook(BytesIO(content)).active
    assert page["C2"].number_format == "@"
    assert page.column_dimensions["C"].number_format == "@"
    run = uploaded(content)
    assert [line.verdict for line in run.lines.all()] == [Verdict.NEW]


def test_the_file_goes_once_it_was_applied_and_the_report_after_thirty_days(run_jobs: Any) -> None:
    run, waiting = brought_in([SRI]), uploaded(sheet([BUDI]))
    run_jobs()
    assert not run.file.storage.exists(run.file.name)
    assert run.file.storage.exists(waiting.file.name)
    assert reports_purge() == 0
    PeopleImport.objects.update(created_at=timezone.now() - timedelta(days=31))
    assert reports_purge() == 2
    run_jobs()
    assert not run.file.storage.exists(waiting.file.name)
    assert not ImportLine.objects.exists()
    assert User.objects.get(email=SRI[1]).invitation.import_run is None


def test_an_erased_person_is_not_in_the_report_any_more() -> None:
    run = brought_in([SRI, BUDI])
    account_remove(user=User.objects.get(email=SRI[1]), by=None)
    text = str(list(run.lines.values_list("subject", "before", "after", "message")))
    assert "Sri" not in text
    assert "sri@" not in text
    assert "Budi" in text
