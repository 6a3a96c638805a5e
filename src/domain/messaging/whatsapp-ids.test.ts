import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  chatKindOf,
  type MessageKey,
  parseMessageKey,
  phoneNumberOf,
  serializeMessageKey,
  widText,
} from "./whatsapp-ids";

const aUser = fc
  .tuple(fc.stringMatching(/^[1-9]\d{5,14}$/), fc.constantFrom("c.us", "lid", "g.us"))
  .map(([user, server]) => `${user}@${server}`);
const aKey: fc.Arbitrary<MessageKey> = fc.record({
  stanzaId: fc.stringMatching(/^[0-9A-F]{16,32}$/),
  chatId: aUser,
  fromMe: fc.boolean(),
  participant: fc.option(aUser, { nil: undefined }),
});

describe("message keys", () => {
  test("a key survives being serialised and parsed", () => {
    fc.assert(
      fc.property(aKey, (key) => {
        expect(parseMessageKey(serializeMessageKey(key))).toEqual(key);
      }),
    );
  });

  test("the parts are found whatever the serialised form is called, and even without one", () => {
    fc.assert(
      fc.property(aKey, fc.constantFrom("_serialized", "$1", "$2"), fc.boolean(), (key, spelling, hasWidObjects) => {
        const [user, server] = key.chatId.split("@");
        const raw = {
          fromMe: key.fromMe,
          remote: hasWidObjects ? { user, server } : key.chatId,
          id: key.stanzaId,
          ...(key.participant ? { participant: { _serialized: key.participant } } : {}),
          [spelling]: "anything",
        };
        expect(parseMessageKey(raw)).toEqual(key);
      }),
    );
  });

  test("an object with nothing but a serialised form is read from that, in either spelling", () => {
    const serialized = "false_628111@c.us_3EB0AB";
    const key = { stanzaId: "3EB0AB", chatId: "628111@c.us", fromMe: false, participant: undefined };
    expect(parseMessageKey({ _serialized: serialized })).toEqual(key);
    expect(parseMessageKey({ $1: serialized })).toEqual(key);
  });

  test.each([undefined, null, 7, "", "nonsense", {}, { id: "AB" }, { remote: "1@c.us", fromMe: true }])(
    "%j is no message key",
    (value) => expect(parseMessageKey(value)).toBeUndefined(),
  );
});

test.each([
  { value: "1@c.us", text: "1@c.us" },
  { value: { _serialized: "1@lid" }, text: "1@lid" },
  { value: { $1: "1@lid" }, text: "1@lid" },
  { value: { user: "1", server: "g.us" }, text: "1@g.us" },
  { value: {}, text: undefined },
  { value: null, text: undefined },
])("the id $value reads as $text", ({ value, text }) => expect(widText(value)).toBe(text));

test.each([
  ["628111@c.us", "direct"],
  ["628111@s.whatsapp.net", "direct"],
  ["9912@lid", "direct"],
  ["1203@g.us", "group"],
  ["status@broadcast", "status"],
  ["16500@broadcast", "broadcast"],
  ["1203@newsletter", "newsletter"],
  ["867051@bot", "broadcast"],
  ["0@c.us", "broadcast"],
  ["garbage", "broadcast"],
])("the chat %s is %s", (chatId, kind) => expect(chatKindOf(chatId)).toBe(kind));

test.each([
  ["628111@c.us", "628111"],
  ["628111:12@c.us", "628111"],
  ["628111@s.whatsapp.net", "628111"],
  ["9912@lid", undefined],
  ["1203@g.us", undefined],
])("the phone number of %s is %s", (id, number) => expect(phoneNumberOf(id)).toBe(number));
