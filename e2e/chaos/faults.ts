/** Carrying out the faults of a chaos run. */
import type { ParleyProcess } from "../parley-process";
import { descendantsOf, processesNaming } from "../processes";
import type { Phone } from "../whatsapp-web/phone";
import type { Simulator } from "../whatsapp-web/server";
import type { Fault } from "./plan";

export interface FaultTarget {
  parley: ParleyProcess;
  whatsapp: Simulator;
  phone: Phone;
  /** Part of the path of the account's browser profile. */
  profileName: string;
  /** Ends what a fault switched on after that time; the run waits for all of them. */
  later(ms: number, undo: () => void): void;
}

const OUTAGE_MS = 3000;
const SLOW_SEND_MS = 1500;
const FREEZE_MS = 4000;

/** True when there was something to break: a browser that is just being started has no page yet. */
export async function breakSomething(fault: Fault, target: FaultTarget): Promise<boolean> {
  const { parley, whatsapp, phone, later } = target;
  const { behaviour } = whatsapp;
  switch (fault) {
    case "kill_browser":
      return killProcess(target, (command) => !command.includes("--type="));
    case "crash_page":
      return killProcess(target, (command) => command.includes("--type=renderer"));
    case "reload_page":
      phone.broadcast({ kind: "reload" });
      return phone.isConnected;
    case "freeze_page":
      phone.broadcast({ kind: "freeze", ms: FREEZE_MS });
      return phone.isConnected;
    case "drop_network":
      phone.dropConnections();
      return true;
    case "service_down":
      behaviour.down = true;
      for (const each of whatsapp.phones) each.dropConnections();
      later(OUTAGE_MS, () => (behaviour.down = false));
      return true;
    case "refuse_sends":
      behaviour.failSend = true;
      later(OUTAGE_MS, () => (behaviour.failSend = false));
      return true;
    case "slow_sends":
      behaviour.delaySendMs = SLOW_SEND_MS;
      later(OUTAGE_MS, () => (behaviour.delaySendMs = 0));
      return true;
    case "kill_server":
      await parley.stop("SIGKILL");
      await parley.start();
      return true;
  }
}

/** Of the account's browser: the process that was started with the profile, and those it started itself. */
async function killProcess({ profileName }: FaultTarget, isTarget: (command: string) => boolean): Promise<boolean> {
  const own = await processesNaming(profileName);
  const started = await Promise.all(own.map(({ pid }) => descendantsOf(pid)));
  const targets = [...own, ...started.flat()].filter(({ command }) => isTarget(command));
  for (const { pid } of targets)
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It ended by itself meanwhile.
    }
  return targets.length > 0;
}
