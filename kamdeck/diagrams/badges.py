"""Badges: a status with its sign in a small box, so that it is never shown by colour alone."""

from kamdeck.components.item_groups import ItemGroup
from kamdeck.components.status_icons import with_status_icon
from kamdeck.diagrams.gridlines import frame_height, frame_width
from kamdeck.flow import Box, Paragraph, Style

PAD = 5.0
"""The margin at the left and right of a badge's text, in points."""


def badge(words: str, status: str, widest: float, style: Style) -> ItemGroup:
    """A text after the sign of its status, on a tinted ground.

    Args:
        words: The text.
        status: "good", "warn", "bad", or "" for a badge without a sign and a tint.
        widest: The greatest width in points; a wider text has several lines.
        style: What text is measured with.
    """
    text = Paragraph(with_status_icon(words, status), style.theme.sizes.small)
    width = min(frame_width(text, style) + 2 * PAD, widest)
    height = frame_height((text,), width - 2 * PAD, style) + 3.0
    fill = f"{status}:10" if status else "ground"
    box = Box(0, 0, width, height, fill, shape="rounded", paragraphs=(text,), inset=PAD)
    return ItemGroup(height, (box,), width=width)
