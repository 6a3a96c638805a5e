import { type PGlite, parse, protocol, type QueryOptions, type Results } from "@electric-sql/pglite";

/** What comes only once (scripts, rows inserted in bulk with as many parameters as there are values) is not worth it. */
const PREPARE_AT = 3;
const LARGEST_SQL = 8000;
/**
 * How vectors are best searched depends on how many of them the account has: a kept plan, made for accounts of average
 * size, compares every single one in a large account.
 */
const isPlannedAnew = (sql: string) => sql.includes("<=>");
/** A few hundred kinds of statements exist; what nobody has asked for longest makes room. */
const MOST_STATEMENTS = 300;

/**
 * A plan that is kept was made for the table as it was: one made for ten rows reads the whole table when it has grown.
 * A server's autovacuum makes plans anew; here nobody would for hours.
 */
const PLANS_LAST_MS = 60_000;

/** "Cached plan must not change result type": a table was altered since. */
const OUTDATED = "0A000";

interface Known {
  sightings: number;
  /** Once prepared: its name, and the types of its parameters. */
  prepared?: { name: string; types: readonly number[] };
}

const { serialize } = protocol;

/**
 * Runs statements that come again as prepared ones: parsed once, and one message to the database instead of six. The
 * caller sees to it that one runs at a time.
 */
export class PreparedStatements {
  readonly #known = new Map<string, Known>();
  #count = 0;
  #plansFrom: number;

  constructor(
    private readonly database: PGlite,
    /** In ms, from any instant. */
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#plansFrom = now();
  }

  /** Undefined when it has to be run another way: it does not come often enough, or its preparation is outdated. */
  async run(
    sql: string,
    params: readonly unknown[],
    options: QueryOptions & { isInTransaction: boolean },
  ): Promise<Results<unknown> | undefined> {
    if (sql.length > LARGEST_SQL || isPlannedAnew(sql)) return undefined;
    const known = await this.#see(sql);
    if (known.sightings < PREPARE_AT) return undefined;
    await this.#refreshPlans();
    known.prepared ??= await this.#prepare(sql);
    const { name, types } = known.prepared;
    const values = params.map((param, index) => this.#serialize(param, types[index]));
    const bind = [
      serialize.bind({ statement: name, values }),
      serialize.describe({ type: "P" }),
      serialize.execute({}),
    ];
    try {
      return parse.parseResults(await this.#exchange(bind), this.database.parsers, options)[0];
    } catch (error) {
      if (Reflect.get(Object(error), "code") !== OUTDATED) throw error;
      await this.#forget(sql, known);
      // The error has ended the transaction; outside of one nothing has happened yet.
      if (options.isInTransaction) throw error;
      return undefined;
    }
  }

  async #see(sql: string): Promise<Known> {
    const known = this.#known.get(sql) ?? { sightings: 0 };
    known.sightings += 1;
    // Behind all others: the first of the map is what nobody has asked for longest.
    this.#known.delete(sql);
    this.#known.set(sql, known);
    const [oldest] = this.#known;
    if (oldest && this.#known.size > MOST_STATEMENTS) await this.#forget(...oldest);
    return known;
  }

  async #prepare(sql: string): Promise<NonNullable<Known["prepared"]>> {
    const name = `parley_${++this.#count}`;
    const described = await this.#exchange([
      serialize.parse({ name, text: sql }),
      serialize.describe({ type: "S", name }),
    ]);
    return { name, types: parse.parseDescribeStatementResults(described) };
  }

  async #forget(sql: string, { prepared }: Known): Promise<void> {
    this.#known.delete(sql);
    if (prepared) await this.#exchange([serialize.close({ type: "S", name: prepared.name })]);
  }

  async #refreshPlans(): Promise<void> {
    if (this.now() - this.#plansFrom < PLANS_LAST_MS) return;
    this.#plansFrom = this.now();
    // Refused in a transaction that has failed; then the next minute will do.
    await this.database.execProtocol(serialize.query("discard plans"), { syncToFs: false, throwOnError: false });
  }

  #serialize(param: unknown, type: number | undefined): string | null {
    if (param === null || param === undefined) return null;
    const serializeValue = type === undefined ? undefined : this.database.serializers[type];
    return serializeValue ? serializeValue(param) : String(param);
  }

  /** All in one go; an error skips what follows up to the end of it. */
  async #exchange(messages: Uint8Array[]) {
    const all = Buffer.concat([...messages, serialize.sync()]);
    return (await this.database.execProtocol(all, { syncToFs: false })).messages;
  }
}
