import fc from "fast-check";
import { expect, test } from "vitest";
import { ROLES, type Role } from "./roles";
import {
  grantableRoles,
  judgeInvitation,
  judgeLeaving,
  judgeRemoval,
  judgeRoleChange,
  judgeTransfer,
} from "./team-rules";

type Act =
  | { kind: "role"; by: number; member: number; to: Role }
  | { kind: "remove"; by: number; member: number }
  | { kind: "leave"; member: number }
  | { kind: "transfer"; by: number; member: number };

const anIndex = fc.nat(4);
const aRole = fc.constantFrom(...ROLES);
const anAct: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constant("role" as const), by: anIndex, member: anIndex, to: aRole }),
  fc.record({ kind: fc.constant("remove" as const), by: anIndex, member: anIndex }),
  fc.record({ kind: fc.constant("leave" as const), member: anIndex }),
  fc.record({ kind: fc.constant("transfer" as const), by: anIndex, member: anIndex }),
);

/** Carries an act out when the rules allow it. `null`: no member any more. */
function carryOut(team: readonly (Role | null)[], act: Act): (Role | null)[] {
  const next = [...team];
  const from = team[act.member];
  const by = act.kind === "leave" ? from : team[act.by];
  if (!from || !by) return next;
  const ownerCount = team.filter((role) => role === "owner").length;
  const isSelf = act.kind !== "leave" && act.by === act.member;
  if (act.kind === "role" && judgeRoleChange({ by, from, to: act.to, ownerCount }).ok) next[act.member] = act.to;
  if (act.kind === "remove" && judgeRemoval({ by, from, isSelf, ownerCount }).ok) next[act.member] = null;
  if (act.kind === "leave" && judgeLeaving({ from, ownerCount }).ok) next[act.member] = null;
  if (act.kind === "transfer" && judgeTransfer({ by, isSelf }).ok) {
    next[act.member] = "owner";
    next[act.by] = "admin";
  }
  return next;
}

test("whatever people do, an account has an owner", () => {
  fc.assert(
    fc.property(fc.array(aRole, { minLength: 4, maxLength: 4 }), fc.array(anAct, { maxLength: 40 }), (others, acts) => {
      let team: (Role | null)[] = ["owner", ...others];
      for (const act of acts) team = carryOut(team, act);
      expect(team).toContain("owner");
    }),
  );
});

test("nobody but an owner touches an owner, makes one, or hands the ownership over", () => {
  for (const by of ROLES.filter((role) => role !== "owner")) {
    expect(judgeInvitation({ by, role: "owner" })).toEqual({ ok: false, reason: "owners_only" });
    expect(judgeTransfer({ by, isSelf: false })).toEqual({ ok: false, reason: "owners_only" });
    for (const to of ROLES) {
      expect(judgeRoleChange({ by, from: "owner", to, ownerCount: 2 }).ok).toBe(false);
      expect(judgeRoleChange({ by, from: to, to: "owner", ownerCount: 2 }).ok).toBe(false);
    }
    expect(judgeRemoval({ by, from: "owner", isSelf: false, ownerCount: 2 }).ok).toBe(false);
  }
});

test("operators and viewers give no role at all", () => {
  expect(grantableRoles("operator")).toEqual([]);
  expect(grantableRoles("viewer")).toEqual([]);
  expect(grantableRoles("admin")).toEqual(["admin", "operator", "viewer"]);
  // What a newer version may have stored.
  expect(grantableRoles("auditor" as Role)).toEqual([]);
});

test("an owner who is not the only one may step down and leave; one's own removal is leaving", () => {
  expect(judgeRoleChange({ by: "owner", from: "owner", to: "viewer", ownerCount: 2 })).toEqual({ ok: true });
  expect(judgeLeaving({ from: "owner", ownerCount: 2 })).toEqual({ ok: true });
  expect(judgeLeaving({ from: "owner", ownerCount: 1 })).toEqual({ ok: false, reason: "last_owner" });
  expect(judgeRemoval({ by: "owner", from: "owner", isSelf: true, ownerCount: 2 })).toEqual({
    ok: false,
    reason: "is_self",
  });
});
