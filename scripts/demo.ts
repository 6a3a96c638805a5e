/** `npm run demo`: a sample business with everything embedded, and a simulated WhatsApp with a phone to type on. */
import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { createInterface } from "node:readline";
import { readEnv } from "@/env";
import { type ApiClient, createApiClient } from "./api-client";
import { ensureBuild, SERVER_ENTRY } from "./ensure-build";
import { root } from "./run-step";
import { sampleDocuments } from "./sample-documents";
import { Supervisor } from "./supervise";

const EMAIL = "demo@parley.example";
const PASSWORD = "lumen-bikes-demo";
const PHONE_PORT = 3001;
const dataDir = path.join(root, "data", "demo");

const say = (line: string) => process.stdout.write(`${line}\n`);

interface SimulatorReady {
  controlUrl: string;
  launchArgs: string[];
}

/** The first line of the simulator's output says where it is. */
async function startSimulator(supervisor: Supervisor): Promise<SimulatorReady> {
  const child = supervisor.start(
    "whatsapp",
    path.join(root, "node_modules/.bin/tsx"),
    [
      path.join(root, "e2e/whatsapp-web/main.ts"),
      "--control-port",
      String(PHONE_PORT),
      "--state",
      path.join(dataDir, "whatsapp.json"),
    ],
    { stdio: "pipe" },
  );
  if (!child.stdout) throw new Error("the simulator has no output");
  // Should it end before that, the supervisor ends the demo with its message on screen.
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  return JSON.parse(line) as SimulatorReady;
}

/** The sample business's phone and one customer, so that there is something to scan with and to write as. */
async function preparePhone(controlUrl: string): Promise<void> {
  const post = async (route: string, body: object) => {
    const response = await fetch(`${controlUrl}${route}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`The simulated WhatsApp refused ${route}: ${await response.text()}`);
  };
  const phone = "351915000100";
  if ((await fetch(`${controlUrl}/api/phones/${phone}`)).ok) return;
  await post("/api/phones", { number: phone, pushname: "Lumen Bikes" });
  await post(`/api/phones/${phone}/customers`, { number: "351925000200", name: "Marta Reis" });
}

async function startParley(supervisor: Supervisor, simulator: SimulatorReady): Promise<string> {
  const child = supervisor.start("parley", process.execPath, ["--enable-source-maps", SERVER_ENTRY], {
    stdio: "ipc",
    env: {
      ...process.env,
      NODE_ENV: "production",
      LOG_LEVEL: process.env.LOG_LEVEL ?? "warn",
      PARLEY_DATA_DIR: dataDir,
      PARLEY_CHROMIUM_ARGS: JSON.stringify(simulator.launchArgs),
      // Whatever is configured for real use stays out of the demo.
      DATABASE_URL: "",
      SUPABASE_URL: "",
      SUPABASE_ANON_KEY: "",
    },
  });
  const [message] = (await once(child, "message")) as [{ url: string }];
  return message.url;
}

/** Makes the demo user and the sample business with the same calls a browser makes; does nothing the second time. */
async function seed(client: ApiClient): Promise<void> {
  const { trpc } = client;
  const credentials = { email: EMAIL, password: PASSWORD };
  const isKnown = await trpc.auth.signIn.mutate(credentials).then(
    () => true,
    () => false,
  );
  if (!isKnown) await trpc.auth.signUp.mutate(credentials);
  const present = await trpc.account.list.query();
  const accountId = present[0]?.id ?? (await trpc.account.create.mutate({ name: "Lumen Bikes" })).id;
  const documents = await trpc.knowledge.list.query({ accountId });
  if (documents.length > 0) return;
  for (const { name, bytes } of await sampleDocuments()) await client.upload(accountId, name, bytes);
}

readEnv();
await mkdir(dataDir, { recursive: true });
await ensureBuild(say);
const supervisor = new Supervisor();
supervisor.handleSignals();
const simulator = await startSimulator(supervisor);
await preparePhone(simulator.controlUrl);
const url = await startParley(supervisor, simulator);
await seed(createApiClient(url));

say(`
  Parley is ready.

    Dashboard   ${url}
    Sign in     ${EMAIL}
    Password    ${PASSWORD}
    Phone       ${simulator.controlUrl}   (a simulated WhatsApp: scan the code, then write as a customer)

  Start with Connection in the dashboard, then scan the code with the phone.
  Ctrl-C stops everything. The demo's data is kept in data/demo; delete that folder to start over.
`);
