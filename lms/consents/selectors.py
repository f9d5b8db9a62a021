"""Reads behind "Data saya", the consents and the staff's queues."""

from lms.consents.models import Consent
from lms.consents.texts import NEEDED, ConsentText, current_text
from lms.users.models import User


def consents_in_force(user: User) -> list[Consent]:
    return list(Consent.objects.filter(user=user, withdrawn_at__isnull=True))


class ConsentState:
    """One purpose: its current text, and the person's consent to it or to an earlier version."""

    def __init__(self, purpose: str, consent: Consent | None) -> None:
        self.purpose = Consent.Purpose(purpose)
        self.consent = consent
        self.text: ConsentText = current_text(purpose)
        self.is_needed = purpose in NEEDED

    @property
    def is_current(self) -> bool:
        return self.consent is not None and self.consent.text_version == self.text.version

    @property
    def is_outdated(self) -> bool:
        return self.consent is not None and not self.is_current


def consent_states(user: User) -> list[ConsentState]:
    """Every purpose that the site has, in one query."""
    in_force = {one.purpose: one for one in Consent.objects.filter(user=user, withdrawn_at=None)}
    return [ConsentState(purpose, in_force.get(purpose)) for purpose in Consent.Purpose.values]


def has_consented(user: User, purpose: str) -> bool:
    """Whether the current version is consented to."""
    version = current_text(purpose).version
    return Consent.objects.filter(user=user, purpose=purpose, withdrawn_at=None, text_version=version).exists()


def has_outdated_consent(user: User) -> bool:
    """Whether a text that the person consented to has a newer version."""
    return any(state.is_outdated for state in consent_states(user))
