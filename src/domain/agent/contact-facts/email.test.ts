import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findEmail } from "./email";

describe("the customer's e-mail address", () => {
  test.each([
    ["ana@example.com", "ana@example.com"],
    ["  Ana.Silva+shop@Example.co.uk  ", "ana.silva+shop@example.co.uk"],
    ["My email is ana@example.com.", "ana@example.com"],
    ["E-mail: ana@example.com, thanks", "ana@example.com"],
    ["When do you open? You can write to me at ana@example.com", "ana@example.com"],
    ["mi correo es ana@example.com", "ana@example.com"],
    ["O meu e-mail é ana@example.com", "ana@example.com"],
    ["Meine E-Mail-Adresse ist ana@example.com", "ana@example.com"],
    ["моя почта ana@example.com", "ana@example.com"],
  ])("%s: %s", (text, email) => {
    expect(findEmail(text)).toBe(email);
  });

  test.each([
    "Is your email info@shop.example?",
    "your email info@shop.example doesn't work",
    "I wrote to info@shop.example and nobody answered",
    "Should I use the email info@shop.example?",
    "su correo es info@shop.example",
    "My email is ana@example.com or bo@example.com",
    "ana@example",
    "@ana",
    "",
  ])("none: %s", (text) => {
    expect(findEmail(text)).toBeUndefined();
  });
});

test("whatever is written, what is found stands in it", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), fc.emailAddress(), (noise, address) => {
      for (const text of [noise, `${noise} ${address}`, address]) {
        const email = findEmail(text);
        if (email !== undefined) expect(text.toLowerCase()).toContain(email);
      }
    }),
  );
});
