import { types } from "@electric-sql/pglite";
import fc from "fast-check";
import { expect, test } from "vitest";
import { bytesOfHex, hexOfBytes } from "./hex-bytes";

const anyBytes = fc.uint8Array({ maxLength: 300 });

test("bytes are written and read as PGlite itself does", () => {
  fc.assert(
    fc.property(anyBytes, (bytes) => {
      const text = hexOfBytes(bytes);
      expect(text).toBe(types.serializers[types.BYTEA]?.(bytes));
      expect(Array.from(bytesOfHex(text))).toEqual(Array.from(types.parseType(text, types.BYTEA) as Uint8Array));
    }),
  );
});

test("bytes inside a larger buffer are written from where they start, and what was read shares no memory", () => {
  fc.assert(
    fc.property(anyBytes, (bytes) => {
      const padded = new Uint8Array([1, 2, ...bytes, 3]);
      const read = bytesOfHex(hexOfBytes(padded.subarray(2, -1)));
      expect(Array.from(read)).toEqual(Array.from(bytes));
      expect(read.buffer.byteLength).toBe(bytes.length);
    }),
  );
});

test("anything else is refused", () => {
  expect(() => hexOfBytes("text")).toThrow(TypeError);
});
