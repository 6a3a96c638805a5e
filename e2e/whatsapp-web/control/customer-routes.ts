/** Routes of customers and groups: what they write and do, and what they get. */
import type { Customer } from "../customer";
import type { WireMessage } from "../protocol";
import {
  type CustomerMessage,
  callSchema,
  customerMessageSchema,
  editSchema,
  groupMessageSchema,
  newCustomerSchema,
  reactionSchema,
  timeoutSchema,
} from "./requests";
import { ControlError, customerInPath, customerOf, messageOf, phoneOf, type Route, type RouteInput } from "./route";
import { viewMessages } from "./views";

const bytesOf = ({ base64 }: { base64: string }) => Buffer.from(base64, "base64");

function sendAs(customer: Customer, message: CustomerMessage): WireMessage {
  switch (message.kind) {
    case "text":
      return customer.sendText(message.text, {
        quoting: message.quoting ? messageOf(customer.phone, message.quoting) : undefined,
      });
    case "contact":
      return customer.sendContact(message.name, message.number);
    case "location":
      return customer.sendLocation(message.latitude, message.longitude, message.description);
    case "image": {
      const { caption, mimetype } = message;
      return customer.sendImage(bytesOf(message), {
        ...(caption ? { caption } : {}),
        ...(mimetype ? { mimetype } : {}),
      });
    }
    case "video":
      return customer.sendVideo(bytesOf(message), message.caption ? { caption: message.caption } : {});
    case "voice": {
      const { durationSeconds } = message;
      return customer.sendVoice(bytesOf(message), durationSeconds ? { durationSeconds } : {});
    }
    case "sticker":
      return customer.sendSticker(bytesOf(message));
    case "document": {
      const { filename, mimetype, caption } = message;
      return customer.sendDocument(bytesOf(message), { filename, mimetype, ...(caption ? { caption } : {}) });
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

const CUSTOMER = "/api/phones/:number/customers/:customer";
const messageInPath = (input: RouteInput) => messageOf(phoneOf(input), input.parameters[2]);

export const customerRoutes: Route[] = [
  {
    method: "POST",
    path: "/api/phones/:number/customers",
    handle: (input) => {
      const { number, ...options } = newCustomerSchema.parse(input.body);
      const { id, name } = phoneOf(input).customer(number, options);
      return { number, name, chatId: id };
    },
  },
  {
    method: "GET",
    path: `${CUSTOMER}/messages`,
    handle: (input) => viewMessages(phoneOf(input), customerInPath(input).id),
  },
  {
    method: "POST",
    path: `${CUSTOMER}/messages`,
    handle: (input) => sendAs(customerInPath(input), customerMessageSchema.parse(input.body)),
  },
  {
    method: "POST",
    path: `${CUSTOMER}/messages/:id/reaction`,
    handle: (input) => customerInPath(input).react(messageInPath(input), reactionSchema.parse(input.body).emoji),
  },
  {
    method: "POST",
    path: `${CUSTOMER}/messages/:id/edit`,
    handle: (input) => customerInPath(input).edit(messageInPath(input), editSchema.parse(input.body).text),
  },
  {
    method: "POST",
    path: `${CUSTOMER}/messages/:id/delete`,
    handle: (input) => customerInPath(input).revoke(messageInPath(input)),
  },
  {
    method: "POST",
    path: `${CUSTOMER}/call`,
    handle: (input) => {
      const { isVideo = false, leavesEntry = true } = callSchema.parse(input.body ?? {});
      return customerInPath(input).call({ isVideo, leavesEntry });
    },
  },
  { method: "POST", path: `${CUSTOMER}/read`, handle: (input) => customerInPath(input).readAll() },
  { method: "GET", path: `${CUSTOMER}/next-reply`, handle: nextReply },
  {
    method: "POST",
    path: "/api/phones/:number/groups/:name/messages",
    handle: (input) => {
      const { from, text, mentioning } = groupMessageSchema.parse(input.body);
      const phone = phoneOf(input);
      const group = phone.group(input.parameters[1]!);
      return group.sendText(customerOf(phone, from), text, mentioning ? { mentioning } : {});
    },
  },
];
