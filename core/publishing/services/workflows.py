"""The workflow of a part of the page tree: what is drafted there goes to a second person."""

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import GroupApprovalTask, Page, Task, TaskState, Workflow, WorkflowPage, WorkflowTask

from core.audit.services import audit_log
from core.publishing.models.approval import SecondPersonTask


@transaction.atomic
def attach_workflow(*, page: Page, name: str, role: str) -> None:
    """Send drafts below ``page`` to the members of ``role``. A workflow that hangs there already keeps its steps, but
    Wagtail's own kind of step becomes ours (Wagtail's sample workflow names a group nobody is in)."""
    attached = WorkflowPage.objects.filter(page_id=page.pk).select_related("workflow").first()
    if attached is not None:
        _ask_a_second_person(attached.workflow)
        return
    workflow = Workflow.objects.create(name=name)
    task = SecondPersonTask.objects.create(name=name)
    task.groups.add(Group.objects.get(name=role))
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(workflow=workflow, page_id=page.pk)


def _ask_a_second_person(workflow: Workflow) -> None:
    """Put our task in the place of Wagtail's, with its name and groups; what is waiting in the old one goes on there."""
    for step in WorkflowTask.objects.filter(workflow=workflow, task__groupapprovaltask__isnull=False):
        old = step.task.specific
        step.task = SecondPersonTask.objects.create(name=old.name)
        step.task.groups.set(old.groups.all())
        step.save()
        TaskState.objects.filter(task=old, status=TaskState.STATUS_IN_PROGRESS).update(task=step.task)
        _retire(old)
        audit_log.record(actor=None, action="core.workflow.converted", subject=workflow, before={"task": old.pk})


def _retire(task: GroupApprovalTask) -> None:
    """A task that pages went through stays for their history, out of the lists."""
    if WorkflowTask.objects.filter(task=task).exists():
        return
    if task.task_states.exists():
        Task.objects.filter(pk=task.pk).update(active=False)
    else:
        task.delete()
