"""The texts of parts of a Word document with drawings, read in one loop and element by element."""

from lxml import etree

from kamdeck.tracing.drawn_texts import drawn_texts
from kamdeck.tracing.package_texts import element_texts

NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:test:{prefix}"' if prefix != "w" else f'xmlns:w="{uri}"'
    for prefix, uri in (
        ("w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
        *((each, "") for each in ("wp", "wps", "pic", "v")),
    )
)
SHAPE = "<wps:wsp><wps:cNvPr id='2' name='Box'/><wps:txbx><w:p><w:r><w:t>{text}</w:t></w:r></w:p></wps:txbx></wps:wsp>"
PICTURE = "<pic:pic><pic:nvPicPr><pic:cNvPr name='Logo' descr='Our logo'/></pic:nvPicPr></pic:pic>"
PARAGRAPH = (
    f"<w:p {NAMESPACES}><w:r><w:t>Before</w:t></w:r><w:hyperlink w:tooltip='Open'><w:r><w:t> it</w:t></w:r></w:hyperlink>"
    "<w:r><w:drawing><wp:anchor><wp:positionH><wp:posOffset>12</wp:posOffset></wp:positionH>"
    f"<wp:docPr name='Map' descr='A map'/>{SHAPE.format(text='One')}{PICTURE}{SHAPE.format(text='Two')}</wp:anchor>"
    "</w:drawing><w:pict><v:rect alt='A map'><w:p><w:r><w:t>One</w:t></w:r></w:p></v:rect></w:pict></w:r>"
    "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
)


def test_one_loop_finds_what_is_found_element_by_element_with_the_same_places():
    paragraph = etree.fromstring(PARAGRAPH)
    found = [(each.place, each.text) for each in drawn_texts(paragraph, "paragraph 1")]
    assert found == [
        (each.place, each.text) for each in element_texts(paragraph, "", "paragraph 1") if each.kind == "text"
    ]
    assert ("Map", "Two") in found and ("Logo, alternative text", "Our logo") in found
    assert found[0] == ("paragraph 1", "Before it") and ("paragraph 1", "One") in found
