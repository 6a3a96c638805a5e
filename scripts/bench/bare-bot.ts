/** An echo bot as the library's own guide writes it: what everything Parley adds is measured against. */
import path from "node:path";
import wwebjs, { type Client } from "whatsapp-web.js";
import { browserEnvironment } from "@/server/browser/environment";
import { botSettings, MarkRecorder, serve, tell, withinReadyLimit } from "./bot";
import { monotonicMs } from "./protocol";

const { dataDir, chromium, launchArgs } = botSettings();
const clients = new Map<number, Client>();
const marks = new MarkRecorder();

async function open(session: number): Promise<number | null> {
  const startedAt = monotonicMs();
  const client = new wwebjs.Client({
    authStrategy: new wwebjs.LocalAuth({ clientId: `session-${session}`, dataPath: path.join(dataDir, "sessions") }),
    // The cache would keep the simulator's page and serve it later.
    webVersionCache: { type: "none" },
    puppeteer: {
      executablePath: chromium.executablePath,
      headless: chromium.headless,
      args: [...chromium.args, ...launchArgs],
      env: browserEnvironment(chromium.env),
    },
  });
  clients.set(session, client);
  client.on("qr", (qr) => tell({ type: "qr", session, qr }));
  client.on("message", (message) => {
    marks.begin(message.body);
    void client.sendMessage(message.from, message.body);
  });
  const ready = new Promise<number>((resolve) => client.once("ready", () => resolve(monotonicMs() - startedAt)));
  await client.initialize();
  return withinReadyLimit(ready);
}

serve({
  open,
  close: async (session) => {
    await clients.get(session)?.destroy();
    clients.delete(session);
    return null;
  },
  takeMarks: async () => marks.take(),
  readRss: async () => process.memoryUsage.rss(),
  end: async () => null,
});
