/**
 * Opens one WhatsApp session and waits to be killed: for tests of what is left behind then. Tells on its output, a JSON
 * line each, the codes to scan and that the session is ready.
 */
import type { ChromiumLaunch } from "@/server/browser/find-chromium";
import { EventRecorder } from "@/server/channels/event-recorder";
import { createWhatsAppWebDriver } from "@/server/channels/whatsapp-web/driver";
import { silentLogger } from "@/server/logger";

export interface SessionToOpen {
  sessionsDir: string;
  accountId: string;
  chromium: ChromiumLaunch;
  launchArgs: string[];
}
export type SessionNews = { type: "qr"; payload: string } | { type: "ready" };

const tell = (news: SessionNews) => process.stdout.write(`${JSON.stringify(news)}\n`);

class Teller extends EventRecorder {
  override qr(payload: string): void {
    tell({ type: "qr", payload });
  }
  override ready(): void {
    tell({ type: "ready" });
  }
}

const { sessionsDir, accountId, chromium, launchArgs } = JSON.parse(process.argv[2]!) as SessionToOpen;
const driver = createWhatsAppWebDriver({
  sessionsDir,
  secretKey: Buffer.alloc(32),
  chromium,
  extraLaunchArgs: launchArgs,
  logger: silentLogger(),
});
await driver.connect(accountId, new Teller()).start();
setInterval(() => {}, 60_000);
