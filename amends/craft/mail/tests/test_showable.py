"""Files are shown in place by what they are, whatever they say they are."""

import pytest

from amends.craft.mail.parts.showable import picture_type, sound_type


@pytest.mark.parametrize(
    ("data", "picture", "sound"),
    [
        (b"\x89PNG\r\n\x1a\n....", "image/png", None),
        (b"\xff\xd8\xff\xe0....", "image/jpeg", None),
        (b"GIF89a....", "image/gif", None),
        (b"RIFF....WEBPVP8 ", "image/webp", None),
        (b"RIFF....WAVEfmt ", None, "audio/wav"),
        (b"ID3\x04....", None, "audio/mpeg"),
        (b"\xff\xfb\x90\x00", None, "audio/mpeg"),
        (b"OggS....", None, "audio/ogg"),
        (b"....ftypM4A ", None, "audio/mp4"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", None, None),
        (b"%PDF-1.7", None, None),
        (b"<!doctype html>", None, None),
        (b"\xff", None, None),
        (b"", None, None),
    ],
)
def test_the_first_bytes_tell_what_a_file_is(data, picture, sound):
    assert (picture_type(data), sound_type(data)) == (picture, sound)
