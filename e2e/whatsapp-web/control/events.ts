import type { IncomingMessage, ServerResponse } from "node:http";
import type { Simulator } from "../server";

/** Changes come in bursts; a listener reads the state anew after each signal, so one signal serves a burst. */
const COALESCE_MS = 30;

/** Server-sent events: `changed` whenever the state is worth reading again. */
export function streamEvents(simulator: Simulator, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  let timer: NodeJS.Timeout | undefined;
  const signal = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      response.write("event: changed\ndata: {}\n\n");
    }, COALESCE_MS);
  };
  const watched = new Set<(typeof simulator.phones)[number]>();
  const watchPhones = () => {
    for (const phone of simulator.phones) {
      if (watched.has(phone)) continue;
      watched.add(phone);
      phone.on("changed", signal);
    }
    signal();
  };
  simulator.on("phonesChanged", watchPhones);
  simulator.on("qrsChanged", signal);
  watchPhones();
  request.on("close", () => {
    clearTimeout(timer);
    simulator.off("phonesChanged", watchPhones);
    simulator.off("qrsChanged", signal);
    for (const phone of watched) phone.off("changed", signal);
  });
}
