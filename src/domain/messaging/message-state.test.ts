import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MessageChange } from "./message";
import { changedReaction, changedWords, type MessageWords, newsOfRedelivery, type Reaction } from "./message-state";

const at = (second: number) => new Date(1_800_000_000_000 + second * 1000);
const fresh = (body: string): MessageWords => ({ body, editedAt: null, deletedAt: null });

describe("words", () => {
  test("are those of the newest edit", () => {
    const edited = changedWords(fresh("helo"), { type: "edited", body: "hello", at: at(5) });
    expect(edited).toEqual({ body: "hello", editedAt: at(5), deletedAt: null });
    expect(changedWords(edited!, { type: "edited", body: "hell", at: at(4) })).toBeNull();
    expect(changedWords(edited!, { type: "edited", body: "hello!", at: at(5) })).toMatchObject({ body: "hello!" });
    expect(changedWords(edited!, { type: "edited", body: "hello", at: at(5) })).toBeNull();
  });

  test("are gone for good once they were taken back", () => {
    const deleted = changedWords(fresh("secret"), { type: "deleted", at: at(5) });
    expect(deleted).toEqual({ body: "", editedAt: null, deletedAt: at(5) });
    expect(changedWords(deleted!, { type: "edited", body: "secret", at: at(9) })).toBeNull();
    expect(changedWords(deleted!, { type: "deleted", at: at(9) })).toBeNull();
  });

  test("of a message that comes again are news only when it says that it was changed", () => {
    expect(newsOfRedelivery({ body: "hello" }, at(9))).toBeNull();
    expect(newsOfRedelivery({ body: "hello!", editedAt: at(5) }, at(9))).toEqual({
      type: "edited",
      body: "hello!",
      at: at(5),
    });
    expect(newsOfRedelivery({ body: "", editedAt: at(5), isDeleted: true }, at(9))).toEqual({
      type: "deleted",
      at: at(9),
    });
  });
});

type Reacted = Extract<MessageChange, { type: "reaction" }>;
const reacted = (emoji: string | null, second: number): Reacted => ({
  type: "reaction",
  by: "customer",
  emoji,
  at: at(second),
  stanzaId: "3EB0",
  fromMe: false,
  chatId: "1@c.us",
});

test("a reaction that was taken back does not come back with older news", () => {
  const gone = changedReaction({ emoji: "👍", reactedAt: at(1) }, reacted(null, 5));
  expect(gone).toEqual({ emoji: "", reactedAt: at(5) });
  expect(changedReaction(gone!, reacted("👍", 3))).toBeNull();
  expect(changedReaction(gone!, reacted("❤️", 6))).toEqual({ emoji: "❤️", reactedAt: at(6) });
});

test("edits, deletion and reactions end in the same state, whatever order they come in and however often", () => {
  const times = fc.uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 8 });
  const news = times.chain((seconds) =>
    fc.tuple(
      ...seconds.map((second) =>
        fc.oneof(
          {
            weight: 4,
            arbitrary: fc.record({
              type: fc.constant("edited" as const),
              body: fc.string(),
              at: fc.constant(at(second)),
            }),
          },
          { weight: 3, arbitrary: fc.constantFrom("👍", "❤️", null).map((emoji) => reacted(emoji, second)) },
          { weight: 1, arbitrary: fc.constant({ type: "deleted" as const, at: at(0) }) },
        ),
      ),
    ),
  );
  const orders = news.chain((list) =>
    fc.tuple(fc.constant(list), fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2 })),
  );
  const fold = (
    list: readonly ({ type: "edited"; body: string; at: Date } | { type: "deleted"; at: Date } | Reacted)[],
  ) => {
    let words = fresh("first");
    let reaction: Reaction | undefined;
    for (const change of list) {
      if (change.type === "reaction") reaction = changedReaction(reaction, change) ?? reaction;
      else words = changedWords(words, change) ?? words;
    }
    // When the text of a message that is gone was changed last, nobody sees any more.
    return { words: words.deletedAt ? { ...words, editedAt: null } : words, reaction };
  };
  fc.assert(
    fc.property(orders, ([inOrder, shuffled]) => {
      expect(fold(shuffled)).toEqual(fold(inOrder));
    }),
  );
});
