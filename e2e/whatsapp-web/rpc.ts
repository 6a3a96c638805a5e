/** The server's side of the page's remote calls. */
import type { Behaviour } from "./behaviour";
import { earlierMessages } from "./login";
import { nowSeconds } from "./message-ids";
import type { PageConnection } from "./page-connection";
import type { Phone } from "./phone";
import type { RpcMethod, RpcMethods } from "./protocol";

interface Caller {
  connection: PageConnection;
  /** Undefined before the page is linked. */
  phone: Phone | undefined;
  behaviour: Behaviour;
  createPairingCode(phoneNumber: string): string;
}

type Handlers = {
  [M in RpcMethod]: (
    parameters: RpcMethods[M]["arguments"],
    caller: Caller,
  ) => RpcMethods[M]["result"] | Promise<RpcMethods[M]["result"]>;
};

const phoneOf = ({ phone, connection }: Caller): Phone => {
  if (!phone) throw new Error("not linked");
  if (!phone.connections.has(connection)) throw new Error("opened in another browser");
  return phone;
};

const handlers: Handlers = {
  chatExists: ({ id }, caller) => {
    const phone = phoneOf(caller);
    return id === phone.id || phone.groups.has(id) || phone.findCustomer(id) !== undefined;
  },
  queryUser: ({ id }, caller) => {
    const customer = phoneOf(caller).findCustomer(id);
    if (!customer) return null;
    const hidesNumber = customer.options.hidesNumber && id === customer.lidId;
    return {
      ...(hidesNumber ? {} : { phone: customer.phoneId }),
      ...(customer.lidId ? { lid: customer.lidId } : {}),
    };
  },
  send: async ({ message }, caller) => {
    const phone = phoneOf(caller);
    const { failSend, delaySendMs } = caller.behaviour;
    if (failSend) throw new Error("refused");
    if (delaySendMs > 0) await new Promise((resolve) => setTimeout(resolve, delaySendMs));
    const accepted = phone.acceptOutgoing(message, caller.connection);
    if (caller.behaviour.autoDelivered && phone.findCustomer(message.chatId))
      // After the answer to the page, as the network has it.
      setImmediate(() => phone.ack(accepted.id, 2));
    return { t: accepted.t ?? nowSeconds() };
  },
  loadEarlier: (request, caller) => earlierMessages(phoneOf(caller), request),
  pairingCode: ({ phone }, caller) => caller.createPairingCode(phone),
  logout: (_, caller) => {
    if (!caller.phone) throw new Error("not linked");
    caller.phone.removeDevice(caller.connection.deviceId ?? "");
    return true;
  },
};

export const answerCall = async (method: RpcMethod, parameters: unknown, caller: Caller): Promise<unknown> =>
  (handlers[method] as (parameters: unknown, caller: Caller) => unknown)(parameters, caller);
