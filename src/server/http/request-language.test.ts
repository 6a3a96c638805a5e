import { expect, test } from "vitest";
import { LANGUAGE_COOKIE, LANGUAGE_HEADER } from "@/domain/words/languages";
import { requestLanguage } from "./request-language";

test.each([
  { why: "the page says it", headers: { [LANGUAGE_HEADER]: "ar", cookie: `${LANGUAGE_COOKIE}=es` }, is: "ar" },
  {
    why: "a page of an unknown language",
    headers: { [LANGUAGE_HEADER]: "fr", cookie: `${LANGUAGE_COOKIE}=es` },
    is: "en",
  },
  { why: "chosen in this browser", headers: { cookie: `${LANGUAGE_COOKIE}=pt`, "accept-language": "es" }, is: "pt" },
  {
    why: "an unknown choice counts as none",
    headers: { cookie: `${LANGUAGE_COOKIE}=fr`, "accept-language": "es" },
    is: "es",
  },
  { why: "the browser's wish", headers: { "accept-language": "de, pt-BR;q=0.9" }, is: "pt" },
  { why: "nothing is said", headers: {}, is: "en" },
])("$why: $is", ({ headers, is }) => {
  expect(requestLanguage({ headers })).toBe(is);
});
