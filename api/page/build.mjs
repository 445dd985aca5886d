// Bundles the page's scripts into ../static/built, where the service finds them, and the map once
// more into the engine, for files that hold a map and need no service.
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

// What a page loads by itself, as a module; what several share, or load later, is split off.
const MODULES = ["page", "map", "sparql"];

const here = fileURLToPath(new URL(".", import.meta.url));
const out = fileURLToPath(new URL("../static/built/", import.meta.url));
const standalone = fileURLToPath(new URL("../../graph/exports/_standalone/", import.meta.url));
const options = { absWorkingDir: here, bundle: true, target: "es2022", minify: true, charset: "utf8" };

await rm(standalone, { recursive: true, force: true });
await build({
  ...options,
  entryPoints: [
    { in: "src/standalone.ts", out: "viewer" },
    { in: "src/standalone.css", out: "viewer" },
  ],
  outdir: standalone,
  format: "iife",
  legalComments: "inline", // the licences go where the code goes
  logLevel: "warning",
});

await rm(out, { recursive: true, force: true });
await build({
  ...options,
  entryPoints: MODULES.map((name) => `src/${name}.ts`),
  outdir: out,
  splitting: true,
  format: "esm",
  legalComments: "linked",
  chunkNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  loader: { ".svg": "file" },
  logLevel: "warning",
});
