import { accountRouter } from "@/server/accounts/router";
import { analyticsRouter } from "@/server/analytics/router";
import { auditRouter } from "@/server/audit/router";
import { profileRouter } from "@/server/auth/profile-router";
import { authRouter } from "@/server/auth/router";
import { automationRouter } from "@/server/automation/router";
import { connectionRouter } from "@/server/channels/router";
import { configRouter } from "@/server/configuration/router";
import { contactRouter } from "@/server/conversations/contacts/router";
import { shadowRouter } from "@/server/conversations/drafts/router";
import { noteRouter } from "@/server/conversations/notes/router";
import { presenceRouter } from "@/server/conversations/presence/router";
import { retentionRouter } from "@/server/conversations/retention/router";
import { conversationRouter } from "@/server/conversations/router";
import { evaluationRouter } from "@/server/evaluation/router";
import { homeRouter } from "@/server/home/router";
import { inboxViewRouter } from "@/server/inbox-views/router";
import { knowledgeRouter } from "@/server/knowledge/router";
import { mailRouter } from "@/server/mail/router";
import { modelProviderRouter } from "@/server/model-providers/router";
import { playgroundRouter } from "@/server/playground/router";
import { savedReplyRouter } from "@/server/saved-replies/router";
import { invitationRouter, teamRouter } from "@/server/team/router";
import { createCallerFactory, router } from "./trpc";

export const appRouter = router({
  account: accountRouter,
  analytics: analyticsRouter,
  audit: auditRouter,
  auth: authRouter,
  automation: automationRouter,
  config: configRouter,
  connection: connectionRouter,
  contact: contactRouter,
  conversation: conversationRouter,
  evaluation: evaluationRouter,
  home: homeRouter,
  inboxView: inboxViewRouter,
  invitation: invitationRouter,
  knowledge: knowledgeRouter,
  mail: mailRouter,
  modelProvider: modelProviderRouter,
  playground: playgroundRouter,
  profile: profileRouter,
  note: noteRouter,
  presence: presenceRouter,
  retention: retentionRouter,
  savedReply: savedReplyRouter,
  shadow: shadowRouter,
  team: teamRouter,
});
export type AppRouter = typeof appRouter;

export const createCaller = createCallerFactory(appRouter);
