import { randomUUID } from "node:crypto";
import { type Endpoint, type EndpointDeps, readJson, requireAdmin, textField } from "./endpoint";
import { checkNewPassword, readEmail, readMetadata } from "./fields";
import { AuthFault, jsonResponse } from "./protocol";
import {
  type AuthUserRow,
  deleteSessionsOfUser,
  deleteUser,
  findUser,
  findUserByEmail,
  insertUser,
  listUsers,
  type UserPatch,
  updateUser,
} from "./queries";
import { userView } from "./user-view";

const MAX_PER_PAGE = 1000;
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

const userNotFound = () => new AuthFault(404, "user_not_found", "User not found");
export const emailExists = () =>
  new AuthFault(422, "email_exists", "A user with this email address has already been registered");

/** GET /admin/users?page=&per_page=: newest first, with the number of all of them and the way to the other pages. */
export const adminListUsers: Endpoint = async (deps, call) => {
  await requireAdmin(deps, call);
  const page = positive(call.url.searchParams.get("page"), 1);
  const perPage = Math.min(positive(call.url.searchParams.get("per_page"), 50), MAX_PER_PAGE);
  const { users, total } = await listUsers(deps.db, { limit: perPage, offset: (page - 1) * perPage });
  const last = Math.max(1, Math.ceil(total / perPage));
  const link = (to: number, rel: string) => `</admin/users?page=${to}&per_page=${perPage}>; rel="${rel}"`;
  const links = [...(page < last ? [link(page + 1, "next")] : []), link(last, "last")];
  return jsonResponse(
    200,
    { users: users.map(userView), aud: "authenticated" },
    { "x-total-count": String(total), link: links.join(", ") },
  );
};

/** POST /admin/users: a user as an administrator wants it; no mail goes out. */
export const adminCreateUser: Endpoint = async (deps, call) => {
  await requireAdmin(deps, call);
  const body = await readJson(call.request);
  const { passwordHash, ...patch } = await readPatch(deps, body, undefined);
  if (patch.email === undefined) throw AuthFault.validation("Cannot create a user without either an email or phone");
  const now = deps.now();
  const user = await insertUser(deps.db, {
    ...patch,
    id: readId(body),
    passwordHash: passwordHash ?? null,
    createdAt: now,
    updatedAt: now,
  });
  if (!user) throw emailExists();
  return jsonResponse(200, userView(user));
};

/** GET /admin/users/:id */
export const adminGetUser: Endpoint = async (deps, call) => {
  await requireAdmin(deps, call);
  return jsonResponse(200, userView(await requireUser(deps, call.url)));
};

/** PUT /admin/users/:id: a new password or a ban ends every session. */
export const adminUpdateUser: Endpoint = async (deps, call) => {
  await requireAdmin(deps, call);
  const user = await requireUser(deps, call.url);
  const patch = await readPatch(deps, await readJson(call.request), user);
  const updated = await deps.db.transaction(async (tx) => {
    if (patch.email) {
      const taken = await findUserByEmail(tx, patch.email);
      if (taken && taken.id !== user.id) throw emailExists();
    }
    if (patch.passwordHash !== undefined || patch.bannedUntil) await deleteSessionsOfUser(tx, user.id);
    return updateUser(tx, user.id, patch, deps.now());
  });
  if (!updated) throw userNotFound();
  return jsonResponse(200, userView(updated));
};

/** DELETE /admin/users/:id: for ever, or only shut out for good when a soft deletion is asked for. */
export const adminDeleteUser: Endpoint = async (deps, call) => {
  await requireAdmin(deps, call);
  const user = await requireUser(deps, call.url);
  const text = await call.request.clone().text();
  const isSoft = text !== "" && (await readJson(call.request)).should_soft_delete === true;
  if (isSoft) await softDelete(deps, user);
  else if (!(await deleteUser(deps.db, user.id))) throw userNotFound();
  return jsonResponse(200, {});
};

async function softDelete(deps: EndpointDeps, { id }: AuthUserRow): Promise<void> {
  const now = deps.now();
  const unnamed = { email: `${id}@deleted.invalid`, passwordHash: null, newEmail: null, userMetadata: {} };
  await deps.db.transaction(async (tx) => {
    await deleteSessionsOfUser(tx, id);
    await updateUser(tx, id, { ...unnamed, deletedAt: now, bannedUntil: new Date("9999-12-31T00:00:00Z") }, now);
  });
}

async function requireUser({ db }: EndpointDeps, url: URL): Promise<AuthUserRow> {
  const id = url.pathname.split("/").at(-1) ?? "";
  if (!UUID.test(id)) throw new AuthFault(404, "validation_failed", "user_id must be an UUID");
  const user = await findUser(db, id);
  if (!user) throw userNotFound();
  return user;
}

function readId(body: Record<string, unknown>): string {
  const id = textField(body, "id");
  if (id !== "" && !UUID.test(id)) throw AuthFault.validation("ID must conform to the uuid v4 format");
  return id || randomUUID();
}

/** What an administrator's body asks for; only what it names. */
async function readPatch(
  deps: EndpointDeps,
  body: Record<string, unknown>,
  stored: AuthUserRow | undefined,
): Promise<UserPatch> {
  const patch: UserPatch = {};
  const password = textField(body, "password");
  if (textField(body, "email") !== "") patch.email = readEmail(body);
  if (password !== "") patch.passwordHash = await deps.passwords.hash(checkNewPassword(deps, password));
  if (body.user_metadata !== undefined) patch.userMetadata = readMetadata(body, stored?.userMetadata, "user_metadata");
  if (body.app_metadata !== undefined) patch.appMetadata = readMetadata(body, stored?.appMetadata, "app_metadata");
  if (body.email_confirm === true) patch.emailConfirmedAt = deps.now();
  const role = textField(body, "role");
  if (role !== "") patch.role = role;
  const ban = textField(body, "ban_duration");
  if (ban !== "") patch.bannedUntil = ban === "none" ? null : new Date(deps.now().getTime() + durationMs(ban));
  return patch;
}

const UNITS_MS = { ns: 1e-6, us: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;

/** A duration as Go writes it, such as `24h30m`. @throws AuthFault validation_failed */
function durationMs(text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(ns|us|ms|s|m|h)/g)];
  if (parts.map(([part]) => part).join("") !== text)
    throw AuthFault.validation("invalid format for ban duration: use a duration such as 24h");
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * UNITS_MS[unit as keyof typeof UNITS_MS], 0);
}

function positive(text: string | null, otherwise: number): number {
  if (text === null || text === "") return otherwise;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw AuthFault.validation("Bad Pagination Parameters");
  return Number(text);
}
