import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const COMPONENTS = path.join(import.meta.dirname, "..", "..", "components");
const SPECIMENS = path.join(import.meta.dirname, "_components");

/** What no specimen can show, and why. A primitive in ui/ that is drawn has no place in this list. */
const NOT_SHOWN: Record<string, string> = {
  Toaster: "the layout of every page has it; the specimen of ui/toast fills it",
  ToastRegion: "the Toaster draws it",
  ThemeProvider: "the layout of every page has it; the switch at the top of the page works it",
  LanguageChoice: "a part of UserMenu",
  RememberReader: "draws nothing",
  UserMenu: "it is somebody's who is signed in",
  UserMenuItems: "they are somebody's who is signed in",
  LateErrorView: "draws an ErrorView once its code is there",
  NextSetUpStep: "it asks for an account's steps",
  PanelBoundary: "a Panel has it",
  OptionalPanel: "draws nothing of its own",
  Optional: "draws nothing of its own",
};

const sources = readdirSync(SPECIMENS)
  .map((name) => readFileSync(path.join(SPECIMENS, name), "utf8"))
  .join("\n");

/** Its other folders hold parts of single features, drawn from an account's data. */
const files = ["", "ui/"].flatMap((folder) =>
  readdirSync(path.join(COMPONENTS, folder))
    .filter((name) => name.endsWith(".tsx"))
    .map((name) => `${folder}${name}`),
);

/** Components, and functions that make some: whatever else a file of the kind exports isn't seen. */
const exportsOf = (file: string): string[] =>
  [
    ...readFileSync(path.join(COMPONENTS, file), "utf8").matchAll(
      /^export (?:async )?(?:function|const|class) (lazyDialog|[A-Z][a-z]\w*)/gm,
    ),
  ].map(([, name]) => name ?? "");

const isDrawn = (name: string) => new RegExp(`<${name}\\b|\\b${name}\\(`).test(sources);

test.each(files)("/design shows what components/%s exports", (file) => {
  const missing = exportsOf(file).filter((name) => !isDrawn(name) && !(name in NOT_SHOWN));
  expect(missing, "give it a specimen in src/app/design/_components").toEqual([]);
});

test("every primitive that is drawn has a specimen of its own", () => {
  const named = new Set([...sources.matchAll(/<Specimen of="([^"]+)"/g)].map(([, of]) => of));
  const missing = files
    .filter((file) => exportsOf(file).some((name) => isDrawn(name) && !(name in NOT_SHOWN)))
    .map((file) => file.replace(/\.tsx$/, ""))
    .filter((name) => !named.has(name));
  expect(missing).toEqual([]);
  expect(sources, "ui/toast is no component, and shown all the same").toContain('<Specimen of="ui/toast">');
});

test("what is said to be shown nowhere exists, and is shown nowhere", () => {
  const all = new Set(files.flatMap(exportsOf));
  expect(Object.keys(NOT_SHOWN).filter((name) => !all.has(name) || isDrawn(name))).toEqual([]);
});
