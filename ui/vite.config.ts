import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** The licences of what is built in ask to go wherever the script goes. */
const licences: Plugin = {
  name: "licences",
  enforce: "post",
  generateBundle(_options, bundle) {
    const told = readFileSync(resolve(__dirname, "licences.txt"), "utf-8").trim();
    for (const file of Object.values(bundle)) {
      if (file.type === "chunk") file.code = `/*\n${told}\n*/\n${file.code}`;
    }
  },
};

// One classic script and one style sheet, since both are set into the page and named in its security policy by what
// they are: no module graph, no worker, no file beside them.
export default defineConfig({
  plugins: [licences],
  esbuild: { jsx: "automatic", jsxImportSource: "preact", legalComments: "none" },
  build: {
    target: "es2020",
    outDir: resolve(__dirname, "../src/histor/data/pages/built"),
    emptyOutDir: true,
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    modulePreload: false,
    lib: {
      entry: resolve(__dirname, "src/dossier.tsx"),
      formats: ["iife"],
      name: "HistorDossier",
      fileName: () => "dossier.js",
      cssFileName: "dossier",
    },
  },
  define: { "process.env.NODE_ENV": JSON.stringify("production") },
  test: { environment: "happy-dom", include: ["test/**/*.test.{ts,tsx}", "src/**/*.test.{ts,tsx}"] },
});
