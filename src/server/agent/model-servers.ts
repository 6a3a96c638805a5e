/** A server with its models, as one account or the installation uses it. */
export interface ModelServer {
  /**
   * Another one for another key, address or choice of models: what is remembered of a server's models is remembered under
   * it, so one account's broken key says nothing of another's. No secret.
   */
  id: string;
  apiKey: string;
  /** OpenAI itself when absent. */
  baseURL?: string | undefined;
  /** How it is reached; node's own way when absent. */
  fetch?: typeof fetch | undefined;
  /** Asked unless an account's settings name another one. */
  model: string;
  /** Asked when that fails. */
  fallbackModel?: string | undefined;
}

/** Who writes for an account. */
export interface AccountModels {
  /** The account's own, else the one Parley was set up with. Null: nobody can be asked, and answers are picked. */
  server: ModelServer | null;
  /** The model that is meant to answer unless the settings name another one; null when none is set up. */
  model: string | null;
  /** Why there is no server though there should be, for people. */
  problem?: string;
}

/**
 * Looked up anew for each turn, so that a change counts at once, in every process. It never rejects: an account with a
 * provider of its own must not be answered by another because its row could not be read.
 */
export type FindModels = (accountId: string) => Promise<AccountModels>;
