import type { IncomingMessage } from "node:http";
import { isLoopback } from "@/server/auth/bind";

interface Exposure {
  HOST: string;
  PARLEY_PUBLIC_URL?: string | undefined;
  PARLEY_BEHIND_PROXY: boolean;
  PARLEY_ALLOW_REMOTE: boolean;
}

/**
 * Whether a request comes from a program on this very machine, to an installation that nobody else can reach. Only such a
 * person may read other people's mail, which holds links that sign in. Each condition closes one way in:
 * - the server listens on loopback only and no proxy stands in front of it (from which everything would look local),
 * - the connection comes from loopback and nothing on its way added a forwarding header,
 * - the browser asked for localhost by name: a foreign page whose name was pointed here (DNS rebinding) is refused.
 */
export function isDeveloperRequest(req: Pick<IncomingMessage, "headers" | "socket">, env: Exposure): boolean {
  const isReachable =
    !isLoopback(env.HOST) || env.PARLEY_ALLOW_REMOTE || env.PARLEY_BEHIND_PROXY || env.PARLEY_PUBLIC_URL !== undefined;
  if (isReachable) return false;
  const isForwarded = FORWARDING_HEADERS.some((name) => req.headers[name] !== undefined);
  if (isForwarded || !isLoopback(req.socket.remoteAddress ?? "")) return false;
  return isLoopback(hostName(req.headers.host));
}

const FORWARDING_HEADERS = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"];

/** The name in a Host header, without its port; "" when it is none. */
function hostName(host: string | undefined): string {
  const url = `http://${host ?? ""}`;
  return URL.canParse(url) ? new URL(url).hostname : "";
}
