"""``migrate`` as Django's, but in an order that takes three quarters of the time on a new database: others' first.

Each step has Django build anew every model that is related to the one that changes. Wagtail's steps that come late in the
alphabet would do so with all of ours, which by then are related to its pages and to our accounts.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.commands import migrate
from django.db.migrations.executor import MigrationExecutor


class OthersFirst(MigrationExecutor):
    def migration_plan(self, targets: Sequence[Any], clean_start: bool = False) -> list[Any]:
        """What a step depends on comes before it whatever the order of ``targets``."""
        ours = {config.label for config in apps.get_app_configs() if Path(config.path).parent == settings.BASE_DIR}
        return super().migration_plan(sorted(targets, key=lambda target: target[0] in ours), clean_start)


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        """Django's command finds its executor by this name alone."""
        migrate.MigrationExecutor = OthersFirst  # type: ignore[misc]
        try:
            super().handle(*args, **options)
        finally:
            migrate.MigrationExecutor = MigrationExecutor  # type: ignore[misc]
