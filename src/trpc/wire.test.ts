import fc from "fast-check";
import superjson from "superjson";
import { expect, test } from "vitest";
import { readWire, type Wire, writeWire } from "./wire";

const date = fc.date({ noInvalidDate: true });
// superjson refuses these names, which reach an object's prototype.
const key = fc.string().filter((name) => !["__proto__", "constructor", "prototype"].includes(name));
const leaf = (isWritten: boolean) =>
  fc.oneof(
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    date,
    ...(isWritten ? [] : [fc.constant(undefined)]),
  );
const tree = (isWritten: boolean) =>
  fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 4, withCrossShrink: true }, leaf(isWritten), tie("list"), tie("record")),
    list: fc.array(tie("value"), { maxLength: 5 }),
    record: fc.dictionary(key, tie("value"), { maxKeys: 5, noNullPrototype: true }),
  })).value;

const onTheServer = (wire: Wire) => superjson.deserialize(wire as Parameters<typeof superjson.deserialize>[0]);
const sent = (wire: unknown): Wire => JSON.parse(JSON.stringify(wire)) as Wire;

test("the browser reads what the server writes", () => {
  fc.assert(
    fc.property(tree(false), (value) => {
      expect(readWire(sent(superjson.serialize(value)))).toStrictEqual(value);
    }),
  );
});

test("the server reads what the browser writes", () => {
  fc.assert(
    fc.property(tree(true), (value) => {
      expect(onTheServer(sent(writeWire(value)))).toStrictEqual(value);
    }),
  );
});

test("nothing at all arrives as nothing", () => {
  expect(readWire(sent(superjson.serialize(undefined)))).toBeUndefined();
  expect(onTheServer(sent(writeWire(undefined)))).toBeUndefined();
});

test("what is read stays as it came: a page may read it twice", () => {
  const wire = sent(superjson.serialize({ at: new Date(0), list: [{ at: new Date(1) }], twice: [undefined] }));
  const before = structuredClone(wire);
  expect(readWire(wire)).toStrictEqual(readWire(wire));
  expect(wire).toStrictEqual(before);
});

test("what the browser doesn't know is told, and nothing wrong is shown", () => {
  expect(() => readWire(sent(superjson.serialize({ names: new Map([["a", 1]]) })))).toThrow(
    "The browser can't read a map",
  );
});
