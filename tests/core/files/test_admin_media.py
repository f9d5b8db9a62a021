"""Pictures and documents that staff upload in the admin go through the same checks, and lie where they belong."""

import errno
from io import BytesIO

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from core.files.models.site_media import SiteDocument, SiteImage
from tests.core.files.test_checks import bomb, picture

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%%EOF"


@pytest.fixture(autouse=True)
def folders(monkeypatch, tmp_path):
    for name in ("default", "private"):
        monkeypatch.setitem(storages[name].__dict__, "location", str(tmp_path / name))
    return tmp_path


@pytest.fixture
def staff_client(client, admin_user, no_second_factor):
    client.force_login(admin_user)
    return client


ALT = {"description": "Perajin batik di Tuban"}


def _send(staff_client, address, name, data, **fields):
    form = {"title": "Berkas", "file": SimpleUploadedFile(name, data), "collection": 1, **ALT, **fields}
    return staff_client.post(reverse(address), form)


def test_a_picture_is_kept_publicly_under_its_right_extension(staff_client, folders):
    _send(staff_client, "wagtailimages:add", "foto.jpg", picture("PNG"))
    image = SiteImage.objects.get()
    assert image.file.name.endswith("foto.png")
    rendition = image.get_rendition("width-10")
    assert (folders / "default" / rendition.file.name).exists()
    assert rendition.url.startswith("/media/")


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("gambar.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "bukan PNG, JPEG, WebP"),
        ("gambar.png", bomb(), "60000 × 60000 piksel"),
        ("gambar.png", PDF, "bukan PNG, JPEG, WebP"),
    ],
)
def test_a_bad_picture_is_refused_beside_its_field(staff_client, name, data, sentence):
    assert sentence in _send(staff_client, "wagtailimages:add", name, data).content.decode()
    assert not SiteImage.objects.exists()


def test_the_many_at_once_upload_checks_too(staff_client):
    data = {"files[]": SimpleUploadedFile("a.png", bomb())}
    response = staff_client.post(reverse("wagtailimages:add_multiple"), data, headers={"x-requested-with": "XMLHttpRequest"})
    assert response.json()["success"] is False
    assert "60000 × 60000 piksel" in response.json()["error_message"]


def test_a_document_is_kept_privately_and_leaves_only_through_its_view(staff_client, client, folders):
    _send(staff_client, "wagtaildocs:add", "formulir.pdf", PDF)
    document = SiteDocument.objects.get()
    assert (folders / "private" / document.file.name).read_bytes() == PDF
    assert not (folders / "default").exists()
    assert document.url.startswith("/dokumen/")
    response = client.get(document.url)
    assert b"".join(response.streaming_content) == PDF
    assert client.get(f"/media/{document.file.name}").status_code == 404


def test_a_document_that_is_no_pdf_is_refused(staff_client):
    page = _send(staff_client, "wagtaildocs:add", "formulir.pdf", b"MZ\x90\x00").content.decode()
    assert "bukan PDF" in page
    assert not SiteDocument.objects.exists()


@pytest.fixture
def full_disk(monkeypatch):
    """Storage that takes nothing more."""

    def refuse(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    for name in ("default", "private"):
        monkeypatch.setitem(storages[name].__dict__, "_save", refuse)


@pytest.mark.parametrize(
    ("address", "name", "data", "model"),
    [
        ("wagtailimages:add", "foto.png", picture("PNG"), SiteImage),
        ("wagtaildocs:add", "formulir.pdf", PDF, SiteDocument),
    ],
)
def test_a_full_disk_is_told_beside_the_field(staff_client, full_disk, address, name, data, model):
    response = _send(staff_client, address, name, data)
    assert response.status_code == 200
    assert "Ruang simpan server penuh" in response.content.decode()
    assert not model.objects.exists()


@pytest.mark.parametrize(
    ("address", "name", "data"),
    [("wagtailimages:add_multiple", "foto.png", picture("PNG")), ("wagtaildocs:add_multiple", "formulir.pdf", PDF)],
)
def test_the_many_at_once_upload_tells_of_a_full_disk_too(staff_client, full_disk, address, name, data):
    files = {"files[]": SimpleUploadedFile(name, data)}
    response = staff_client.post(reverse(address), files, headers={"x-requested-with": "XMLHttpRequest"})
    assert response.json()["success"] is False
    assert "Ruang simpan server penuh" in response.json()["error_message"]


def test_a_full_disk_leaves_the_picture_that_was_to_be_replaced(staff_client, folders, request):
    _send(staff_client, "wagtailimages:add", "foto.png", picture("PNG"))
    image = SiteImage.objects.get()
    staff_client.get(reverse("wagtailimages:edit", args=[image.pk]))  # its preview is made now, while there is room
    request.getfixturevalue("full_disk")
    data = {"title": "Baru", "file": SimpleUploadedFile("baru.png", picture("PNG")), "collection": 1, **ALT}
    page = staff_client.post(reverse("wagtailimages:edit", args=[image.pk]), data)
    assert page.status_code == 200
    assert "Ruang simpan server penuh" in page.content.decode()
    image.refresh_from_db()
    assert image.title == "Berkas"
    assert (folders / "default" / image.file.name).exists()


def test_a_replaced_picture_is_stored_once_with_its_own_measures(staff_client, folders):
    _send(staff_client, "wagtailimages:add", "foto.png", picture("PNG"))
    old = SiteImage.objects.get()
    new = BytesIO()
    Image.new("RGB", (30, 20)).save(new, "PNG")
    data = {"title": "Baru", "file": SimpleUploadedFile("baru.png", new.getvalue()), "collection": 1, **ALT}
    staff_client.post(reverse("wagtailimages:edit", args=[old.pk]), data)
    image = SiteImage.objects.get()
    assert (image.title, image.width, image.height, image.file_size) == ("Baru", 30, 20, len(new.getvalue()))
    assert image.file_hash != old.file_hash
    assert [path.name for path in (folders / "default").rglob("*.png")] == ["baru.png"]


# Words for those who don't see the picture


@pytest.mark.parametrize("words", ["", "   "])
def test_a_picture_without_alternative_text_is_refused_and_the_reason_is_told(staff_client, words):
    page = _send(staff_client, "wagtailimages:add", "foto.png", picture("PNG"), description=words).content.decode()
    assert "Tulis apa yang terlihat pada gambar ini." in page
    assert "Teks ini dibacakan kepada orang yang tidak melihat gambarnya" in page
    assert not SiteImage.objects.exists()


def test_the_text_of_a_picture_cannot_be_emptied_later(staff_client):
    _send(staff_client, "wagtailimages:add", "foto.png", picture("PNG"))
    image = SiteImage.objects.get()
    page = staff_client.post(
        reverse("wagtailimages:edit", args=[image.pk]), {"title": "Baru", "collection": 1, "description": ""}
    )
    assert "Tulis apa yang terlihat pada gambar ini." in page.content.decode()
    image.refresh_from_db()
    assert image.description == ALT["description"]


def test_the_chooser_in_a_page_asks_for_it_too(staff_client):
    form = {"title": "Berkas", "file": SimpleUploadedFile("a.png", picture("PNG")), "collection": 1}
    data = {f"image-chooser-upload-{name}": value for name, value in form.items()}
    assert "Tulis apa yang terlihat" in staff_client.post(reverse("wagtailimages_chooser:create"), data).content.decode()
    assert not SiteImage.objects.exists()


def test_of_many_at_once_each_becomes_a_picture_when_it_is_described(staff_client):
    headers = {"x-requested-with": "XMLHttpRequest"}
    data = {"files[]": SimpleUploadedFile("a.png", picture("PNG"))}
    told = staff_client.post(reverse("wagtailimages:add_multiple"), data, headers=headers).json()
    assert told["success"] is True
    assert not SiteImage.objects.exists()
    upload = told["uploaded_file_id"]
    address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[upload])
    form = {f"uploaded-image-{upload}-{name}": value for name, value in {"title": "A", "collection": 1}.items()}
    assert staff_client.post(address, form, headers=headers).json()["success"] is False
    assert not SiteImage.objects.exists()
    form[f"uploaded-image-{upload}-description"] = "Perajin batik"
    assert staff_client.post(address, form, headers=headers).json()["success"] is True
    assert SiteImage.objects.get().description == "Perajin batik"


def test_a_file_name_is_never_suggested_as_alternative_text():
    assert SiteImage(title="IMG_2041.jpg").default_alt_text == ""
    assert SiteImage(title="IMG_2041.jpg", description=" Perajin batik ").default_alt_text == "Perajin batik"
