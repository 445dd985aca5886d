// The picture on the screen as a PNG, with what it shows written over it and its legend below.
import type { Core } from "cytoscape";
import { save } from "./dom";
import { markOf, scheme, type Encoding, type LineStyle, type TypeMark } from "./encoding";
import { OUTLINES } from "./outlines";

export interface PictureOf {
  cy: Core;
  encoding: Encoding;
  lines: readonly string[];
  types: readonly string[];
  fileName: string;
}

const SHARPNESS = 2;
const LINE = 22;
const MARGIN = 16;
const FONT = "system-ui, sans-serif";

export async function savePicture(picture: PictureOf): Promise<void> {
  const { cy, encoding, lines } = picture;
  const width = Math.max(cy.width(), window.innerWidth);
  const scale = (SHARPNESS * width) / cy.width();
  const bg = encoding.background[scheme()];
  const drawn = await createImageBitmap(await cy.png({ output: "blob-promise", scale, bg }));
  const top = MARGIN + lines.length * LINE + 8;
  const height = top + drawn.height / SHARPNESS + MARGIN * 2 + LINE * 2;
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.ceil(width * SHARPNESS), Math.ceil(height * SHARPNESS)];
  const brush = canvas.getContext("2d");
  if (!brush) return;
  brush.fillStyle = bg;
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.drawImage(drawn, 0, top * SHARPNESS);
  brush.scale(SHARPNESS, SHARPNESS);
  write(brush, lines, encoding);
  legend(brush, picture, height - MARGIN - LINE);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (blob) save(blob, picture.fileName);
}

function write(brush: CanvasRenderingContext2D, lines: readonly string[], encoding: Encoding): void {
  brush.fillStyle = encoding.text[scheme()];
  lines.forEach((line, number) => {
    brush.font = number === 0 ? `600 17px ${FONT}` : `14px ${FONT}`;
    brush.fillText(line, MARGIN, MARGIN + 14 + number * LINE);
  });
}

function legend(brush: CanvasRenderingContext2D, { cy, encoding, types }: PictureOf, top: number): void {
  const standings = new Set(cy.edges().not(".off").map((edge) => String(edge.data("standing"))));
  const styles = new Set(
    Object.entries(encoding.standings)
      .filter(([standing]) => standings.has(standing))
      .map(([, key]) => encoding.styles[key] as LineStyle),
  );
  const marks = new Map(types.map((type) => [markOf(encoding, type).key, markOf(encoding, type)]));
  let left = MARGIN;
  for (const style of styles) left += line(brush, style, encoding, left, top);
  left = MARGIN;
  for (const mark of marks.values()) left += shape(brush, mark, encoding, left, top + LINE);
}

function line(brush: CanvasRenderingContext2D, style: LineStyle, encoding: Encoding, left: number, top: number): number {
  brush.save();
  brush.strokeStyle = brush.fillStyle = style.colour[scheme()];
  brush.lineWidth = 2;
  brush.setLineDash(style.dashes);
  brush.stroke(new Path2D(`M${left} ${top} H${left + 34}`));
  brush.setLineDash([]);
  const tip = left + 34;
  if (style.arrow === "tee") brush.stroke(new Path2D(`M${tip} ${top - 5} V${top + 5}`));
  else {
    const head = new Path2D(`M${tip} ${top - 5} L${tip + 9} ${top} L${tip} ${top + 5} Z`);
    if (style.arrow.startsWith("hollow")) brush.stroke(head);
    else brush.fill(head);
  }
  brush.restore();
  return label(brush, style.words, encoding, left + 50, top) + 50;
}

function shape(brush: CanvasRenderingContext2D, mark: TypeMark, encoding: Encoding, left: number, top: number): number {
  brush.save();
  brush.translate(left, top - 8);
  const outline = new Path2D(OUTLINES[mark.shape]);
  brush.fillStyle = mark.fill[scheme()];
  brush.strokeStyle = mark.line[scheme()];
  brush.lineWidth = 1.5;
  brush.fill(outline);
  brush.stroke(outline);
  brush.restore();
  return label(brush, mark.words, encoding, left + 22, top) + 22;
}

function label(brush: CanvasRenderingContext2D, words: string, encoding: Encoding, left: number, top: number): number {
  brush.fillStyle = encoding.text[scheme()];
  brush.font = `13px ${FONT}`;
  brush.fillText(words, left, top + 4);
  return brush.measureText(words).width + 22;
}
