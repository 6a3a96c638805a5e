/**
 * Runs a simulated WhatsApp by itself: `main.ts [--port N] [--control-port N] [--state FILE]`. Prints one line of JSON when
 * it is ready, and ends on SIGTERM or SIGINT, or when its parent goes away.
 */
import { parseArgs } from "node:util";
import { startWhatsAppSimulator } from "./server";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    "control-port": { type: "string", default: "0" },
    state: { type: "string" },
  },
});

const simulator = await startWhatsAppSimulator({
  port: Number(values.port),
  controlPort: Number(values["control-port"]),
  ...(values.state ? { stateFile: values.state } : {}),
});

let isStopping = false;
const stop = () => {
  if (isStopping) return;
  isStopping = true;
  simulator.close().then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`${String((error as Error).stack ?? error)}\n`);
      process.exit(1);
    },
  );
};
process.on("SIGTERM", stop);
process.on("SIGINT", stop);
process.on("disconnect", stop);

const ready = {
  type: "ready",
  port: simulator.port,
  controlUrl: simulator.controlUrl,
  launchArgs: simulator.launchArgs,
};
process.stdout.write(`${JSON.stringify(ready)}\n`);
process.send?.(ready);
