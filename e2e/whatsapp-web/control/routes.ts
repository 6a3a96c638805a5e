/** The control interface's routes: plain JSON, one line of the table each. */
import type { Customer } from "../customer";
import type { Phone } from "../phone";
import type { WireMessage } from "../protocol";
import type { Simulator } from "../server";
import {
  behaviourSchema,
  type CustomerMessage,
  customerMessageSchema,
  groupMessageSchema,
  newCustomerSchema,
  newPhoneSchema,
  saySchema,
  scanSchema,
  timeoutSchema,
  unlinkSchema,
} from "./requests";
import { viewMessages, viewPhone, viewSimulator } from "./views";

interface RouteInput {
  simulator: Simulator;
  /** Path parameters, decoded, in order. */
  parameters: string[];
  query: URLSearchParams;
  body: unknown;
}

/** A wrong request, in words for whoever made it. */
export class ControlError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

interface Route {
  method: "GET" | "POST";
  path: RegExp;
  /** What it returns is sent as JSON; undefined is 204. */
  handle(input: RouteInput): unknown;
}

function phoneOf({ simulator, parameters: [number = ""] }: RouteInput): Phone {
  const phone = simulator.findPhone(number);
  if (!phone) throw new ControlError(404, `no phone with number ${number}`);
  return phone;
}

function customerOf(phone: Phone, number: string | undefined): Customer {
  const customer = phone.customers.get(number ?? "");
  if (!customer) throw new ControlError(404, `${phone.number} knows no customer ${number}`);
  return customer;
}

const customerInPath = (input: RouteInput) => customerOf(phoneOf(input), input.parameters[1]);

function scan(input: RouteInput) {
  const phone = phoneOf(input);
  const { qr } = scanSchema.parse(input.body ?? {});
  const waiting = input.simulator.pendingQrs;
  if (!qr && waiting.length !== 1)
    throw new ControlError(
      409,
      waiting.length === 0 ? "no QR code is on show" : "several QR codes are on show: say which",
    );
  try {
    input.simulator.scan(qr ?? waiting[0]!.reference, phone);
  } catch (error) {
    throw new ControlError(409, (error as Error).message);
  }
  return viewPhone(phone);
}

function sendAs(customer: Customer, message: CustomerMessage): WireMessage {
  switch (message.kind) {
    case "text":
      return customer.sendText(message.text);
    case "location":
      return customer.sendLocation(message.latitude, message.longitude, message.description);
    case "image":
      return customer.sendImage(Buffer.from(message.base64, "base64"), message);
    case "video":
      return customer.sendVideo(Buffer.from(message.base64, "base64"), message);
    case "voice":
      return customer.sendVoice(Buffer.from(message.base64, "base64"));
    case "sticker":
      return customer.sendSticker(Buffer.from(message.base64, "base64"));
    case "document": {
      const { base64, filename, mimetype, caption } = message;
      return customer.sendDocument(Buffer.from(base64, "base64"), {
        filename,
        mimetype,
        ...(caption ? { caption } : {}),
      });
    }
  }
}

async function nextReply(input: RouteInput) {
  const timeoutMs = timeoutSchema.parse(input.query.get("timeoutMs") ?? undefined);
  try {
    return await customerInPath(input).nextReply(timeoutMs);
  } catch (error) {
    throw new ControlError(408, (error as Error).message);
  }
}

export const routes: Route[] = [
  { method: "GET", path: /^\/api\/state$/, handle: ({ simulator }) => viewSimulator(simulator) },
  { method: "GET", path: /^\/api\/reports$/, handle: ({ simulator }) => simulator.reports },
  {
    method: "POST",
    path: /^\/api\/behaviour$/,
    handle: ({ simulator, body }) => Object.assign(simulator.behaviour, behaviourSchema.parse(body)),
  },
  {
    method: "POST",
    path: /^\/api\/phones$/,
    handle: ({ simulator, body }) => {
      const { number, ...options } = newPhoneSchema.parse(body);
      return viewPhone(simulator.phone(number, options));
    },
  },
  { method: "GET", path: /^\/api\/phones\/([^/]+)$/, handle: (input) => viewPhone(phoneOf(input)) },
  { method: "POST", path: /^\/api\/phones\/([^/]+)\/scan$/, handle: scan },
  {
    method: "POST",
    path: /^\/api\/phones\/([^/]+)\/unlink$/,
    handle: (input) => phoneOf(input).unlink(unlinkSchema.parse(input.body ?? {}).style),
  },
  {
    method: "POST",
    path: /^\/api\/phones\/([^/]+)\/drop-connections$/,
    handle: (input) => phoneOf(input).dropConnections(),
  },
  {
    method: "POST",
    path: /^\/api\/phones\/([^/]+)\/say$/,
    handle: (input) => {
      const { customer, text } = saySchema.parse(input.body);
      const phone = phoneOf(input);
      return phone.say(customerOf(phone, customer), text);
    },
  },
  {
    method: "POST",
    path: /^\/api\/phones\/([^/]+)\/customers$/,
    handle: (input) => {
      const { number, ...options } = newCustomerSchema.parse(input.body);
      const { id, name } = phoneOf(input).customer(number, options);
      return { number, name, chatId: id };
    },
  },
  {
    method: "GET",
    path: /^\/api\/phones\/([^/]+)\/customers\/([^/]+)\/messages$/,
    handle: (input) => viewMessages(phoneOf(input), customerInPath(input).id),
  },
  {
    method: "POST",
    path: /^\/api\/phones\/([^/]+)\/customers\/([^/]+)\/messages$/,
    handle: (input) => sendAs(customerInPath(input), customerMessageSchema.parse(input.body)),
  },
  {
    method: "POST",
    path: /^\/api\/phones\/([^/]+)\/customers\/([^/]+)\/read$/,
    handle: (input) => customerInPath(input).readAll(),
  },
  { method: "GET", path: /^\/api\/phones\/([^/]+)\/customers\/([^/]+)\/next-reply$/, handle: nextReply },
  {
    method: "POST",
    path: /^\/api\/phones\/([^/]+)\/groups\/([^/]+)\/messages$/,
    handle: (input) => {
      const { from, text } = groupMessageSchema.parse(input.body);
      const phone = phoneOf(input);
      return phone.group(input.parameters[1]!).sendText(customerOf(phone, from), text);
    },
  },
];
