import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MAX_FILTER_TAG } from "./inbox-filters";
import { normalizeTag, offerTags, withPendingTags } from "./tag";
import { tagSchema } from "./tag-schema";

const typed = fc.string({ unit: "grapheme", maxLength: 60 });

describe("a tag", () => {
  test.each([
    ["VIP", "vip"],
    ["  Big   spender\n", "big spender"],
    ["Cafe\u0301", "café"],
    ["\u200Fعميل\u200E", "عميل"],
  ])("%j is %j", (written, tag) => {
    expect(tagSchema.parse(written)).toBe(tag);
  });

  test.each(["", "  \n", "\u200E", "x".repeat(41)])("%j is none", (written) => {
    expect(tagSchema.safeParse(written).success).toBe(false);
  });

  test("stays the same when it is read again, and fits into a filter", () => {
    fc.assert(
      fc.property(typed, (text) => {
        const { data } = tagSchema.safeParse(text);
        fc.pre(data !== undefined);
        expect(tagSchema.parse(data)).toBe(data);
        expect(data.length).toBeLessThanOrEqual(MAX_FILTER_TAG);
      }),
    );
  });

  test("is one whatever its capital letters", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."aBcÉß ñД"), maxLength: 20 }), (text) => {
        expect(normalizeTag(text.toLowerCase())).toBe(normalizeTag(text));
      }),
    );
  });
});

describe("what is offered", () => {
  const known = [
    { tag: "big order", customers: 9 },
    { tag: "order", customers: 1 },
    { tag: "orders", customers: 4 },
    { tag: "vip", customers: 5 },
  ];
  const offer = (text: string, has: string[] = []) => offerTags(text, { known, has, limit: 3 });

  test("without a letter is what most customers have", () => {
    expect(offer("")).toEqual({ tags: ["big order", "vip", "orders"], isNew: null, likeliest: "big order" });
  });

  test("begins with the tag itself, then with those that begin so", () => {
    expect(offer("Order")).toEqual({ tags: ["order", "orders", "big order"], isNew: null, likeliest: "order" });
    expect(offer("ord")).toEqual({ tags: ["orders", "order", "big order"], isNew: "ord", likeliest: "orders" });
  });

  test("is a new tag before one that merely contains it", () => {
    expect(offer("ip")).toEqual({ tags: ["vip"], isNew: "ip", likeliest: "ip" });
  });

  test("is nothing for a tag that the customer has", () => {
    expect(offer("VIP", ["vip"])).toEqual({ tags: [], isNew: null, likeliest: null });
  });

  test("never is what the customer has, and Enter takes only what is offered", () => {
    const tag = fc.string({ unit: fc.constantFrom(..."ab "), minLength: 1, maxLength: 3 }).map(normalizeTag);
    const tags = fc.uniqueArray(tag.filter(Boolean), { maxLength: 8 });
    fc.assert(
      fc.property(typed, tags, tags, (text, all, has) => {
        const offered = offerTags(text, { known: all.map((one) => ({ tag: one, customers: 1 })), has, limit: 4 });
        const choices = [...offered.tags, ...(offered.isNew === null ? [] : [offered.isNew])];
        expect(choices.filter((one) => has.includes(one))).toEqual([]);
        expect(new Set(choices).size).toBe(choices.length);
        expect(offered.likeliest === null ? choices : choices.includes(offered.likeliest)).toEqual(
          offered.likeliest === null ? [] : true,
        );
      }),
    );
  });
});

describe("while the server hasn't answered", () => {
  test("one's own acts are seen, whatever it says meanwhile", () => {
    expect(
      withPendingTags(
        ["vip", "added by a rule"],
        [
          { tag: "gold", isAdded: true },
          { tag: "vip", isAdded: false },
        ],
      ),
    ).toEqual(["added by a rule", "gold"]);
  });

  test("the last word on a tag counts", () => {
    const pending = fc.array(fc.record({ tag: fc.constantFrom("a", "b", "c"), isAdded: fc.boolean() }));
    fc.assert(
      fc.property(fc.subarray(["a", "b", "c", "d"]), pending, (tags, acts) => {
        const shown = withPendingTags(tags, acts);
        for (const tag of ["a", "b", "c", "d"])
          expect(shown.includes(tag)).toBe(acts.findLast((act) => act.tag === tag)?.isAdded ?? tags.includes(tag));
      }),
    );
  });
});
