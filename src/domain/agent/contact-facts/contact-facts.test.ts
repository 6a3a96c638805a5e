import { expect, test } from "vitest";
import { contactFacts, factsForQuestion } from "./contact-facts";

const said = (...words: string[]) => words.map((text, index) => ({ id: `m${index}`, words: text }));

test("each fact comes from the message that says it, the newest counts", () => {
  expect(
    contactFacts(
      said("Hi, my name is Anna", "sorry, my name is Ana", "order #1042, mail me: ana@example.com", "thanks"),
    ),
  ).toEqual([
    { name: "name", value: "Ana", messageId: "m1" },
    { name: "email", value: "ana@example.com", messageId: "m2" },
    { name: "order_number", value: "1042", messageId: "m2" },
  ]);
});

test("a pasted letter tells nothing of who pasted it", () => {
  expect(contactFacts(said(`My name is Ana. ${"Dear all, ".repeat(120)}`))).toEqual([]);
});

test("a turn is given the numbers of what it asks about, never the rest", () => {
  const fields = Object.entries({
    name: "Ana",
    language: "es",
    email: "ana@example.com",
    order_number: "1042",
    invoice_number: "77",
    pin: "1234",
  }).map(([name, value]) => ({ name, value }));
  expect(factsForQuestion(fields, "When do you open?")).toEqual({ name: "Ana", language: "es" });
  expect(factsForQuestion(fields, "Where is my order?")).toEqual({ name: "Ana", language: "es", order_number: "1042" });
});
