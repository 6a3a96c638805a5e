import type { AnswerSettings } from "@/domain/agent/settings";
import type { AnsweredWith } from "@/domain/configuration/answered-with";
import { getAccount } from "../accounts/service";
import type { Database } from "../db/client";
import { AppError } from "../errors";
import { findDraftToShow, findVersionToShow } from "./queries";

/** A version as an answer names it; null when it isn't there. */
export async function describeVersion(
  db: Database,
  key: { accountId: string; version: number },
): Promise<AnsweredWith | null> {
  const row = await findVersionToShow(db, key);
  if (!row) return null;
  const by = row.publisherName ?? row.publisherEmail;
  return { kind: "version", version: row.version, publishedAt: row.createdAt, by };
}

/** Settings to answer with, and what they are. */
export interface SettingsToTry {
  accountName: string;
  settings: AnswerSettings;
  answeredWith: AnsweredWith | null;
}

/** @throws AppError not_found when there is no draft */
export async function settingsToTry(
  db: Database,
  { accountId, which }: { accountId: string; which: "published" | "draft" },
): Promise<SettingsToTry> {
  const { name: accountName, answerSettings, configVersion } = await getAccount(db, accountId);
  if (which === "published") {
    const answeredWith = await describeVersion(db, { accountId, version: configVersion });
    return { accountName, settings: answerSettings, answeredWith };
  }
  const draft = await findDraftToShow(db, accountId);
  if (!draft) throw new AppError("not_found", "There is no draft any more: somebody published or discarded it.");
  const { settings, savedAt, saverName, saverEmail } = draft;
  return { accountName, settings, answeredWith: { kind: "draft", savedAt, by: saverName ?? saverEmail } };
}
