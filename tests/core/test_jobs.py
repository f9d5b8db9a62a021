import pytest

from core.jobs import services
from core.models import Job, Notification
from core.services.notifications import notify, register_category


@pytest.mark.django_db
def test_a_message_is_sent_once_for_its_key(mailoutbox):
    register_category("test", label="Uji", optional=True)
    for _ in range(2):
        notify(key="a", category="test", address="a@example.id", subject="Halo", body_text="Isi")
    job = Job.objects.get()
    services.run(job.pk)
    services.run(job.pk)
    assert len(mailoutbox) == 1
    assert Notification.objects.get().state == "sent"
    assert Job.objects.get().state == "done"
