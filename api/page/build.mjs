// Bundles the page's scripts into ../static/built, where the service finds them.
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

// What a page loads by itself, as a module; what several share, or load later, is split off.
const MODULES = ["page", "map", "sparql"];

const here = fileURLToPath(new URL(".", import.meta.url));
const out = fileURLToPath(new URL("../static/built/", import.meta.url));

await rm(out, { recursive: true, force: true });
await build({
  absWorkingDir: here,
  entryPoints: MODULES.map((name) => `src/${name}.ts`),
  outdir: out,
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  charset: "utf8",
  legalComments: "linked",
  chunkNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  loader: { ".svg": "file" },
  logLevel: "warning",
});
