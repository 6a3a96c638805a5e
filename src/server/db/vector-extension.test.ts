import { expect, test } from "vitest";
import { isRecentEnough } from "./vector-extension";

test.each([
  { version: "0.4.4", enough: false },
  { version: "0.7.9", enough: false },
  { version: "0.8.0", enough: true },
  { version: "0.10.2", enough: true },
  { version: "1.0", enough: true },
])("pgvector $version is recent enough: $enough", ({ version, enough }) => {
  expect(isRecentEnough(version)).toBe(enough);
});
