import { once } from "node:events";
import { isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { isPublicAddress } from "@/domain/knowledge/web/address-policy";
import type { WebNetwork } from "./network";
import { untilAborted } from "./until-aborted";
import { WebStop } from "./web-stop";

/** A site with more addresses than that doesn't answer on the fifth either. */
const MAX_ADDRESSES = 4;

export interface ConnectionLimits {
  /** To connect to one address. */
  connectMs: number;
  /** Without a byte in either direction. */
  idleMs: number;
}

/**
 * A connection to the host of an address, encrypted if that says https. The name is resolved once; every address it has
 * must be public, and the connection goes to one of those that were checked, so a name that resolves to something else
 * a moment later gains nothing. `life` ends it, and is ended by it when nothing moves.
 * @param isTrusted whoever runs this installation allows the host: wherever it stands, and at the port it names
 * @throws WebStop or what node throws
 */
export async function openConnection(
  url: URL,
  {
    network,
    limits,
    life,
    isTrusted = false,
  }: { network: WebNetwork; limits: ConnectionLimits; life: AbortController; isTrusted?: boolean },
): Promise<Socket> {
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  // A lookup can't be called back; when it comes too late, its answer is nobody's.
  const addresses = isIP(host) ? [host] : await untilAborted(network.resolve(host), life.signal);
  if (addresses.length === 0) throw new WebStop("name_not_found");
  if (!isTrusted && !addresses.every(isPublicAddress)) throw new WebStop("private_address");
  const isEncrypted = url.protocol === "https:";
  const usualPort = isEncrypted ? 443 : 80;
  const port = isTrusted && url.port !== "" ? Number(url.port) : usualPort;
  const plain = await dialFirst(addresses.slice(0, MAX_ADDRESSES), port, { network, limits, life });
  const socket = isEncrypted ? await encrypt(plain, host, network, life.signal) : plain;
  socket.setTimeout(limits.idleMs, () => life.abort(new WebStop("timeout")));
  return socket;
}

async function dialFirst(
  addresses: readonly string[],
  port: number,
  { network, limits, life }: { network: WebNetwork; limits: ConnectionLimits; life: AbortController },
): Promise<Socket> {
  let failure: unknown;
  for (const address of addresses) {
    const socket = guard(network.connect(address, port), life.signal);
    socket.setTimeout(limits.connectMs, () => socket.destroy(new WebStop("timeout")));
    try {
      await once(socket, "connect", { signal: life.signal });
      // For the handshake that may follow; once it is done, the encrypted socket counts for itself.
      socket.setTimeout(limits.idleMs, () => life.abort(new WebStop("timeout")));
      return socket;
    } catch (error) {
      socket.destroy();
      life.signal.throwIfAborted();
      failure = error;
    }
  }
  throw failure;
}

/** The certificate must be valid for the name in the address, whatever the process was told about certificates. */
async function encrypt(plain: Socket, host: string, network: WebNetwork, signal: AbortSignal): Promise<Socket> {
  const socket = connectTls({
    socket: plain,
    host,
    ...(isIP(host) ? {} : { servername: host }),
    ALPNProtocols: ["http/1.1"],
    rejectUnauthorized: true,
    minVersion: "TLSv1.2",
    ...(network.certificateAuthorities ? { ca: network.certificateAuthorities } : {}),
  });
  guard(socket, signal);
  await once(socket, "secureConnect", { signal });
  plain.setTimeout(0);
  return socket;
}

/** Dies with the signal; an error that nobody waits for any more must not end the process. */
function guard(socket: Socket, signal: AbortSignal): Socket {
  const end = () => socket.destroy();
  socket.on("error", () => undefined);
  socket.once("close", () => signal.removeEventListener("abort", end));
  if (signal.aborted) end();
  else signal.addEventListener("abort", end);
  return socket;
}
