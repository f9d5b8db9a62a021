"""Stacks of real parts that the tests of this folder run on, each in a state folder of its own."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import boto3
import psycopg
import pytest
from moto.server import ThreadedMotoServer

from tests import databases
from tests.services.drivers import drivers_for, stop_drivers

ROOT = Path(__file__).resolve().parent.parent.parent
POSTGRES = os.environ.get("TEST_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432")
REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379")
RABBITMQ = os.environ.get("TEST_RABBITMQ_URL", "amqp://guest:guest@127.0.0.1:5672//")


@dataclass(frozen=True)
class Stack:
    """Settings of one way to run the system, given to processes by environment alone."""

    name: str
    environment: dict[str, str]

    def drive(self, driver: str, *arguments: str, timeout: float = 180) -> str:
        """What ``tests.services.driver`` prints in this stack, where it is a process of its own."""
        done = drivers_for(self.environment).run(f"tests.services.{driver}", *arguments, timeout=timeout)
        if done.returncode != 0:
            pytest.fail(f"{self.name}: {done.args} ended with {done.returncode}\n{done.stdout}\n{done.stderr}")
        return done.stdout


def create_database(name: str) -> str:
    template = databases.postgres_template(POSTGRES)
    with psycopg.connect(f"{POSTGRES}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return f"{POSTGRES}/{name}"


def drop_database(name: str) -> None:
    with psycopg.connect(f"{POSTGRES}/postgres", autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def s3_endpoint() -> Iterator[str]:
    """The address of a local S3 server."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


def create_bucket(endpoint: str) -> str:
    """Make an empty bucket; return its name."""
    name = f"sijawara-{uuid.uuid4().hex[:10]}"
    keys = {"aws_access_key_id": "kunci", "aws_secret_access_key": "rahasia"}
    boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1", **keys).create_bucket(Bucket=name)
    return name


@pytest.fixture(scope="module")
def s3(s3_endpoint: str) -> str:
    """The STORAGE_URL of an empty bucket."""
    return f"s3://kunci:rahasia@{create_bucket(s3_endpoint)}?endpoint={s3_endpoint}&region=us-east-1"


STACKS = ["sqlite+files", "postgres+redis", "postgres+rabbitmq"]


@pytest.fixture(scope="session", params=STACKS)
def stack(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The three combinations of database and broker that we promise, with tables made and nothing else in them."""
    with made_stack(request.param, tmp_path_factory.mktemp("stack")) as made:
        yield made


@pytest.fixture(params=STACKS)
def own_stack(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stack]:
    """The same for one test alone, whose content and unsent mails must not meet another test's worker."""
    with made_stack(request.param, tmp_path / "stack") as made:
        yield made


@contextmanager
def made_stack(name: str, state: Path) -> Iterator[Stack]:
    """A state folder, a database with tables, and where ``name`` says so a queue, that nobody else has; gone afterwards."""
    tag = uuid.uuid4().hex[:10]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "SIJAWARA_VAR": str(state),
        "CELERY_QUEUE": f"test-{tag}",
        "JOB_LEASE_SECONDS": "3",
        "JOB_SWEEP_SECONDS": "1",
        "LOG_LEVEL": "ERROR",
        "PYTHONPATH": str(ROOT),
    }
    for inherited in ("DATABASE_URL", "CELERY_BROKER_URL", "CACHE_URL", "STORAGE_URL", "EMAIL_URL", "SEARCH_URL"):
        environment.pop(inherited, None)
    database = f"sijawara_{tag}"
    if name.startswith("postgres"):
        environment["DATABASE_URL"] = create_database(database)
        environment["CELERY_BROKER_URL"] = f"{REDIS}/14" if name.endswith("redis") else RABBITMQ
        environment["CACHE_URL"] = f"{REDIS}/15"
    else:
        databases.copy_to_state(state)
    try:
        yield Stack(name, environment)
    finally:
        stop_drivers(str(state))
        if name.startswith("postgres"):
            drop_database(database)
