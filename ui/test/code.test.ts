// @vitest-environment node
/** No word that a reader sees stands in the code: all come from the page's file of words. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((one) => one.isDirectory() ? sources(join(folder, one.name))
    : /\.tsx$/.test(one.name) && !one.name.includes(".test.") ? [join(folder, one.name)] : []);
}

describe("the code", () => {
  it.each(sources(join(__dirname, "../src")))("holds no words in %s", (path) => {
    const code = readFileSync(path, "utf-8").replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
    const attributes = [...code.matchAll(/\b(?:aria-label|title|placeholder|alt|aria-valuetext)="([^"]*)"/g)].map((found) => found[1]);
    const texts = [...code.matchAll(/<(?:[a-z]\w*|\w*\.?\w+)\b[^<>]*>([^<>{}]+)<\//g)].map((found) => found[1] ?? "");
    const plain = [...code.matchAll(/textContent = ["`]([^"`$]*)/g)].map((found) => found[1] ?? "");
    expect([...attributes, ...texts, ...plain].filter((words) => /[A-Za-z]{2,}/.test(words ?? ""))).toEqual([]);
  });
});
