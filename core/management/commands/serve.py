"""``make run``: prepare, then web, worker and scheduler together until Ctrl-C."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections
from honcho.manager import Manager

from core.operations.serve import (
    CannotServe,
    announce_when_ready,
    check_disk,
    check_port,
    commands,
    environment,
    local_address,
    only_one,
)


class Command(BaseCommand):
    help = "Menjalankan situs, pekerja latar dan penjadwal sekaligus."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=settings.PORT)

    def handle(self, *args: Any, **options: Any) -> None:
        port, state = options["port"], settings.VAR
        try:
            check_port(settings.BIND, port)
            check_disk(state)
            with only_one(state):
                call_command("prepare", stdout=self.stdout)
                connections.close_all()
                self._run(port)
        except CannotServe as error:
            raise CommandError(str(error)) from None
        except KeyboardInterrupt:
            raise CommandError("Dihentikan sebelum siap; jalankan lagi perintah yang sama.") from None

    def _run(self, port: int) -> None:
        """Start every process in a group of its own; when one ends or Ctrl-C comes, all of them end."""
        manager = Manager()
        for name, command in commands(bind=settings.BIND, port=port, state=settings.VAR).items():
            manager.add_process(name, command, env=environment(settings.VAR))
        announce_when_ready(local_address(settings.BIND, port))
        manager.loop()
        sys.exit(manager.returncode)
