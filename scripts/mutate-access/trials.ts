import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { can, PERMISSIONS, ROLES } from "@/domain/access/roles";
import { createMediaStore } from "@/server/media/store";
import { PROCEDURES } from "@/test/access/call";
import { openMatrix, type Trial } from "@/test/access/run";
import { openOwnDatabase } from "@/test/database";
import { readPermissionsDoc, withPermissions } from "../permission-table";

/** The access matrix and the check of its yardstick, ready to be tried again and again. */
export async function openTrials(): Promise<{ trials: Trial[]; close(): Promise<void> }> {
  const database = await openOwnDatabase();
  const folder = await mkdtemp(path.join(tmpdir(), "parley-mutate-"));
  const matrix = await openMatrix(database, createMediaStore(folder));
  const isUpToDate: Trial = {
    title: "docs/permissions.md is what is enforced",
    run: async () => {
      const page = await readPermissionsDoc();
      return page === withPermissions(page) ? [] : ["docs/permissions.md differs"];
    },
  };
  return {
    trials: [isUpToDate, ...matrix.trials],
    async close() {
      await matrix.close();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Gates that stand nowhere in the sources by themselves: one per procedure, and one per role and permission. */
export function impliedGates(): { id: string; kind: string }[] {
  const perProcedure = PROCEDURES.flatMap(({ path: name, meta }) => {
    if (meta.open === "developer") return [{ id: `machine ${name}`, kind: "who may ask" }];
    if (meta.open === "anyone") return [];
    const session = { id: `session ${name}`, kind: "who may ask" };
    if (!meta.permission) return [session];
    const isForAll = ROLES.every((role) => can(role, meta.permission ?? ""));
    const weaker = isForAll ? [] : [{ id: `permission ${name}`, kind: "who may ask" }];
    return [session, { id: `role ${name}`, kind: "who may ask" }, ...weaker];
  });
  const perRole = Object.keys(PERMISSIONS).flatMap((permission) =>
    ROLES.filter((role) => !can(role, permission)).map((role) => ({
      id: `role ${role} ${permission}`,
      kind: "what a role may",
    })),
  );
  return [...perProcedure, ...perRole];
}
