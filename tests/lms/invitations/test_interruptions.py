"""A list of people is cut off, changed behind its back or tapped twice: nothing is lost and nothing happens twice."""

from typing import Any

import pytest

from core.imports.driver import request_apply
from core.imports.models import ImportLine, ImportRun
from lms.consents.models import Consent
from lms.consents.services import consent_give
from lms.invitations.models import Invitation
from lms.invitations.services import people_apply
from lms.profile.models.profile import Profile
from lms.users.models import User
from tests.factories.lms import ProfileFactory, UserFactory
from tests.lms.invitations.sheets import SRI, applied, sheet, uploaded, work

pytestmark = pytest.mark.django_db

Verdict = ImportLine.Verdict


def consented(**fields: Any) -> User:
    user = ProfileFactory(**fields).user
    consent_give(user=user, purpose=Consent.Purpose.CLASS_DATA, version="2026-11")
    return user


def test_a_person_is_whole_or_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    run = uploaded(sheet([SRI]))
    monkeypatch.setattr(people_apply, "invitation_create", lambda **named: 1 / 0)
    request_apply(run=run, chosen=[], by=run.uploaded_by)
    for _ in range(3):
        work()
    run.refresh_from_db()
    assert (run.state, bool(run.message)) == (ImportRun.State.CHECKED, True)
    assert not User.objects.filter(email=SRI[1]).exists()
    assert not Profile.objects.exists()
    monkeypatch.undo()
    assert applied(run).state == ImportRun.State.APPLIED


def test_a_person_who_signed_up_between_check_and_apply_keeps_their_own_account() -> None:
    run = uploaded(sheet([SRI]))
    user = ProfileFactory(user=UserFactory(email=SRI[1])).user
    applied(run)
    assert run.lines.get(part="Akun").outcome == "unchanged"
    assert not Invitation.objects.filter(user=user).exists()
    assert Profile.objects.get(user=user).nik is None


def test_an_account_that_went_meanwhile_is_skipped() -> None:
    user = consented()
    run = uploaded(sheet([(user.full_name, user.email, SRI[2], "", "")]))
    user.delete()
    applied(run)
    assert set(run.lines.filter(verdict=Verdict.CHANGED).values_list("outcome", flat=True)) == {"skipped"}
