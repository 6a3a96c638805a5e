import { lookup } from "node:dns/promises";
import { connect, type Socket } from "node:net";

/**
 * What fetching needs of the world outside. It decides nothing: which addresses may be connected to is checked between
 * the two, by the same rules whoever provides them, so a network made for tests opens no door.
 */
export interface WebNetwork {
  /** All addresses of a name, those to try first in front. Rejects as node's lookup does. */
  resolve(host: string): Promise<string[]>;
  /** Begins a connection to exactly this address; nothing is looked up any more. */
  connect(address: string, port: number): Socket;
  /** PEM of the authorities to trust instead of those that node knows. */
  certificateAuthorities?: string;
}

/** The machine's own. Never through a proxy: it would look names up again, and see other networks than we do. */
export const systemNetwork: WebNetwork = {
  async resolve(host) {
    // IPv4 first: a machine without IPv6 then loses no time on it.
    const found = await lookup(host, { all: true, order: "ipv4first" });
    return found.map(({ address }) => address);
  },
  connect: (address, port) => connect({ host: address, port }),
};
