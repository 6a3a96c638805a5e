import type { Database } from "@/server/db/client";
import type { EmbeddedHandle } from "@/server/db/embedded";
import type { MediaStore } from "@/server/media/store";
import { type HttpCase, httpCases, openHttp } from "./http-cases";
import { INPUTS } from "./inputs";
import { changedTables, fingerprintOfForeign, idsOfForeign, takingBack } from "./isolated";
import {
  type Owner,
  ownedByAccount,
  ownedByMember,
  ownedByUser,
  type Statement,
  unboundTables,
} from "./owned-statements";
import { type Case, carryOut, procedureCases } from "./procedure-cases";
import { accessServices } from "./services";
import { hearAfterwards, STREAM_CASES, type StreamCase } from "./stream-cases";
import { buildWorld, type World } from "./world";

/** One thing to try, ready to be tried as often as one likes: it leaves nothing behind. */
export interface Trial {
  title: string;
  /** What was wrong, in words; nothing when all is as it must be. */
  run(): Promise<string[]>;
}

export interface Matrix {
  trials: Trial[];
  close(): Promise<void>;
}

/**
 * Everything that can be asked of Parley by everybody, compared with docs/permissions.md. Beside how each request ends it
 * looks at three things: nothing of another account stands in an answer, nothing of it has changed, and every statement
 * that is sent says of which account it is.
 * @param database empty
 */
export async function openMatrix(database: EmbeddedHandle, store: MediaStore): Promise<Matrix> {
  const world = await buildWorld(database.db, store);
  const untouched = await fingerprintOfForeign(database.db, world);
  const foreignIds = await idsOfForeign(database.db, world);
  const http = await openHttp();
  const inIsolation =
    <One extends { title: string }>(tryOut: (one: One, bench: Bench) => Promise<string[]>) =>
    (one: One): Trial => ({
      title: one.title,
      run: () =>
        takingBack(database, async (tx, statements) => {
          const access = accessServices(tx, store);
          http.use(access.services);
          const wrong = await tryOut(one, { ...access, tx, statements, world, untouched, foreignIds, send: http.send });
          return wrong.map((what) => `${one.title}: ${what}`);
        }),
    });
  return {
    trials: [
      ...procedureCases(world).map(inIsolation(tryProcedure)),
      ...httpCases(world).map(inIsolation(tryHttp)),
      ...STREAM_CASES.map(inIsolation(tryStream)),
    ],
    close: () => http.close(),
  };
}

interface Bench extends ReturnType<typeof accessServices> {
  tx: Database;
  statements: Statement[];
  world: World;
  /** The fingerprint of the other account as it was made. */
  untouched: string;
  /** What must not stand in an answer about our account. */
  foreignIds: readonly string[];
  send: (one: HttpCase) => Promise<{ status: number; text: string }>;
}

async function tryProcedure(
  one: Case,
  { tx, statements, world, untouched, foreignIds, ...access }: Bench,
): Promise<string[]> {
  const { accountId } = world.ours;
  const isChange = one.type === "mutation";
  const prepared = await INPUTS[one.path]?.({ ...access, accountId, objects: one.objects, person: one.person });
  const input = one.spoil ? one.spoil(prepared as Record<string, unknown>) : prepared;
  // Preparing may write: a link that was mailed, a second session.
  const before = isChange && statements.length > 0 ? await fingerprintOfForeign(tx, world) : untouched;
  statements.length = 0;
  const services = one.sendsMail
    ? { ...access.services, mail: { ...access.services.mail, outbox: null } }
    : access.services;
  const { outcome, data, error } = await carryOut(one, { services, input });
  const sent = statements.splice(0);
  if (error !== undefined) return [`broke: ${error instanceof Error ? (error.stack ?? "") : error}`];
  const changed = isChange ? changedTables(before, await fingerprintOfForeign(tx, world)) : [];
  const owner = ownerOf(one, world);
  return [
    ...(outcome === one.expected ? [] : [`ended as ${outcome}, not ${one.expected}`]),
    ...foundIn(JSON.stringify(data) ?? "", one.isDeveloper ? [] : [...one.hidden, ...foreignIds]),
    ...(changed.length > 0 ? [`changed another account's ${changed.join(", ")}`] : []),
    ...(one.isStoppedAtGate ? pastGate(sent, access.touched) : []),
    ...(owner ? sent.flatMap((statement) => openStatements(statement, owner)) : []),
  ];
}

async function tryHttp(one: HttpCase, { send, statements, world }: Bench): Promise<string[]> {
  statements.length = 0;
  const { status, text } = await send(one);
  const isDownload = one.expectedStatus === 200 && /^\/(?:media|documents|export)\//.test(one.path);
  return [
    ...(status === one.expectedStatus ? [] : [`ended with ${status}, not ${one.expectedStatus}`]),
    ...foundIn(text, one.hidden),
    ...(isDownload
      ? statements.flatMap((statement) => openStatements(statement, ownedByAccount(world.ours.accountId)))
      : []),
  ];
}

async function tryStream(one: StreamCase, { services, world, tx }: Bench): Promise<string[]> {
  const ending = await hearAfterwards(one, { services, world, tx });
  return ending === one.expected ? [] : [`ended as ${ending}, not ${one.expected}`];
}

const foundIn = (text: string, hidden: readonly string[]) =>
  hidden.filter((secret) => text.includes(secret)).map((secret) => `the answer holds "${secret}"`);

const openStatements = (statement: Statement, owner: Owner) =>
  unboundTables(statement, owner).map((table) => `a statement leaves open whose ${table}: ${statement.sql}`);

/** Sent by somebody who should have been stopped before: all that a gate looks at are the session and the role. */
const pastGate = (sent: readonly Statement[], touched: readonly string[]) => [
  ...sent.flatMap(({ sql }) =>
    /"(?:members|users|user_sessions|auth_\w+)"/.test(sql) ? [] : [`got as far as ${sql}`],
  ),
  ...touched.map((what) => `got as far as ${what}`),
];

/** Whose rows every statement of the case has to be about; undefined where it is about those of several. */
function ownerOf({ path, person, expected }: Case, { ours }: World): Owner | undefined {
  if (expected !== "ok") return undefined;
  if (person && path === "account.list") return ownedByMember(person.id);
  if (person && /^(?:profile\.|auth\.me$)/.test(path)) return ownedByUser(person.id);
  const isOpen = /^(?:auth|invitation|profile|mail\.(?:outbox|get))\b|^account\.create$/.test(path);
  return isOpen ? undefined : ownedByAccount(ours.accountId);
}
