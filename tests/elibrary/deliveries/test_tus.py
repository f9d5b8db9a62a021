"""The tus protocol over HTTP: whatever breaks, what was acknowledged is there, and it is there once."""

import base64
import errno
import hashlib
from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.test import Client
from django.utils import timezone

from core.jobs.models import Job
from elibrary.deliveries.models.delivery import DeliveredFile, Delivery
from elibrary.deliveries.models.upload import DeliveryUpload, UploadPart
from elibrary.deliveries.services import uploads
from tests.factories.delivery import CHUNK, TUS, begin, head, home_of, metadata, patch, send, sent_order, token_for
from tests.factories.elibrary import pdf_bytes

pytestmark = pytest.mark.django_db
PDF = pdf_bytes("Satu", "Dua", title="Kopi")


@pytest.fixture
def token():
    return token_for(sent_order())


@pytest.fixture
def run_jobs(run_jobs, django_capture_on_commit_callbacks):
    """With what follows a commit: parts and second copies go."""

    def run() -> None:
        with django_capture_on_commit_callbacks(execute=True):
            run_jobs()

    return run


@pytest.fixture
def small_parts(monkeypatch):
    monkeypatch.setattr(uploads, "PART_BYTES", 100)
    monkeypatch.setattr(uploads, "READ_BYTES", 40)


def stored() -> list[str]:
    """Every object below the parts' folder."""
    storage = storages["private"]
    if not storage.exists("deliveries/parts"):
        return []
    return [
        name
        for folder in storage.listdir("deliveries/parts")[0]
        for name in storage.listdir(f"deliveries/parts/{folder}")[1]
    ]


def test_options_tell_what_is_understood(client, token):
    answer = client.options(f"{home_of(token)}berkas/")
    assert answer.status_code == 204
    assert answer.headers["Tus-Version"] == "1.0.0"
    assert answer.headers["Tus-Extension"] == "creation,checksum,termination,expiration"
    assert answer.headers["Tus-Max-Size"] == str(2 * 1024**3)
    assert answer.headers["Tus-Checksum-Algorithm"] == "sha1,sha256"


def test_a_file_in_pieces_becomes_a_delivery(client, token, run_jobs):
    answer = send(client, token, PDF, name="Kopi Lereng Ijen.pdf", pieces=3)
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (204, str(len(PDF)))
    run_jobs()
    delivery = Delivery.objects.get()
    assert (delivery.name, delivery.link is not None, delivery.sent_by) == ("Kopi Lereng Ijen.pdf", True, None)
    assert delivery.file.sha256 == hashlib.sha256(PDF).hexdigest()
    assert delivery.file.file.read() == PDF
    assert not stored()
    assert not UploadPart.objects.exists()


def test_the_answer_to_creation_says_where_and_until_when(client, token):
    answer = begin(client, token, len(PDF))
    upload = DeliveryUpload.objects.get()
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"{home_of(token)}berkas/{upload.public_id}/"
    assert answer.headers["Upload-Offset"] == "0"
    assert "GMT" in answer.headers["Upload-Expires"]
    assert answer.headers["Tus-Resumable"] == "1.0.0"


def test_head_says_how_far_it_is_and_is_never_cached(client, token):
    address = begin(client, token, len(PDF)).headers["Location"]
    patch(client, address, 0, PDF[:500])
    answer = head(client, address)
    assert (answer.status_code, answer.headers["Upload-Offset"], answer.headers["Upload-Length"]) == (
        200,
        "500",
        str(len(PDF)),
    )
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.usefixtures("small_parts")
def test_a_broken_connection_keeps_what_arrived(token):
    upload = DeliveryUpload.objects.get(public_id=begin(Client(), token, len(PDF)).headers["Location"].split("/")[-2])

    class Broken:
        def __init__(self) -> None:
            self.left = PDF[:250]

        def read(self, size: int) -> bytes:
            if not self.left:
                raise OSError("request data read error")
            piece, self.left = self.left[:size], self.left[size:]
            return piece

    assert uploads.upload_append(upload=upload, offset=0, source=Broken()) == 250
    address = f"{home_of(token)}berkas/{upload.public_id}/"
    assert head(Client(), address).headers["Upload-Offset"] == "250"
    assert list(upload.parts.values_list("offset", "size")) == [(0, 100), (100, 100), (200, 50)]
    assert patch(Client(), address, 250, PDF[250:]).headers["Upload-Offset"] == str(len(PDF))


@pytest.mark.parametrize("offset", [0, 499, 501])
def test_bytes_that_do_not_begin_where_it_ends_are_refused(client, token, offset):
    address = begin(client, token, len(PDF)).headers["Location"]
    patch(client, address, 0, PDF[:500])
    before = stored()
    assert patch(client, address, offset, PDF[offset : offset + 100]).status_code == 409
    assert head(client, address).headers["Upload-Offset"] == "500"
    assert stored() == before


def test_a_second_sender_who_was_slower_is_told_and_leaves_nothing(client, token, monkeypatch):
    address = begin(client, token, len(PDF)).headers["Location"]
    store = uploads._store

    def overtaken(name: str, piece: bytes) -> str:
        monkeypatch.setattr(uploads, "_store", store)
        assert patch(Client(), address, 0, PDF[:700]).status_code == 204
        return store(name, piece)

    monkeypatch.setattr(uploads, "_store", overtaken)
    assert patch(client, address, 0, PDF[:900]).status_code == 409
    assert head(client, address).headers["Upload-Offset"] == "700"
    assert len(stored()) == UploadPart.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"Tus-Resumable": "0.2.2"}, 412),
        ({"Upload-Length": ""}, 400),
        ({"Upload-Length": "-1"}, 400),
        ({"Upload-Length": "sepuluh"}, 400),
        ({"Upload-Length": "0"}, 409),
        ({"Upload-Length": str(2 * 1024**3 + 1)}, 413),
        ({"Upload-Metadata": "filename ???"}, 400),
    ],
    ids=["version", "no length", "negative", "word", "empty", "too large", "metadata"],
)
def test_a_creation_that_makes_no_sense_is_refused(client, token, change, status):
    answer = begin(client, token, 10, **change)
    assert answer.status_code == status
    assert answer.headers["Tus-Resumable"] == "1.0.0"
    assert not DeliveryUpload.objects.exists()


@pytest.mark.parametrize(
    ("headers", "content_type", "status"),
    [
        ({}, "application/pdf", 415),
        ({"Upload-Offset": "x"}, CHUNK, 400),
        ({"Tus-Resumable": "2.0.0"}, CHUNK, 412),
        ({"Upload-Checksum": "md5 AAAA"}, CHUNK, 400),
    ],
    ids=["type", "offset", "version", "algorithm"],
)
def test_a_patch_that_makes_no_sense_changes_nothing(client, token, headers, content_type, status):
    address = begin(client, token, len(PDF)).headers["Location"]
    told = {**TUS, "Upload-Offset": "0", **headers}
    assert client.patch(address, PDF, content_type=content_type, headers=told).status_code == status
    assert head(client, address).headers["Upload-Offset"] == "0"


def test_more_than_was_agreed_is_refused(client, token):
    address = begin(client, token, 1500).headers["Location"]
    assert patch(client, address, 0, PDF[:1501]).status_code == 413
    assert head(client, address).headers["Upload-Offset"] == "0"


def test_a_file_of_another_kind_is_told_at_its_first_bytes(client, token):
    address = begin(client, token, 10_000, "video.pdf").headers["Location"]
    answer = patch(client, address, 0, b"\x00\x00\x00\x20ftypisom" + bytes(2000))
    assert answer.status_code == 415
    assert answer.text == "Isi berkas ini bukan PDF atau EPUB. Kirim buku sebagai PDF atau EPUB."
    assert head(client, address).status_code == 404
    assert not stored()


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_a_checksum_that_is_wrong_keeps_nothing(client, token, algorithm):
    address = begin(client, token, len(PDF)).headers["Location"]
    right = base64.b64encode(hashlib.new(algorithm, PDF[:300]).digest()).decode()
    spoilt = b"x" + PDF[1:300]
    assert patch(client, address, 0, spoilt, **{"Upload-Checksum": f"{algorithm} {right}"}).status_code == 460
    assert head(client, address).headers["Upload-Offset"] == "0"
    assert patch(client, address, 0, PDF[:300], **{"Upload-Checksum": f"{algorithm} {right}"}).status_code == 204


def test_a_sender_may_give_up(client, token):
    address = begin(client, token, len(PDF)).headers["Location"]
    patch(client, address, 0, PDF[:500])
    with_callbacks = client.delete(address, headers=TUS)
    assert with_callbacks.status_code == 204
    assert head(client, address).status_code == 404


def test_what_was_given_up_is_not_kept(client, token, django_capture_on_commit_callbacks):
    address = begin(client, token, len(PDF)).headers["Location"]
    patch(client, address, 0, PDF[:500])
    with django_capture_on_commit_callbacks(execute=True):
        client.delete(address, headers=TUS)
    assert not stored()


def test_a_method_may_be_named_in_a_header(client, token):
    address = begin(client, token, len(PDF)).headers["Location"]
    told = {**TUS, "Upload-Offset": "0", "X-HTTP-Method-Override": "PATCH"}
    assert client.post(address, PDF[:500], content_type=CHUNK, headers=told).headers["Upload-Offset"] == "500"


def test_a_lost_last_answer_is_no_reason_to_begin_again(client, token, run_jobs):
    send(client, token, PDF)
    run_jobs()
    upload = DeliveryUpload.objects.get()
    assert head(client, f"{home_of(token)}berkas/{upload.public_id}/").headers["Upload-Offset"] == str(len(PDF))


def test_a_renewed_link_goes_on_with_what_the_last_one_began(client, librarian):
    from elibrary.deliveries.services.links import link_create, open_link

    order = sent_order()
    address = begin(client, token_for(order), len(PDF)).headers["Location"]
    patch(client, address, 0, PDF[:500])
    made = link_create(order=order, replacing=open_link(order).pk)
    renewed = home_of(made.address.rstrip("/").rpartition("/")[2]) + "berkas/" + address.split("/")[-2] + "/"
    assert patch(client, address, 500, PDF[500:]).status_code == 410
    assert patch(client, renewed, 500, PDF[500:]).status_code == 204


def test_another_orders_link_does_not_reach_the_upload(client, token):
    public_id = begin(client, token, len(PDF)).headers["Location"].split("/")[-2]
    other = token_for(sent_order())
    assert head(client, f"{home_of(other)}berkas/{public_id}/").status_code == 404


def test_a_full_disk_is_told_and_the_upload_goes_on_later(client, token, monkeypatch):
    address = begin(client, token, len(PDF)).headers["Location"]

    def full(*args: object, **kwargs: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(storages["private"].__class__, "save", full)
        answer = patch(client, address, 0, PDF)
    assert answer.status_code == 507
    assert "Ruang simpan server penuh" in answer.text
    assert patch(client, address, 0, PDF).status_code == 204


def test_an_order_has_a_quota(client, token, monkeypatch):
    monkeypatch.setattr(uploads, "QUOTA_BYTES", 5000)
    assert begin(client, token, 3000).status_code == 201
    answer = begin(client, token, 3000)
    assert answer.status_code == 413
    assert "Jatah berkas" in answer.text


def test_unfinished_uploads_are_counted(client, token, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_UNFINISHED", 2)
    assert [begin(client, token, 10).status_code for _ in range(3)] == [201, 201, 409]


def test_an_order_that_was_closed_meanwhile_takes_no_new_file(client):
    order = sent_order()
    token = token_for(order)
    order.state = "closed"
    order.save()
    assert begin(client, token, 10).status_code == 409


def test_what_nobody_goes_on_with_is_swept_away(client, token, django_capture_on_commit_callbacks):
    address = begin(client, token, len(PDF)).headers["Location"]
    patch(client, address, 0, PDF[:500])
    upload = DeliveryUpload.objects.get()
    storages["private"].save(f"{upload.folder}/000000000500-dead", __import__("io").BytesIO(b"of a killed process"))
    assert uploads.uploads_sweep() == 0
    DeliveryUpload.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with django_capture_on_commit_callbacks(execute=True):
        assert uploads.uploads_sweep() == 1
    assert not stored()
    assert head(client, address).status_code == 404


def test_a_complete_upload_that_waits_for_its_job_is_not_swept(client, token):
    send(client, token, PDF)
    DeliveryUpload.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert uploads.uploads_sweep() == 0


def test_the_same_file_under_two_names_is_one_file(client, token, run_jobs):
    send(client, token, PDF, name="satu.pdf")
    send(client, token, PDF, name="dua.pdf")
    send(client, token, PDF, name="satu.pdf")
    run_jobs()
    delivery = Delivery.objects.get()
    assert (delivery.name, delivery.other_names) == ("satu.pdf", ["dua.pdf"])
    assert DeliveredFile.objects.count() == 1
    _folders, files = storages["private"].listdir("deliveries")
    assert len(files) == 1


def test_the_same_file_for_two_orders_is_stored_once(client, token, run_jobs):
    send(client, token, PDF)
    send(client, token_for(sent_order()), PDF)
    run_jobs()
    assert (Delivery.objects.count(), DeliveredFile.objects.count()) == (2, 1)
    assert len(storages["private"].listdir("deliveries")[1]) == 1


def test_without_script_the_form_sends_it_whole(client, token, run_jobs):
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("kopi.pdf", PDF, content_type="application/pdf")
    answer = Client(enforce_csrf_checks=True).post(home_of(token), {"file": file})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{home_of(token)}?tiba=1#kirim")
    assert "Berkas sudah tiba" in client.get(f"{home_of(token)}?tiba=1").text
    run_jobs()
    assert Delivery.objects.get().file.file.read() == PDF


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "kosong"), (b"\x89PNG\r\n\x1a\n" + bytes(2000), "bukan PDF atau EPUB")],
    ids=["empty", "picture"],
)
def test_a_refused_form_says_why_beside_the_field(client, token, content, sentence):
    from django.core.files.uploadedfile import SimpleUploadedFile

    answer = client.post(home_of(token), {"file": SimpleUploadedFile("kopi.pdf", content)})
    assert answer.status_code == 422
    assert "Kesalahan:" in answer.text
    assert sentence in answer.text
    assert not DeliveryUpload.objects.exists()


def test_a_disk_that_is_full_while_the_form_comes_in_is_told(client, token, monkeypatch, settings):
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.core.files.uploadhandler import TemporaryFileUploadHandler

    def full(*args: object, **kwargs: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", full)
    answer = client.post(home_of(token), {"file": SimpleUploadedFile("kopi.pdf", PDF)})
    assert answer.status_code == 422
    assert "Ruang simpan server penuh" in answer.text


def test_a_form_without_a_file_asks_for_one(client, token):
    assert client.post(home_of(token)).status_code == 422


def test_the_beat_makes_one_job_to_sweep(run_jobs):
    from elibrary.deliveries.tasks import sweep_uploads

    sweep_uploads()
    sweep_uploads()
    assert Job.objects.filter(kind="elibrary.uploads_sweep").count() == 1
    run_jobs()
    assert Job.objects.get(kind="elibrary.uploads_sweep").state == Job.State.DONE


def test_a_name_is_kept_as_people_know_it(client, token):
    begin(client, token, 10, "C:\\Buku\\Kopi: Édisi 2\x07.pdf")
    assert DeliveryUpload.objects.get().name == "Kopi: Édisi 2.pdf"
    assert metadata("x")
