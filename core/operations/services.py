"""Makes a migrated database a site: roles, pages every part stands on, permissions. Safe to repeat."""

from django.db import transaction
from wagtail.models import Collection, Page, Task, Workflow

from core.people.services import sync_roles
from core.setup_steps import site_setup

# Rows that Wagtail's own migrations create, under English names that staff would meet.
SAMPLE_WORKFLOW = "Moderators approval"
SAMPLE_ROOT = "Root"
ROOT_PAGE = "Semua halaman"
ROOT_COLLECTION = "Semua berkas"


@transaction.atomic
def set_up_site() -> list[str]:
    """Roles, then every registered step; the lines they tell."""
    changed = sync_roles()
    _replace_samples()
    return [f"Peran diperbarui: {', '.join(changed)}." if changed else "Peran sudah sesuai."] + [
        line for step in site_setup for line in step.run()
    ]


def _replace_samples() -> None:
    """Take away the sample workflow (unless pages went through it) and give the two tree roots Indonesian names."""
    Workflow.objects.filter(name=SAMPLE_WORKFLOW, workflow_states=None).delete()
    Task.objects.filter(name=SAMPLE_WORKFLOW, task_states=None, workflow_tasks=None).delete()
    Page.objects.filter(depth=1, title=SAMPLE_ROOT).update(title=ROOT_PAGE, draft_title=ROOT_PAGE)
    Collection.objects.filter(depth=1, name=SAMPLE_ROOT).update(name=ROOT_COLLECTION)
