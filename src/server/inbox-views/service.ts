import type { AuditAction } from "@/domain/access/audit-actions";
import { changedFields } from "@/domain/access/changed-fields";
import { can, type Role } from "@/domain/access/roles";
import { type InboxFilters, MAX_OWN_VIEWS } from "@/domain/messaging/inbox-filters";
import { MAX_SHARED_VIEWS, PUT_BACK_MS } from "@/domain/messaging/inbox-view";
import type { Actor } from "@/server/audit/actor";
import { type AuditRecord, recordAudit } from "@/server/audit/service";
import { publishChange } from "@/server/db/changes";
import type { Database } from "@/server/db/client";
import { newId } from "@/server/db/ids";
import { AppError } from "@/server/errors";
import { lockRole } from "@/server/team/queries";
import {
  countViews,
  deleteRemovedViews,
  findRemovedView,
  findView,
  insertView,
  isNameTaken,
  listViews,
  lockViews,
  updateView,
  type ViewKey,
  type ViewRow,
} from "./queries";

/** What becomes of views when a tag is renamed; whoever renames it holds the account. */
export { countViewsByTag, renameTagInViews } from "./queries";

interface Ask {
  accountId: string;
  actor: Actor;
}
/** `role`: of whoever asks, for those that the team shares. */
type OfView = Ask & { viewId: string; role: Role };

export type InboxViewService = ReturnType<typeof createInboxViewService>;

/**
 * Lists of the inbox under a name. Each is its maker's alone until they share it: from then on it is the team's, and
 * whoever may reply changes and removes it; only its maker takes it back.
 */
export function createInboxViewService({ db, now }: { db: Database; now: () => Date }) {
  return {
    /** One's own and those of the team, by their names. */
    list: async (reader: { accountId: string; userId: string }) =>
      (await listViews(db, reader)).map(({ id, name, ownerUserId, madeByUserId, ...filters }) => ({
        id,
        name,
        filters,
        isShared: ownerUserId === null,
        isOwn: madeByUserId === reader.userId,
      })),

    /** @throws AppError conflict when one has a view of that name, bad_request when there are too many */
    create: ({ accountId, actor, name, filters }: Ask & { name: string; filters: InboxFilters }) =>
      db.transaction(async (tx) => {
        const key = { accountId, userId: actor.userId, viewId: newId("inboxView") };
        await lockViews(tx, accountId);
        await checkRoom(tx, key);
        await checkName(tx, { ...key, name });
        await checkAssignee(tx, accountId, filters.assigneeId);
        await insertView(tx, { ...key, name, filters });
        await tell(tx, key);
        return { viewId: key.viewId };
      }),

    /** @throws AppError not_found, forbidden when it is the team's, conflict when its new name is taken */
    update: (ask: OfView & { name?: string | undefined; filters?: InboxFilters | undefined }) =>
      changeView(db, ask, "inboxView.changed", async (tx, key, view) => {
        const { name = view.name, filters = filtersOf(view) } = ask;
        if (name !== view.name) await checkName(tx, { ...key, name, madeByUserId: view.madeByUserId });
        if (filters.assigneeId !== view.assigneeId) await checkAssignee(tx, key.accountId, filters.assigneeId);
        await updateView(tx, key, { name, ...filters, tags: [...filters.tags] });
        return changedFields({ name: view.name, ...filtersOf(view) }, { name, ...filters });
      }),

    /** @throws AppError not_found, forbidden when somebody else made it, bad_request when the team has too many */
    share: (ask: OfView & { isShared: boolean }) =>
      changeView(db, ask, "inboxView.sharingChanged", async (tx, key, view) => {
        const wasShared = view.ownerUserId === null;
        if (view.madeByUserId !== key.userId)
          throw new AppError("forbidden", "Only whoever shared this view can take it back. You can remove it.");
        if (ask.isShared && !wasShared) await checkRoomOfTeam(tx, key.accountId);
        await updateView(tx, key, { ownerUserId: ask.isShared ? null : key.userId });
        return { before: { isShared: wasShared }, after: { isShared: ask.isShared } };
      }),

    /** It can be put back for a while. @throws AppError not_found, forbidden when it is the team's */
    remove: (ask: OfView) =>
      changeView(db, ask, "inboxView.removed", async (tx, key, view) => {
        await updateView(tx, key, { removedAt: now() });
        return { before: { name: view.name, ...filtersOf(view) } };
      }),

    /** As it was, with its address. @throws as `create` does, and not_found when it is too late */
    putBack: (ask: OfView) =>
      db.transaction(async (tx) => {
        const key = keyOf(ask);
        await lockViews(tx, ask.accountId);
        const view = await findRemovedView(tx, key, new Date(now().getTime() - PUT_BACK_MS));
        if (!view) throw noSuchView();
        checkMayChange(view, ask.role);
        if (view.madeByUserId) {
          await checkRoom(tx, { ...key, userId: view.madeByUserId });
          await checkName(tx, { ...key, name: view.name, madeByUserId: view.madeByUserId });
        }
        if (view.ownerUserId === null) await checkRoomOfTeam(tx, ask.accountId);
        await updateView(tx, key, { removedAt: null });
        await record(tx, ask, view, { action: "inboxView.putBack" });
        await tell(tx, key);
      }),

    /** Forgets what can't be put back any more. */
    tidy: () => deleteRemovedViews(db, new Date(now().getTime() - PUT_BACK_MS)),
  };
}

const keyOf = ({ accountId, actor, viewId }: OfView): ViewKey => ({ accountId, userId: actor.userId, viewId });
const filtersOf = ({ filter, tags, assigneeId, isUnread }: ViewRow) => ({ filter, tags, assigneeId, isUnread });
const noSuchView = () => new AppError("not_found", "This view is no longer here.");

/** @param change carries it out, and says what is written into the log when the view is, or was, the team's */
const changeView = (
  db: Database,
  ask: OfView,
  action: AuditAction,
  change: (tx: Database, key: ViewKey, view: ViewRow) => Promise<Pick<AuditRecord, "before" | "after">>,
): Promise<void> =>
  db.transaction(async (tx) => {
    const key = keyOf(ask);
    await lockViews(tx, ask.accountId);
    const view = await findView(tx, key);
    if (!view) throw noSuchView();
    checkMayChange(view, ask.role);
    const changed = await change(tx, key, view);
    await record(tx, ask, view, { action, ...changed });
    await tell(tx, key);
  });

function checkMayChange(view: ViewRow, role: Role): void {
  if (view.ownerUserId === null && !can(role, "conversation.reply"))
    throw new AppError("forbidden", "This view is your team's. Operators, admins and owners can change it.");
}

async function checkRoom(tx: Database, key: { accountId: string; userId: string }): Promise<void> {
  if ((await countViews(tx, key)).own >= MAX_OWN_VIEWS)
    throw new AppError("bad_request", `There is room for ${MAX_OWN_VIEWS} views of your own. Remove one first.`);
}

async function checkRoomOfTeam(tx: Database, accountId: string): Promise<void> {
  if ((await countViews(tx, { accountId, userId: null })).shared >= MAX_SHARED_VIEWS)
    throw new AppError("bad_request", `A team has room for ${MAX_SHARED_VIEWS} shared views. Remove one first.`);
}

/** Of those by the same person. What somebody made whose user is gone is nobody's own. */
async function checkName(
  tx: Database,
  { madeByUserId, ...asked }: ViewKey & { name: string; madeByUserId?: string | null },
): Promise<void> {
  if (madeByUserId === null) return;
  const maker = { ...asked, userId: madeByUserId ?? asked.userId, exceptId: asked.viewId };
  if (await isNameTaken(tx, maker))
    throw new AppError("conflict", `There is a view called ${asked.name} already. Choose another name.`);
}

async function checkAssignee(tx: Database, accountId: string, userId: string | null): Promise<void> {
  if (userId !== null && !(await lockRole(tx, { accountId, userId })))
    throw new AppError("not_found", "This person is no longer in the team.");
}

/** What concerns nobody but oneself isn't in the log that admins read. */
async function record(
  tx: Database,
  { accountId, actor, viewId }: OfView,
  view: ViewRow,
  entry: Pick<AuditRecord, "action" | "before" | "after">,
): Promise<void> {
  if (view.ownerUserId !== null && entry.action !== "inboxView.sharingChanged") return;
  await recordAudit(tx, { accountId, actor, target: { kind: "inbox_view", id: viewId, name: view.name }, ...entry });
}

const tell = (tx: Database, { accountId, viewId }: ViewKey): Promise<void> =>
  publishChange(tx, { accountId, topic: "inbox_view", id: viewId });
