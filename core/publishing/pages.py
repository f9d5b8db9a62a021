"""The bases of pages that a second person approves, and of those whose history is public as well."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Revision
from wagtail.url_routing import RouteResult

from core.publishing.checks import change_note_errors, empty_field_errors, refuse
from core.publishing.forms import DraftCopyForm, GatedPageForm
from core.publishing.history import serve_history, serve_past_version

HISTORY = "riwayat"


if TYPE_CHECKING:
    from wagtail.models import Page as Base
else:
    Base = models.Model


class SecondPersonPage(Base):
    """Mix into a page class, before ``Page``: nobody publishes a change of their own, and nothing incomplete goes public.

    Doors that publish a revision pass ``core.publishing.action``; ``save`` below guards those that make a row live
    without one (copies, aliases, code) or change what a live one says. ``QuerySet.update`` reaches neither: never set
    ``live`` or content by it.
    """

    base_form_class = GatedPageForm
    copy_form_class = DraftCopyForm
    override_reason = ""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises NotPublishable for a row that would be live and incomplete, whichever of its columns are saved.

        A page that a person adds or copies is born a draft, whatever the screen asked for: its maker is its author.
        """
        if self._state.adding and self.live and self.owner_id and not self.alias_of_id:  # type: ignore[has-type]
            self.live, self.has_unpublished_changes = False, True
        if not self.live:
            self._was_never_public_by_copy()
        elif self._changes_what_is_public(kwargs.get("update_fields")):
            refuse(self, self.publication_errors())
        super().save(*args, **kwargs)

    def _changes_what_is_public(self, fields: Iterable[str] | None) -> bool:
        """A save of nothing but Wagtail's own columns (its revisions, locks, dates) leaves the content as it was checked."""
        return fields is None or not {"live", *self.gated_fields()}.isdisjoint(fields)

    @classmethod
    def gated_fields(cls) -> frozenset[str]:
        """What ``publication_errors`` may look at, by any name that ``update_fields`` takes.

        Here every column, row and choice that the page class itself has. Classes whose check looks further say more.
        """
        columns = [field for field in cls._meta.concrete_fields if _is_ours(field) and not field.primary_key]
        rows = [relation.get_accessor_name() for relation in get_all_child_relations(cls) if _is_ours(relation)]
        choices = [field.name for field in get_all_child_m2m_relations(cls) if _is_ours(field)]
        return frozenset([*rows, *choices, *(name for field in columns for name in (field.name, field.attname))])

    def _was_never_public_by_copy(self) -> None:
        """Wagtail dates the publication of a copy after it has saved it; one that became a draft has no such date."""
        if self.live_revision_id is not None:
            self.live_revision = self.first_published_at = self.last_published_at = None

    def publication_errors(self) -> dict[str, str]:
        """What this version (as it stands in memory) lacks to be public, by form field. Page classes may say more."""
        return empty_field_errors(self)

    def explanation_errors(self) -> dict[str, str]:
        """What a person who lets a change out has left unsaid, by form field. Here nothing has to be said."""
        return {}


def _is_ours(field: Any) -> bool:
    """Not of Wagtail's ``Page``, which looks after its own."""
    return issubclass(field.model, SecondPersonPage)


class GatedPage(SecondPersonPage):
    """A page whose every change is explained to the public: a note and a basis, kept with the version in its history."""

    change_note = models.TextField(
        "apa yang berubah",
        max_length=500,
        blank=True,
        help_text="Satu atau dua kalimat untuk warga. Wajib bila halaman ini sudah pernah terbit.",
    )
    change_basis = models.CharField(
        "dasar perubahan", max_length=200, blank=True, help_text="Nomor keputusan atau surat yang menjadi dasarnya."
    )

    history_template: ClassVar[str] = "core/publishing/history.html"
    past_template: ClassVar[str]

    class Meta:
        abstract = True

    def explanation_errors(self) -> dict[str, str]:
        return change_note_errors(self)

    def first_publication(self) -> tuple[str, str]:
        """Note and basis of the first row of the history, where nobody wrote any."""
        return "Diterbitkan pertama kali.", ""

    def forget_change(self) -> None:
        """The next change has an explanation of its own."""
        self.change_note = self.change_basis = ""

    def save_revision(self, *args: Any, **kwargs: Any) -> Revision:
        """What was public stays as it was: autosave never overwrites it. Going back to it needs a new explanation."""
        overwritten, source = kwargs.get("overwrite_revision"), kwargs.get("previous_revision")
        if overwritten is not None and overwritten.publications.exists():
            kwargs["overwrite_revision"] = None
        if source is not None and self.change_note == source.content.get("change_note"):
            self.forget_change()
        return super().save_revision(*args, **kwargs)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """``riwayat/`` and ``riwayat/<n>/`` below the page's own address, under the same view restrictions."""
        number = history_number(path_components)
        if number is None or not self.live:
            return super().route(request, path_components)
        return RouteResult(self, kwargs={"history": number})

    def serve(self, request: HttpRequest, history: int | None = None) -> HttpResponse:
        if history is None:
            return super().serve(request)
        return serve_past_version(self, request, history) if history else serve_history(self, request)


def history_number(path_components: list[str]) -> int | None:
    """0 for the list of versions, n for one of them, None for any other address.

    Raises Http404 for a number written so that there would be a second address of the same page.
    """
    if path_components == [HISTORY]:
        return 0
    if len(path_components) != 2 or path_components[0] != HISTORY:
        return None
    number = path_components[1]
    if not number.isascii() or not number.isdigit() or number.startswith("0") or len(number) > 6:
        raise Http404
    return int(number)
