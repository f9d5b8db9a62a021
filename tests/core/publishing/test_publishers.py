"""Every way by which the installed Wagtail makes a page public is known, and leads through the one guarded door."""

import wagtail
from django.apps import apps
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.models import Page

from core.publishing.pages import SecondPersonPage
from tests.core.publishing.publishers import doors

PINNED_RELEASE = (7, 4)
# Each is tried in tests/core/publishing/test_gate.py, by the screen or the function that leads there.
PINNED = {
    "actions/convert_alias.py ConvertAliasPageAction._convert_alias: save in an action",
    "actions/convert_alias.py ConvertAliasPageAction._convert_alias: save_revision in an action",
    "actions/copy_page.py CopyPageAction._copy_page: add_child in an action",
    "actions/copy_page.py CopyPageAction._copy_page: add_sibling in an action",
    "actions/copy_page.py CopyPageAction._copy_page: save in an action",
    "actions/copy_page.py CopyPageAction._copy_page: save_revision in an action",
    "actions/create_alias.py CreatePageAliasAction._create_alias: add_child in an action",
    "actions/create_alias.py CreatePageAliasAction._create_alias: add_sibling in an action",
    "actions/create_alias.py CreatePageAliasAction._create_alias: save in an action",
    "actions/move_page.py MovePageAction._move_page: save in an action",
    "actions/publish_page_revision.py PublishPageRevisionAction._after_publish: save in an action",
    "actions/publish_revision.py PublishRevisionAction._publish_revision: live = True",
    "actions/publish_revision.py PublishRevisionAction._publish_revision: save in an action",
    "actions/revert_to_page_revision.py RevertToPageRevisionAction.execute: save_revision in an action",
    "actions/unpublish.py UnpublishAction._commit_unpublish: save in an action",
    "actions/unpublish_page.py UnpublishPageAction._commit_unpublish: save in an action",
    "admin/api/actions/copy.py CopyPageAPIAction._action_from_data: CopyPageAction",
    "admin/api/actions/create_alias.py CreatePageAliasAPIAction._action_from_data: CreatePageAliasAction",
    "admin/api/actions/publish.py PublishPageAPIAction._action_from_data: PublishPageRevisionAction",
    "admin/views/generic/mixins.py CreateEditViewOptionalFeaturesMixin.publish_action: publish",
    "admin/views/pages/bulk_actions/publish.py PublishBulkAction.execute_action: publish",
    "admin/views/pages/copy.py copy: CopyPageAction",
    "admin/views/pages/copy.py copy: CreatePageAliasAction",
    "admin/views/pages/create.py CreateView.publish_action: publish",
    "admin/views/pages/edit.py EditView.publish_action: PublishPageRevisionAction",
    "management/commands/publish_scheduled.py Command.handle: publish",
    "models/draft_state.py DraftStateMixin.publish: PublishRevisionAction",
    "models/pages.py Page.copy: CopyPageAction",
    "models/pages.py Page.create_alias: CreatePageAliasAction",
    "models/pages.py Page.publish: PublishPageRevisionAction",
    "models/pages.py Page.update_aliases: live = True",
    "models/revisions.py Revision.publish: publish",
    "workflows.py publish_workflow_state: publish",
}
# What the newest release has in other places; ``make test-next`` runs on it.
NEXT = {
    "actions/create.py CreateAction._create: publish",
    "actions/create.py CreateAction._create: save_revision in an action",
    "actions/create.py CreateAction._save_instance: save in an action",
    "actions/create_page.py CreatePageAction._save_instance: add_child in an action",
    "actions/create_page.py CreatePageAction._save_instance: save in an action",
    "actions/edit.py EditAction._edit: publish",
    "actions/edit.py EditAction._edit: save_revision in an action",
    "actions/edit.py EditAction._save_instance: save in an action",
    "actions/revert_to_revision.py RevertToRevisionAction.execute: save_revision in an action",
    "admin/views/pages/copy.py CopyView.form_valid: CopyPageAction",
    "admin/views/pages/copy.py CopyView.form_valid: CreatePageAliasAction",
    "models/pages.py AbstractPage.copy: CopyPageAction",
    "models/pages.py AbstractPage.create_alias: CreatePageAliasAction",
    "models/pages.py AbstractPage.publish: PublishPageRevisionAction",
    "models/pages.py AbstractPage.update_aliases: live = True",
}


def test_no_way_to_publish_has_appeared_in_wagtail() -> None:
    new = doors() - PINNED - NEXT
    assert not new, f"does it pass PublishRevisionAction.execute or SecondPersonPage.save? Then list it here: {sorted(new)}"


def test_the_list_is_that_of_the_pinned_release() -> None:
    if wagtail.VERSION[:2] == PINNED_RELEASE:
        assert doors() == PINNED


def test_every_publication_of_a_revision_runs_the_guarded_action() -> None:
    assert PublishPageRevisionAction.execute is PublishRevisionAction.execute
    assert hasattr(PublishRevisionAction.execute, "__wrapped__")


def test_every_gated_page_saves_through_the_gate() -> None:
    models = [model for model in apps.get_models() if issubclass(model, SecondPersonPage)]
    for model in models:
        assert model.__mro__.index(SecondPersonPage) < model.__mro__.index(Page)
    assert {model.__name__ for model in models} >= {"ServicePage", "NewsPage", "HomePage"}
