/** Writes who may do what into docs/permissions.md; a test checks that it is up to date, and another that it is true. */
import { readFile, writeFile } from "node:fs/promises";
import { can, PERMISSIONS, ROLES } from "@/domain/access/roles";
import { appRouter } from "@/server/api/root";
import type { Meta } from "@/server/api/trpc";
import { ACCOUNT_EXPORT_PERMISSION } from "@/server/http/account-export";
import { EXPORT_PERMISSION } from "@/server/http/audit-export";
import { CONTACT_EXPORT_PERMISSION } from "@/server/http/contact-export";
import { DOCUMENT_PERMISSION } from "@/server/http/document-file";
import { MEDIA_PERMISSION } from "@/server/http/media";
import { projectPath } from "@/server/project-root";

const PERMISSIONS_DOC = projectPath("docs", "permissions.md");
const BLOCK = /(<!-- permissions:start -->\n)[\s\S]*?(<!-- permissions:end -->)/;

const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
const mark = (isAllowed: boolean) => (isAllowed ? "yes" : "no");

function renderRoles(): string {
  const lines = Object.keys(PERMISSIONS).map((permission) =>
    row([`\`${permission}\``, ...ROLES.map((role) => mark(can(role, permission)))]),
  );
  return [row(["permission", ...ROLES]), `|${"---|".repeat(ROLES.length + 1)}`, ...lines].join("\n");
}

/** @returns per kind of asker (nobody signed in, a user of no such account, each role) whether they may */
function allowed({ permission, open }: Meta): boolean[] {
  if (permission !== undefined) return [false, false, ...ROLES.map((role) => can(role, permission))];
  return [
    open === "anyone",
    open === "anyone" || open === "user",
    ...ROLES.map(() => open === "anyone" || open === "user"),
  ];
}

function needs({ permission, open }: Meta): string {
  if (permission !== undefined) return `\`${permission}\``;
  return { anyone: "nothing", user: "a session", developer: "to sit at the machine", none: "?" }[open ?? "none"];
}

function renderProcedures(): string {
  const procedures = appRouter._def.procedures as unknown as Record<string, { _def: { meta?: Meta; type: string } }>;
  const lines = Object.entries(procedures)
    .map(([name, { _def }]) => ({ name: `\`${name}\``, type: _def.type, meta: _def.meta ?? {} }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  const addresses = [
    { name: "`GET /media/<account>/<file>`", type: "download", meta: { permission: MEDIA_PERMISSION } },
    { name: "`GET /documents/<account>/<document>`", type: "download", meta: { permission: DOCUMENT_PERMISSION } },
    {
      name: "`GET /export/contact/<account>/<conversation>.json`",
      type: "download",
      meta: { permission: CONTACT_EXPORT_PERMISSION },
    },
    {
      name: "`GET /export/account/<account>.ndjson.gz`",
      type: "download",
      meta: { permission: ACCOUNT_EXPORT_PERMISSION },
    },
    { name: "`GET /export/audit/<account>.csv`", type: "download", meta: { permission: EXPORT_PERMISSION } },
  ];
  const head = ["procedure or address", "kind", "needs", "nobody", "stranger", ...ROLES];
  return [
    row(head),
    `|${"---|".repeat(head.length)}`,
    ...[...lines, ...addresses].map(({ name, type, meta }) =>
      row([name, type, needs(meta), ...allowed(meta).map(mark)]),
    ),
  ].join("\n");
}

/** Both tables, as Markdown. */
export const renderPermissions = (): string => `${renderRoles()}\n\n${renderProcedures()}\n`;

export const readPermissionsDoc = (): Promise<string> => readFile(PERMISSIONS_DOC, "utf8");

/** The page with its tables replaced. */
export const withPermissions = (page: string): string =>
  page.replace(BLOCK, (_all, start, end) => `${start}${renderPermissions()}${end}`);

if (import.meta.main && process.argv[1]?.endsWith("permission-table.ts")) {
  await writeFile(PERMISSIONS_DOC, withPermissions(await readPermissionsDoc()));
}
