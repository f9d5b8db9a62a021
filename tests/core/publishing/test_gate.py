"""Nothing incomplete goes public, through whichever door."""

import html
from collections.abc import Callable, Collection
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page

from cms.standards.completeness import COMPONENTS, missing_components
from cms.standards.models.service import Audience, ServicePage
from cms.standards.models.work_unit import WorkUnitPage
from core.jobs import services
from core.jobs.models import Job
from core.people import roles
from core.publishing.errors import NotPublishable
from tests.cms.admin_form import PUBLISH, SUBMIT, post_data, send, told
from tests.cms.builders import ONE_SERVICE, draft_of
from tests.cms.standards.test_completeness import EMPTY
from tests.factories.lms import make_staff

KEY = ONE_SERVICE
LABELS = {component.key: component.label for component in COMPONENTS}


@pytest.fixture(scope="module")
def shared_draft(shared_site: None) -> int:
    return int(draft_of(ServicePage.objects.get(decree_key=ONE_SERVICE), "Layanan baru").pk)


@pytest.fixture
def draft(shared_draft: int, db: None) -> ServicePage:
    """A complete service that was never public."""
    return ServicePage.objects.get(pk=shared_draft)


@pytest.fixture(scope="module")
def shared_approver(shared_site: None) -> Client:
    client = Client()
    client.force_login(make_staff(roles.CONTENT_APPROVER))
    return client


@pytest.fixture
def approver(shared_approver: Client, db: None) -> Client:
    return shared_approver


def _incomplete(page: ServicePage, key: str) -> ServicePage:
    EMPTY[key](page)
    page.save_revision(clean=False)
    return page


def _workflow(page: ServicePage, client: Client) -> str:
    """Send it in past the form, as code could, and approve it."""
    page.get_workflow().start(page, user=None)
    state = page.current_workflow_task_state
    return told(client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])))


def _form(page: ServicePage, client: Client) -> str:
    response = send(client, page, post_data(page), PUBLISH)
    assert response.status_code == 200
    return str(response.context["form"].errors)


def _bulk(page: ServicePage, client: Client) -> str:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return told(client.post(f"{address}?id={page.pk}&next=/admin/", {"include_descendants": ""}))


def _bulk_below(page: ServicePage, client: Client) -> str:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return told(client.post(f"{address}?id={page.get_parent().pk}&next=/admin/", {"include_descendants": "on"}))


def _api(page: ServicePage, client: Client) -> str:
    response = client.post(f"/admin/api/main/pages/{page.pk}/action/publish/")
    assert response.status_code == 400
    return response.content.decode()


def _publish(page: ServicePage, client: Client) -> str:
    return _refused(lambda: page.get_latest_revision().publish())


def _action(page: ServicePage, client: Client) -> str:
    return _refused(lambda: PublishPageRevisionAction(page.get_latest_revision()).execute(skip_permission_checks=True))


def _save(page: ServicePage, client: Client) -> str:
    page.live = True
    return _refused(page.save)


def _save_unchecked(page: ServicePage, client: Client) -> str:
    page.live = True
    return _refused(lambda: page.save(clean=False))


def _some_columns_of_what_went_live_past_us(page: ServicePage, client: Client) -> str:
    page = _live_past_us(page)
    (missing,) = missing_components(page)
    return _refused(lambda: page.save(update_fields=[missing.field], clean=False))


def _scheduled(page: ServicePage, client: Client) -> str:
    page.revisions.filter(pk=page.latest_revision_id).update(approved_go_live_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled", verbosity=0)
    for job in Job.objects.filter(kind="core.publish_scheduled", state=Job.State.QUEUED):
        services.run(job.pk)
    return Job.objects.get(kind="core.publish_scheduled").message


def _alias_of_what_went_live_past_us(page: ServicePage, client: Client) -> str:
    page = _live_past_us(page)
    return _refused(lambda: page.create_alias(update_slug="alias"))


def _copy_of_what_went_live_past_us(page: ServicePage, client: Client) -> str:
    page = _live_past_us(page)
    return _refused(lambda: page.copy(update_attrs={"slug": "salinan"}, keep_live=True))


def _live_past_us(page: ServicePage) -> ServicePage:
    """As ``QuerySet.update``, which nobody can guard, would leave it."""
    page.live = False
    page.save(clean=False)
    Page.objects.filter(pk=page.pk).update(live=True, owner=None)
    again = ServicePage.objects.get(pk=page.pk)
    assert again.live
    return again


def _refused(work: Callable[[], object]) -> str:
    with pytest.raises(NotPublishable) as refusal, transaction.atomic():
        work()
    return refusal.value.told


DOORS = [
    _form,
    _workflow,
    _bulk,
    _bulk_below,
    _api,
    _scheduled,
    _publish,
    _action,
    _save,
    _save_unchecked,
    _some_columns_of_what_went_live_past_us,
    _alias_of_what_went_live_past_us,
    _copy_of_what_went_live_past_us,
]


EVERY_COMPONENT = list(EMPTY)
# All ways ask the same gate: each way with one component, and one way with each of them.
WAYS = [*((door, EVERY_COMPONENT[0]) for door in DOORS), *((_publish, key) for key in EVERY_COMPONENT[1:])]


@pytest.mark.parametrize(("door", "key"), WAYS, ids=lambda value: getattr(value, "__name__", value).strip("_"))
def test_an_incomplete_page_is_refused_and_the_component_named(
    door: Callable[[ServicePage, Client], str], key: str, draft: ServicePage, approver: Client
) -> None:
    before = set(ServicePage.objects.live().values_list("pk", flat=True))
    said = door(_incomplete(draft, key), approver)
    assert f"{LABELS[key]} belum diisi." in said
    assert "StreamBlock" not in said
    assert set(ServicePage.objects.live().values_list("pk", flat=True)) - {draft.pk} == before
    assert "went_live_past_us" in door.__name__ or not ServicePage.objects.get(pk=draft.pk).live


@pytest.mark.parametrize(
    "door",
    [door for door in DOORS if door is not _some_columns_of_what_went_live_past_us],
    ids=lambda door: door.__name__.strip("_"),
)
@pytest.mark.parametrize("source", ["", " "], ids=["empty", "blank"])
def test_whom_it_is_for_goes_public_with_source_and_date_only(
    door: Callable[[ServicePage, Client], str], source: str, draft: ServicePage, approver: Client
) -> None:
    draft.audiences.set(Audience.objects.all()[:1])
    draft.audience_source = source
    draft.save_revision(clean=False)
    said = door(draft, approver)
    assert "Tulis sumber 'untuk siapa', atau kosongkan kelompoknya." in html.unescape(said)
    assert "Tulis kapan 'untuk siapa' diperiksa, atau kosongkan kelompoknya." in html.unescape(said)


def test_what_the_audience_lacks_is_said_beside_its_field(draft: ServicePage, approver: Client) -> None:
    draft.audiences.set(Audience.objects.all()[:1])
    errors = send(approver, draft, post_data(draft), SUBMIT).context["form"].errors
    assert {"audience_source", "audience_checked_on"} <= set(errors)
    sent = post_data(draft, audience_source="Nota dinas 12/2026", audience_checked_on=date(2026, 1, 12))
    assert send(approver, draft, sent, SUBMIT).status_code == 302


def test_an_audience_that_is_taken_back_needs_no_source(draft: ServicePage, approver: Client) -> None:
    draft.audiences.set(Audience.objects.all()[:1])
    draft.save_revision(clean=False)
    sent = post_data(draft) | {"audiences": []}
    assert send(approver, draft, sent, SUBMIT).status_code == 302


def test_audiences_alone_are_not_saved_on_a_public_page(shared_service: ServicePage) -> None:
    shared_service.audiences.set(Audience.objects.all()[:1])
    _refused(lambda: shared_service.save(update_fields=["audiences"], clean=False))
    assert not ServicePage.objects.get(pk=shared_service.pk).audiences.all()


@pytest.mark.parametrize("key", EVERY_COMPONENT)
def test_no_part_of_a_public_page_is_emptied(key: str, shared_service: ServicePage) -> None:
    stored = ServicePage.objects.get(pk=shared_service.pk).serializable_data()
    EMPTY[key](shared_service)
    said = _refused(lambda: shared_service.save(update_fields=sorted(ServicePage.gated_fields()), clean=False))
    assert f"{LABELS[key]} belum diisi." in said
    assert ServicePage.objects.get(pk=shared_service.pk).serializable_data() == stored


@pytest.mark.parametrize("fields", [{"product"}, ["summary", "product"], ("staff_number",), {"live"}, {"decree_date"}])
def test_a_column_of_an_incomplete_page_is_not_saved_alone(fields: Collection[str], shared_service: ServicePage) -> None:
    shared_service.product = ""
    _refused(lambda: shared_service.save(update_fields=fields, clean=False))


def test_a_column_of_a_complete_public_page_is(shared_service: ServicePage) -> None:
    shared_service.product = "Izin"
    shared_service.save(update_fields={"product"})
    assert ServicePage.objects.get(pk=shared_service.pk).product == "Izin"


@pytest.mark.parametrize("field", ["latest_revision", "live_revision", "expired", "locked", "has_unpublished_changes"])
def test_wagtails_own_columns_are_saved_without_a_look_at_the_content(
    field: str, shared_service: ServicePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ServicePage, "publication_errors", lambda page: pytest.fail("looked at the content"))
    shared_service.save(update_fields=[field], clean=False)


@pytest.mark.parametrize("key", EVERY_COMPONENT)
def test_what_is_sent_in_lacks_nothing(key: str, draft: ServicePage, approver: Client) -> None:
    page = _incomplete(draft, key)
    response = send(approver, page, post_data(page), SUBMIT)
    assert LABELS[key] in str(response.context["form"].errors)
    assert not page.workflow_states.exists()


def test_a_draft_is_saved_without_them(draft: ServicePage, approver: Client) -> None:
    for key in EVERY_COMPONENT:
        page = _incomplete(draft, key)
    assert send(approver, page, post_data(page)).status_code == 302


def test_going_back_to_an_incomplete_version_leaves_the_public_one(draft: ServicePage, approver: Client) -> None:
    key = EVERY_COMPONENT[0]
    old = _incomplete(ServicePage.objects.get(pk=draft.pk), key).latest_revision
    whole = draft.save_revision()
    whole.publish()
    address = reverse("wagtailadmin_pages:revisions_revert", args=[draft.pk, old.pk])
    sent = post_data(old.as_object(), change_note="Kembali", change_basis="SK 9")
    response = approver.post(address, {**sent, **PUBLISH})
    assert LABELS[key] in str(response.context["form"].errors)
    assert ServicePage.objects.get(pk=draft.pk).live_revision_id == whole.pk


def test_moving_a_draft_publishes_nothing(draft: ServicePage) -> None:
    page = _incomplete(draft, "biaya")
    unit = WorkUnitPage(title="Unit lain")
    page.get_parent().get_parent().add_child(instance=unit)
    page.move(unit, pos="last-child")
    assert not ServicePage.objects.get(pk=page.pk).live


def test_a_copy_is_a_draft_whatever_is_ticked(draft: ServicePage, approver: Client) -> None:
    source = ServicePage.objects.get(decree_key=KEY)
    form = {"new_title": "Salinan", "new_slug": "salinan", "new_parent_page": source.get_parent().pk, "publish_copies": "on"}
    assert approver.post(reverse("wagtailadmin_pages:copy", args=[source.pk]), form).status_code == 302
    copy = ServicePage.objects.get(slug="salinan")
    assert (copy.live, copy.first_published_at, copy.live_revision_id) == (False, None, None)


def test_the_copy_of_a_whole_unit_brings_drafts(draft: ServicePage, approver: Client) -> None:
    unit = draft.get_parent()
    form = {"new_title": "Unit", "new_slug": "unit", "new_parent_page": unit.get_parent().pk}
    form |= {"copy_subpages": "on", "publish_copies": "on"}
    approver.post(reverse("wagtailadmin_pages:copy", args=[unit.pk]), form)
    copies = ServicePage.objects.descendant_of(Page.objects.get(slug="unit"))
    assert copies.exists()
    assert not copies.live().exists()


def test_a_page_that_is_made_and_published_in_one_go_stays_out(draft: ServicePage, approver: Client) -> None:
    address = reverse("wagtailadmin_pages:add", args=["cms", "servicepage", draft.get_parent().pk])
    sent = post_data(draft, slug="sekali-jadi")
    response = approver.post(address, {**sent, **PUBLISH})
    assert "minta orang lain menyetujuinya" in str(response.context["form"].errors)
    assert not ServicePage.objects.filter(slug="sekali-jadi").exists()


def test_an_alias_follows_its_source_and_nothing_else(draft: ServicePage) -> None:
    alias = draft.create_alias(update_slug="alias")
    draft.save_revision().publish()
    alias.refresh_from_db()
    assert alias.live
    with pytest.raises(NotPublishable):
        _incomplete(ServicePage.objects.get(pk=draft.pk), "produk").latest_revision.publish()
    assert ServicePage.objects.get(pk=alias.pk).product
