import { index, pgTable, text } from "drizzle-orm/pg-core";
import { accounts } from "./accounts";
import { bytea, id, instant, lifecycle } from "./columns";
import { turns } from "./conversations";
import { documents } from "./knowledge";

/** Customers' questions that mean the same. Which of them failed is read from the turns whenever it is asked. */
export const questionGroups = pgTable(
  "question_groups",
  {
    id: id().primaryKey(),
    accountId: id()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    /** The first question, without personal data; others are compared with it. It never changes. */
    firstQuestion: text().notNull(),
    /** What it is about: see domain/knowledge/gaps/question-terms.ts. */
    terms: text().array().notNull(),
    /** Of the first question, packed; null in a language that the model doesn't know. */
    vector: bytea(),
    /** Which model made the vector, or would have. */
    embeddingModel: text().notNull(),
    /** Somebody wrote an answer: what failed before counts no longer. */
    answeredAt: instant(),
    /** The answer that was written; when it is deleted, the question is open again. */
    answerDocumentId: id().references(() => documents.id, { onDelete: "set null" }),
    /** Somebody said that the bot need not answer it. */
    dismissedAt: instant(),
    /** Id of the user. */
    dismissedBy: text(),
    ...lifecycle,
  },
  (t) => [
    index("question_groups_account_idx").on(t.accountId),
    index("question_groups_document_idx").on(t.answerDocumentId),
  ],
).enableRLS();

/** Turns that were looked at for being a question; a turn that is taken back takes its row along. */
export const askedQuestions = pgTable(
  "asked_questions",
  {
    turnId: id()
      .primaryKey()
      .references(() => turns.id, { onDelete: "cascade" }),
    accountId: id()
      .notNull()
      .references(() => accounts.id, { onDelete: "cascade" }),
    /** Null: no question, such as a greeting. */
    groupId: id().references(() => questionGroups.id, { onDelete: "cascade" }),
    /** When its turn was decided. */
    askedAt: instant().notNull(),
  },
  (t) => [
    index("asked_questions_account_idx").on(t.accountId, t.askedAt),
    index("asked_questions_group_idx").on(t.groupId, t.askedAt),
  ],
).enableRLS();
