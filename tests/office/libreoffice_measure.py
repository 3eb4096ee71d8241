#!/usr/bin/python3
"""Compare how LibreOffice lays decks out with what their files say, and print the differences as a JSON list.

Usage: libreoffice_measure.py DECK …, run by the Python that has LibreOffice's bridge (UNO). Lengths are in points.
"""

import contextlib
import json
import subprocess
import sys
import tempfile
import time
import uuid
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

HUNDREDTHS = 72 / 2540
"""Points in LibreOffice's unit, the hundredth of a millimetre."""
SLACK = 2.3
"""Points (0.8 mm) that rounding and kerning are allowed."""
TABLE_SLACK = 1.02
SMALLEST = 10.0
FOOTER_TYPES = ("ftr", "dt", "sldNum")
NO_FIT = uno.Enum("com.sun.star.drawing.TextFitToSizeType", "NONE")
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


class Office:
    """A LibreOffice process with its own profile, so that several can run at once."""

    def __enter__(self):
        self.home = tempfile.TemporaryDirectory(prefix="measure-")
        pipe = "measure" + uuid.uuid4().hex
        profile = Path(self.home.name).as_uri()
        options = ["--headless", "--norestore", "--nologo", "--nodefault", f"-env:UserInstallation={profile}"]
        self.process = subprocess.Popen(
            ["soffice", *options, f"--accept=pipe,name={pipe};urp;"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.desktop = self._desktop(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        return self

    def _desktop(self, address):
        context = uno.getComponentContext()
        resolver = context.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
        for _ in range(600):
            try:
                office = resolver.resolve(address)
                return office.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", office)
            except NoConnectException:
                if self.process.poll() is not None:
                    break
                time.sleep(0.1)
        self.__exit__()
        raise SystemExit("LibreOffice did not start")

    def __exit__(self, *_):
        with contextlib.suppress(Exception):  # LibreOffice is ending, and the bridge may raise an error because of that
            self.desktop.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
        self.home.cleanup()

    def open(self, path):
        hidden = PropertyValue(Name="Hidden", Value=True)
        return self.desktop.loadComponentFromURL(Path(path).resolve().as_uri(), "_blank", 0, (hidden,))


def planned(path):
    """For each slide, what the file says about its shapes, in drawing order."""
    with zipfile.ZipFile(path) as archive:
        relations = ElementTree.fromstring(archive.read("ppt/_rels/presentation.xml.rels"))
        targets = {each.get("Id"): each.get("Target") for each in relations}
        slides = []
        for each in ElementTree.fromstring(archive.read("ppt/presentation.xml")).iter(P + "sldId"):
            target = targets[each.get(R + "id")].lstrip("/")
            name = target if target.startswith("ppt/") else "ppt/" + target
            tree = ElementTree.fromstring(archive.read(name)).find(f"{P}cSld/{P}spTree")
            slides.append([_facts(leaf) for leaf in _leaves_of(tree)])
        return slides


def _leaves_of(tree):
    for element in tree:
        if element.tag == P + "grpSp":
            yield from _leaves_of(element)
        elif element.tag in (P + "sp", P + "pic", P + "cxnSp", P + "graphicFrame"):
            yield element


def _facts(element):
    placeholder = next(element.iter(P + "ph"), None)
    body = next(element.iter(A + "bodyPr"), None)
    geometry = element.find(f"{P}spPr/{A}prstGeom")
    heights = [int(row.get("h")) for row in element.iter(A + "tr")]
    return {
        "name": next(element.iter(P + "cNvPr")).get("name"),
        "kind": element.tag[len(P) :],
        "text": "".join(each.text or "" for each in element.iter(A + "t")).strip(),
        "footer": placeholder is not None and placeholder.get("type") in FOOTER_TYPES,
        "inherits": placeholder is not None and placeholder.get("type") not in FOOTER_TYPES,
        "one_line": body is not None and body.get("wrap") == "none",
        "round": geometry is not None and geometry.get("prst") in ("ellipse", "diamond"),
        "turned": any(each.get("rot", "0") != "0" for each in element.iter(A + "xfrm")),
        "table": sum(heights) / 12700 if heights else None,
    }


def leaves(shapes):
    """A page's shapes in drawing order; groups are replaced by their members."""
    for index in range(shapes.Count):
        shape = shapes.getByIndex(index)
        if shape.supportsService("com.sun.star.drawing.GroupShape"):
            yield from leaves(shape)
        else:
            yield shape


def frame(shape):
    """A shape's left, top, right and bottom edge."""
    x, y = shape.Position.X * HUNDREDTHS, shape.Position.Y * HUNDREDTHS
    return [x, y, x + shape.Size.Width * HUNDREDTHS, y + shape.Size.Height * HUNDREDTHS]


def grown(shape, facts):
    """How much higher (or wider, if it has one line) the text is than its frame."""
    before = frame(shape)
    shape.TextFitToSize = NO_FIT
    # A placeholder has the minimum height of LibreOffice's own presentation styles, which is not in the file.
    shape.TextMinimumFrameHeight = 0
    shape.TextMinimumFrameWidth = 0
    shape.TextAutoGrowHeight = True
    shape.TextAutoGrowWidth = facts["one_line"]
    after = frame(shape)
    wider = after[2] - after[0] - (before[2] - before[0]) if facts["one_line"] else 0.0
    return max(after[3] - after[1] - (before[3] - before[1]), wider)


def smallest(shape):
    """The smallest font size in a placeholder, which may inherit it; other texts have theirs in the file."""
    return min(_sizes(shape), default=SMALLEST)


def _sizes(text):
    paragraphs = text.createEnumeration()
    while paragraphs.hasMoreElements():
        runs = paragraphs.nextElement().createEnumeration()
        while runs.hasMoreElements():
            run = runs.nextElement()
            if run.String.strip():
                yield run.CharHeight


def measure(office, path):
    """The findings in one deck, a mapping each."""
    document = office.open(path)
    if document is None:
        return [{"slide": 0, "what": "unreadable", "shape": str(path), "text": "", "by": 0}]
    # Painting the document and recording undo steps would take most of the time in a large deck.
    document.lockControllers()
    document.getUndoManager().lock()
    try:
        found = []
        for number, facts in enumerate(planned(path)):
            found += _of_page(document.DrawPages.getByIndex(number), number + 1, facts)
        return found
    finally:
        document.close(True)


def _of_page(page, number, planned_leaves):
    found = []

    def say(what, facts, by, other=""):
        finding = {"slide": number, "what": what, "shape": facts["name"], "text": facts["text"][:40]}
        found.append({**finding, "by": round(by, 1), "other": other})

    by_name = {}
    for shape in leaves(page):
        by_name.setdefault(shape.Name, []).append(shape)
    occupied = []
    for facts in planned_leaves:
        if not by_name.get(facts["name"]):
            # LibreOffice draws footers and slide numbers as fields of the page, under no name.
            if not facts["footer"]:
                say("missing", facts, 0)
            continue
        shape = by_name[facts["name"]].pop(0)
        if facts["kind"] != "cxnSp":
            place = _measured(shape, facts, say)
            occupied.append((facts, place))
            _inside(place, page, facts, say)
    _overlaps(occupied, say)
    return found


def _measured(shape, facts, say):
    """The rectangle that a shape needs for its text."""
    place = frame(shape)
    if facts["inherits"] and (size := smallest(shape)) < SMALLEST:
        say("small", facts, size)
    if facts["table"] is not None:
        if place[3] - place[1] > facts["table"] * TABLE_SLACK + SLACK:
            say("table grows", facts, place[3] - place[1] - facts["table"])
    elif facts["text"] and not facts["turned"]:
        more = grown(shape, facts)
        if more > SLACK:
            say("overflow", facts, more)
            place[3] += more
    return place


def _inside(place, page, facts, say):
    width, height = page.Width * HUNDREDTHS, page.Height * HUNDREDTHS
    outside = max(-place[0], -place[1], place[2] - width, place[3] - height)
    if outside > SLACK:
        say("off slide", facts, outside)


def _overlaps(occupied, say):
    solid = [each for each in occupied if _fills(each[0])]
    for index, (facts, one) in enumerate(solid):
        for other_facts, other in solid[index + 1 :]:
            across = min(one[2], other[2]) - max(one[0], other[0])
            down = min(one[3], other[3]) - max(one[1], other[1])
            if across > SLACK and down > SLACK:
                say("overlap", facts, min(across, down), other_facts["name"])


def _fills(facts):
    """Whether nothing may overlap this shape; the corners of an ellipse may be overlapped."""
    return not facts["round"] and bool(facts["text"] or facts["kind"] in ("graphicFrame", "pic"))


if __name__ == "__main__":
    with Office() as running:
        json.dump({path: measure(running, path) for path in sys.argv[1:]}, sys.stdout, ensure_ascii=False)
