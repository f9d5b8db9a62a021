"""The 14 components as plain text for a spreadsheet cell."""

from collections.abc import Callable, Iterable

from cms.board.contents import ServiceContent
from cms.standards.durations import span_text
from cms.standards.fees import Fee


def component_text(key: str, content: ServiceContent) -> str:
    """Text of the component ``key`` of ``content``; "" if it is empty."""
    return _TEXTS[key](content).strip()


def _lines(parts: Iterable[object]) -> str:
    return "\n".join(f"- {part}" for part in parts if str(part).strip())


def _requirements(content: ServiceContent) -> str:
    groups = [group.value for group in content.requirements]
    return "\n".join(f"{group['title']}\n{_lines(group['items'])}".strip() for group in groups)


def _procedure(content: ServiceContent) -> str:
    steps = [step.value for step in content.procedure]
    return "\n".join(f"{number}. {step['text']}" for number, step in enumerate(steps, start=1))


def _fee(content: ServiceContent) -> str:
    return "" if content.fee_amount is None else Fee.of(content).sentence


def _staffing(content: ServiceContent) -> str:
    number = f"{content.staff_number} orang" if content.staff_number is not None else ""
    return f"{number}\n{_items('staff_roles')(content)}"


def _items(field: str) -> Callable[[ServiceContent], str]:
    return lambda content: _lines(item.value for item in getattr(content, field))


def _plain(field: str) -> Callable[[ServiceContent], str]:
    return lambda content: getattr(content, field)


_TEXTS: dict[str, Callable[[ServiceContent], str]] = {
    "persyaratan": _requirements,
    "prosedur": _procedure,
    "waktu": lambda content: "\n".join(span_text(span.value) for span in content.durations),
    "biaya": _fee,
    "produk": _plain("product"),
    "pengaduan": lambda content: _lines(channel.value["name"] for channel in content.complaint_channels),
    "dasar-hukum": lambda content: _lines(link.legal_basis for link in content.legal_basis_links.all()),
    "sarana": _items("facilities"),
    "kompetensi": _items("competence"),
    "pengawasan": _plain("supervision"),
    "pelaksana": _staffing,
    "jaminan": _plain("service_guarantee"),
    "keamanan": _items("safety_guarantee"),
    "evaluasi": _items("evaluation"),
}
