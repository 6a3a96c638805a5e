import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const SOURCE = path.resolve(import.meta.dirname, "..");
/** What is in the middle is so from either side. */
const PHYSICAL =
  /(?<=["\s`:])-?(?:m[lr]-|p[lr]-|border-[lr](?=[\s"`-])|rounded-(?:[lr]|[tb][lr])(?=[\s"`-])|text-(?:left|right)(?=[\s"`])|(?:left|right)-(?!1\/2)[\d[]|slide-(?:in-from|out-to)-(?:left|right))[^\s"`]*/g;

const physicalIn = (text: string) => text.match(PHYSICAL) ?? [];

test("sides are those of the reader, who may read from right to left", () => {
  const files = ["app", "components"].flatMap((folder) =>
    readdirSync(path.join(SOURCE, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".tsx"))
      .map((file) => path.join(SOURCE, folder, file)),
  );
  const found = files.flatMap((file) =>
    physicalIn(readFileSync(file, "utf8")).map((name) => `${path.relative(SOURCE, file)}: ${name}`),
  );
  expect(found).toEqual([]);
});

test.each(["ml-2", "md:-mr-1", "border-l", "border-r-2", "rounded-tl-mark", "text-right", "left-3", "right-[2px]"])(
  "%s would be found",
  (name) => expect(physicalIn(`<p className="flex ${name}">`)).toHaveLength(1),
);
