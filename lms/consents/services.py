"""Consent, purpose by purpose: given to one version of a text, taken back at any time (UU 27/2022 pasal 9, 20–24)."""

from django.db import transaction
from django.utils import timezone

from core.audit.models import ProcessingEntry
from core.audit.services import audit_log, processing_log
from lms.consents.models import Consent
from lms.consents.signals import consent_withdrawn
from lms.consents.texts import NEEDED, current_text
from lms.users.models import User


class NeededConsent(ValueError):
    """The account's consent can't be withdrawn alone: withdrawing it is a request for erasure."""


class OutdatedText(ValueError):
    """The text has changed since the screen was opened; the person has to read the new one."""


@transaction.atomic
def consent_give(*, user: User, purpose: str, version: str) -> Consent:
    """Record agreement to the text shown. The same again changes nothing; a newer version ends the older one.

    Raises OutdatedText for any but the current version.
    """
    if version != current_text(purpose).version:
        raise OutdatedText(purpose)
    User.objects.select_for_update().get(pk=user.pk)
    in_force = Consent.objects.filter(user=user, purpose=purpose, withdrawn_at=None).first()
    if in_force is not None:
        if in_force.text_version == version:
            return in_force
        _end(in_force)
    consent = Consent.objects.create(user=user, purpose=purpose, text_version=version, given_at=timezone.now())
    _record(consent, "lms.consent.given", f"setuju: {consent.get_purpose_display()} ({version})")
    return consent


@transaction.atomic
def consent_withdraw(*, user: User, purpose: str) -> None:
    """Take a consent back; receivers of ``consent_withdrawn`` remove what was held under it. Not in force: nothing.

    Raises NeededConsent.
    """
    if purpose in NEEDED:
        raise NeededConsent(purpose)
    User.objects.select_for_update().get(pk=user.pk)
    consent = Consent.objects.filter(user=user, purpose=purpose, withdrawn_at=None).first()
    if consent is None:
        return
    _end(consent)
    _record(consent, "lms.consent.withdrawn", f"ditarik: {consent.get_purpose_display()}")
    consent_withdrawn.send(sender=Consent, user=user, purpose=purpose)


def _end(consent: Consent) -> None:
    consent.withdrawn_at = max(timezone.now(), consent.given_at)
    consent.save(update_fields=["withdrawn_at"])


def _record(consent: Consent, action: str, what: str) -> None:
    audit_log.record(
        actor=consent.user,
        action=action,
        subject=consent,
        after={"purpose": consent.purpose, "version": consent.text_version},
    )
    processing_log.log(person=consent.user, actor=consent.user, kind=ProcessingEntry.Kind.CONSENT, what=what)
