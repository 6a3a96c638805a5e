import { readFileSync } from "node:fs";
import { ROLES, type Role } from "@/domain/access/roles";
import { projectPath } from "@/server/project-root";

/** Who asks: nobody signed in, somebody of another account, or a member with a role. */
export const ASKERS = ["nobody", "stranger", ...ROLES] as const;
export type Asker = (typeof ASKERS)[number];

/** What the documentation says of a procedure or an address. */
export interface Expectation {
  name: string;
  needs: string;
  allowed: Record<Asker, boolean>;
}

/**
 * docs/permissions.md as data. It is the yardstick and not the code: that people may read it there and find it true is
 * what is tested, and a gate that opens by mistake differs from what is written.
 */
export function readExpectations(page = readFileSync(projectPath("docs", "permissions.md"), "utf8")): Expectation[] {
  return page.split("\n").flatMap((line) => {
    const cells = line.split("|").map((cell) => cell.trim().replaceAll("`", ""));
    const [, name, , needs, ...marks] = cells;
    if (!name || !needs || !marks.slice(0, ASKERS.length).every((mark) => mark === "yes" || mark === "no")) return [];
    const allowed = Object.fromEntries(ASKERS.map((asker, index) => [asker, marks[index] === "yes"]));
    return [{ name, needs, allowed: allowed as Record<Asker, boolean> }];
  });
}

/** How a refusal looks to whoever is refused. Strangers must not learn that an account exists. */
export function refusalOf({ needs }: Expectation, asker: Asker): "UNAUTHORIZED" | "NOT_FOUND" | "FORBIDDEN" {
  if (needs === "to sit at the machine") return "NOT_FOUND";
  if (asker === "nobody") return "UNAUTHORIZED";
  return asker === "stranger" ? "NOT_FOUND" : "FORBIDDEN";
}

export const isRole = (asker: Asker): asker is Role => (ROLES as readonly string[]).includes(asker);
