import { expect, test } from "vitest";
import { findAmong, isFoundBy } from "./found-by";

test.each([
  ["Knowledge", "know", true],
  ["Dark appearance", "app da", true],
  ["Harbour Café", "CAFE", true],
  ["Your profile", "", true],
  ["Your profile", "  prof ", true],
  ["Knowledge", "ledge", false],
  ["Knowledge", "know nothing", false],
])("%s is found by %j: %s", (label, typed, found) => {
  expect(isFoundBy(label, typed)).toBe(found);
});

test("Enter runs the one that was gone to while it is found, and else the first", () => {
  const commands = [
    { id: "home", label: "Home" },
    { id: "inbox", label: "Inbox" },
  ];
  expect(findAmong(commands, { typed: "", chosenId: null }).chosen?.id).toBe("home");
  expect(findAmong(commands, { typed: "", chosenId: "inbox" }).chosen?.id).toBe("inbox");
  expect(findAmong(commands, { typed: "ho", chosenId: "inbox" })).toEqual({
    found: [commands[0]],
    chosen: commands[0],
  });
  expect(findAmong(commands, { typed: "zebra", chosenId: "inbox" })).toEqual({ found: [], chosen: undefined });
});
