/**
 * One linked client in a process of its own, to be killed: `client-process.ts '<ClientProcessOptions>'`. Prints `up` when
 * its browser shows WhatsApp's page, and then only waits.
 */
import { randomBytes } from "node:crypto";
import wwebjs from "whatsapp-web.js";
import { browserEnvironment } from "@/server/browser/environment";
import type { ChromiumLaunch } from "@/server/browser/find-chromium";
import { EventRecorder } from "@/server/channels/event-recorder";
import { createWhatsAppWebDriver } from "@/server/channels/whatsapp-web/driver";
import { silentLogger } from "@/server/logger";

export interface ClientProcessOptions {
  client: "stock" | "ours";
  /** Of the profile. */
  folder: string;
  chromium: ChromiumLaunch;
  launchArgs: string[];
}

const { client, folder, chromium, launchArgs } = JSON.parse(process.argv[2] ?? "{}") as ClientProcessOptions;

if (client === "stock") {
  await new wwebjs.Client({
    authStrategy: new wwebjs.LocalAuth({ clientId: "killed", dataPath: folder }),
    webVersionCache: { type: "none" },
    puppeteer: {
      executablePath: chromium.executablePath,
      headless: chromium.headless,
      args: [...chromium.args, ...launchArgs],
      env: browserEnvironment({ ...chromium.env, TMPDIR: folder }),
    },
  }).initialize();
} else {
  const driver = createWhatsAppWebDriver({
    sessionsDir: folder,
    secretKey: randomBytes(32),
    chromium,
    extraLaunchArgs: launchArgs,
    logger: silentLogger(),
  });
  await driver.connect("killed", new EventRecorder()).start();
}
process.stdout.write("up\n");
