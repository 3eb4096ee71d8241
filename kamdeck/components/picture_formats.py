"""The first bytes of PNG and JPEG files, by which the format of a picture is recognised."""

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
