import fc from "fast-check";
import { expect, test } from "vitest";
import { bestPackedCosine, packVectors, unpackVectors } from "./packed-vectors";
import { cosineOfUnitVectors, toUnitVector } from "./similarity";

const vector = (dimensions: number) =>
  fc
    .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: dimensions, maxLength: dimensions })
    .map(toUnitVector);

test("packed vectors come back in number, order and length, and nearly the same", () => {
  fc.assert(
    fc.property(fc.array(vector(16), { maxLength: 6 }), (vectors) => {
      const unpacked = unpackVectors(packVectors(vectors));
      expect(unpacked).toHaveLength(vectors.length);
      vectors.forEach((original, index) => {
        original.forEach((value, i) => {
          expect(Math.abs(value - (unpacked[index]?.[i] ?? Number.NaN))).toBeLessThan(0.005);
        });
      });
    }),
  );
});

test("the best cosine over packed bytes is that of the vectors themselves", () => {
  fc.assert(
    fc.property(vector(16), fc.array(vector(16), { minLength: 1, maxLength: 6 }), (query, vectors) => {
      const exact = Math.max(...vectors.map((other) => cosineOfUnitVectors(query, other)));
      expect(Math.abs(bestPackedCosine(query, packVectors(vectors)) - exact)).toBeLessThan(0.02);
    }),
  );
});

test("bytes inside a larger buffer are read from where they start", () => {
  const packed = packVectors([toUnitVector([3, 4])]);
  const shifted = new Uint8Array(packed.length + 3);
  shifted.set(packed, 3);
  expect(bestPackedCosine(toUnitVector([3, 4]), shifted.subarray(3))).toBeCloseTo(1, 2);
});

test("nothing packed gives no cosine; foreign bytes and other lengths are refused", () => {
  expect(bestPackedCosine(toUnitVector([1, 0]), packVectors([]))).toBe(0);
  expect(() => unpackVectors(new Uint8Array([1, 2, 3]))).toThrow("not packed vectors");
  expect(() => unpackVectors(new Uint8Array([9, 0, 9, 0, 1]))).toThrow("not packed vectors");
  expect(() => bestPackedCosine(toUnitVector([1, 0, 0]), packVectors([toUnitVector([1, 0])]))).toThrow(
    "cannot be compared",
  );
});
