import type { Role } from "@/domain/access/roles";
import type { Actor } from "@/server/audit/actor";
import type { ConversationKey } from "../conversation-queries";
import { found } from "../in-conversation";
import { type EraseDeps, eraseContact } from "./erase";
import { exportContact } from "./export";
import { setOptOut } from "./opting-out";
import { countPast, findFirstSeen, listLastHandovers } from "./past-queries";

/** Enough to see whether it is always the same. */
const HANDOVERS_SHOWN = 3;

export type ContactService = ReturnType<typeof createContactService>;

/** What concerns a customer as a person: what there was with them, what they want, and their right to be forgotten. */
export function createContactService(deps: EraseDeps) {
  const { db, now } = deps;
  return {
    /** What there was with them so far. @throws AppError not_found */
    async readPast(key: ConversationKey) {
      const knownSince = found(await findFirstSeen(db, key));
      const { firstAt, ...counts } = await countPast(db, key);
      const handovers = await listLastHandovers(db, key, HANDOVERS_SHOWN);
      // What was swept up when the number was linked is older than the contact.
      const firstSeenAt = firstAt && firstAt < knownSince ? firstAt : knownSince;
      return { firstSeenAt, ...counts, handovers };
    },

    /** See opting-out.ts. */
    setOptOut: (ask: ConversationKey & { actor: Actor; isOut: boolean }) => setOptOut(db, ask, now()),

    /** See export.ts. */
    export: (ask: ConversationKey & { role: Role }) => exportContact(db, { ...ask, at: now() }),

    /** For ever: see erase.ts. */
    erase: (ask: ConversationKey & { actor: Actor }) => eraseContact(deps, ask),
  };
}
