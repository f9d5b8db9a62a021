"""Why a page may not go public now."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from wagtail.models import Page


class NotPublishable(ValidationError):
    """``page`` stays as it is: it is incomplete, its change isn't explained, or its author would publish it.

    A ValidationError by field, so that Wagtail's forms and API show it as one; ``core.publishing.middleware`` turns it into
    a sentence wherever it comes out of the admin.
    """

    def __init__(self, page: Page, errors: dict[str, str]) -> None:
        super().__init__({field: [message] for field, message in errors.items()})
        self.page = page
        self.errors = errors

    @property
    def told(self) -> str:
        """The page and every reason, in a sentence for staff."""
        return f"“{self.page.title}” tidak diterbitkan. " + " ".join(dict.fromkeys(self.errors.values()))


GENERAL = NON_FIELD_ERRORS
