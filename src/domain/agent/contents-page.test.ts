import { expect, test } from "vitest";
import { isContentsPage } from "./contents-page";

test.each([
  ["Table of Contents\n\n1.1. How do I order?\n1.2. How do I pay?\n1.2.1. By card\n1.3. Can I return it?"],
  ["Delivery ........ 3\nReturns ........ 5\nWarranty . . . . . 7\nOpening hours ..... 9"],
  ["2.4. How do I install it?\n2.5. Why is it so?\n3. Choosing\n3.1. Which one is better for me?"],
])("a table of contents is recognised: %j", (text) => {
  expect(isContentsPage(text)).toBe(true);
});

test.each([
  ["1. Open the app.\n2. Tap Pay.\n3. Choose a card.\n4. Confirm."],
  ["1. Open the app\n2. Tap Pay\n3. Choose a card\n4. Confirm"],
  ["- Colour: red\n- Weight: 2 kg\n- Size: 40 cm\n- Material: wool"],
  ["2.5. Returns\nYou can return unused items within 30 days.\nSale items are excluded.\nThe refund takes a week."],
  ["Small | 10.5 | 2\nMedium | 12 | 3\nLarge | 14 | 4\nHuge | 16 | 5"],
  ["2.1 Returns"],
])("what can be an answer is none: %j", (text) => {
  expect(isContentsPage(text)).toBe(false);
});
