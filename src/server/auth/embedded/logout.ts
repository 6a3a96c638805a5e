import { type Endpoint, requireSession } from "./endpoint";
import { AuthFault } from "./protocol";
import { deleteSession, deleteSessionsOfUser } from "./queries";

/** POST /logout?scope=: ends all sessions of the user (the default), only this one, or all others. */
export const logout: Endpoint = async (deps, call) => {
  const scope = call.url.searchParams.get("scope") || "global";
  if (scope !== "global" && scope !== "local" && scope !== "others")
    throw AuthFault.validation(`Unsupported logout scope ${JSON.stringify(scope)}`);
  const { user, session } = await requireSession(deps, call);
  if (scope === "local") await deleteSession(deps.db, session.id);
  else await deleteSessionsOfUser(deps.db, user.id, scope === "others" ? { except: session.id } : {});
  deps.logger.info({ event: "auth.user_signed_out", userId: user.id, scope }, "user signed out");
  return new Response(null, { status: 204 });
};
