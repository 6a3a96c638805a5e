import { expect, test } from "vitest";
import { type PendingReply, unlistedReplies } from "./pending-replies";

const aReply = (text: string, after: string | null, key = text): PendingReply => ({
  idempotencyKey: key,
  text,
  submittedAt: new Date(0),
  after,
  failure: null,
});
const aMessage = (id: string, body: string, author = "person") => ({ id, author, body });

test("a reply shows until its message is listed, and never twice", () => {
  const reply = aReply("On my way", "m1");
  expect(unlistedReplies([reply], [aMessage("m1", "Hello", "customer")])).toEqual([reply]);
  expect(unlistedReplies([reply], [aMessage("m1", "Hello", "customer"), aMessage("m2", "On my way")])).toEqual([]);
});

test("an older message with the same words isn't taken for it", () => {
  const reply = aReply("Yes", "m2");
  expect(unlistedReplies([reply], [aMessage("m1", "Yes"), aMessage("m2", "Sure?", "customer")])).toEqual([reply]);
});

test("a customer who writes the same words isn't taken for it", () => {
  const reply = aReply("Yes", "m1");
  expect(unlistedReplies([reply], [aMessage("m1", "?"), aMessage("m2", "Yes", "customer")])).toEqual([reply]);
});

test("of two equal replies one listed message accounts for one", () => {
  const [first, second] = [aReply("Ok", "m1", "k1"), aReply("Ok", "m1", "k2")];
  expect(unlistedReplies([first, second], [aMessage("m1", "?", "customer"), aMessage("m2", "Ok")])).toEqual([second]);
});

test("in an empty thread the first message counts", () => {
  expect(unlistedReplies([aReply("Hi", null)], [aMessage("m1", "Hi")])).toEqual([]);
});

test("a file is taken for its own row alone, and words for no file's", () => {
  const file = {
    ...aReply("", "m1", "k1"),
    attachment: { id: "a", kind: "image", url: "", file: { size: 7 } as File },
  } as const;
  const words = aReply("", "m1", "k2");
  const first = aMessage("m1", "Hello", "customer");
  const row = (id: string, sizeBytes: number) => ({ ...aMessage(id, ""), media: { sizeBytes } });
  expect(unlistedReplies([file], [first, row("m2", 8), aMessage("m3", "")])).toEqual([file]);
  expect(unlistedReplies([file, words], [first, row("m2", 7)])).toEqual([words]);
});
