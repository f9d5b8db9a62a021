"""The XML of a worksheet that openpyxl opened read-only. Runs in the sandbox: free of Django."""

from typing import IO, Any


def open_worksheet_xml(sheet: Any) -> IO[bytes]:
    """For what openpyxl doesn't offer in read-only mode, as merged cells, which lie behind all rows."""
    opened: IO[bytes] = sheet.parent._archive.open(sheet._worksheet_path)
    return opened
