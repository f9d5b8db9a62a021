"""Catalogues from a bucket, over HTTP: CATALOGUE_URL as an operator writes it, read by the settings themselves."""

import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto.server import ThreadedMotoServer

from tests.services.conftest import Stack, made_stack

pytestmark = pytest.mark.services
BUCKET = "katalog-uji"


@pytest.fixture
def bucket() -> Iterator[str]:
    """A local S3 server with an empty bucket; yields its endpoint."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    client(endpoint).create_bucket(Bucket=BUCKET)
    yield endpoint
    server.stop()


def client(endpoint: str) -> Any:
    keys = {"aws_access_key_id": "kunci", "aws_secret_access_key": "rahasia"}
    return boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1", **keys)


@pytest.fixture(params=["sqlite+files", "postgres+redis"])
def own_stack(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, bucket: str) -> Iterator[Stack]:
    with made_stack(request.param, tmp_path_factory.mktemp("bucket")) as made:
        made.environment["CATALOGUE_URL"] = f"s3://kunci:rahasia@{BUCKET}/masuk?endpoint={bucket}&region=us-east-1"
        yield made


def test_what_lies_under_a_prefix_is_taken_once_and_stays(own_stack: Stack, bucket: str) -> None:
    told = json.loads(own_stack.drive("bucket_driver", bucket, BUCKET).splitlines()[-1])
    assert told["first"] == ["found", "2 katalog diambil."]
    assert told["again"] == ["nothing", "Tidak ada yang baru."]
    assert told["after_new_contents"] == ["found", "1 katalog diambil."]
    assert told["after_a_copy"] == ["nothing", "Tidak ada yang baru."]
    assert told["after_nonsense"][0] == "nothing"
    assert "buku.pdf ditolak" in told["after_nonsense"][1]
    assert told["runs"] == {"dua.csv": 1, "satu.csv": 2}
    assert told["states"] == ["checked"]
    assert told["kept"] == ["buku.pdf", "dalam/tiga.csv", "dua.csv", "salinan.csv", "satu.csv"]
    assert told["without_bucket"][0] == "failed"
    assert "tidak menjawab" in told["without_bucket"][1]
