import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestDatabase } from "@/test/database";
import { anAccount } from "@/test/factories";
import type { EmbeddedHandle } from "../db/embedded";
import { aKnowledgeService, ingestText } from "./fixtures/knowledge-setup";
import { createLanguageSurvey } from "./language-survey";

let handle: EmbeddedHandle;
beforeAll(async () => {
  handle = await openTestDatabase();
});
afterAll(() => handle.close());

test("the languages of an account follow its documents, and no other account's count", async () => {
  const accountId = (await anAccount(handle.db)).id;
  const service = aKnowledgeService(handle.db);
  const languagesOf = createLanguageSurvey(handle.db);
  const learn = (name: string, text: string, account = accountId) =>
    ingestText(service, { accountId: account, name, text });

  expect(await languagesOf(accountId)).toEqual([]);
  await learn("en.md", "# Deposits\n\nEach kayak needs a deposit of fifty euros, given back when it returns.\n");
  await learn("de.md", "# Pfand\n\nWer ein Boot mietet, zahlt fünfzig Euro Pfand.\n", (await anAccount(handle.db)).id);
  expect(await languagesOf(accountId)).toEqual(["en"]);

  const documentId = await learn(
    "es.md",
    "# Depósitos\n\nCada kayak necesita un depósito de cincuenta euros, que se devuelve al final.\n",
  );
  expect([...(await languagesOf(accountId))].sort()).toEqual(["en", "es"]);
  await service.deleteDocument({ accountId, documentId });
  expect(await languagesOf(accountId)).toEqual(["en"]);
});
