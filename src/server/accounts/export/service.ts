import type { Database } from "@/server/db/client";
import {
  findSettings,
  listConfigVersions,
  listDocuments,
  listForms,
  listInboxViews,
  listInvitations,
  listModelProviders,
  listRules,
  listSavedReplies,
  listTeam,
  listTestQuestions,
  listWebSources,
} from "./account-queries";
import {
  listAudit,
  listContacts,
  listConversations,
  listDecisions,
  listMessages,
  listNotes,
} from "./conversation-queries";
import { pagesOf } from "./pages";

/** Of the lines and what they are made of; it counts up when a field is renamed or dropped. */
export const EXPORT_FORMAT = 1;

type List<Row> = (db: Database, accountId: string, after: Row | undefined, limit: number) => Promise<Row[]>;
type Pages = AsyncGenerator<object[]>;

/**
 * Everything that an account holds, as lines of JSON: each an object whose `type` says what it is, the first is the
 * `export` itself, the last one `end` with how many stood before it. Neither keys nor sessions nor what opens an invitation
 * are in it, and of files the names alone. Rows that come or go meanwhile may be in it or not.
 */
export async function* exportAccount(
  db: Database,
  { accountId, at }: { accountId: string; at: Date },
): AsyncGenerator<string> {
  yield linesOf("export", [{ format: EXPORT_FORMAT, accountId, exportedAt: at }]);
  let count = 1;
  for (const [type, pages] of sections(db, accountId))
    for await (const rows of pages) {
      yield linesOf(type, rows);
      count += rows.length;
    }
  yield linesOf("end", [{ lines: count }]);
}

/** Where a row says what type of line it is; no row has a column of that name. */
const linesOf = (type: string, rows: readonly object[]): string =>
  rows.map((row) => `${JSON.stringify({ type, ...row })}\n`).join("");

function* sections(db: Database, accountId: string): Generator<[type: string, pages: Pages]> {
  const all = <Row extends object>(list: List<Row>): Pages =>
    pagesOf<Row>((after, limit) => list(db, accountId, after, limit));
  yield ["account", once(async () => [await findSettings(db, accountId)].flatMap((row) => row ?? []))];
  yield ["modelProvider", once(() => listModelProviders(db, accountId))];
  yield ["settingsVersion", once(() => listConfigVersions(db, accountId))];
  yield ["member", once(() => listTeam(db, accountId))];
  yield ["invitation", once(() => listInvitations(db, accountId))];
  yield ["document", all(listDocuments)];
  yield ["webSource", all(listWebSources)];
  yield ["rule", all(listRules)];
  yield ["form", all(listForms)];
  yield ["savedReply", all(listSavedReplies)];
  yield ["inboxView", all(listInboxViews)];
  yield ["testQuestion", all(listTestQuestions)];
  yield ["contact", all(listContacts)];
  yield ["conversation", all(listConversations)];
  yield ["message", all(listMessages)];
  yield ["decision", all(listDecisions)];
  yield ["note", all(listNotes)];
  yield ["auditEntry", all(listAudit)];
}

/** What is never much. */
async function* once(read: () => PromiseLike<object[]>): Pages {
  yield await read();
}
