// How meaning is drawn: the service's own table (graph/picture/encoding.py), so that a line means
// the same here and in every export.
import type { Standing } from "./answer";

export interface Colour {
  light: string;
  dark: string;
}

export interface TypeMark {
  key: string;
  words: string;
  shape: string;
  fill: Colour;
  line: Colour;
  width: number;
  height: number;
}

export interface LineStyle {
  key: string;
  words: string;
  line: "solid" | "dashed" | "dotted";
  dashes: number[];
  arrow: string;
  colour: Colour;
}

export interface Encoding {
  background: Colour;
  text: Colour;
  types: Record<string, TypeMark>;
  other: TypeMark;
  styles: Record<string, LineStyle>;
  standings: Record<Standing, string>;
}

export type Scheme = keyof Colour;

export function scheme(): Scheme {
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

export function markOf(encoding: Encoding, type: string): TypeMark {
  return encoding.types[type] ?? encoding.other;
}

export function lineOf(encoding: Encoding, standing: Standing): LineStyle {
  const style = encoding.styles[encoding.standings[standing]];
  if (!style) throw new Error(`no line for ${standing}`);
  return style;
}
