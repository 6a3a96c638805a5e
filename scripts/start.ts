/** `npm start`: the production server against the real WhatsApp, built first when needed. */
import { ensureBuild, SERVER_ENTRY } from "./ensure-build";
import { Supervisor } from "./supervise";

await ensureBuild((line) => process.stderr.write(`${line}\n`));
const supervisor = new Supervisor();
supervisor.handleSignals();
supervisor.start("parley", process.execPath, ["--enable-source-maps", SERVER_ENTRY], {
  env: { ...process.env, NODE_ENV: "production" },
});
