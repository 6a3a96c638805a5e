import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { DEFAULT_BEHAVIOUR } from "./behaviour";
import { routes } from "./control/routes";

const readme = await readFile(path.join(import.meta.dirname, "README.md"), "utf8");

test("every knob of the simulated WhatsApp is told in its README, with its default", () => {
  const untold = Object.entries(DEFAULT_BEHAVIOUR)
    .map(([name, value]) => new RegExp(`^\\| \`${name}\` \\| \`?${value}\`? \\|`, "m"))
    .filter((row) => !row.test(readme));
  expect(untold).toEqual([]);
});

test("every route of the control interface is told in the README, and no other", () => {
  const told = [...readme.matchAll(/^\| `((?:GET|POST) \/api\/[^`]+)`/gm)].map(([, route]) => route);
  expect(told.toSorted()).toEqual(routes.map(({ method, path: template }) => `${method} ${template}`).toSorted());
});
