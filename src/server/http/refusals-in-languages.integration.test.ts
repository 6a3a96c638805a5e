import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LANGUAGE_COOKIE, LANGUAGE_HEADER } from "@/domain/words/languages";
import { createMediaStore } from "@/server/media/store";
import { openHttp } from "@/test/access/http-cases";
import { accessServices } from "@/test/access/services";
import { openTestDatabase } from "@/test/database";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let http: Awaited<ReturnType<typeof openHttp>>;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "parley-refusals-"));
  database = await openTestDatabase();
  http = await openHttp();
  http.use(accessServices(database.db, createMediaStore(folder)).services);
});
afterAll(async () => {
  await http.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

const OUR_PAGE = { "content-type": "application/json", "sec-fetch-site": "same-origin" };
const send = async (method: "GET" | "POST", at: string, headers: Record<string, string>, input?: unknown) => {
  const body = input === undefined ? {} : { body: JSON.stringify({ json: input }) };
  return http.send({ title: at, method, path: at, person: null, headers, ...body, expectedStatus: 0, hidden: [] });
};
const refusalOf = async (headers: Record<string, string>, input: unknown) => {
  const { status, text } = await send("POST", "/api/trpc/auth.signIn", { ...OUR_PAGE, ...headers }, input);
  return { status, ...JSON.parse(text).error.json };
};
const STRANGER = { email: "nobody@shop.example", password: "tangerine lamp at dawn" };

test.each([
  { language: "es", says: "Ese correo y esa contraseña no coinciden." },
  { language: "pt", says: "Esse e-mail e essa senha não combinam." },
  { language: "ar", says: "البريد الإلكتروني وكلمة المرور غير متطابقين." },
  { language: "en", says: "That email and password don't match." },
  { language: "tlh", says: "That email and password don't match." },
  { language: "__proto__", says: "That email and password don't match." },
])("a refusal to a page in $language", async ({ language, says }) => {
  const refusal = await refusalOf({ [LANGUAGE_HEADER]: language, "accept-language": "es" }, STRANGER);
  expect(refusal).toMatchObject({ status: 401, message: says, data: { kind: "unauthorized", invalid: null } });
});

test("what is wrong with an input is told field by field, and first of all in the message", async () => {
  const input = { email: "nobody", password: "" };
  expect(await refusalOf({ [LANGUAGE_HEADER]: "es" }, input)).toMatchObject({
    status: 400,
    message: "Eso no parece una dirección de correo.",
    data: {
      kind: null,
      invalid: {
        formErrors: [],
        fieldErrors: { email: ["Eso no parece una dirección de correo."], password: ["Escribe tu contraseña."] },
      },
    },
  });
  expect(await refusalOf({ [LANGUAGE_HEADER]: "tlh" }, input)).toMatchObject({
    message: "That doesn't look like an email address.",
    data: { invalid: { fieldErrors: { password: ["Enter your password."] } } },
  });
});

test("what has no words of its own is told, too", async () => {
  const { text } = await send("GET", "/api/trpc/account.list", { [LANGUAGE_HEADER]: "pt" });
  expect(JSON.parse(text).error.json.message).toBe("Sua sessão terminou. Entre de novo.");
});

test.each<{ by: string; headers: Record<string, string> }>([
  { by: "the choice in this browser", headers: { cookie: `a=b; ${LANGUAGE_COOKIE}=es`, "accept-language": "pt" } },
  { by: "the browser's wish", headers: { "accept-language": "es-MX,es;q=0.9,en;q=0.8" } },
])("a file that isn't given out is refused by $by", async ({ headers }) => {
  expect(await send("GET", "/documents/acc_1/doc_1", headers)).toEqual({
    status: 401,
    text: "Tu sesión ha terminado. Vuelve a iniciarla.",
  });
});

test("a request of a foreign page is refused in the browser's language", async () => {
  const headers = { ...OUR_PAGE, "sec-fetch-site": "cross-site", "accept-language": "es" };
  const { status, text } = await send("POST", "/api/trpc/auth.signIn", headers, STRANGER);
  expect([status, text]).toEqual([403, expect.stringMatching(/^Esta solicitud no vino de las páginas de Parley/)]);
});
