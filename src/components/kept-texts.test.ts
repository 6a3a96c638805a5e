import { beforeEach, expect, test } from "vitest";
import { forgetKeptTexts, keepText, readKeptText, type TextStore } from "./kept-texts";

const PLACE = { userId: "u1", accountId: "acc_1", conversationId: "cnv_1" };
let rows: Map<string, string>;
let store: TextStore;
beforeEach(() => {
  rows = new Map([["theme", "dark"]]);
  store = {
    get length() {
      return rows.size;
    },
    key: (index) => [...rows.keys()][index] ?? null,
    getItem: (name) => rows.get(name) ?? null,
    setItem: (name, value) => void rows.set(name, value),
    removeItem: (name) => void rows.delete(name),
  };
});
const at = (seconds: number) => new Date(seconds * 1000);

test("what was typed is there again for the same person in the same conversation, and for nobody else", () => {
  keepText(store, PLACE, "Half a sent", at(1));
  expect(readKeptText(store, PLACE)).toBe("Half a sent");
  for (const other of [{ userId: "u2" }, { accountId: "acc_2" }, { conversationId: "cnv_2" }])
    expect(readKeptText(store, { ...PLACE, ...other })).toBe("");
});

test("an emptied field leaves nothing behind", () => {
  keepText(store, PLACE, "Half", at(1));
  keepText(store, PLACE, " \n", at(2));
  expect([...rows.keys()]).toEqual(["theme"]);
});

test("signing out takes everybody's texts away, and nothing else", () => {
  keepText(store, PLACE, "One", at(1));
  keepText(store, { ...PLACE, userId: "u2" }, "Two", at(1));
  forgetKeptTexts(store);
  expect([...rows]).toEqual([["theme", "dark"]]);
});

test("the oldest make room, however they were written", () => {
  for (let index = 0; index < 105; index++)
    keepText(store, { ...PLACE, conversationId: `cnv_${index}` }, "x", at(index === 3 ? 1000 : index));
  const kept = (index: number) => readKeptText(store, { ...PLACE, conversationId: `cnv_${index}` }) !== "";
  expect([0, 1, 2, 3, 4, 5, 6, 104].map(kept)).toEqual([false, false, false, true, false, false, true, true]);
});

test.each(["null", "{", "[]", '{"text":5}', "5"])("what is there and isn't ours (%s) is nothing", (value) => {
  keepText(store, PLACE, "x", at(1));
  for (const name of rows.keys()) rows.set(name, value);
  expect(readKeptText(store, PLACE)).toBe("");
});
