"""Documents inherit a brand's style and nothing else, and no reference to the rest is left."""

import pytest
from lxml import etree

from kamdeck.emit.docx.brand import open_report_brand
from kamdeck.emit.pptx.brand_file import open_brand
from kamdeck.ooxml.brand_source.private_text import drop_private_text
from kamdeck.resources import LAYOUTS
from tests.brand_source.brand_packages import (
    DOCUMENT,
    HEADER,
    LAYOUT,
    MASTER,
    PRESENTATION,
    SPACES,
    BrandPackage,
    BrandRenderer,
    add_logo,
    faults,
    inline,
    picture,
)
from tests.deck_reader import Package

OUTSIDE = ' TargetMode="External"'
ADDRESS = "http://tracker.example/SECRET.png"
VBA = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
FRAME = (
    f'<p:graphicFrame {SPACES}><p:nvGraphicFramePr><p:cNvPr id="910" name="Object"/><p:cNvGraphicFramePr/><p:nvPr/>'
    '</p:nvGraphicFramePr><p:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></p:xfrm><a:graphic><a:graphicData '
    'uri="http://schemas.openxmlformats.org/presentationml/2006/ole"><p:oleObj name="Sheet" r:id="rIdOle" imgW="9" '
    'imgH="9" progId="Package"><p:embed/>{picture}</p:oleObj></a:graphicData></a:graphic></p:graphicFrame>'
)


def holds(package: Package, word: bytes) -> list[str]:
    """The names of the parts that contain a text."""
    return [name for name, content in package.parts.items() if word in content]


def rendered(renderer: BrandRenderer, brand: BrandPackage, name: str) -> Package:
    """The document in this brand, after checks that it is valid and contains nothing secret."""
    package = renderer.render(brand, name)
    assert not faults(package)
    assert not holds(package, b"SECRET")
    return package


def test_a_linked_picture_is_removed_with_its_link(renderer: BrandRenderer):
    brand = BrandPackage.deck()
    brand.relate(MASTER, "rIdOut", "image", ADDRESS, OUTSIDE)
    brand.draw(picture('r:link="rIdOut"'))
    assert b"<p:pic" not in rendered(renderer, brand, "brand.pptx").parts[f"/{MASTER}"]


def test_a_picture_that_is_embedded_and_linked_stays_embedded(renderer: BrandRenderer):
    brand = BrandPackage.deck()
    add_logo(brand, "ppt/media/image7.png")
    brand.relate(MASTER, "rIdIn", "image", "../media/image7.png")
    brand.relate(MASTER, "rIdOut", "image", ADDRESS, OUTSIDE)
    brand.draw(picture('r:embed="rIdIn" r:link="rIdOut"'))
    assert b'<a:blip r:embed="rIdIn"/>' in rendered(renderer, brand, "brand.pptx").parts[f"/{MASTER}"]


@pytest.mark.parametrize("element", ["v:imagedata", "v:fill"])
@pytest.mark.parametrize("attribute", ["r:href", "o:relid"])
def test_an_old_drawings_picture_that_is_embedded_and_linked_stays_embedded(
    element: str, attribute: str, renderer: BrandRenderer
):
    brand = BrandPackage.report()
    add_logo(brand, "word/media/image7.png")
    brand.relate(HEADER, "rIdIn", "image", "media/image7.png")
    brand.relate(HEADER, "rIdOut", "image", ADDRESS, OUTSIDE)
    shape = f'<v:shape style="width:9pt;height:9pt"><{element} r:id="rIdIn" {attribute}="rIdOut"/></v:shape>'
    brand.swap(HEADER, "</w:p>", f"<w:r><w:pict>{shape}</w:pict></w:r></w:p>")
    package = rendered(renderer, brand, "brand.docx")
    assert holds(package, f'<{element} r:id="rIdIn"/>'.encode())


@pytest.mark.parametrize(
    ("action", "kept"),
    [
        ('action="ppaction://macro?name=SECRET"', False),
        ('r:id="" action="ppaction://macro?name=SECRET"', False),
        ('action="ppaction://program?SECRET.exe"', False),
        ('action="ppaction://hlinkshowjump?jump=nextslide"', True),
        ('r:id="" action="ppaction://hlinkshowjump?jump=nextslide"', True),
    ],
)
def test_of_a_shapes_actions_only_jumps_within_the_presentation_are_kept(
    action: str, kept: bool, renderer: BrandRenderer
):
    brand = BrandPackage.deck()
    shape = f'<p:sp {SPACES}><p:nvSpPr><p:cNvPr id="902" name="Button"><a:hlinkClick {action}/></p:cNvPr><p:cNvSpPr/>'
    brand.draw(f"{shape}<p:nvPr/></p:nvSpPr><p:spPr/></p:sp>")
    master = rendered(renderer, brand, "brand.pptx").parts[f"/{MASTER}"]
    assert b'name="Button"' in master
    assert (b'<a:hlinkClick r:id=""' in master or b'nextslide" r:id=""' in master) is kept
    assert (b"hlinkClick" in master) is kept


@pytest.mark.parametrize("target", ["NULL", "../media/gone.png", "/NULL", ""])
def test_a_picture_without_its_image_is_removed(target: str, renderer: BrandRenderer):
    brand = BrandPackage.deck()
    brand.relate(LAYOUT, "rIdGone", "image", target)
    brand.draw(picture('r:embed="rIdGone"'), LAYOUT)
    assert b"<p:pic" not in rendered(renderer, brand, "brand.pptx").parts[f"/{LAYOUT}"]
    brand = BrandPackage.report()
    brand.relate(HEADER, "rIdGone", "image", target)
    brand.swap(HEADER, "</w:p>", inline('r:embed="rIdGone"') + "</w:p>")
    package = rendered(renderer, brand, "brand.docx")
    assert not holds(package, b"<w:drawing") and holds(package, b"Contoso")


def test_a_reference_without_a_relationship_is_removed(renderer: BrandRenderer):
    brand = BrandPackage.deck()
    brand.draw(picture('r:embed="rIdNowhere"'))
    assert b"<p:pic" not in rendered(renderer, brand, "brand.pptx").parts[f"/{MASTER}"]


def test_a_fill_without_its_image_becomes_none(renderer: BrandRenderer):
    brand = BrandPackage.deck()
    fill = '<a:blipFill><a:blip r:embed="rIdGone"/><a:stretch/></a:blipFill>'
    shape = (
        f'<p:sp {SPACES}><p:nvSpPr><p:cNvPr id="901" name="Bar"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}</p:spPr></p:sp>'
    )
    brand.draw(shape)
    assert b'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>' in (
        rendered(renderer, brand, "brand.pptx").parts[f"/{MASTER}"].replace(b"\n", b"")
    )


def test_a_background_without_its_image_is_removed(renderer: BrandRenderer):
    brand = BrandPackage.deck()
    ground = '<p:bg><p:bgPr><a:blipFill><a:blip r:embed="rIdGone"/></a:blipFill><a:effectLst/></p:bgPr></p:bg>'
    master = brand.text(MASTER)
    old = master[master.index("<p:bg>") : master.index("</p:bg>") + 7]
    brand.swap(MASTER, old, ground)
    assert b"<p:bg>" not in rendered(renderer, brand, "brand.pptx").parts[f"/{MASTER}"]


def test_links_tags_and_custom_data_are_removed_from_a_master(renderer: BrandRenderer):
    brand = BrandPackage.deck()
    brand.relate(MASTER, "rIdLink", "hyperlink", "file://intranet/SECRET", OUTSIDE)
    brand.relate(MASTER, "rIdTags", "tags", "../tags/tag1.xml")
    brand.relate(MASTER, "rIdXml", "customXml", "../../customXml/item1.xml")
    brand.put("ppt/tags/tag1.xml", "<p:tagLst/>".replace("p:", "SECRET"))
    brand.put("customXml/item1.xml", "<SECRET/>")
    linked = '<a:hlinkClick r:id="rIdLink"/>'
    shape = f'<p:sp {SPACES}><p:nvSpPr><p:cNvPr id="902" name="Button">{linked}</p:cNvPr><p:cNvSpPr/><p:nvPr/>'
    brand.draw(f"{shape}</p:nvSpPr><p:spPr/></p:sp>")
    brand.swap(MASTER, "</p:cSld>", f'<p:custDataLst {SPACES}><p:tags r:id="rIdTags"/></p:custDataLst></p:cSld>')
    master = rendered(renderer, brand, "brand.pptx").parts[f"/{MASTER}"]
    assert b'name="Button"' in master
    assert b"hlinkClick" not in master and b"custDataLst" not in master


def test_an_embedded_object_is_replaced_by_its_picture(renderer: BrandRenderer):
    brand = BrandPackage.deck()
    add_logo(brand, "ppt/media/image7.png")
    brand.put("ppt/embeddings/oleObject1.bin", b"SECRET")
    brand.relate(MASTER, "rIdOle", "oleObject", "../embeddings/oleObject1.bin")
    brand.relate(MASTER, "rIdIn", "image", "../media/image7.png")
    brand.draw(FRAME.format(picture=picture('r:embed="rIdIn"', 0)))
    master = rendered(renderer, brand, "brand.pptx").xml(f"/{MASTER}")
    (kept,) = master.iter("{*}pic")
    assert kept[0][0].get("id") == "910" and not list(master.iter("{*}graphicFrame"))


def test_an_embedded_object_without_a_picture_is_removed(renderer: BrandRenderer):
    brand = BrandPackage.deck()
    brand.relate(LAYOUT, "rIdOle", "oleObject", "file:///C:/SECRET.xlsx", OUTSIDE)
    brand.draw(FRAME.format(picture=""), LAYOUT)
    assert b"graphicFrame" not in rendered(renderer, brand, "brand.pptx").parts[f"/{LAYOUT}"]


def test_show_settings_macros_and_sample_slides_are_not_inherited(renderer: BrandRenderer):
    brand = BrandPackage.deck()
    show = '<p:htmlPubPr r:id="rIdPub"><p:sldAll/></p:htmlPubPr><p:showPr loop="1"><p:kiosk/></p:showPr>'
    brand.put("ppt/presProps.xml", f"<p:presentationPr {SPACES}>{show}</p:presentationPr>")
    brand.relate("ppt/presProps.xml", "rIdPub", "htmlPubSaveAs", "file:///C:/SECRET.html", OUTSIDE)
    brand.put("ppt/vbaProject.bin", b"SECRET")
    brand.relate(PRESENTATION, "rIdVba", VBA, "vbaProject.bin")
    brand.put("ppt/commentAuthors.xml", "<SECRET/>")
    brand.relate(PRESENTATION, "rIdWho", "commentAuthors", "commentAuthors.xml")
    package = rendered(renderer, brand, "brand.pptx")
    assert not holds(package, b"showPr") and not holds(package, b"htmlPubPr")


def test_the_date_text_of_a_notes_master_is_not_inherited(renderer: BrandRenderer):
    brand = BrandPackage.deck()
    name = "ppt/notesMasters/notesMaster1.xml"
    body = "<p:txBody><a:bodyPr/><a:p><a:r><a:t>SECRET 1 May</a:t></a:r></a:p></p:txBody>"
    date = (
        f'<p:sp {SPACES}><p:nvSpPr><p:cNvPr id="99" name="Date"/><p:cNvSpPr/><p:nvPr><p:ph type="dt" idx="9"/></p:nvPr>'
    )
    brand.draw(f"{date}</p:nvSpPr><p:spPr/>{body}</p:sp>", name)
    rendered(renderer, brand, "brand.pptx")


def test_comments_in_markup_are_not_inherited(renderer: BrandRenderer):
    brand = BrandPackage.deck()
    brand.swap("ppt/theme/theme1.xml", "<a:themeElements>", "<!-- SECRET --><a:themeElements>")
    rendered(renderer, brand, "brand.pptx")


def test_an_svg_drawing_with_a_script_is_replaced_by_its_picture(renderer: BrandRenderer):
    brand = BrandPackage.deck()
    add_logo(brand, "ppt/media/image7.png")
    brand.put("ppt/media/image8.svg", '<svg xmlns="http://www.w3.org/2000/svg"><script>SECRET</script></svg>')
    brand.relate(MASTER, "rIdIn", "image", "../media/image7.png")
    brand.relate(MASTER, "rIdSvg", "image", "../media/image8.svg")
    svg = '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="rIdSvg"/>'
    extension = f'<a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">{svg}</a:ext></a:extLst>'
    whole = picture('r:embed="rIdIn"').replace(
        '<a:blip r:embed="rIdIn"/>', f'<a:blip r:embed="rIdIn">{extension}</a:blip>'
    )
    brand.draw(whole)
    master = rendered(renderer, brand, "brand.pptx").parts[f"/{MASTER}"]
    assert b'r:embed="rIdIn"' in master and b"svgBlip" not in master


def test_a_font_whose_licence_forbids_embedding_is_not_inherited(renderer: BrandRenderer):
    def package_of(rights: int) -> Package:
        brand = BrandPackage.deck()
        header = bytearray(100)
        header[32:34], header[34:36] = rights.to_bytes(2, "little"), b"LP"
        brand.put("ppt/fonts/font1.fntdata", bytes(header))
        brand.type_of("ppt/fonts/font1.fntdata", "application/x-fontdata")
        brand.relate(PRESENTATION, "rIdFont", "font", "fonts/font1.fntdata")
        fonts = '<p:embeddedFont><p:font typeface="House"/><p:regular r:id="rIdFont"/></p:embeddedFont>'
        size = brand.text(PRESENTATION)
        notes = size[size.index("<p:notesSz") :].partition(">")[0] + ">"
        brand.swap(PRESENTATION, notes, f"{notes}<p:embeddedFontLst>{fonts}</p:embeddedFontLst>")
        package = renderer.render(brand, f"{rights}.pptx")
        assert not faults(package)
        return package

    assert "/ppt/fonts/font1.fntdata" in package_of(8).names
    restricted = package_of(2)
    assert "/ppt/fonts/font1.fntdata" not in restricted.names and not holds(restricted, b"embeddedFont")


def test_linked_text_in_a_header_becomes_plain_text(renderer: BrandRenderer):
    brand = BrandPackage.report()
    brand.relate(HEADER, "rIdLink", "hyperlink", "file://intranet/SECRET", OUTSIDE)
    brand.swap(HEADER, "</w:p>", '<w:hyperlink r:id="rIdLink"><w:r><w:t>our site</w:t></w:r></w:hyperlink></w:p>')
    package = rendered(renderer, brand, "brand.docx")
    assert holds(package, b"our site") and not holds(package, b'w:hyperlink r:id="rIdLink"')


def test_an_embedded_object_in_a_header_is_replaced_by_its_picture(renderer: BrandRenderer):
    brand = BrandPackage.report()
    add_logo(brand, "word/media/image7.png")
    brand.put("word/embeddings/oleObject1.bin", b"SECRET")
    brand.relate(HEADER, "rIdOle", "oleObject", "embeddings/oleObject1.bin")
    brand.relate(HEADER, "rIdIn", "image", "media/image7.png")
    shape = '<v:shape id="s1" style="width:9pt;height:9pt" o:ole=""><v:imagedata r:id="rIdIn" o:title="x"/></v:shape>'
    old = '<o:OLEObject Type="Embed" ProgID="Package" ShapeID="s1" DrawAspect="Content" ObjectID="_1" r:id="rIdOle"/>'
    brand.swap(HEADER, "</w:p>", f"<w:r><w:object>{shape}{old}</w:object></w:r></w:p>")
    package = rendered(renderer, brand, "brand.docx")
    assert holds(package, b"<w:pict>") and not holds(package, b"OLEObject") and not holds(package, b"o:ole=")


def test_links_of_settings_and_vml_drawings_are_not_inherited(renderer: BrandRenderer):
    brand = BrandPackage.report()
    brand.relate("word/settings.xml", "rIdDot", "attachedTemplate", "http://evil.example/SECRET.dotm", OUTSIDE)
    settings = brand.text("word/settings.xml")
    opening = settings[settings.index("<w:settings") :].partition(">")[0] + ">"
    more = f'<w:attachedTemplate {SPACES} r:id="rIdDot"/><w:docVars><w:docVar w:name="x" w:val="SECRET"/></w:docVars>'
    brand.swap("word/settings.xml", opening, opening + more)
    shape = '<v:rect id="s2" href="http://x.org/SECRET" style="width:9pt;height:9pt"><v:fill color="red"/></v:rect>'
    brand.swap(HEADER, "</w:p>", f"<w:r><w:pict>{shape}</w:pict></w:r></w:p>")
    assert holds(rendered(renderer, brand, "brand.docx"), b"<v:rect")


@pytest.mark.parametrize(
    "written",
    [
        "C:\\Users\\SECRET\\logo.png",
        "\\\\server\\SECRET",
        "SECRET.jpeg",
        "https://x.example/SECRET",
        "/home/SECRET/x",
        "SECRET.xlsx",
    ],
)
def test_file_names_and_paths_are_removed_from_descriptions(written: str, renderer: BrandRenderer):
    deck, report = BrandPackage.deck(), BrandPackage.report()
    add_logo(deck, "ppt/media/image7.png")
    deck.relate(MASTER, "rIdIn", "image", "../media/image7.png")
    named = f'name="{written}" descr="{written}" title="SECRET"'
    deck.draw(picture('r:embed="rIdIn"').replace('name="Logo"', named))
    rendered(renderer, deck, "brand.pptx")
    add_logo(report, "word/media/image7.png")
    report.relate(HEADER, "rIdIn", "image", "media/image7.png")
    drawing = inline('r:embed="rIdIn"').replace('name="Logo" descr="Logo"', named)
    shape = f'<v:rect alt="{written}" style="width:9pt;height:9pt"/>'
    linked = '<w:hyperlink w:anchor="x" w:tooltip="SECRET"><w:bookmarkStart w:id="1" w:name="SECRET"/><w:bookmarkEnd w:id="1"/>'
    more = f"{drawing}<w:r><w:pict>{shape}</w:pict></w:r>{linked}<w:r><w:t>Words</w:t></w:r></w:hyperlink></w:p>"
    report.swap(HEADER, "</w:p>", more)
    assert holds(rendered(renderer, report, "brand.docx"), b"Words")


def test_descriptions_in_words_are_kept(renderer: BrandRenderer):
    brand = BrandPackage.deck()
    add_logo(brand, "ppt/media/image7.png")
    brand.relate(MASTER, "rIdIn", "image", "../media/image7.png")
    brand.draw(
        picture('r:embed="rIdIn"').replace('name="Logo"', 'name="Logo 2.0" descr="The logo of Contoso Ltd. / AG"')
    )
    assert (
        b'name="Logo 2.0" descr="The logo of Contoso Ltd. / AG"'
        in (rendered(renderer, brand, "brand.pptx").parts[f"/{MASTER}"])
    )


@pytest.mark.parametrize(
    ("formula", "left"),
    [
        ("'C:\\x\\[SECRET.xlsx]Sheet 1'!$A$1:$A$4", "'Sheet 1'!$A$1:$A$4"),
        ("[SECRET.xlsx]Sheet1!$A$1", "Sheet1!$A$1"),
        ("([1]Sheet1!$A$1,[1]Sheet1!$C$1)", "(Sheet1!$A$1,Sheet1!$C$1)"),
        ("[C:\\SECRET.xlsx]Sheet1!$A$1", "Sheet1!$A$1"),
        ("Sheet1!$A$1", "Sheet1!$A$1"),
        ("Table1[Sales]", "Table1[Sales]"),
    ],
)
def test_references_of_a_chart_name_no_other_workbook(formula: str, left: str):
    root = etree.fromstring(f"<c:chartSpace xmlns:c='urn:c'><c:f>{formula}</c:f></c:chartSpace>")
    drop_private_text(root)
    assert root[0].text == left


def test_removed_content_is_listed(renderer: BrandRenderer):
    brand = BrandPackage.deck()
    brand.relate(MASTER, "rIdOut", "image", ADDRESS, OUTSIDE)
    brand.relate(PRESENTATION, "rIdVba", VBA, "vbaProject.bin")
    path = renderer.folder / "brand.pptx"
    path.write_bytes(brand.blob())
    dropped = {(each.part, each.what, each.target) for each in open_brand(path).dropped}
    assert {(MASTER, "outside picture", ADDRESS), (PRESENTATION, "macros", "vbaProject.bin")} <= dropped
    report = BrandPackage.report()
    report.relate(DOCUMENT, "rIdNotes", "comments", "comments.xml")
    path = renderer.folder / "brand.docx"
    path.write_bytes(report.blob())
    dropped = {(each.part, each.what) for each in open_report_brand(path, LAYOUTS / "brand.docx").dropped}
    assert (DOCUMENT, "comments") in dropped


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("brand.potm", "application/vnd.ms-powerpoint.template.macroEnabled.main+xml"),
        ("brand.pptm", "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"),
        ("brand.ppsm", "application/vnd.ms-powerpoint.slideshow.macroEnabled.main+xml"),
        ("brand.ppsx", "application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml"),
        ("brand.potx", "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml"),
        ("brand.dotm", "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"),
        ("brand.docm", "application/vnd.ms-word.document.macroEnabled.main+xml"),
        ("brand.dotx", "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"),
    ],
)
def test_templates_shows_and_macros_become_ordinary_documents(name: str, kind: str, renderer: BrandRenderer):
    deck = name.startswith("brand.p")
    brand, main = (BrandPackage.deck(), PRESENTATION) if deck else (BrandPackage.report(), DOCUMENT)
    ordinary = "presentationml.presentation" if deck else "wordprocessingml.document"
    ordinary = f"application/vnd.openxmlformats-officedocument.{ordinary}.main+xml"
    brand.swap("[Content_Types].xml", ordinary, kind)
    brand.put(f"{main.partition('/')[0]}/vbaProject.bin", b"SECRET")
    brand.relate(main, "rIdVba", VBA, "vbaProject.bin")
    ribbon = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
    brand.put("customUI/customUI14.xml", "<SECRET/>")
    brand.relate("", "rIdUi", ribbon, "customUI/customUI14.xml")
    package = rendered(renderer, brand, name)
    assert ordinary.encode() in package.parts["/[Content_Types].xml"]
    assert not [each for each in package.names if "vba" in each.lower()]
