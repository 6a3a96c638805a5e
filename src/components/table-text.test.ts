import { expect, test } from "vitest";
import { tableText } from "./table-text";

test.each([
  ["UTF-8", new TextEncoder().encode("Café?;Sí")],
  ["UTF-16 as spreadsheets save it", new Uint8Array([0xff, 0xfe, ...Buffer.from("Café?;Sí", "utf16le")])],
  ["the encoding of western Windows", new Uint8Array(Buffer.from("Café?;Sí", "latin1"))],
])("a table in %s is read", (_name, bytes) => {
  expect(tableText(bytes)).toBe("Café?;Sí");
});
