"""The decree as printed: its dictum KEDUA and its annex, read from the scan's own text.

`data/decree-2024.txt` is the public text of Keputusan Nomor 000.8.3.3 / 38 / 115.1 / 2024 without its preamble and
signature, with the markup of the scan (bullets, tags, tabs between the columns) as it came.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

SOURCE = Path(__file__).parent / "data" / "decree-2024.txt"
NAME = "Nama layanan"
CHART = "BAGAN ALUR LAYANAN"
# The rows of the annex's tables in its order: 1-6 under SERVICE DELIVERY, 1-8 under MANUFACTURING.
ROWS = (
    "Persyaratan",
    "Sistem, mekanisme, dan prosedur",
    "Jangka waktu pelayanan",
    "Biaya/tarif",
    "Produk pelayanan",
    "Penanganan pengaduan",
    "Dasar hukum",
    "Sarana, prasarana, dan fasilitas",
    "Kompetensi pelaksana",
    "Pengawasan internal",
    "Jumlah pelaksana",
    "Jaminan pelayanan",
    "Jaminan keamanan dan keselamatan pelayanan",
    "Evaluasi kinerja pelaksana",
)


@dataclass
class PrintedService:
    """One table of the annex: its heading, its 14 cells and the boxes of its flow chart."""

    name: str
    cells: list[str] = field(default_factory=list)

    def words(self, component: str) -> str:
        """A component's text without the chart, with its markup."""
        cell = self.cells[ROWS.index(component)]
        return cell.partition(CHART)[0] if component == ROWS[1] else cell

    @property
    def chart(self) -> list[str]:
        return re.findall(r"\w+\[([^\]]*)\]", self.cells[1].partition(CHART)[2])


def annex() -> list[PrintedService]:
    """The services in the annex's order."""
    services: list[PrintedService] = []
    for line in SOURCE.read_text(encoding="utf-8").splitlines():
        heading = re.search(r"NAMA LAYANAN : (.+?)\**$", line)
        if heading:
            services.append(PrintedService(heading[1]))
        elif services and "\t" in line and not line.startswith(("SERVICE DELIVERY", "MANUFACTURING")):
            _add_row(services[-1], line)
    return services


def _add_row(service: PrintedService, line: str) -> None:
    """A row without a number goes on from the page before."""
    number, _, text = line.split("\t", 2)
    if number:
        service.cells.append(text)
    else:
        service.cells[-1] += f" {text}"


def named_services() -> list[tuple[str, list[str]]]:
    """What dictum KEDUA names: the units with their services."""
    units: list[tuple[str, list[str]]] = []
    for line in SOURCE.read_text(encoding="utf-8").partition("LAMPIRAN")[0].splitlines():
        unit = re.match(r"(?:- )?[IVX]+\. (.+)", line)
        service = re.match(r"\s*\d\. (.+)", line)
        if unit:
            units.append((unit[1], []))
        elif service:
            units[-1][1].append(service[1])
    return units


def plain(text: str) -> str:
    """Words alone: no tags, bullets, emphasis, list numbers, and one space between them."""
    text = re.sub(r"<[^>]+>|\*|•", " ", text)
    text = re.sub(r"(?<![\w.])\d\. (?=[A-Z])", " ", text)
    return " ".join(text.split())
