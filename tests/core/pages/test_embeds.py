"""Which film an address means is told from the address alone."""

import pytest

from core.pages.blocks.embeds import embed_of

ID = "dQw4w9WgXcQ"


@pytest.mark.parametrize(
    "address",
    [
        f"https://www.youtube.com/watch?v={ID}&list=PL1&index=2",
        f"http://youtube.com/watch?feature=share&v={ID}",
        f"https://m.youtube.com/watch?v={ID}#t=1",
        f"https://youtu.be/{ID}?si=abc",
        f"https://www.youtube.com/shorts/{ID}",
        f"https://www.youtube.com/live/{ID}?feature=share",
        f"https://www.youtube-nocookie.com/embed/{ID}",
        f"  https://youtu.be/{ID}  ",
    ],
)
def test_every_way_of_copying_a_youtube_film_gives_the_player_without_cookies(address):
    embed = embed_of(address)
    assert embed.provider == "YouTube"
    assert embed.player.startswith(f"https://www.youtube-nocookie.com/embed/{ID}?cc_load_policy=1")
    assert embed.watch == f"https://www.youtube.com/watch?v={ID}"
    assert embed.host == "https://www.youtube-nocookie.com"


@pytest.mark.parametrize(("asked", "seconds"), [("t=90", "90"), ("t=1m30s", "90"), ("start=5", "5"), ("t=1h2m", "3720")])
def test_a_film_starts_where_the_address_says(asked, seconds):
    assert f"start={seconds}" in embed_of(f"https://youtu.be/{ID}?{asked}").player


@pytest.mark.parametrize(
    ("address", "player"),
    [
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1"),
        ("https://player.vimeo.com/video/76979871?h=8272103f6e", "https://player.vimeo.com/video/76979871?h=8272103f6e"),
        ("https://vimeo.com/76979871/8272103f6e", "https://player.vimeo.com/video/76979871?h=8272103f6e"),
        ("https://vimeo.com/channels/staffpicks/76979871", "https://player.vimeo.com/video/76979871?dnt=1"),
    ],
)
def test_vimeo_is_understood_listed_or_not(address, player):
    assert embed_of(address).player.startswith(player)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "bukan alamat",
        "javascript:alert(1)",
        f"https://youtube.com.jahat.example/watch?v={ID}",
        f"https://jahat.example/?u=https://youtu.be/{ID}",
        f"https://youtu.be@jahat.example/{ID}",
        f"https://user:pass@youtu.be/{ID}",
        f"https://www.youtube.com:8443/watch?v={ID}",
        "https://www.youtube.com/watch?v=pendek",
        f"https://www.youtube.com/watch?v={ID}%22onload",
        "https://www.youtube.com/@kanal",
        "https://www.youtube.com/playlist?list=PL1",
        "https://vimeo.com/abc",
        'https://vimeo.com/76979871?h=zz"x',
        "https://[::1",
    ],
)
def test_any_other_address_is_no_film(address):
    assert embed_of(address) is None
