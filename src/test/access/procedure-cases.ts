import { type Answer, type CallOptions, call, PROCEDURES, type Procedure } from "./call";
import { ASKERS, type Asker, type Expectation, isRole, readExpectations, refusalOf } from "./expectations";
import { namedKeys } from "./input-keys";
import { INPUTS } from "./inputs";
import { FOREIGN_MARK, handbookOf, type Person, QR_MARK, type Tenant, type World } from "./world";

/** One thing that is tried, and what must come of it. */
export interface Case {
  title: string;
  path: string;
  type: Procedure["type"];
  /** Whose cookies the request carries. */
  person: Person | null;
  /** Whose objects the input names. */
  objects: Tenant;
  expected: Answer["outcome"];
  isDeveloper?: boolean;
  /** On an installation with a mail server. */
  sendsMail?: boolean;
  /** It must not get as far as to look at the account's rows. */
  isStoppedAtGate?: boolean;
  /** Changes the input before it is sent. */
  spoil?: (input: Record<string, unknown>) => Record<string, unknown>;
  /** Texts that must not stand in the answer. */
  hidden: string[];
}

/** Everything the router offers, tried by everybody, with everything that can be named. */
export function procedureCases(world: World): Case[] {
  const expectations = new Map(readExpectations().map((one) => [one.name, one]));
  return PROCEDURES.flatMap((procedure) => {
    const expectation = expectations.get(procedure.path);
    if (!expectation) throw new Error(`docs/permissions.md doesn't say who may call ${procedure.path}.`);
    if (!INPUTS[procedure.path])
      throw new Error(`src/test/access/inputs.ts doesn't say how to call ${procedure.path}.`);
    return [
      ...ASKERS.map((asker) => asAsker(world, procedure, expectation, asker)),
      ...withWorthlessSession(world, procedure, expectation),
      ...onForeignAccount(world, procedure),
      ...withForeignObject(world, procedure, expectation),
      ...withWrongPassword(world, procedure),
      ...asDeveloper(world, procedure, expectation),
      ...SPECIAL.filter(({ path }) => path === procedure.path).map(({ personOf: who, ...one }) => ({
        ...one,
        type: procedure.type,
        person: who(world),
        objects: world.ours,
        hidden: [FOREIGN_MARK],
      })),
    ];
  });
}

/** What one procedure does in cases of its own. */
const SPECIAL: (Pick<Case, "title" | "path" | "expected" | "spoil"> & { personOf: (world: World) => Person })[] = [
  {
    title: "profile.delete as the only owner of an account",
    path: "profile.delete",
    expected: "CONFLICT",
    personOf: ({ lone }) => lone,
  },
  {
    title: "knowledge.upload of what the account has already",
    path: "knowledge.upload",
    expected: "ok",
    personOf: ({ ours }) => ours.team.owner,
    spoil: (input) => withFile(input, handbookOf("Lumen Bikes")),
  },
  {
    title: "knowledge.upload of what another account has",
    path: "knowledge.upload",
    expected: "ok",
    personOf: ({ ours }) => ours.team.owner,
    spoil: (input) => withFile(input, handbookOf(`${FOREIGN_MARK} shop`)),
  },
];

function withFile(input: Record<string, unknown>, text: string): Record<string, unknown> {
  if (input instanceof FormData) input.set("file", new File([text], "handbook.md"));
  return input;
}

export const personOf = ({ ours, stranger }: World, asker: Asker): Person | null =>
  asker === "nobody" ? null : asker === "stranger" ? stranger : ours.team[asker];

function asAsker(world: World, { path, type, meta }: Procedure, expectation: Expectation, asker: Asker): Case {
  const isAllowed = expectation.allowed[asker];
  const hidden = [FOREIGN_MARK];
  // To a role that may not manage the connection it must not give what pairs a phone, and to viewers no numbers.
  if (meta.permission && isRole(asker) && asker !== "owner" && asker !== "admin") hidden.push(QR_MARK);
  const isOfCustomers = /^(?:conversation|evaluation)\./.test(meta.permission ?? "");
  if (isOfCustomers && asker === "viewer") hidden.push(world.ours.customerNumber);
  return {
    title: `${path} as ${asker}`,
    path,
    type,
    person: personOf(world, asker),
    objects: world.ours,
    expected: isAllowed ? "ok" : refusalOf(expectation, asker),
    isStoppedAtGate: !isAllowed,
    hidden,
  };
}

/** Whoever copied a cookie before its session was ended has nothing, and neither has who wrote another name into one. */
function withWorthlessSession(world: World, { path, type }: Procedure, expectation: Expectation): Case[] {
  if (expectation.allowed.nobody || expectation.needs === "to sit at the machine") return [];
  const people = { "whose session was ended": world.ended, "with a forged token": world.forged };
  return Object.entries(people).map(([what, person]) => ({
    title: `${path} as an owner ${what}`,
    path,
    type,
    person,
    objects: world.ours,
    expected: "UNAUTHORIZED",
    isStoppedAtGate: true,
    hidden: [FOREIGN_MARK],
  }));
}

/** Our owner asks for the other account itself. */
function onForeignAccount({ ours, foreign }: World, { path, type, meta }: Procedure): Case[] {
  if (!meta.permission) return [];
  return [
    {
      title: `${path} on another account, as our owner`,
      path,
      type,
      person: ours.team.owner,
      objects: foreign,
      expected: "NOT_FOUND",
      isStoppedAtGate: true,
      spoil: (input) => setAccount(input, foreign.accountId),
      hidden: [FOREIGN_MARK],
    },
  ];
}

/** Every role that may call it names, in our own account, an object of the other one. */
function withForeignObject(world: World, { path, type, inputs }: Procedure, expectation: Expectation): Case[] {
  if (expectation.allowed.nobody || expectation.needs === "to sit at the machine") return [];
  if (namedKeys(inputs).ids.length === 0) return [];
  return ASKERS.filter((asker) => isRole(asker) && expectation.allowed[asker]).map((asker) => ({
    title: `${path} with an object of another account, as ${asker}`,
    path,
    type,
    person: personOf(world, asker),
    objects: world.foreign,
    expected: "NOT_FOUND",
    hidden: [FOREIGN_MARK],
  }));
}

/** What asks for the password again gets a wrong one. */
function withWrongPassword({ ours }: World, { path, type, meta, inputs }: Procedure): Case[] {
  const keys = namedKeys(inputs).passwords;
  if (meta.open === "anyone" || keys.length === 0) return [];
  return [
    {
      title: `${path} with a wrong password`,
      path,
      type,
      person: ours.team.owner,
      objects: ours,
      expected: "BAD_REQUEST",
      spoil: (input) => ({ ...input, ...Object.fromEntries(keys.map((key) => [key, "not the password"])) }),
      hidden: [FOREIGN_MARK],
    },
  ];
}

function asDeveloper({ ours }: World, { path, type, inputs }: Procedure, { needs }: Expectation): Case[] {
  if (needs !== "to sit at the machine") return [];
  const here = { path, type, person: null, objects: ours, isDeveloper: true, hidden: [] };
  const isNamed = namedKeys(inputs).ids.length > 0;
  return [
    { title: `${path} as whoever sits at the machine`, ...here, expected: "ok" },
    { title: `${path} at the machine, where mails are sent`, ...here, expected: "NOT_FOUND", sendsMail: true },
    ...(isNamed
      ? [
          {
            title: `${path} of what isn't there`,
            ...here,
            expected: "NOT_FOUND" as const,
            spoil: () => ({ mailId: "none" }),
          },
        ]
      : []),
  ];
}

export function setAccount(input: Record<string, unknown>, accountId: string): Record<string, unknown> {
  if (!(input instanceof FormData)) return { ...input, accountId };
  input.set("accountId", accountId);
  return input as never;
}

/** Carries a case out. */
export const carryOut = (one: Case, options: Omit<CallOptions, "person" | "isDeveloper">): Promise<Answer> =>
  call(one.path, { ...options, person: one.person, isDeveloper: one.isDeveloper ?? false });
