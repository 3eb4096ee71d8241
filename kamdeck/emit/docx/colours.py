"""Writes theme colours as WordprocessingML: of text, of shadings and of borders."""

from functools import lru_cache

from kamdeck.theme import Colour

# WordprocessingML has names of its own for the theme's colours (`w:themeColor`); the keys are those of DrawingML.
_NAMES = {"tx1": "text1", "tx2": "text2", "bg1": "background1", "bg2": "background2", "dk1": "dark1", "dk2": "dark2"}
_NAMES |= {"lt1": "light1", "lt2": "light2", "hlink": "hyperlink", "folHlink": "followedHyperlink"}


@lru_cache(maxsize=1024)
def text_colour_xml(colour: Colour | None) -> str:
    """The colour of text; with None the program chooses black or white, depending on the background."""
    if colour is None:
        return '<w:color w:val="auto"/>'
    return f'<w:color w:val="{colour.rgb}"{_themed(colour, "theme", "themeColor")}/>'


@lru_cache(maxsize=1024)
def shading_xml(colour: Colour) -> str:
    """The background of a paragraph or a cell."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour.rgb}"{_themed(colour, "themeFill", "themeFill")}/>'


@lru_cache(maxsize=1024)
def border_xml(tag: str, colour: Colour, thickness: float, space: int = 0) -> str:
    """A single line on one side of a paragraph, cell or table.

    Args:
        tag: The name of the side, such as "top" or "insideH".
        colour: The colour of the line.
        thickness: Its thickness in points.
        space: The distance to the text in points.
    """
    themed = _themed(colour, "theme", "themeColor")
    # Word's border widths are eighths of a point, and at least 2.
    width = max(2, round(thickness * 8))
    return f'<w:{tag} w:val="single" w:sz="{width}" w:space="{space}" w:color="{colour.rgb}"{themed}/>'


def _themed(colour: Colour, prefix: str, name: str) -> str:
    """The attributes that name the theme's colour, if its tint or shade can be written (ECMA-376 part 1, 17.3.2.6)."""
    known = _NAMES.get(colour.scheme, colour.scheme)
    # `w:themeTint` mixes a colour with white. It cannot express a lightening whose parts do not add up to 100 percent,
    # so such a colour has its RGB value only and does not follow the theme.
    if not known or colour.sat != 100 or (colour.off and colour.mod + colour.off != 100):
        return ""
    # Tints and shades are hexadecimal shares of 255.
    share = f"{round(colour.mod * 255 / 100):02X}"
    shade = f' w:{prefix}{"Tint" if colour.off else "Shade"}="{share}"' if colour.mod != 100 else ""
    return f' w:{name}="{known}"{shade}'
