import fc from "fast-check";
import { expect, test } from "vitest";
import { helpQuestion, withHelpQuestion } from "../../agent/helped/help-question";
import { draftAnswer } from "./drafted-answer";
import { replyAfter } from "./reply-after";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 1, 0, minute));
const reply = (text: string, minute: number, contactName: string | null = null) => ({
  conversationId: `cnv_${minute}`,
  contactName,
  text,
  writtenAt: at(minute),
});

test("the reply that most others agree with is drafted, without the customer's name", () => {
  const drafted = draftAnswer([
    reply("Yes, wooden boats are repaired in our harbour workshop.", 1),
    reply("Hello Marta, our harbour workshop repairs wooden boats, ask for Rui.", 2, "Marta Reis"),
    reply("Sorry, my colleague is ill.", 3),
    reply("ok", 4),
  ]);
  expect(drafted).toEqual({
    text: "Hello [name], our harbour workshop repairs wooden boats, ask for Rui.",
    conversationId: "cnv_2",
    replyCount: 3,
    agreeing: 1,
  });
});

test("nobody's answer is no answer", () => {
  expect(draftAnswer([])).toBeUndefined();
  expect(draftAnswer([reply("Thanks!", 1), reply("ok", 2)])).toBeUndefined();
});

test("which reply is drafted doesn't depend on the order in which they are read", () => {
  const words = fc.array(fc.constantFrom("wooden", "boats", "harbour", "repair", "prices", "monday"), {
    minLength: 2,
    maxLength: 5,
  });
  fc.assert(
    fc.property(fc.array(words, { maxLength: 8 }), (texts) => {
      const replies = texts.map((text, minute) => reply(text.join(" "), minute));
      expect(draftAnswer([...replies].reverse())).toEqual(draftAnswer(replies));
    }),
  );
});

const message = (author: "customer" | "bot" | "person" | "phone", body: string, minute: number, more = {}) => ({
  author,
  body,
  isHandover: false,
  asksOther: false,
  sentAt: at(minute),
  ...more,
});

test("what people wrote in a row is one reply, up to the customer's next words", () => {
  const messages = [
    message("bot", "A person will answer.", 1),
    message("customer", "ok", 2),
    message("person", "We do.", 3),
    message("phone", "On Mondays.", 4),
    message("customer", "thanks", 5),
    message("person", "You're welcome", 6),
  ];
  expect(replyAfter(at(0), messages)).toEqual({ text: "We do.\nOn Mondays.", writtenAt: at(3) });
});

test("a draft of the bot that a person sent is the answer alone, without the question whether it helped", () => {
  const sent = message("person", withHelpQuestion("On Mondays.", helpQuestion("en")), 1);
  expect(replyAfter(at(0), [sent])).toEqual({ text: "On Mondays.", writtenAt: at(1) });
});

test("what is written after another question, days later, or only hands over is no reply", () => {
  const other = message("customer", "And what does a kayak cost?", 1, { asksOther: true });
  expect(replyAfter(at(0), [other, message("person", "Fifty.", 2)])).toBeUndefined();
  expect(replyAfter(at(0), [message("person", "Late.", 4 * 24 * 60)])).toBeUndefined();
  expect(replyAfter(at(0), [message("person", "A person will answer.", 1, { isHandover: true })])).toBeUndefined();
});
