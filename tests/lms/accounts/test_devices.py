"""How a device is called on the screen of its owner."""

import pytest

from lms.accounts.devices import device_name


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Linux; Android 13; SM-A135F) Chrome/120.0 Mobile Safari/537.36", "Chrome di ponsel Android"),
        (
            "Mozilla/5.0 (Linux; Android 12) SamsungBrowser/23.0 Chrome/115.0 Safari/537.36",
            "Samsung Internet di ponsel Android",
        ),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) Version/17.0 Mobile Safari/604.1", "Safari di iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120.0 Safari/537.36 Edg/120.0", "Edge di komputer Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Firefox/120.0", "Firefox di komputer Linux"),
        ("Mozilla/5.0 (Windows NT 10.0)", "Komputer Windows"),
        ("curl/8.0", "Perangkat tak dikenal"),
        ("", "Perangkat tak dikenal"),
    ],
)
def test_a_device_is_named_so_that_its_owner_knows_it(agent, name):
    assert device_name(agent) == name
