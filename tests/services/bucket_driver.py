"""Plays a publisher that leaves catalogues in a bucket, and the looks at it; tells what came of each.

Run as a process of its own with the settings under test; prints one JSON line.
"""

import json
import sys
from collections import Counter
from typing import Any

import boto3

import tests.services.kill_driver  # noqa: F401  sets Django up

# isort: split
from core.imports.models import ImportRun
from tests.factories.catalogue import work
from tests.factories.sources import SourceFactory, look, table

PREFIX = "balai-pustaka/"
ROOT = f"masuk/{PREFIX}"


def main(endpoint: str, bucket: str) -> None:
    keys = {"aws_access_key_id": "kunci", "aws_secret_access_key": "rahasia"}
    client = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1", **keys)

    def put(name: str, content: bytes) -> None:
        client.put_object(Bucket=bucket, Key=f"{ROOT}{name}", Body=content)

    source = SourceFactory(kind="bucket", address=PREFIX)

    def seen() -> list[str]:
        check = look(source)
        assert check is not None
        work()
        return [check.result, check.message]

    put("satu.csv", table(1))
    put("dua.csv", table(2))
    put("dalam/tiga.csv", table(3))
    client.put_object(Bucket=bucket, Key="masuk/lain/empat.csv", Body=table(4))
    told: dict[str, object] = {"first": seen(), "again": seen()}
    put("satu.csv", table(1, 5))
    told["after_new_contents"] = seen()
    put("salinan.csv", table(2))
    told["after_a_copy"] = seen()
    put("buku.pdf", b"%PDF-1.7")
    told["after_nonsense"] = seen()
    told["runs"] = dict(sorted(Counter(ImportRun.objects.values_list("file_name", flat=True)).items()))
    told["states"] = sorted(set(ImportRun.objects.values_list("state", flat=True)))
    listed = client.list_objects_v2(Bucket=bucket, Prefix=ROOT)["Contents"]
    told["kept"] = sorted(one["Key"].removeprefix(ROOT) for one in listed)
    _remove(client, bucket)
    told["without_bucket"] = seen()
    print(json.dumps(told))


def _remove(client: Any, bucket: str) -> None:
    for one in client.list_objects_v2(Bucket=bucket)["Contents"]:
        client.delete_object(Bucket=bucket, Key=one["Key"])
    client.delete_bucket(Bucket=bucket)


if __name__ == "__main__":
    main(*sys.argv[1:])
