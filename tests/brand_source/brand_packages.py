"""kamdeck's own brands with parts added or changed that no document may inherit, and a check of packages."""

import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from kamdeck.job import Rendering
from kamdeck.plan_io import load
from kamdeck.render import render
from kamdeck.resources import LAYOUTS
from tests.deck_reader import Package, Relation
from tests.word_brands import LOGO

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MASTER, LAYOUT = "ppt/slideMasters/slideMaster1.xml", "ppt/slideLayouts/slideLayout1.xml"
PRESENTATION, DOCUMENT, HEADER = "ppt/presentation.xml", "word/document.xml", "word/header1.xml"
TYPES = "[Content_Types].xml"
SPACES = (
    f'xmlns:r="{OFFICE}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
PICTURE = (
    '<p:pic {spaces}><p:nvPicPr><p:cNvPr id="{number}" name="Logo"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill>'
    '<a:blip {reference}/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm><a:off x="9" y="9"/>'
    '<a:ext cx="9000" cy="9000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
)
INLINE = (
    '<w:r {spaces}><w:drawing><wp:inline><wp:extent cx="9000" cy="9000"/><wp:docPr id="1" name="Logo" descr="Logo"/>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
    '<pic:cNvPr id="1" name="Logo"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip {reference}/></pic:blipFill>'
    '<pic:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing></w:r>"
)


def picture(reference: str, number: int = 900) -> str:
    """Markup of a picture on a slide; `reference` is the attributes of its `a:blip`."""
    return PICTURE.format(spaces=SPACES, reference=reference, number=number)


def inline(reference: str) -> str:
    """Markup of a run with a picture; `reference` is the attributes of its `a:blip`."""
    return INLINE.format(spaces=SPACES, reference=reference)


@dataclass
class BrandPackage:
    """The parts of a package by their names in the zip file."""

    parts: dict[str, bytes] = field(default_factory=dict)

    @classmethod
    def deck(cls) -> "BrandPackage":
        """kamdeck's own brand for decks."""
        return cls(_unpacked(LAYOUTS / "brand.pptx"))

    @classmethod
    def report(cls, head: str = "<w:t>Contoso</w:t>") -> "BrandPackage":
        """kamdeck's own brand for reports with a header that contains one run with this markup."""
        brand = cls(_unpacked(LAYOUTS / "brand.docx"))
        brand.put(HEADER, f"<w:hdr {SPACES}><w:p><w:r>{head}</w:r></w:p></w:hdr>")
        brand.type_of(HEADER, "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml")
        brand.relate(DOCUMENT, "rIdHead", "header", "header1.xml")
        reference = f'<w:headerReference xmlns:r="{OFFICE}" w:type="default" r:id="rIdHead"/>'
        opening = brand.text(DOCUMENT).partition("<w:sectPr")[2].partition(">")[0]
        brand.swap(DOCUMENT, f"<w:sectPr{opening}>", f"<w:sectPr{opening}>{reference}")
        return brand

    def text(self, name: str) -> str:
        """A part's text."""
        return self.parts[name].decode()

    def put(self, name: str, content: str | bytes) -> None:
        """Set a part's content."""
        self.parts[name] = content.encode() if isinstance(content, str) else content

    def swap(self, name: str, old: str, new: str) -> None:
        """Replace the first occurrence of a text in a part; the part has to contain it."""
        assert old in self.text(name), old
        self.put(name, self.text(name).replace(old, new, 1))

    def type_of(self, name: str, content_type: str) -> None:
        """Set a part's content type."""
        self.swap(TYPES, "</Types>", f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>')

    def relate(self, name: str, key: str, kind: str, target: str, mode: str = "") -> None:
        """Add a relationship to a part."""
        folder, _, file = name.rpartition("/")
        rels = f"{folder}/_rels/{file}.rels".lstrip("/")
        if rels not in self.parts:
            spaces = "http://schemas.openxmlformats.org/package/2006/relationships"
            self.put(rels, f'<Relationships xmlns="{spaces}"></Relationships>')
        uri = kind if kind.startswith("http") else f"{OFFICE}/{kind}"
        more = f'<Relationship Id="{key}" Type="{uri}" Target="{target}"{mode}/>'
        self.swap(rels, "</Relationships>", f"{more}</Relationships>")

    def draw(self, markup: str, name: str = MASTER) -> None:
        """Add a shape to a slide master."""
        self.swap(name, "</p:spTree>", f"{markup}</p:spTree>")

    def blob(self) -> bytes:
        """The bytes of the zip file."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.parts.items():
                archive.writestr(name, content)
        return stream.getvalue()


def _unpacked(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def faults(package: Package) -> list[str]:
    """Unresolved references and relationships, parts without a content type, and duplicate names."""
    found = [] if len({name.lower() for name in package.names}) == len(package.names) else ["a name stands twice"]
    types = package.xml(f"/{TYPES}")
    typed = {each.get("PartName") for each in types} | {each.get("Extension") for each in types}
    for name in package.parts:
        if name != f"/{TYPES}" and not {name, name.rpartition(".")[2].lower()} & typed:
            found.append(f"{name} has no content type")
        known = package.relations(name)
        found += [f"{name}: {key} leads nowhere" for key, each in known.items() if not _stands(package, each)]
        if name.endswith(".xml"):
            named = {
                v for each in package.xml(name).iter() for k, v in each.attrib.items() if k.startswith(f"{{{OFFICE}}}")
            }
            found += [f"{name}: no relationship {key}" for key in named - {"", *known}]
    return found


def _stands(package: Package, relation: Relation) -> bool:
    return relation.external or relation.target in package.parts


@dataclass
class BrandRenderer:
    """Renders a small plan in a brand."""

    folder: Path
    blob: bytes = b""

    def render(self, brand: BrandPackage | bytes, name: str) -> Package:
        """The document in a brand; the extension of the brand's file name decides between review and profile."""
        path, plan = self.folder / name, self.folder / "plan.yaml"
        path.write_bytes(brand if isinstance(brand, bytes) else brand.blob())
        plan.write_text("period: 2026-Q4\naccount: {id: acme, name: Acme}\nprofile: {summary: Makes things}\n", "utf-8")
        layout = "review" if path.suffix[1] == "p" else "profile"
        self.blob = render(load(plan), Rendering(layout=layout, brand=path)).blob
        return Package(self.blob)


def add_logo(brand: BrandPackage, name: str) -> None:
    """Add a picture to the package under this name."""
    brand.put(name, LOGO)
    if 'Extension="png"' not in brand.text(TYPES):
        brand.swap(TYPES, "</Types>", '<Default Extension="PNG" ContentType="image/png"/></Types>')
