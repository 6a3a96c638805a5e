/** Writes the table of environment variables into the README; a test checks that it is up to date. */
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { envSchema } from "@/env";

const README = path.resolve(import.meta.dirname, "..", "README.md");
const BLOCK = /(<!-- env:start -->\n)[\s\S]*?(<!-- env:end -->)/;

/** The variables that have a description in the schema, as a Markdown table. */
export function renderEnvTable(): string {
  const rows = Object.entries(envSchema.shape).flatMap(([name, schema]) => {
    const meaning = (schema as z.ZodType).description;
    if (!meaning) return [];
    const fallback = z.safeParse(schema as z.ZodType, undefined);
    const text = fallback.success && fallback.data !== undefined ? [fallback.data].flat().join(",") : "";
    const shown = text ? `\`${text}\`` : "";
    return [`| \`${name}\` | ${shown} | ${meaning} |`];
  });
  return `| variable | default | meaning |\n|---|---|---|\n${rows.join("\n")}\n`;
}

/** The README with its table replaced. */
export const withEnvTable = (readme: string): string =>
  readme.replace(BLOCK, (_all, start, end) => `${start}${renderEnvTable()}${end}`);

if (import.meta.main) {
  await writeFile(README, withEnvTable(await readFile(README, "utf8")));
}
