// The shapes of types as paths in a box of 16 by 16, for legends.
export const OUTLINES: Readonly<Record<string, string>> = {
  circle: "M14 8 A6 6 0 1 1 2 8 A6 6 0 1 1 14 8 Z",
  rectangle: "M1 3 H15 V13 H1 Z",
  diamond: "M8 1 L15 8 L8 15 L1 8 Z",
  hexagon: "M4 2 H12 L15 8 L12 14 H4 L1 8 Z",
  triangle: "M8 2 L15 14 H1 Z",
  octagon: "M5 1 H11 L15 5 V11 L11 15 H5 L1 11 V5 Z",
  tag: "M1 3 H10 L15 8 L10 13 H1 Z",
  pentagon: "M8 1 L15 6 L12 15 H4 L1 6 Z",
};
