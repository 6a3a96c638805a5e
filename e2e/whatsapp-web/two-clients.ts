/** Parley's driver and the library as it comes, side by side over one simulated WhatsApp. */
import { access } from "node:fs/promises";
import path from "node:path";
import type { ClientOptions } from "whatsapp-web.js";
import type { ConnectOptions } from "@/server/channels/driver";
import type { WhatsAppWebDriverOptions } from "@/server/channels/whatsapp-web/driver";
import { DEFAULT_BEHAVIOUR } from "./behaviour";
import { DriverHarness, type OpenSession } from "./driver-harness";
import type { Phone } from "./phone";
import { StockHarness, type StockSession } from "./stock-client";

/** How long the stock client gets to do what it never does, counted from something else that shows it could have. */
export const SILENCE_MS = 500;

const exists = (folder: string): Promise<boolean> =>
  access(folder).then(
    () => true,
    () => false,
  );

export class TwoClients {
  #lastNumber = 628_111_000_000;

  private constructor(
    readonly ours: DriverHarness,
    readonly stock: StockHarness,
  ) {}

  static async create(timeouts?: WhatsAppWebDriverOptions["timeouts"]): Promise<TwoClients> {
    const ours = await DriverHarness.create(timeouts ? { timeouts } : {});
    return new TwoClients(ours, await StockHarness.create({ simulator: ours.simulator }));
  }

  get simulator() {
    return this.ours.simulator;
  }

  /** A phone that nobody has used, and the service without faults. */
  aPhone(): Phone {
    Object.assign(this.simulator.behaviour, DEFAULT_BEHAVIOUR);
    return this.simulator.phone(String(++this.#lastNumber));
  }

  stockReady(name: string, phone: Phone, options?: ClientOptions): Promise<StockSession> {
    return this.stock.ready(name, phone, options);
  }
  oursReady(accountId: string, phone: Phone): Promise<OpenSession> {
    return this.ours.ready(accountId, phone);
  }
  connect(accountId: string, options?: ConnectOptions): OpenSession {
    return this.ours.connect(accountId, options);
  }

  stockProfile = (name: string): string => path.join(this.stock.folder, `session-${name}`);
  ourProfile = (accountId: string): string => path.join(this.ours.sessionsDir, `session-${accountId}`);
  stockHasProfile = (name: string): Promise<boolean> => exists(this.stockProfile(name));
  weHaveProfile = (accountId: string): Promise<boolean> => exists(this.ourProfile(accountId));

  async close(): Promise<void> {
    await this.stock.close();
    await this.ours.close();
  }
}
