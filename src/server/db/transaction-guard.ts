import { AsyncLocalStorage } from "node:async_hooks";

const MESSAGE =
  "The database was used inside a transaction without going through it. Inside db.transaction((tx) => …) call `tx`, " +
  "and hand `tx` on to the functions called from there: the embedded database has one connection, so this call would " +
  "wait for ever; on a server it would not be part of the transaction.";

/**
 * Knows whether the running code descends from the callback of an open transaction. What runs beside it (another
 * request, a job) does not, and is never hit; nor is what it started and left running once the transaction is over.
 */
export class TransactionGuard {
  readonly #current = new AsyncLocalStorage<{ isOpen: boolean }>();

  /** Throws at once where waiting would be for ever. */
  assertOutside(): void {
    if (this.#current.getStore()?.isOpen) throw new Error(MESSAGE);
  }

  /** Runs the callback of a transaction; until it settles, `assertOutside` throws in everything that descends from it. */
  async runInside<Output>(work: () => Promise<Output>): Promise<Output> {
    const transaction = { isOpen: true };
    try {
      return await this.#current.run(transaction, work);
    } finally {
      transaction.isOpen = false;
    }
  }
}

interface Session {
  prepareQuery: (...parts: never[]) => { execute: (values?: never) => Promise<unknown> };
  transaction: (work: (tx: never) => Promise<unknown>, config?: never) => Promise<unknown>;
}

/**
 * Makes every use of a drizzle database pass the guard. A transaction has a session of its own that is not guarded, so
 * `tx` and its savepoints (`tx.transaction`) work as ever. `session` is the one all of `db`'s queries go through.
 */
export function guardSession(session: Session, guard: TransactionGuard): void {
  const prepareQuery = session.prepareQuery.bind(session);
  const transaction = session.transaction.bind(session);
  session.prepareQuery = (...parts) => {
    const prepared = prepareQuery(...parts);
    // When it runs and not when it is made: a statement prepared outside may be executed inside.
    const execute = prepared.execute.bind(prepared);
    prepared.execute = async (values) => {
      guard.assertOutside();
      return execute(values);
    };
    return prepared;
  };
  session.transaction = async (work, config) => {
    guard.assertOutside();
    return transaction((tx: never) => guard.runInside(() => work(tx)), config);
  };
}
