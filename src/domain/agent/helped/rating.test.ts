import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AskedHelped, ratingIn, thumbOf } from "./rating";

const NOW = new Date("2026-11-20T12:00:00Z");
const HOUR = 3_600_000;

describe("a thumb", () => {
  test.each(["👍", "👍🏽", "👍👍", " 👍🏿 👍 ", "👍️", "👍🏻👍🏾"])("%s is up", (text) =>
    expect(thumbOf(text)).toBe("up"),
  );
  test.each(["👎", "👎🏽", "👎👎👎", "👎️\n👎"])("%s is down", (text) => expect(thumbOf(text)).toBe("down"));
  test.each(["", "👍👎", "👍 thanks", "ok", "👌", "👍?", "🏽", "yes 👎"])("“%s” is none", (text) =>
    expect(thumbOf(text)).toBeUndefined(),
  );

  test("of any skin tone and number is the same thumb, and with any word it is none", () => {
    const tone = fc.constantFrom("", "🏻", "🏼", "🏽", "🏾", "🏿");
    fc.assert(
      fc.property(
        fc.constantFrom(["👍", "up"] as const, ["👎", "down"] as const),
        fc.array(fc.tuple(tone, fc.constantFrom("", " ", "\n")), { minLength: 1, maxLength: 6 }),
        fc.stringMatching(/^[\p{L}\p{N}]{1,5}$/u),
        ([emoji, thumb], signs, word) => {
          const text = signs.map(([skin, space]) => `${emoji}${skin}${space}`).join("");
          expect(thumbOf(text)).toBe(thumb);
          expect(thumbOf(`${text}${word}`)).toBeUndefined();
        },
      ),
    );
  });
});

const asked: AskedHelped = {
  messageId: "msg_asked",
  turnId: "turn_1",
  seq: 10,
  sentAt: NOW,
  body: "",
  stanzaIds: ["part-1", "part-2"],
};
const later = (ms: number) => new Date(NOW.getTime() + ms);
let count = 0;
const wrote = (words: string, more: Partial<Parameters<typeof ratingIn>[0][number]> = {}) => ({
  id: `msg_${++count}`,
  kind: "text" as const,
  words,
  quotedStanzaId: null,
  sentAt: later(HOUR),
  ...more,
});
type Said = Parameters<typeof ratingIn>[1]["said"];
const read = (messages: ReturnType<typeof wrote>[], said: Said = []) => ratingIn(messages, { asked, said });

describe("a rating", () => {
  test("is a thumb that comes next", () => {
    const message = wrote("👎🏽");
    const before: Said = [
      { author: "customer", seq: 9, turnId: null },
      { author: "bot", seq: 10, turnId: "turn_1" },
      { author: "system", seq: 11, turnId: null },
      { author: "bot", seq: 12, turnId: "turn_1" },
    ];
    expect(read([message], before)).toEqual({
      thumb: "down",
      writtenIn: message.id,
      writtenAt: later(HOUR),
      isAll: true,
    });
  });

  test.each<[string, Said[number]]>([
    ["the customer wrote something else", { author: "customer", seq: 11, turnId: "turn_2" }],
    ["a person wrote", { author: "person", seq: 11, turnId: null }],
    ["the owner wrote on the phone", { author: "phone", seq: 11, turnId: null }],
    ["the bot said something else", { author: "bot", seq: 11, turnId: "turn_2" }],
    ["a rule wrote", { author: "bot", seq: 11, turnId: null }],
  ])("is none once %s, unless it quotes the answer", (_, said) => {
    expect(read([wrote("👍")], [said])).toBeUndefined();
    expect(read([wrote("👍", { quotedStanzaId: "part-1" })], [said])).toMatchObject({ thumb: "up", isAll: true });
  });

  test("is none of another message that it quotes", () => {
    expect(read([wrote("👍", { quotedStanzaId: "another" })])).toBeUndefined();
  });

  test("counts within 72 hours", () => {
    expect(read([wrote("👍", { sentAt: later(72 * HOUR) })])).toMatchObject({ thumb: "up" });
    expect(read([wrote("👍", { sentAt: later(72 * HOUR + 1) })])).toBeUndefined();
  });

  test("is read before what else is written at once, and not after it", () => {
    expect(read([wrote("👎"), wrote("and how long does it take?")])).toMatchObject({ thumb: "down", isAll: false });
    expect(read([wrote("and how long does it take?"), wrote("👍")])).toBeUndefined();
  });

  test("is the last word of who changes their mind", () => {
    expect(read([wrote("👍"), wrote("👎")])).toMatchObject({ thumb: "down", isAll: true });
  });

  test("is words, and no caption of a picture", () => {
    expect(read([wrote("👍", { kind: "image" })])).toBeUndefined();
  });
});
