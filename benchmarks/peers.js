// Draws the items of a deck with PptxGenJS, or writes those of a report with docx, once for each line of its input.
// Prints the milliseconds of processor time of each. Arguments: the kind ("deck" or "report"), a file with the items.
const fs = require("fs");
const readline = require("readline");

const [kind, file] = process.argv.slice(2);
const given = JSON.parse(fs.readFileSync(file, "utf8"));
const EMU = 914400;

function runs(words) {
  return words.flatMap((paragraph) =>
    paragraph.map(([text, size, bold], at) => ({
      text,
      options: { fontSize: size || 12, bold: Boolean(bold), breakLine: at === paragraph.length - 1 },
    })),
  );
}

function box([x, y, w, h]) {
  return { x: x / EMU, y: y / EMU, w: w / EMU, h: h / EMU };
}

function drawItem(slide, item, deck) {
  if (item.type === "words") {
    const shape = item.boxed ? { shape: deck.ShapeType.rect } : {};
    slide.addText(runs(item.words), { ...box(item.place), ...shape });
  } else if (item.type === "grid") {
    const rows = item.cells.map((row) => row.map((words) => ({ text: runs(words) })));
    slide.addTable(rows, { ...box(item.place), colW: item.widths.map((width) => width / EMU) });
  } else if (item.type === "connector") {
    const [x1, y1, x2, y2] = item.ends;
    const place = [Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1)];
    slide.addShape(deck.ShapeType.line, { ...box(place), flipV: x2 > x1 !== y2 > y1 });
  } else {
    const series = item.series.map(([name, values]) => ({ name, labels: item.categories, values }));
    slide.addChart(deck.charts.BAR, series, box(item.place));
  }
}

async function drawDeck() {
  const PptxGenJS = require("pptxgenjs");
  const deck = new PptxGenJS();
  deck.defineLayout({ name: "own", width: given.width / EMU, height: given.height / EMU });
  deck.layout = "own";
  for (const each of given.slides) {
    const slide = deck.addSlide();
    each.items.forEach((item) => drawItem(slide, item, deck));
    slide.addNotes(each.notes);
  }
  return deck.write({ outputType: "nodebuffer" });
}

async function writeReport() {
  const { Document, Packer, Paragraph, Table, TableCell, TableRow } = require("docx");
  const tables = given.tables.map(
    (rows) =>
      new Table({
        rows: rows.map(
          (row) => new TableRow({ children: row.map((text) => new TableCell({ children: [new Paragraph(text)] })) }),
        ),
      }),
  );
  const paragraphs = given.paragraphs.map((text) => new Paragraph(text));
  return Packer.toBuffer(new Document({ sections: [{ children: [...paragraphs, ...tables] }] }));
}

async function main() {
  for await (const _ of readline.createInterface({ input: process.stdin })) {
    const before = process.cpuUsage();
    await (kind === "deck" ? drawDeck() : writeReport());
    const { user, system } = process.cpuUsage(before);
    console.log((user + system) / 1000);
  }
}

main();
