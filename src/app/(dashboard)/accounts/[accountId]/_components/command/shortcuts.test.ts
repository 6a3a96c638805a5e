import { describe, expect, test } from "vitest";
import { createShortcutReader } from "./shortcuts";

const onPage = { isTyping: false, isCovered: false };
const pressed = (key: string, more: object = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  repeat: false,
  isComposing: false,
  timeStamp: 0,
  ...more,
});

describe("keys become shortcuts", () => {
  test("Ctrl+K and ⌘K, also while somebody types", () => {
    const read = createShortcutReader();
    expect(read(pressed("k", { ctrlKey: true }), { ...onPage, isTyping: true })).toEqual({ kind: "palette" });
    expect(read(pressed("K", { metaKey: true }), onPage)).toEqual({ kind: "palette" });
  });

  test("g and a letter within a moment", () => {
    const read = createShortcutReader();
    expect(read(pressed("g", { timeStamp: 100 }), onPage)).toBeUndefined();
    expect(read(pressed("I", { timeStamp: 900 }), onPage)).toEqual({ kind: "go", key: "i" });
    // Used up.
    expect(read(pressed("k", { timeStamp: 950 }), onPage)).toBeUndefined();
    read(pressed("g", { timeStamp: 2_000 }), onPage);
    expect(read(pressed("i", { timeStamp: 3_300 }), onPage)).toBeUndefined();
  });

  test("a question mark asks for help", () => {
    expect(createShortcutReader()(pressed("?", { shiftKey: true }), onPage)).toEqual({ kind: "help" });
  });
});

describe("keys stay what they are", () => {
  test.each([
    ["while somebody types", pressed("?"), { ...onPage, isTyping: true }],
    ["while a dialog or a menu is open", pressed("?"), { ...onPage, isCovered: true }],
    ["with Ctrl", pressed("?", { ctrlKey: true }), onPage],
    ["with Alt", pressed("g", { altKey: true }), onPage],
    ["held down", pressed("k", { ctrlKey: true, repeat: true }), onPage],
    ["in the middle of a character", pressed("k", { ctrlKey: true, isComposing: true }), onPage],
    ["Ctrl+Shift+K is the browser's", pressed("k", { ctrlKey: true, shiftKey: true }), onPage],
  ])("%s", (_, event, place) => {
    expect(createShortcutReader()(event, place)).toBeUndefined();
  });

  test("typed letters begin no sequence", () => {
    const read = createShortcutReader();
    read(pressed("g"), { ...onPage, isTyping: true });
    expect(read(pressed("i"), onPage)).toBeUndefined();
  });
});
