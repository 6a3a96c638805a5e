import { TRPCError } from "@trpc/server";
import { createCaller } from "@/server/api/root";
import type { Context } from "@/server/api/trpc";
import type { Database } from "@/server/db/client";
import type { Services } from "@/server/services";
import type { World } from "./world";

/** A stream that is open when its reader loses the right to it, and how it must end. */
export interface StreamCase {
  title: string;
  /** Takes the right away. */
  revoke(services: Services, world: World): Promise<unknown>;
  expected: TRPCError["code"];
}

const viewerOf = ({ ours }: World) => ours.team.viewer;
const actorOf = ({ ours: { partner } }: World) => ({
  userId: partner.id,
  email: partner.email,
  ipAddress: null,
  userAgent: null,
});

export const STREAM_CASES: readonly StreamCase[] = [
  {
    title: "an open stream of somebody who is removed from the team",
    revoke: ({ team }, world) =>
      team.removeMember({ accountId: world.ours.accountId, actor: actorOf(world), userId: viewerOf(world).id }),
    expected: "NOT_FOUND",
  },
  {
    title: "an open stream whose session is ended",
    revoke: ({ auth }, world) => auth.endSession({ userId: viewerOf(world).id, sessionId: viewerOf(world).sessionId }),
    expected: "UNAUTHORIZED",
  },
];

/** Opens the stream, hears one change, takes the right away, and waits for the next. */
export async function hearAfterwards(
  one: StreamCase,
  { services, world }: { services: Services; world: World; tx: Database },
): Promise<string> {
  const { id, email, sessionId } = viewerOf(world);
  const { accountId } = world.ours;
  const changes = {
    async *subscribe() {
      for (;;) yield { accountId, topic: "team" as const, id: accountId };
    },
    close: async () => undefined,
  };
  const context = { services: { ...services, changes }, http: { clientAddress: null, userAgent: null } };
  const caller = createCaller({
    ...(context as unknown as Pick<Context, "services" | "http">),
    user: { id, email },
    sessionId,
    isDeveloper: false,
  });
  const stream = (await caller.account.changes({ accountId }))[Symbol.asyncIterator]();
  const first = await stream.next();
  if (first.done) return "ended before it began";
  await one.revoke(services, world);
  try {
    await stream.next();
    return "went on";
  } catch (error) {
    return error instanceof TRPCError ? error.code : String(error);
  } finally {
    await stream.return?.();
  }
}
