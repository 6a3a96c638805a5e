import type { AnswerSettings } from "@/domain/agent/settings";
import type { Database } from "../db/client";
import { AppError } from "../errors";
import { findDraft } from "./queries";

/** The settings of an account's draft, for trying them. @throws AppError not_found */
export async function getDraftSettings(db: Database, accountId: string): Promise<AnswerSettings> {
  const draft = await findDraft(db, accountId);
  if (!draft) throw new AppError("not_found", "There is no draft. Change something first, and save it.");
  return draft.settings;
}
