"""The page editor's form as a browser sends it."""

from collections.abc import Iterable
from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.stream_block import StreamValue
from wagtail.blocks.struct_block import StructValue
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from cms.standards.models.service import ServicePage

PUBLISH, SUBMIT = {"action-publish": "1"}, {"action-submit": "1"}


def post_data(page: ServicePage, **changes: Any) -> dict[str, Any]:
    """All fields of ``page`` as they stand, after ``changes``; what it has no field for is sent as it is."""
    names = {field.name for field in page._meta.get_fields()}
    for name in names & changes.keys():
        setattr(page, name, changes.pop(name))
    form = type(page).get_edit_handler().get_form_class()(instance=page)
    data: dict[str, Any] = {}
    for bound in form:
        value = bound.value()
        if isinstance(getattr(page, bound.name, None), StreamValue):
            value = _stream(getattr(page, bound.name))
        elif hasattr(bound.field.widget, "format_value") and not isinstance(value, list | bool):
            value = bound.field.widget.format_value(value)
        data[bound.name] = "" if value is None else value
    links = list(page.legal_basis_links.all())
    data["legal_basis_links"] = inline_formset(
        [{"legal_basis": str(link.legal_basis_id), "id": str(link.pk or "")} for link in links],
        initial=sum(link.pk is not None for link in links),
    )
    data["comments"] = inline_formset([])
    return {name: value for name, value in {**_flat(data), **changes}.items() if value is not False}


def _flat(data: dict[str, Any]) -> dict[str, Any]:
    lists = {name: value for name, value in data.items() if isinstance(value, list)}
    return nested_form_data({name: value for name, value in data.items() if name not in lists}) | lists


def _stream(value: StreamValue) -> dict[str, Any]:
    return streamfield([(child.block_type, _value(child.value)) for child in value])


def _value(value: Any) -> Any:
    if isinstance(value, StructValue):
        return {name: _value(item) for name, item in value.items()}
    if isinstance(value, ListValue):
        return streamfield([("", _value(item)) for item in value])
    return "" if value is None else str(value)


def send(client: Client, page: ServicePage, data: dict[str, Any], *buttons: dict[str, str]) -> Any:
    """Press one button of the editor of ``page``."""
    pressed = {name: value for button in buttons for name, value in button.items()}
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), {**data, **pressed})


def told(response: Any) -> str:
    """What the next screen says on top."""
    from django.contrib.messages import get_messages

    return " ".join(_texts(get_messages(response.wsgi_request)))


def _texts(messages: Iterable[Any]) -> list[str]:
    return [str(message) for message in messages]
