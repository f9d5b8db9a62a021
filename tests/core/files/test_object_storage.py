"""S3 that doesn't answer is told apart from a file that isn't there, and costs a page its pictures only."""

import boto3
import pytest
from botocore.config import Config
from django.core.files.base import ContentFile
from django.template import Context, Template
from moto import mock_aws

from core.files.errors import StorageUnavailable
from core.files.object_storage import ObjectStorage
from tests.factories.media import a_picture


def _storage(**options: object) -> ObjectStorage:
    keys = {"bucket_name": "berkas", "location": "private", "region_name": "us-east-1", "access_key": "a", "secret_key": "b"}
    return ObjectStorage(**keys, **options)


def test_no_answer_is_not_a_missing_file() -> None:
    quick = Config(connect_timeout=1, retries={"total_max_attempts": 1})
    storage = _storage(endpoint_url="http://127.0.0.1:1", client_config=quick)
    for ask in (storage.exists, storage.size, storage.open, storage.delete, lambda name: storage.open_part(name, 0, 1)):
        with pytest.raises(StorageUnavailable):
            ask("a.pdf")
    with pytest.raises(StorageUnavailable):
        storage.save("a.pdf", ContentFile(b"isi"))


def test_a_missing_file_is_missing() -> None:
    with mock_aws():
        boto3.client("s3", region_name="us-east-1").create_bucket(Bucket="berkas")
        assert not _storage().exists("a.pdf")
        with pytest.raises(FileNotFoundError):
            _storage().open("a.pdf")


@pytest.mark.django_db
def test_a_page_whose_picture_cannot_be_scaled_now_comes_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    image = type(a_picture()).objects.get()

    def silent(*args: object) -> None:
        raise StorageUnavailable("EndpointConnectionError")

    monkeypatch.setattr(image.file.storage, "_open", silent)
    page = Template('{% load wagtailimages_tags %}Sebelum {% image image width-320 alt="Pasar" %} sesudah')
    words = page.render(Context({"image": image}))
    assert words.startswith("Sebelum <img")
    assert words.endswith("sesudah")
