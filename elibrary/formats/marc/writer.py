"""Whole MARC records → ISO 2709 and MARCXML, both in UTF-8. Free of Django.

Lengths and places are counted anew; the rest of a record is written as stored.
"""

from xml.sax.saxutils import escape, quoteattr

from elibrary.formats.marc.iso2709 import LONGEST, LONGEST_FIELD
from elibrary.formats.marc.record import LEADER_LENGTH, WholeField, WholeRecord

XML_HEAD = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim"'
    b' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.loc.gov/MARC21/slim'
    b' http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd">\n'
)
XML_FOOT = b"</collection>\n"
_LINE_ENDS = {"\r": "&#13;"}


class TooLong(Exception):
    """ISO 2709 has four digits for a field's length and five for a record's; MARCXML has no such limit."""


def iso2709(record: WholeRecord) -> bytes:
    """Raises TooLong."""
    directory, body = b"", b""
    for one in record.fields:
        data = _field(one)
        if len(data) > LONGEST_FIELD:
            raise TooLong(one.tag)
        directory += f"{one.tag}{len(data):04}{len(body):05}".encode("ascii")
        body += data
    base = LEADER_LENGTH + len(directory) + 1
    length = base + len(body) + 1
    if length > LONGEST:
        raise TooLong(record.leader)
    leader = f"{length:05}{record.leader[5:9]}a22{base:05}{record.leader[17:20]}4500"
    return leader.encode("ascii") + directory + b"\x1e" + body + b"\x1d"


def marcxml(record: WholeRecord) -> bytes:
    """One ``record`` element, to be written between XML_HEAD and XML_FOOT."""
    leader = f"{record.leader[:9]}a{record.leader[10:]}"
    parts = [f"<record>\n<leader>{_text(leader)}</leader>\n", *map(_element, record.fields), "</record>\n"]
    return "".join(parts).encode()


def _field(one: WholeField) -> bytes:
    if one.is_control:
        return one.data.encode() + b"\x1e"
    return "".join([one.indicators, *(f"\x1f{code}{value}" for code, value in one.subfields)]).encode() + b"\x1e"


def _element(one: WholeField) -> str:
    if one.is_control:
        return f'<controlfield tag="{one.tag}">{_text(one.data)}</controlfield>\n'
    inside = "".join(f"<subfield code={quoteattr(code)}>{_text(value)}</subfield>" for code, value in one.subfields)
    first, second = map(quoteattr, one.indicators)
    return f'<datafield tag="{one.tag}" ind1={first} ind2={second}>{inside}</datafield>\n'


def _text(value: str) -> str:
    return escape(value, _LINE_ENDS)
