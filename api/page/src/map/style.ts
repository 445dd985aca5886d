// The map's looks, for light and for dark: a canvas takes nothing from the page's style sheet.
import type cytoscape from "cytoscape";
import type { Encoding, LineStyle, Scheme, TypeMark } from "./encoding";

const SHAPES: Record<string, string> = { circle: "ellipse" };
const FONT = "system-ui, sans-serif";
const NAME = 13; // pixels, as the service leaves room for
const LINE = 11;
const SMALLEST = 10.5; // pixels on the screen: from farther away, names are written larger
const FAR = 0.72; // from farther away than this, lines have no words unless one looks at them
const FADED = 0.25;

type Block = { selector: string; style: Record<string, unknown> };

export interface Circumstances {
  scheme: Scheme;
  still: boolean;
  zoom: number;
}

export function styleSheet(
  encoding: Encoding,
  { scheme, still, zoom }: Circumstances,
): cytoscape.StylesheetJson {
  const blocks: Block[] = [
    ...base(encoding, scheme, still, zoom),
    ...Object.entries(encoding.types).map(([type, mark]) => typed(`[type = "${type}"]`, mark, scheme)),
    ...Object.entries(encoding.standings).map(([standing, key]) =>
      lined(standing, encoding.styles[key] as LineStyle, scheme),
    ),
    ...circumstances(encoding, scheme),
  ];
  return blocks as unknown as cytoscape.StylesheetJson;
}

function base(encoding: Encoding, scheme: Scheme, still: boolean, zoom: number): Block[] {
  const background = encoding.background[scheme];
  const transition = still
    ? {}
    : { "transition-property": "opacity", "transition-duration": 200 };
  return [
    typed("", encoding.other, scheme),
    {
      selector: "node",
      style: {
        label: "data(wrapped)",
        color: encoding.text[scheme],
        "font-family": FONT,
        "font-size": Math.max(NAME, SMALLEST / zoom),
        "text-wrap": "wrap",
        "text-max-width": "400px", // the service breaks the lines, for the room it left them
        "text-valign": "bottom",
        "text-margin-y": 3,
        "text-outline-color": background, // a halo, so that little of what is below is lost
        "text-outline-width": 2.5,
        "text-outline-opacity": 0.9,
        "border-width": 2,
        "overlay-opacity": 0,
        "z-index": 2,
        ...transition,
      },
    },
    {
      selector: "edge",
      style: {
        label: "data(text)",
        "curve-style": "unbundled-bezier",
        "control-point-distances": "data(control)",
        "control-point-weights": 0.5,
        "edge-distances": "node-position",
        "font-family": FONT,
        "font-size": Math.max(LINE, SMALLEST / zoom),
        "text-opacity": zoom < FAR ? 0 : 1,
        "text-rotation": "autorotate",
        "text-background-color": background,
        "text-background-opacity": 0.9,
        "text-background-padding": "2px",
        "text-wrap": "wrap",
        "text-max-width": "100px",
        "arrow-scale": 1.1,
        "overlay-opacity": 0,
        width: 1.8,
        ...transition,
      },
    },
    {
      selector: "edge:loop",
      style: { "curve-style": "bezier", "loop-direction": "-45deg", "loop-sweep": "70deg" },
    },
  ];
}

function typed(match: string, mark: TypeMark, scheme: Scheme): Block {
  return {
    selector: `node${match}`,
    style: {
      shape: SHAPES[mark.shape] ?? mark.shape,
      width: mark.width,
      height: mark.height,
      "background-color": mark.fill[scheme],
      "border-color": mark.line[scheme],
    },
  };
}

function lined(standing: string, style: LineStyle, scheme: Scheme): Block {
  const colour = style.colour[scheme];
  return {
    selector: `edge[standing = "${standing}"]`,
    style: {
      "line-style": style.line,
      ...(style.line === "dashed" ? { "line-dash-pattern": style.dashes } : {}),
      ...(style.line === "dotted" ? { width: 2.6 } : {}),
      "line-color": colour,
      color: colour,
      "target-arrow-shape": style.arrow.replace("hollow ", ""),
      "target-arrow-fill": style.arrow.startsWith("hollow") ? "hollow" : "filled",
      "target-arrow-color": colour,
    },
  };
}

// What depends on what the reader does: later blocks win.
function circumstances(encoding: Encoding, scheme: Scheme): Block[] {
  const text = encoding.text[scheme];
  return [
    { selector: "node.focus", style: { "border-width": 5, "font-weight": "bold" } },
    // What says the same of both ends points at neither.
    { selector: "edge.mutual", style: { "target-arrow-shape": "none" } },
    { selector: "edge.possible", style: { opacity: 0.55 } },
    { selector: "node.lone", style: { opacity: FADED } },
    { selector: "edge.off", style: { opacity: 0, events: "no" } },
    { selector: "edge.several", style: { width: 3 } },
    { selector: ".aside", style: { opacity: FADED } },
    { selector: "edge.aside", style: { "text-opacity": 0 } },
    { selector: "edge.hop", style: { width: 5, opacity: 1, "text-opacity": 1, "font-weight": "bold" } },
    { selector: "node.hop", style: { opacity: 1, "border-width": 5 } },
    {
      selector: ".lit",
      style: { opacity: 1, "text-opacity": 1, "z-index": 9 },
    },
    { selector: "edge.lit", style: { width: 3.5 } },
    {
      selector: "node.cursor",
      style: { "outline-width": 3, "outline-offset": 4, "outline-color": text, opacity: 1 },
    },
    { selector: "edge.cursor, .chosen", style: { "underlay-color": text, "underlay-opacity": 0.22, "underlay-padding": 7, "underlay-shape": "ellipse" } },
    { selector: "edge.chosen, edge.cursor", style: { width: 4, opacity: 1, "text-opacity": 1, "z-index": 9 } },
  ];
}
