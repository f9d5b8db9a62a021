"""Catalogues from a bucket, over HTTP: CATALOGUE_URL as an operator writes it, read by the settings themselves."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.conftest import Stack, create_bucket, made_stack

pytestmark = pytest.mark.services


@pytest.fixture
def bucket(s3_endpoint: str) -> str:
    return create_bucket(s3_endpoint)


@pytest.fixture(params=["sqlite+files", "postgres+redis"])
def own_stack(request: pytest.FixtureRequest, tmp_path: Path, s3_endpoint: str, bucket: str) -> Iterator[Stack]:
    with made_stack(request.param, tmp_path / "stack") as made:
        made.environment["CATALOGUE_URL"] = f"s3://kunci:rahasia@{bucket}/masuk?endpoint={s3_endpoint}&region=us-east-1"
        yield made


def test_objects_under_a_prefix_are_imported_once_and_stay(own_stack: Stack, s3_endpoint: str, bucket: str) -> None:
    outcome = json.loads(own_stack.drive("bucket_driver", s3_endpoint, bucket).splitlines()[-1])
    assert outcome["first"] == ["found", "2 katalog diambil."]
    assert outcome["again"] == ["nothing", "Tidak ada yang baru."]
    assert outcome["after_new_contents"] == ["found", "1 katalog diambil."]
    assert outcome["after_a_copy"] == ["nothing", "Tidak ada yang baru."]
    assert outcome["after_nonsense"][0] == "nothing"
    assert "buku.pdf ditolak" in outcome["after_nonsense"][1]
    assert outcome["runs"] == {"dua.csv": 1, "satu.csv": 2}
    assert outcome["states"] == ["checked"]
    assert outcome["kept"] == ["buku.pdf", "dalam/tiga.csv", "dua.csv", "salinan.csv", "satu.csv"]
    assert outcome["without_bucket"][0] == "failed"
    assert "tidak menjawab" in outcome["without_bucket"][1]
