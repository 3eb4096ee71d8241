"""Advances and line heights of the shipped faces."""

import pytest

from kamdeck.text.font_metrics import face, printed_family
from kamdeck.text.metric_tables import PackedAdvances, tables, unpacked


def test_arial_is_measured_with_the_advances_of_liberation_sans() -> None:
    # hmtx of Liberation Sans: H 1479, a 1139, space 569, of 2048 units; the tables round up to 1/1000 em
    assert face("Arial").width("Ha a", 10) == pytest.approx((1479 + 2 * 1139 + 569) / 204.8, abs=0.04)


def test_bold_is_wider() -> None:
    assert face("Arial", bold=True).width("share of wallet", 12) > face("Arial").width("share of wallet", 12)


@pytest.mark.parametrize(
    ("family", "name"),
    [
        ("Helvetica", "Liberation Sans"),
        ("calibri", "Carlito"),
        ("Cambria", "Caladea"),
        ("Times New Roman", "Liberation Serif"),
        ("Courier New", "Liberation Mono"),
        ("Consolas", "Liberation Mono/Noto Sans/DejaVu Sans"),
        ("Fira Code", "Liberation Mono/Noto Sans/DejaVu Sans"),
        ("Verdana", "DejaVu Sans/Noto Sans"),
        ("Arial  Narrow", "Liberation Sans Narrow"),
        ("Georgia", "Noto Serif/DejaVu Serif"),
        ("No Such Font", "Noto Sans/DejaVu Sans"),
        ("", "Noto Sans/DejaVu Sans"),
    ],
)
def test_a_family_is_measured_by_its_metric_compatible_font_or_the_widest_substitute(family: str, name: str) -> None:
    assert face(family).name == name


@pytest.mark.parametrize(
    ("family", "printed"),
    [("Arial", "Arial"), ("Verdana", "Verdana"), ("No Such Font", "Noto Sans"), ("Calibri Light", "Noto Sans")],
)
def test_an_unknown_family_is_printed_in_the_substitute_that_libreoffice_takes(family: str, printed: str) -> None:
    assert printed_family(family) == printed


def test_an_unknown_family_is_as_wide_as_either_substitute() -> None:
    for text in ("Illinois", "WWW mmm", "1 234 567", "Größe"):
        widest = max(face("Noto Sans").width(text, 10), face("DejaVu Sans").width(text, 10))
        assert face("Brand Grotesk").width(text, 10) >= widest


def test_an_unknown_family_has_room_for_letters_that_are_a_little_wider() -> None:
    for family, substitute in (("Brand Grotesk", "Noto Sans"), ("Georgia", "Noto Serif")):
        for text in ("share of wallet", "CNY 120 m"):
            assert face(family).width(text, 10) >= 1.06 * face(substitute).width(text, 10) - 1e-6


def test_a_family_that_programs_have_no_substitute_for_fits_their_usual_font() -> None:
    for text in ("share of wallet", "CNY 120 m"):
        assert face("Verdana").width(text, 10) >= face("DejaVu Sans").width(text, 10)
        assert face("Verdana").width(text, 10) >= face("Noto Sans").width(text, 10)
    assert face("Verdana").ascent == face("Noto Sans").ascent > face("DejaVu Sans").ascent


def test_a_family_with_known_metrics_has_no_room_added() -> None:
    for family, twin in (("Calibri", "Carlito"), ("Cambria", "Caladea"), ("Arial", "Liberation Sans")):
        assert face(family).width("share of wallet", 10) == face(twin).width("share of wallet", 10)


def test_monospaced_letters_keep_their_width_with_lines_as_tall_as_any_substitutes() -> None:
    unknown, known, proportional = face("Fira Code"), face("Courier New"), face("Noto Sans")
    assert unknown.width("Wil", 10) == known.width("Wil", 10)
    assert unknown.ascent == proportional.ascent > known.ascent


def test_symbols_that_a_face_lacks_have_a_width() -> None:
    assert all(face("Cambria").width(symbol, 10) > 2 for symbol in "●▲■◆→↑↓①✓")


def test_combining_marks_have_no_width() -> None:
    assert face("Arial").width("e\u0301\u0323", 10) == face("Arial").width("e", 10)


def test_every_character_has_an_advance() -> None:
    arial = face("Arial")
    assert all(0 <= arial.width(chr(point), 1) < 20 for point in range(0, 0x110000, 37))


def test_line_heights_are_per_em() -> None:
    assert face("Arial").ascent + face("Arial").descent == pytest.approx(1.117, abs=0.002)


def test_advances_that_are_looked_up_one_by_one_are_those_of_the_whole_table():
    points, advances = tables()["fallback_points"], tables()["fallback"]
    whole, packed = unpacked(points, advances), PackedAdvances(points, advances)
    around = {point + by for start, end in points for point in (start, end) for by in (-1, 0, 1)}
    assert {char: packed.get(char) for char in whole} == whole
    assert [packed.get(chr(point)) for point in around] == [whole.get(chr(point)) for point in around]
