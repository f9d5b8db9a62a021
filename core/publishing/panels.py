"""What the edit screen adds for pages that a second person approves: notices at the top, the change's explanation below."""

from typing import Any

from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel

from core.audit.models import AuditEntry
from core.publishing.authors import authors_since_publication
from core.publishing.checks import OWN_WORK, OWN_WORK_NEEDS_REASON
from core.publishing.services.schedule import REFUSED


class PublicationNotice(Panel):
    """Why there is no button to publish, and what became of a publication at a set time."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "core/publishing/publication_notice.html"

        def is_shown(self) -> bool:
            return bool(self.instance and self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            return super().get_context_data(parent_context) | {
                "own_work": self._own_work(),
                "refused": _refused_schedule(self.instance),
            }

        def _own_work(self) -> str:
            user = self.request.user
            if user.pk not in authors_since_publication(self.instance):
                return ""
            return OWN_WORK_NEEDS_REASON if user.is_superuser else OWN_WORK


def _refused_schedule(page: Any) -> AuditEntry | None:
    """The last refusal, until the page is published or somebody works on it again."""
    entry = AuditEntry.objects.filter(action=REFUSED, subject_id=str(page.pk)).first()
    since = [page.latest_revision_created_at, page.last_published_at]
    return entry if entry is not None and all(moment is None or moment < entry.at for moment in since) else None


def own_work_panels() -> list[Panel]:
    """For a page whose changes need no explanation: the notices, and a superuser's reason."""
    return [PublicationNotice(), FieldPanel("override_reason")]


def change_panel() -> MultiFieldPanel:
    """The fields that explain a change; the reason is there for superusers only."""
    return MultiFieldPanel(
        [FieldPanel("change_note"), FieldPanel("change_basis"), FieldPanel("override_reason")], heading="Perubahan ini"
    )
