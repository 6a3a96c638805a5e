/** The websocket to the simulator's server, and remote calls over it. */
import type { PageFrame, PageReport, RpcMethod, RpcMethods, ServerFrame } from "../protocol";

interface PendingCall {
  frame: Extract<PageFrame, { kind: "rpc" }>;
  resolve(value: unknown): void;
  reject(error: Error): void;
}

let socket: WebSocket | undefined;
let isGreeted = false;
let lastCall = 0;
/** Messages wait here while the network is away; WhatsApp sends them when it is back. */
const waiting: PageFrame[] = [];
const calls = new Map<number, PendingCall>();

const write = (frame: PageFrame) => socket?.send(JSON.stringify(frame));

export function transmit(frame: PageFrame): void {
  if (isGreeted) write(frame);
  else waiting.push(frame);
}

/** Resolves with the server's answer, however long that takes: a call that was cut off is repeated after a reconnect. */
export function call<M extends RpcMethod>(
  method: M,
  parameters: RpcMethods[M]["arguments"],
): Promise<RpcMethods[M]["result"]> {
  const rpc = ++lastCall;
  const frame = { kind: "rpc" as const, rpc, method, arguments: parameters };
  return new Promise((resolve, reject) => {
    calls.set(rpc, { frame, resolve: resolve as (value: unknown) => void, reject });
    if (isGreeted) write(frame);
  });
}

export function settle(result: Extract<ServerFrame, { kind: "result" }>): void {
  const pending = calls.get(result.rpc);
  calls.delete(result.rpc);
  if (result.error === undefined) pending?.resolve(result.value);
  else pending?.reject(Object.assign(new Error(result.error), { status: result.status }));
}

export const report = (kind: PageReport["kind"], detail: string): void =>
  transmit({ kind: "report", report: { kind, detail } });

export function openSocket(handlers: {
  greeting(): PageFrame;
  frame(frame: ServerFrame): Promise<void>;
  closed(): void;
}): void {
  socket = new WebSocket(`wss://${location.host}/ws/chat`);
  socket.onopen = () => {
    write(handlers.greeting());
    isGreeted = true;
    for (const frame of waiting.splice(0)) write(frame);
    for (const { frame } of calls.values()) write(frame);
  };
  socket.onmessage = (event: MessageEvent<string>) => {
    handlers
      .frame(JSON.parse(event.data) as ServerFrame)
      .catch((error: Error) => report("frame_error", String(error.stack)));
  };
  socket.onclose = () => {
    isGreeted = false;
    handlers.closed();
  };
}

export const closeSocket = (): void => socket?.close();

window.addEventListener("unhandledrejection", (event) =>
  report("unhandled_rejection", String((event.reason as Error)?.stack ?? event.reason)),
);
window.addEventListener("error", (event) => report("page_error", event.message));
