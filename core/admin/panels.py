"""What other subjects add to the staff page of a row: panels of its template, and actions with an address and a button.

A page's view extends ``PanelsMixin`` and its viewset appends ``action_patterns``. Subjects register in their register.py.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets import Button

from core.registry import Registry

PanelContext = Callable[[HttpRequest, Mapping[str, Any]], dict[str, Any]]
"""Takes the request and the page's context so far; returns what the template shows besides."""
ActionButton = Callable[[HttpRequest, Any], Button | None]
"""Takes the request and the row; None where this user or this row has no such button."""


@dataclass(frozen=True)
class Panel:
    model: type[Model]
    context: PanelContext


@dataclass(frozen=True)
class Action:
    """``name`` is the URL name in the page's viewset, ``view`` makes the view for it."""

    model: type[Model]
    name: str
    route: str
    view: Callable[[ModelViewSet], Callable[..., Any]]
    button: ActionButton | None = None


panels: Registry[Panel] = Registry("panels of staff pages")
actions: Registry[Action] = Registry("actions of staff pages")


def register_panel(model: type[Model], name: str, context: PanelContext) -> None:
    """Show a panel on the page of ``model``. Panels run in the order of registration; a later one sees the earlier ones."""
    panels.register((model, name), Panel(model, context))


def register_action(action: Action) -> None:
    actions.register((action.model, action.name), action)


def action_patterns(viewset: ModelViewSet) -> list[URLPattern]:
    """The addresses of all actions that are registered for the viewset's model."""
    return [path(one.route, one.view(viewset), name=one.name) for one in actions if one.model is viewset.model]


class PanelsMixin:
    """For an inspect view: the panels' context, and the actions' buttons in the header."""

    model: type[Model]
    object: Model
    request: HttpRequest

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        for panel in panels:
            if panel.model is self.model:
                context |= panel.context(self.request, context)
        return context

    @property
    def header_more_buttons(self) -> list[Button]:
        buttons = list(super().header_more_buttons)  # type: ignore[misc]
        offered = [one.button for one in actions if one.model is self.model and one.button]
        return buttons + [made for button in offered if (made := button(self.request, self.object)) is not None]
