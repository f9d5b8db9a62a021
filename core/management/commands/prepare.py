"""Bring the state folder up to date: tables, roles, demo content. Safe to repeat; changes nothing when all is there."""

import errno
import logging
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from core.jobs.models import Job
from core.jobs.services import run
from core.operations.migrate import is_new_sqlite, migrate_new_sqlite
from core.operations.serve import CannotServe, check_disk
from core.search.engines.current import get_engine
from core.search.protocol import SearchUnavailable

MOST_INDEXED = 500
"""More than the demo content queues; a longer queue of a site in use is the worker's."""


class Command(BaseCommand):
    help = "Menyiapkan basis data dan isi contoh; aman diulang."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        logging.getLogger("wagtail").setLevel(logging.WARNING)  # three lines a page would bury the logins
        try:
            check_disk(settings.VAR)
            self._migrate()
            call_command("seed_demo", stdout=self.stdout)
            self._fill_index()
        except CannotServe as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise CommandError("Ruang disk habis; kosongkan lalu ulangi perintah yang sama.") from None
            raise
        except DatabaseError as error:
            raise CommandError(f"Basis data tidak dapat dipakai: {str(error).splitlines()[0]}") from None

    def _migrate(self) -> None:
        """Run ``migrate`` only when something is missing: looking takes a moment, running takes seconds."""
        if is_new_sqlite(connection):
            self.stdout.write("Menyiapkan basis data …")
            migrate_new_sqlite(connection)
            return
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Menyiapkan basis data …")
            call_command("migrate", verbosity=0, interactive=False)

    def _fill_index(self) -> None:
        """Index here what the seed has queued, so that the first visitor finds it.

        An index that can't be read, as one of an older release, is filled anew. The worker retries a subject that fails.
        """
        try:
            get_engine().check()
        except SearchUnavailable:
            call_command("rebuild_index", stdout=self.stdout)
        waiting = Job.objects.filter(kind="core.index_subject", state=Job.State.QUEUED).values_list("pk", flat=True)
        for job_id in waiting[:MOST_INDEXED]:
            run(job_id)
