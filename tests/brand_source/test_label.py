"""Documents get a brand's sensitivity label, and no other property of it."""

import pytest

from kamdeck.job import Rendering
from kamdeck.ooxml.fingerprint import custom_properties, has_own_fingerprint
from kamdeck.plan_io import load
from kamdeck.render import render
from tests.brand_source.brand_packages import BrandPackage, BrandRenderer, faults

LABELS = "http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels"
LABEL = (
    '<clbl:labelList xmlns:clbl="http://schemas.microsoft.com/office/2020/mipLabelMetadata"><clbl:label '
    'id="{11111111-2222-3333-4444-555555555555}" enabled="1" method="Privileged" '
    'siteId="{99999999-2222-3333-4444-555555555555}" contentBits="0" removed="0"/></clbl:labelList>'
)
NAMES = ("MSIP_Label_1111_Enabled", "MSIP_Label_1111_Name", "ContentTypeId")


def labelled(brand: BrandPackage) -> BrandPackage:
    """The brand with a sensitivity label and one property that is not a label."""
    brand.put("docMetadata/LabelInfo.xml", LABEL)
    brand.type_of("docMetadata/LabelInfo.xml", "application/vnd.ms-office.classificationlabels+xml")
    brand.relate("", "rIdLabel", LABELS, "docMetadata/LabelInfo.xml")
    properties = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{name}"><vt:lpwstr>R&amp;D'
        "</vt:lpwstr></property>"
        for number, name in enumerate(NAMES, 2)
    )
    spaces = (
        'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"'
    )
    brand.put("docProps/custom.xml", f"<Properties {spaces}>{properties}</Properties>")
    brand.type_of("docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml")
    brand.relate("", "rIdOwn", "custom-properties", "docProps/custom.xml")
    return brand


@pytest.mark.parametrize(
    ("name", "brand"), [("brand.pptx", BrandPackage.deck()), ("brand.docx", BrandPackage.report())]
)
def test_a_document_has_the_label_of_its_brand(name: str, brand: BrandPackage, renderer: BrandRenderer):
    package = renderer.render(labelled(brand), name)
    assert package.parts["/docMetadata/LabelInfo.xml"].decode() == LABEL
    assert "classificationlabels" in {each.kind for each in package.relations("/").values()}
    found = custom_properties(package.parts["/docProps/custom.xml"])
    assert found[:-1] == [(each, "R&D") for each in NAMES[:2]]
    assert found[-1][0] == "kamdeck seal"
    assert not faults(package)
    plan = load(renderer.folder / "plan.yaml")
    layout = "review" if name == "brand.pptx" else "profile"
    assert has_own_fingerprint(render(plan, Rendering(layout=layout, brand=renderer.folder / name)).blob)


def test_the_fingerprint_of_a_brand_that_kamdeck_wrote_is_not_inherited(renderer: BrandRenderer):
    renderer.render(labelled(BrandPackage.deck()), "first.pptx")
    plan = load(renderer.folder / "plan.yaml")
    first = render(plan, Rendering(brand=renderer.folder / "first.pptx")).blob
    second = renderer.render(first, "second.pptx")
    names = [name for name, _ in custom_properties(second.parts["/docProps/custom.xml"])]
    assert names == [*NAMES[:2], "kamdeck seal"]


def test_a_label_with_invalid_markup_is_a_problem_of_the_brand(renderer: BrandRenderer):
    brand = labelled(BrandPackage.deck())
    brand.put("docMetadata/LabelInfo.xml", "<a")
    with pytest.raises(Exception, match=r"docMetadata/LabelInfo\.xml is not well-formed XML"):
        renderer.render(brand, "brand.pptx")
