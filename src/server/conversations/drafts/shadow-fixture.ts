/** An account in shadow mode, its customer and its team, for the tests of drafts. */
import { eq } from "drizzle-orm";
import { accounts, replyDrafts } from "@/server/db/schema";
import { isAppError } from "@/server/errors";
import type { ChannelHarness } from "@/test/channel-harness";

/** @param harness the one of the test that runs */
export function shadowActs(harness: () => ChannelHarness) {
  type OwnerMessage = Parameters<ChannelHarness["whatsApp"]["ownerWrites"]>[1];
  type CustomerMessage = Parameters<ChannelHarness["whatsApp"]["customerWrites"]>[1];
  const receive = (message: Parameters<ChannelHarness["inbound"]["receive"]>[1]) =>
    harness().inbound.receive(harness().accountId, message, { isSending: false, enqueueAnswer: true });
  const customerWrites = (body: string, fields: CustomerMessage = {}) =>
    receive(harness().whatsApp.customerWrites(body, { ...fields, unseen: true }));
  const key = async () => {
    const [conversation] = await harness().conversations();
    return { accountId: harness().accountId, conversationId: conversation!.id };
  };
  const waiting = async () => (await harness().service.getDraft(await key()))!;
  return {
    switchShadow: async (isShadowed: boolean) => {
      await harness().db.update(accounts).set({ isShadowed }).where(eq(accounts.id, harness().accountId));
    },
    customerWrites,
    ownerWrites: (body: string, fields: OwnerMessage = {}) =>
      receive(harness().whatsApp.ownerWrites(body, { ...fields, unseen: true })),
    /** A customer who writes is answered, or not; what they write later is a turn of its own. */
    ask: async (text: string) => {
      await customerWrites(text);
      await harness().answerEverything();
      harness().scheduler.advance(10_000);
    },
    key,
    /** Of the account, the oldest first. */
    drafts: () =>
      harness()
        .db.select()
        .from(replyDrafts)
        .where(eq(replyDrafts.accountId, harness().accountId))
        .orderBy(replyDrafts.createdAt, replyDrafts.id),
    waiting,
    send: async (userId = "ana", text?: string) =>
      harness().service.sendDraft({ ...(await key()), draftId: (await waiting()).id, userId, text }),
    discard: async () =>
      harness().service.discardDraft({ ...(await key()), draftId: (await waiting()).id, userId: "ana" }),
    sent: async () => (await harness().outbox()).map(({ body }) => body),
    /** What kind of refusal it came to. */
    kindThrown: (work: Promise<unknown>) =>
      work.then(
        () => "nothing thrown",
        (error: unknown) => (isAppError(error) ? error.kind : error),
      ),
  };
}
