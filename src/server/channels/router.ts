import { z } from "zod";
import { can } from "@/domain/access/roles";
import { channelSettingsSchema } from "@/domain/messaging/channel-settings";
import { accountProcedure, router } from "@/server/api/trpc";
import { describeHealth } from "./health";
import { describeSafety } from "./safety";
import { findScreenshot } from "./screenshot-queries";
import { describeConnection } from "./service";
import { getChannelSettings, saveChannelSettings } from "./settings";

const linkMethod = z.discriminatedUnion("type", [
  z.object({ type: z.literal("qr") }),
  /** As a person writes it; see readPhoneNumber. */
  z.object({ type: z.literal("pairing_code"), phoneNumber: z.string().max(60) }),
]);

export const connectionRouter = router({
  get: accountProcedure("connection.read").query(({ ctx }) =>
    describeConnection(ctx.services.db, { accountId: ctx.accountId, canManage: can(ctx.role, "connection.manage") }),
  ),
  health: accountProcedure("connection.read").query(({ ctx }) =>
    describeHealth(ctx.services.db, { accountId: ctx.accountId, now: new Date() }),
  ),
  safety: accountProcedure("connection.read").query(({ ctx }) =>
    describeSafety(ctx.services.db, { accountId: ctx.accountId, now: new Date() }),
  ),
  settings: accountProcedure("connection.read").query(({ ctx }) => getChannelSettings(ctx.services.db, ctx.accountId)),
  saveSettings: accountProcedure("connection.manage")
    .meta({ audit: "connection.settingsChanged" })
    .input(z.object({ settings: channelSettingsSchema }))
    .mutation(({ ctx, input }) =>
      saveChannelSettings(ctx.services.db, { ...input, accountId: ctx.accountId, actor: ctx.actor }),
    ),
  start: accountProcedure("connection.manage")
    .meta({ audit: "connection.started" })
    .input(z.object({ link: linkMethod.optional() }))
    .mutation(({ ctx, input }) => ctx.services.channels.start(ctx.accountId, input.link, ctx.actor)),
  stop: accountProcedure("connection.manage")
    .meta({ audit: "connection.stopped" })
    .mutation(({ ctx }) => ctx.services.channels.stop(ctx.accountId, ctx.actor)),
  /** Unlinks the phone and forgets the session; the next start shows a new QR. */
  logout: accountProcedure("connection.manage")
    .meta({ audit: "connection.unlinked" })
    .mutation(({ ctx }) => ctx.services.channels.logout(ctx.accountId, ctx.actor)),
  requestScreenshot: accountProcedure("connection.manage")
    .meta({ audit: "connection.screenshotRequested" })
    .mutation(({ ctx }) => ctx.services.channels.requestScreenshot(ctx.accountId, ctx.actor)),
  /** It may show customers' messages of every chat, which is more than an operator's own work needs. */
  screenshot: accountProcedure("connection.manage").query(({ ctx }) =>
    findScreenshot(ctx.services.db, ctx.accountId, new Date()),
  ),
});
