"""Captions are read cue by cue; what isn't understood is told with its line."""

import pytest

from core.documents.captions import CaptionsRefused, clean_captions, read_cues

GOOD = "WEBVTT - judul\n\nNOTE catatan\nlagi\n\n1\n00:01.000 --> 00:03.500 align:start\n<v Rini>Selamat <i>pagi</i></v>\n"


def test_what_is_kept_are_times_and_words():
    assert clean_captions(GOOD.encode()) == "WEBVTT\n\n00:00:01.000 --> 00:00:03.500\nSelamat pagi"


def test_subrip_is_taken_too():
    srt = "\ufeff1\r\n00:00:01,000 --> 00:00:02,000\r\nHalo\r\n\r\n2\r\n00:00:02,500 --> 00:00:04,000\r\nIbu & Bapak\r\n"
    assert [cue.text for cue in read_cues(srt.encode())] == ["Halo", "Ibu & Bapak"]
    assert "Ibu &amp; Bapak" in clean_captions(srt.encode())


def test_hours_beyond_a_day_of_film_are_kept():
    assert read_cues(b"WEBVTT\n\n100:00:00.000 --> 100:00:01.000\nLama\n")[0].start == 360_000_000


def test_no_markup_reaches_the_player():
    style = b"WEBVTT\n\nSTYLE\n::cue{background:url(http://x)}\n\n"
    hostile = style + b"00:01.000 --> 00:02.000\n<script>alert(1)</script>&lt;b&gt; <img src=x\n"
    cleaned = clean_captions(hostile)
    assert "script" not in cleaned
    assert "url" not in cleaned
    assert "&lt;b&gt;" in cleaned
    assert "<" not in cleaned


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "bukan berkas takarir"),
        (b"\x00\x01\x02" * 100, "bukan berkas takarir"),
        (b"\xff\xfe W", "UTF-8"),
        (b"WEBVTTX\n\nhalo", "bukan berkas takarir"),
        (b"WEBVTT\n\nNOTE hanya catatan", "satu kalimat pun"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\n", "satu kalimat pun"),
        (b"WEBVTT\n\nhalo tanpa waktu", "Baris 3"),
        (b"WEBVTT\n\n00:99.000 --> 00:02.000\nhalo", "Baris 3: waktu tidak terbaca"),
        (b"WEBVTT\n\nsatu\n00:03.000 --> 00:02.000\nhalo", "Baris 4: waktu selesai"),
        (b"WEBVTT\n\n00:05.000 --> 00:06.000\na\n\n00:01.000 --> 00:02.000\nb", "mendahului"),
        (b"WEBVTT\n\n" + b"x" * 600_000, "512 KB"),
    ],
)
def test_what_is_no_captions_is_refused_with_a_sentence(data, sentence):
    with pytest.raises(CaptionsRefused, match=sentence):
        clean_captions(data)
