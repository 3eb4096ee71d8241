"""DrawingML for colours, fills and lines."""

from functools import lru_cache

from kamdeck.theme import Colour
from kamdeck.units import UNSCALED, Units


@lru_cache(maxsize=1024)
def colour_xml(colour: Colour) -> str:
    """A colour by its name in the theme if it has one, otherwise as six hex digits, with its modifiers."""
    # In thousandths of a percent. Office's own palette writes its lighter and darker colours in this way.
    modifiers = f'<a:lumMod val="{colour.mod * 1000}"/>' if colour.mod != 100 else ""
    if colour.off:
        modifiers += f'<a:lumOff val="{colour.off * 1000}"/>'
    if colour.sat != 100:
        modifiers += f'<a:satMod val="{colour.sat * 1000}"/>'
    if colour.scheme:
        return f'<a:schemeClr val="{colour.scheme}">{modifiers}</a:schemeClr>'
    fixed = f'<a:srgbClr val="{colour.base or colour.rgb}"'
    return f"{fixed}>{modifiers}</a:srgbClr>" if modifiers else f"{fixed}/>"


@lru_cache(maxsize=1024)
def fill_xml(colour: Colour | None) -> str:
    """The fill of an area; None means no fill."""
    return f"<a:solidFill>{colour_xml(colour)}</a:solidFill>" if colour else "<a:noFill/>"


@lru_cache(maxsize=1024)
def line_xml(
    colour: Colour | None,
    thickness: float = 0.75,
    units: Units = UNSCALED,
    *,
    dashed: bool = False,
    double: bool = False,
    arrow: bool = False,
) -> str:
    """A line or border.

    The order of child elements is fixed: fill, dash, join, ends (ECMA-376 part 1, 20.1.2.2.24).

    Args:
        colour: The colour; None for no line.
        thickness: The thickness in points.
        units: The units of the file.
        dashed: Whether it is dashed.
        double: Whether it is two thin lines.
        arrow: Whether it has an arrow at its end.
    """
    if colour is None:
        return "<a:ln><a:noFill/></a:ln>"
    compound = ' cmpd="dbl"' if double else ""
    dash = '<a:prstDash val="sysDash"/>' if dashed else ""
    end = '<a:tailEnd type="triangle" w="med" len="med"/>' if arrow else ""
    return f'<a:ln w="{units.emu(thickness)}"{compound}>{fill_xml(colour)}{dash}<a:round/>{end}</a:ln>'
