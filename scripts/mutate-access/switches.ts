import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Plugin } from "esbuild";
import { type Gate, switchGates } from "./gates";

const root = path.resolve(import.meta.dirname, "..", "..");

/** Which gate is off right now, and which were passed. The switched sources ask it by the name `__gates`. */
export class Gates {
  off: string | null = null;
  readonly passed = new Set<string>();

  isOff(id: string): boolean {
    this.passed.add(id);
    return this.off === id;
  }
}

/**
 * Gates that one line of code makes for every procedure: each procedure's is a switch of its own. The texts have to stand
 * in the source, or nobody would notice that they are not switched any more.
 */
const PER_PROCEDURE: Record<string, readonly (readonly [text: string, switched: string])[]> = {
  "src/server/api/trpc.ts": [
    ["const signedIn = t.middleware(({ ctx, next }) => {", "const signedIn = t.middleware(({ ctx, next, path }) => {"],
    ["(!ctx.user || !ctx.sessionId)", '(!__gates.isOff("session " + path) && (!ctx.user || !ctx.sessionId))'],
    ["use(({ ctx, next }) => {\n  // To everybody else", "use(({ ctx, next, path }) => {\n  // To everybody else"],
    ["(!ctx.isDeveloper)", '(!__gates.isOff("machine " + path) && !ctx.isDeveloper)'],
    ["input: { accountId }, type, next }) => {", "input: { accountId }, type, next, path }) => {"],
    [
      "const role = await requireRole(ctx, { accountId, permission });",
      `const role = __gates.isOff("role " + path) ? "owner" : await requireRole(ctx, {
        accountId,
        permission: __gates.isOff("permission " + path) ? "account.read" : permission,
      });`,
    ],
  ],
  "src/domain/access/roles.ts": [
    [
      "return allowed.includes(role);",
      'return allowed.includes(role) || (ROLES.includes(role as Role) && __gates.isOff("role " + role + " " + permission));',
    ],
  ],
};

/** Switches every gate of the product's sources as they are bundled, and collects them in `gates`. */
export function switching(gates: Gate[]): Plugin {
  return {
    name: "switch-gates",
    setup(build) {
      build.onLoad({ filter: /[\\/]src[\\/](?:server|domain[\\/]access)[\\/].*\.ts$/ }, async ({ path: file }) => {
        const name = path.relative(root, file).replaceAll(path.sep, "/");
        let source = await readFile(file, "utf8");
        for (const [text, switched] of PER_PROCEDURE[name] ?? []) {
          if (!source.includes(text)) throw new Error(`${name} holds no more: ${text}`);
          source = source.replace(text, () => switched);
        }
        const result = switchGates(name, source);
        gates.push(...result.gates);
        return { contents: result.source, loader: "ts" };
      });
    },
  };
}
