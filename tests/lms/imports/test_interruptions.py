"""A list of people is cut off, changed behind its back or tapped twice: nothing is lost and nothing happens twice."""

from typing import Any

import pytest

from core.imports import services as imports
from core.models.imports import ImportLine, ImportRun
from core.models.notification import Notification
from lms.models.consent import Consent
from lms.models.invitation import Invitation
from lms.models.profile import Profile
from lms.models.user import User
from lms.services import people_apply, people_import
from lms.services.consents import consent_give
from lms.services.people_import import people_apply_request
from tests.factories.lms import ProfileFactory, UserFactory
from tests.lms.imports.sheets import BUDI, SRI, applied, sheet, uploaded, work

pytestmark = pytest.mark.django_db

Verdict = ImportLine.Verdict


def consented(**fields: Any) -> User:
    user = ProfileFactory(**fields).user
    consent_give(user=user, purpose=Consent.Purpose.CLASS_DATA, version="2026-11")
    return user


def test_an_interrupted_run_goes_on_with_whoever_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    run = uploaded(sheet([SRI, BUDI]))
    whole, calls = people_import.apply_person, []

    def only_the_first(**named: Any) -> None:
        calls.append(named["record"].row)
        if len(calls) > 1:
            raise RuntimeError("power cut")
        whole(**named)

    monkeypatch.setattr(people_import, "apply_person", only_the_first)
    applied(run)
    assert (run.state, User.objects.filter(is_staff=False).count()) == (ImportRun.State.APPLYING, 1)
    monkeypatch.undo()
    work()
    run.refresh_from_db()
    assert run.state == ImportRun.State.APPLIED
    assert User.objects.filter(is_staff=False).count() == 2
    assert Notification.objects.filter(category="akun").count() == 2


def test_a_person_is_whole_or_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    run = uploaded(sheet([SRI]))
    monkeypatch.setattr(people_apply, "invitation_create", lambda **named: 1 / 0)
    people_apply_request(run=run, chosen=[], by=run.uploaded_by)
    for _ in range(3):
        work()
    run.refresh_from_db()
    assert (run.state, bool(run.message)) == (ImportRun.State.CHECKED, True)
    assert not User.objects.filter(email=SRI[1]).exists()
    assert not Profile.objects.exists()
    monkeypatch.undo()
    assert applied(run).state == ImportRun.State.APPLIED


def test_somebody_who_signed_up_between_check_and_apply_keeps_their_own_account() -> None:
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


def test_a_second_tap_finds_the_run_on_its_way() -> None:
    run = uploaded(sheet([SRI]))
    people_apply_request(run=run, chosen=[], by=run.uploaded_by)
    with pytest.raises(imports.WrongState):
        people_apply_request(run=run, chosen=[], by=run.uploaded_by)
    work()
    assert User.objects.filter(email=SRI[1]).count() == 1
