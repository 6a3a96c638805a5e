import accounts from "./en/accounts.json";
import ai from "./en/ai.json";
import analytics from "./en/analytics.json";
import answer from "./en/answer.json";
import audit from "./en/audit.json";
import auth from "./en/auth.json";
import automations from "./en/automations.json";
import common from "./en/common.json";
import connection from "./en/connection.json";
import conversation from "./en/conversation.json";
import evaluation from "./en/evaluation.json";
import home from "./en/home.json";
import inbox from "./en/inbox.json";
import knowledge from "./en/knowledge.json";
import playground from "./en/playground.json";
import profile from "./en/profile.json";
import roles from "./en/roles.json";
import settings from "./en/settings.json";
import shell from "./en/shell.json";
import team from "./en/team.json";
import time from "./en/time.json";

/** What the interface says, in English: the other languages have the same messages. */
export const english = {
  accounts,
  ai,
  analytics,
  answer,
  audit,
  auth,
  automations,
  common,
  connection,
  conversation,
  evaluation,
  home,
  inbox,
  knowledge,
  playground,
  profile,
  roles,
  settings,
  shell,
  team,
  time,
};
export type Messages = typeof english;
