"""How long a service takes, as one number the database can compare."""

from collections.abc import Iterable
from typing import Any

from cms.durations import comparable_time

_FIELDS = ("duration_minutes", "duration_has_words")


class ComparableDuration:
    """For a page with ``durations``: its comparable fields are derived at every save, never typed.

    ``QuerySet.update`` of the spans is out of its reach.
    """

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> Any:
        if update_fields is None or {"durations", "durations_are_alternatives"} & set(update_fields):
            self._compare_durations()
            update_fields = None if update_fields is None else {*update_fields, *_FIELDS}
        return super().save(*args, update_fields=update_fields, **kwargs)  # type: ignore[misc]

    def _compare_durations(self) -> None:
        spans = [span.value for span in self.durations]  # type: ignore[attr-defined]
        are_alternatives: bool = self.durations_are_alternatives  # type: ignore[attr-defined]
        self.duration_minutes, self.duration_has_words = comparable_time(spans, are_alternatives=are_alternatives)
