import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { isBuiltin } from "node:module";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import manifest from "../package.json";
import { bundleServer } from "./bundle-server";

// Inside the project: the bundle finds the packages it leaves outside from where it lies.
const outdir = mkdtempSync(path.join(import.meta.dirname, "..", "node_modules", ".bundle-test-"));
beforeAll(() => bundleServer(outdir, { main: "src/server/main.ts" }));
afterAll(() => rmSync(outdir, { recursive: true }));

const packageOf = (specifier: string) => specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
const IMPORT = /(?:^|[;}\s])(?:import|export)\s*(?:[\w$*{}\s,]*?\sfrom\s*)?"([^"\n]+)"|\bimport\("([^"\n]+)"\)/g;

test("the server that is built needs no package that is there for development only", () => {
  const needed = readdirSync(outdir)
    .filter((name) => name.endsWith(".js"))
    .flatMap((name) => [...readFileSync(path.join(outdir, name), "utf8").matchAll(IMPORT)])
    .map((match) => match[1] ?? match[2] ?? "")
    .filter((specifier) => !specifier.startsWith(".") && !isBuiltin(specifier))
    .map(packageOf);
  const forDevelopment = Object.keys(manifest.devDependencies).filter((name) => needed.includes(name));
  expect(needed).toContain("pg-boss");
  expect(forDevelopment).toEqual([]);
});

test("mails are rendered by what is inside the bundle, loaded when the first one is", () => {
  const main = readFileSync(path.join(outdir, "main.js"), "utf8");
  const render = /import\("\.\/(render-[^"]+\.js)"\)/.exec(main)?.[1] ?? "";
  expect(readdirSync(outdir)).toContain(render);
  expect(readFileSync(path.join(outdir, render), "utf8")).toContain("node_modules/react-email/");
});
