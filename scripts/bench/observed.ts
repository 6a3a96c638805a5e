/** Looks at the ports a message passes on its way through Parley, from outside: the product knows nothing of it. */
import type { ChannelConnection, ChannelDriver, ChannelEvents } from "@/server/channels/driver";
import { CHANNEL_DRIVERS } from "@/server/channels/registry";
import type { JobQueue } from "@/server/jobs/queue";
import type { MarkRecorder } from "./bot";
import { monotonicMs } from "./protocol";

/** How long an account takes from being asked to start to its connection's `ready`. */
export class ReadyTimes {
  readonly #waiting = new Map<string, () => void>();

  /** Counts from now. In ms. */
  next(accountId: string): Promise<number> {
    const startedAt = monotonicMs();
    return new Promise((resolve) => this.#waiting.set(accountId, () => resolve(monotonicMs() - startedAt)));
  }

  ready(accountId: string): void {
    this.#waiting.get(accountId)?.();
    this.#waiting.delete(accountId);
  }
}

interface DriverWatch {
  marks: MarkRecorder;
  readyTimes: ReadyTimes;
  onQr: (accountId: string, qr: string) => void;
}

/** From now on every driver that is made is watched. */
export function observeDrivers(watch: DriverWatch): void {
  const create = CHANNEL_DRIVERS["whatsapp-web"];
  const createObserved: typeof create = (options) => observeDriver(create(options), watch);
  Object.assign(CHANNEL_DRIVERS, { "whatsapp-web": createObserved });
}

const observeDriver = (driver: ChannelDriver, watch: DriverWatch): ChannelDriver => ({
  ...driver,
  connect: (accountId, events, options) =>
    observeConnection(driver.connect(accountId, observeEvents(accountId, events, watch), options), watch),
});

function observeEvents(accountId: string, events: ChannelEvents, watch: DriverWatch): ChannelEvents {
  return {
    ...events,
    qr: (payload) => {
      watch.onQr(accountId, payload);
      events.qr(payload);
    },
    ready: (identity) => {
      watch.readyTimes.ready(accountId);
      events.ready(identity);
    },
    message: (message) => {
      if (!message.fromMe) watch.marks.begin(message.body);
      events.message(message);
    },
  };
}

function observeConnection(connection: ChannelConnection, { marks }: DriverWatch): ChannelConnection {
  const send = connection.send.bind(connection);
  connection.send = (message, options) => {
    marks.mark("sending");
    return send(message, options);
  };
  return connection;
}

/** Marks when an answer job is written, and when it is taken up. */
export function observeQueue(queue: JobQueue, marks: MarkRecorder): void {
  const enqueue = queue.enqueue.bind(queue);
  queue.enqueue = (db, name, ...rest) => {
    if (name === "answer") marks.mark("stored");
    return enqueue(db, name, ...rest);
  };
  const work = queue.work.bind(queue);
  queue.work = (name, options, handler) =>
    work(name, options, (...job) => {
      if (name === "answer") marks.mark("taken");
      return handler(...job);
    });
}
