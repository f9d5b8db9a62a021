"""A service standard is reviewed once a year: who is told and when, and how a review is noted."""

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, PageLogEntry

from cms.home.services.site_setup import seed_site
from cms.standards.models.service import ServicePage
from cms.standards.models.service_index import ServiceIndexPage
from cms.standards.models.work_unit import WorkUnitPage
from core.audit.models import AuditEntry
from core.jobs.models import Job
from core.messages import services
from core.messages.models import Notification
from core.people import roles
from core.publishing.authors import authors_since_publication
from core.publishing.reviews import reminders
from core.publishing.reviews.models import ReviewNotice
from core.publishing.reviews.reminders import remind
from core.publishing.reviews.rules import Stage, due_in_words, stage_of, year_after
from core.publishing.reviews.services import ReviewRefused, mark_reviewed
from core.publishing.reviews.tasks import remind_of_reviews
from tests.cms.builders import many_services, one_service, publish
from tests.cms.conftest import editor_of_units
from tests.factories.lms import make_staff

DUE = timezone.localdate() + dt.timedelta(days=120)  # to come, and what was reviewed a year before is past


def days(number):
    return dt.timedelta(days=number)


@pytest.fixture
def page(service):
    """The one page that is due in sight; the others, a dozen at least, are due a year later."""
    many_services(service, 12)
    ServicePage.objects.update(reviewed_on=DUE, review_due=year_after(DUE))
    ServicePage.objects.filter(pk=service.pk).update(reviewed_on=DUE - days(365), review_due=DUE)
    service.refresh_from_db()
    return service


@pytest.fixture
def editor(site):
    return editor_of_units(full_name="Sri Wahyuni")


@pytest.fixture
def approver(site):
    return make_staff(roles.CONTENT_APPROVER, full_name="Budi Santoso")


@pytest.fixture
def only_approver(approver):
    """One who may not edit pages, so hears of one for want of an editor alone."""
    GroupPagePermission.objects.filter(group__name=roles.CONTENT_APPROVER, permission__codename="change_page").delete()
    return approver


def messages_to(user):
    return list(Notification.objects.filter(recipient=user).order_by("pk"))


def client_of(user):
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def switch_off(user):
    services.set_opt_out(user=user, category=reminders.CATEGORY, opted_out=True)


def explained(page):
    page.change_note, page.change_basis = "Diperbarui.", "Keputusan Nomor 7"
    return page


def mark(page, by, day=None, **fields):
    return mark_reviewed(page=page, by=by, reviewed_on=day or timezone.localdate(), **fields)


# The rule


@pytest.mark.parametrize(
    ("away", "stage", "words"),
    [
        (31, None, ""),
        (30, Stage.MONTH, "30 hari lagi"),
        (8, Stage.MONTH, "8 hari lagi"),
        (7, Stage.WEEK, "7 hari lagi"),
        (0, Stage.WEEK, "hari ini"),
        (-1, Stage.OVERDUE, "lewat 1 hari"),
    ],
)
def test_each_day_has_one_stage(away, stage, words):
    assert stage_of(DUE, today=DUE - days(away)) == stage
    assert due_in_words(DUE, today=DUE - days(away)) == words


def test_a_year_after_a_leap_day_is_the_last_of_february():
    assert year_after(dt.date(2028, 2, 29)) == dt.date(2029, 2, 28)
    assert year_after(dt.date(2027, 3, 31)) == dt.date(2028, 3, 31)


def test_the_next_review_is_at_most_a_year_after_the_last(page):
    page.review_due = year_after(page.reviewed_on) + days(1)
    page.save()
    assert page.review_due == year_after(page.reviewed_on)


def test_a_page_without_a_next_review_gets_one_in_a_year(page):
    page.review_due = None
    page.save()
    assert page.review_due == year_after(page.reviewed_on)


def test_what_goes_public_for_the_first_time_counts_as_reviewed_that_day(page):
    copy = page.copy(update_attrs={"title": "Salinan", "slug": "salinan"}, keep_live=False)
    assert (copy.specific.reviewed_on, copy.specific.review_due) == (None, None)
    copy = publish(copy.specific)
    assert copy.reviewed_on == timezone.localdate()
    assert copy.review_due == year_after(timezone.localdate())


# Reminders


def test_a_page_is_told_thirty_days_before_seven_days_before_and_when_overdue(page, editor):
    told = []
    for away in range(40, -40, -1):
        before = len(messages_to(editor))
        remind(today=DUE - days(away))
        if len(messages_to(editor)) > before:
            told.append(away)
    assert told == [30, 7, -1]


def test_a_system_that_was_down_tells_late_but_only_the_latest(page, editor):
    remind(today=DUE - days(20))
    assert len(messages_to(editor)) == 1
    remind(today=DUE + days(5))
    remind(today=DUE + days(6))
    bodies = [message.body_text for message in messages_to(editor)]
    assert len(bodies) == 2
    assert "DALAM 30 HARI" in bodies[0]
    assert "LEWAT BATAS" in bodies[1]
    assert "DALAM 7 HARI" not in bodies[1]


def test_a_new_day_begins_anew_and_the_old_one_says_nothing_again(page, editor):
    remind(today=DUE)
    ServicePage.objects.filter(pk=page.pk).update(review_due=DUE + days(3))
    remind(today=DUE)
    ServicePage.objects.filter(pk=page.pk).update(review_due=DUE)
    remind(today=DUE)
    assert len(messages_to(editor)) == 2
    assert ReviewNotice.objects.count() == 2


def test_all_pages_of_a_day_come_in_one_message_a_person(page, editor, approver, run_jobs):
    ServicePage.objects.update(review_due=DUE)
    assert remind(today=DUE + days(1)) == 2
    run_jobs()
    assert len(mail.outbox) == 2
    to_editor = next(message for message in mail.outbox if message.to == [editor.email])
    live = ServicePage.objects.live()
    assert to_editor.subject == f"{live.count()} halaman perlu ditinjau"
    for each in live:
        assert f"http://localhost:8000/admin/pages/{each.pk}/edit/" in to_editor.body
    assert to_editor.body.startswith("Yth. Sri Wahyuni,")
    assert "&" not in to_editor.body


def test_the_database_keeps_a_page_day_and_stage_to_one_notice(page):
    ReviewNotice.objects.create(page=page, due=DUE, stage=Stage.WEEK)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewNotice.objects.create(page=page, due=DUE, stage=Stage.WEEK)


def test_a_page_that_comes_due_later_the_same_day_is_told_too(page, editor):
    remind(today=DUE)
    ServicePage.objects.exclude(pk=page.pk).update(review_due=DUE)
    remind(today=DUE)
    assert [message.subject.split()[0] for message in messages_to(editor)] == [
        "1",
        str(ServicePage.objects.live().count() - 1),
    ]


def test_drafts_that_never_were_public_are_not_told(page, editor):
    page.unpublish()
    assert remind(today=DUE) == 0


def test_editors_of_a_unit_hear_of_their_unit_alone(page, editor):
    other = ServiceIndexPage.objects.get().add_child(instance=WorkUnitPage(title="Bidang lain", slug="bidang-lain"))
    stranger = make_staff(roles.CONTENT_EDITOR)
    stranger.groups.add(other.editors.group)
    remind(today=DUE)
    assert [len(messages_to(user)) for user in (editor, stranger)] == [1, 0]


def test_only_accounts_in_use_with_a_proved_address_are_told(page):
    unproved, locked, outside, fine = (editor_of_units() for _ in range(4))
    EmailAddress.objects.filter(user=unproved).update(verified=False)
    locked.is_active = outside.is_staff = False
    locked.save()
    outside.save()
    remind(today=DUE)
    assert [len(messages_to(user)) for user in (unproved, locked, outside, fine)] == [0, 0, 0, 1]


def test_where_nobody_may_edit_the_approvers_are_told(page, approver):
    GroupPagePermission.objects.filter(permission__codename="change_page").delete()
    remind(today=DUE)
    assert len(messages_to(approver)) == 1


def test_what_nobody_could_be_told_is_told_once_there_is_somebody(page):
    assert remind(today=DUE) == 0
    assert not ReviewNotice.objects.exists()
    editor = editor_of_units()
    remind(today=DUE)
    assert len(messages_to(editor)) == 1


def test_a_run_that_dies_half_way_told_nobody_and_the_next_tells_everybody_once(page, editor, approver, monkeypatch):
    said = []

    def dying(**fields):
        said.append(fields)
        if len(said) == 2:
            raise KeyboardInterrupt
        return services.notify(**fields)

    monkeypatch.setattr(reminders, "notify", dying)
    with pytest.raises(KeyboardInterrupt):
        remind(today=DUE)
    assert (Notification.objects.count(), ReviewNotice.objects.count()) == (0, 0)
    monkeypatch.undo()
    remind(today=DUE)
    remind(today=DUE)
    assert (len(messages_to(editor)), len(messages_to(approver))) == (1, 1)


def test_beat_makes_one_job_a_day_that_counts_days_in_surabaya(page, editor, run_jobs, monkeypatch):
    # 23.30 UTC on the day before the last of 30 days is that day in Surabaya
    clock = dt.datetime.combine(DUE - days(31), dt.time(23, 30), tzinfo=dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: clock)
    assert remind_of_reviews() is True
    assert remind_of_reviews() is False
    assert Job.objects.get(kind=reminders.JOB_KIND).subject == f"reviews:{DUE - days(30)}"
    run_jobs()
    assert remind_of_reviews() is False
    assert len(mail.outbox) == 1
    assert Job.objects.filter(kind=reminders.JOB_KIND).get().state == "done"


def test_where_the_only_editor_switched_them_off_the_approvers_are_told(page, editor, only_approver, run_jobs):
    switch_off(editor)
    remind(today=DUE)
    run_jobs()
    assert [message.to for message in mail.outbox] == [[only_approver.email]]
    assert messages_to(editor)[0].state == "opted_out"


def test_where_another_editor_wants_them_the_approvers_hear_nothing(page, editor, only_approver):
    other = editor_of_units()
    switch_off(editor)
    remind(today=DUE)
    assert (len(messages_to(other)), messages_to(only_approver)) == (1, [])


def test_what_everybody_switched_off_is_told_once_somebody_wants_it(page, editor, only_approver):
    for user in (editor, only_approver):
        switch_off(user)
    assert remind(today=DUE) == 0
    assert not ReviewNotice.objects.exists()
    services.set_opt_out(user=only_approver, category=reminders.CATEGORY, opted_out=False)
    remind(today=DUE)
    assert messages_to(only_approver)[0].state == "queued"


def test_who_switched_the_reminders_off_gets_none(page, editor, run_jobs):
    editor_of_units()
    client = client_of(editor)
    address = reverse("wagtailadmin_account")
    assert "Pengingat peninjauan" in client.get(address).content.decode()
    assert services.has_opted_out(user=editor, category=reminders.CATEGORY) is False
    client.post(address, {"theme-theme": "system", "theme-contrast": "system", "theme-density": "default"})
    remind(today=DUE)
    run_jobs()
    assert services.has_opted_out(user=editor, category=reminders.CATEGORY)
    assert editor.email not in [address for message in mail.outbox for address in message.to]
    assert messages_to(editor)[0].state == "opted_out"


def test_reminding_asks_as_often_for_one_page_as_for_all(page, editor, queries):
    with queries:
        remind(today=DUE)
    one = len(queries)
    ServicePage.objects.exclude(pk=page.pk).update(review_due=DUE)
    with queries:
        remind(today=DUE)
    assert len(queries) == one


# Marking


def test_marking_sets_both_dates_leaves_a_trail_and_is_shown_publicly(page, approver):
    today = timezone.localdate()
    assert mark(page, approver, note="Sudah dibandingkan") is True
    page.refresh_from_db()
    assert (page.reviewed_on, page.review_due) == (today, year_after(today))
    entry = AuditEntry.objects.get(action="core.page.reviewed")
    assert (entry.actor_id, entry.after) == (
        approver.pk,
        {"reviewed_on": str(today), "review_due": str(year_after(today))},
    )
    logged = PageLogEntry.objects.get(action="core.reviewed")
    assert (logged.page_id, logged.formatter.format_comment(logged)) == (page.pk, "Sudah dibandingkan")
    assert "Ditinjau pada" in logged.message
    html = Client().get(page.url).content.decode()
    assert f"Terakhir ditinjau: {today.day} " in html


def test_a_double_tap_is_one_review(page, approver):
    assert [mark(page, approver), mark(page, approver)] == [True, False]
    assert AuditEntry.objects.filter(action="core.page.reviewed").count() == 1


def test_marking_drops_the_finished_public_pages(page, approver, settings, django_capture_on_commit_callbacks):
    settings.PAGE_CACHE = True
    visitor = Client()
    old = visitor.get(page.url).content
    assert visitor.get(page.url)["X-Page-Cache"] == "hit"
    with django_capture_on_commit_callbacks(execute=True):
        mark(page, approver)
    assert visitor.get(page.url).content != old


def test_a_draft_neither_leaks_nor_loses_its_changes_when_the_page_is_marked(page, editor, approver):
    page.summary = "Ringkasan baru yang belum disetujui."
    revision = page.save_revision(user=editor)
    mark(page, approver)
    live = ServicePage.objects.get(pk=page.pk)
    assert live.summary != "Ringkasan baru yang belum disetujui."
    assert (live.latest_revision_id, live.has_unpublished_changes) == (revision.pk, True)
    draft = live.get_latest_revision_as_object()
    assert draft.summary == "Ringkasan baru yang belum disetujui."
    assert draft.reviewed_on == live.reviewed_on == timezone.localdate()
    assert live.latest_revision.user_id == editor.pk
    assert live.latest_revision.content["reviewed_on"] == str(timezone.localdate())


def test_a_draft_from_before_the_review_does_not_take_it_back_when_published(page, editor, approver):
    old = explained(page).save_revision(user=editor)
    page.summary = "Lebih baru."
    page.save_revision(user=editor)
    mark(page, approver)
    old.publish(user=approver)
    page.refresh_from_db()
    assert (page.reviewed_on, page.review_due) == (timezone.localdate(), year_after(timezone.localdate()))


def test_past_versions_keep_the_review_that_they_had(page, approver):
    then = page.live_revision.content["reviewed_on"]
    mark(page, approver)
    page.refresh_from_db()
    assert page.live_revision.content["reviewed_on"] == then != str(timezone.localdate())


def test_whoever_marks_a_review_is_no_author_of_the_page(page, editor, approver):
    page.summary = "Ringkasan baru."
    page.save_revision(user=editor)
    mark(page, approver)
    page.refresh_from_db()
    page.get_latest_revision_as_object().save_revision(user=approver)
    assert authors_since_publication(page) == {editor.pk}


def test_a_review_is_no_difference_from_the_data_file(page, approver):
    mark(page, approver)
    assert [line for line in seed_site(one_service()) if "dibiarkan" in line] == []


def test_a_date_set_too_late_can_be_corrected(page, editor, approver):
    page.save_revision(user=editor)
    mark(page, approver)
    earlier = timezone.localdate() - days(10)
    mark(page, approver, earlier)
    draft = ServicePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    explained(draft).save_revision(user=editor).publish(user=approver)
    page.refresh_from_db()
    assert page.reviewed_on == earlier


@pytest.mark.parametrize(
    ("day", "due", "field"),
    [(1, None, "reviewed_on"), (0, 0, "review_due"), (0, 367, "review_due")],
)
def test_dates_against_the_rule_are_refused(page, approver, day, due, field):
    today = timezone.localdate()
    with pytest.raises(ReviewRefused) as refused:
        mark(page, approver, today + days(day), review_due=None if due is None else today + days(due))
    assert refused.value.field == field


def test_an_editor_may_not_mark(page, editor):
    with pytest.raises(PermissionDenied):
        mark(page, editor)


def test_a_draft_that_never_was_public_has_nothing_to_mark(page, approver):
    page.unpublish()
    with pytest.raises(PermissionDenied):
        mark(page, approver)


def test_the_screen_shows_errors_beside_the_field_and_keeps_the_answers(page, approver):
    address = reverse("core_mark_reviewed", args=[page.pk])
    client = client_of(approver)
    assert "Tandai sudah ditinjau" in client.get(address).content.decode()
    future = timezone.localdate() + days(3)
    html = client.post(address, {"reviewed_on": future.strftime("%d-%m-%Y"), "note": "Catatan saya"}).content.decode()
    assert html.count("Tanggal tinjauan tidak boleh di masa depan.") == 2
    assert "Catatan saya" in html
    day = timezone.localdate().strftime("%d-%m-%Y")
    response = client.post(address, {"reviewed_on": day, "review_due": "", "note": ""})
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    page.refresh_from_db()
    assert page.reviewed_on == timezone.localdate()


def test_the_next_review_follows_the_day_of_this_one_unless_somebody_says_otherwise(page, approver):
    today = timezone.localdate()
    answers = {"reviewed_on": f"{today - days(9):%d-%m-%Y}", "review_due": f"{year_after(today):%d-%m-%Y}", "note": ""}
    client_of(approver).post(reverse("core_mark_reviewed", args=[page.pk]), answers)
    page.refresh_from_db()
    assert page.review_due == year_after(today - days(9))


def test_the_menu_of_a_page_offers_marking_to_whoever_may_publish(page, editor, approver):
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    listing = reverse("wagtailadmin_explore", args=[page.get_parent().pk])
    link = reverse("core_mark_reviewed", args=[page.pk])
    for user, offered in ((editor, False), (approver, True)):
        for screen in (edit, listing):
            assert (link in client_of(user).get(screen).content.decode()) is offered


def test_a_page_of_another_kind_has_no_such_screen(site, approver):
    index = ServiceIndexPage.objects.get()
    assert client_of(approver).get(reverse("core_mark_reviewed", args=[index.pk])).status_code == 404


# The panel on the front page of the admin


def home_of(user):
    return client_of(user).get(reverse("wagtailadmin_home")).content.decode()


def test_the_front_page_counts_what_is_due_and_shows_the_most_urgent(page, editor):
    today = timezone.localdate()
    ServicePage.objects.update(review_due=today + days(20))
    ServicePage.objects.filter(pk=page.pk).update(review_due=today - days(2))
    html = home_of(editor)
    live = ServicePage.objects.live().count()
    assert "1 lewat batas" in html
    assert f"{live - 1} dalam 30 hari" in html
    assert "lewat 2 hari" in html
    assert html.count("20 hari lagi") == 7
    assert f"dan {live - 8} halaman lain" in html


def test_the_front_page_says_nothing_where_nothing_is_due_or_to_others(page, editor):
    assert "Perlu ditinjau" not in home_of(editor)
    ServicePage.objects.update(review_due=timezone.localdate())
    assert "Perlu ditinjau" not in home_of(make_staff(roles.LIBRARIAN))
    assert "Perlu ditinjau" not in home_of(make_staff(roles.TRAINER))


def test_the_front_page_asks_as_often_for_one_page_as_for_all(page, editor, queries):
    client = client_of(editor)
    ServicePage.objects.filter(pk=page.pk).update(review_due=timezone.localdate())
    client.get(reverse("wagtailadmin_home"))
    with queries:
        client.get(reverse("wagtailadmin_home"))
    one = len(queries)
    ServicePage.objects.update(review_due=timezone.localdate())
    with queries:
        client.get(reverse("wagtailadmin_home"))
    assert len(queries) == one
