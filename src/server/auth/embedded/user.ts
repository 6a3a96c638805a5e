import { type Endpoint, requireSession } from "./endpoint";
import { jsonResponse } from "./protocol";
import { userView } from "./user-view";

/** GET /user: who the bearer is, as long as their session has not been ended. */
export const getUser: Endpoint = async (deps, call) => {
  const { user } = await requireSession(deps, call);
  return jsonResponse(200, userView(user));
};
