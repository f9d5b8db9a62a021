"""What the template of a public page shows is put together by a presenter, so that a page model imports no text or form.

A subject registers one for each of its page classes in ``register.py``.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.db import models
from django.http import HttpRequest

from core.registry import Registry

if TYPE_CHECKING:
    from wagtail.models import Page as Base
else:
    Base = models.Model

Presenter = Callable[[Any, HttpRequest], Mapping[str, Any]]
"""Takes the page and the request; returns what the template needs beside Wagtail's own context."""

presenters: Registry[Presenter] = Registry("page presenters")
"""By label of the page class ("cms.ServicePage")."""


def register_presenter(model: type[Base], presenter: Presenter) -> None:
    """Raises AlreadyRegistered for a second presenter of the same page class."""
    presenters.register(model._meta.label, presenter)


class PresentedPage(Base):
    """Mix into a page class, before ``Page``: its context comes from the registered presenter."""

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Raises KeyError for a page class without a presenter."""
        return {**super().get_context(request, *args, **kwargs), **presenters[self._meta.label](self, request)}
