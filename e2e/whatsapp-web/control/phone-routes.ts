/** Routes of the business's phone: linking, the owner's doings, and what goes wrong with its linked pages. */
import {
  editSchema,
  faultSchema,
  idleSchema,
  mediaFaultSchema,
  newPhoneSchema,
  pairingCodeSchema,
  phoneSettingsSchema,
  reactionSchema,
  saySchema,
  scanSchema,
  unlinkSchema,
} from "./requests";
import { ControlError, customerOf, messageOf, orConflict, phoneOf, type Route, type RouteInput } from "./route";
import { viewPhone } from "./views";

function scan(input: RouteInput) {
  const phone = phoneOf(input);
  const { qr } = scanSchema.parse(input.body ?? {});
  const waiting = input.simulator.pendingQrs;
  if (!qr && waiting.length !== 1)
    throw new ControlError(
      409,
      waiting.length === 0 ? "no QR code is on show" : "several QR codes are on show: say which",
    );
  orConflict(() => input.simulator.scan(qr ?? waiting[0]!.reference, phone));
  return viewPhone(phone);
}

const ownMessage = (input: RouteInput) => messageOf(phoneOf(input), input.parameters[1]);

export const phoneRoutes: Route[] = [
  {
    method: "POST",
    path: "/api/phones",
    handle: ({ simulator, body }) => {
      const { number, ...options } = newPhoneSchema.parse(body);
      return viewPhone(simulator.phone(number, options));
    },
  },
  { method: "GET", path: "/api/phones/:number", handle: (input) => viewPhone(phoneOf(input)) },
  {
    method: "POST",
    path: "/api/phones/:number/settings",
    handle: (input) => {
      const phone = phoneOf(input);
      Object.assign(phone, phoneSettingsSchema.parse(input.body));
      phone.emit("changed");
      return viewPhone(phone);
    },
  },
  { method: "POST", path: "/api/phones/:number/scan", handle: scan },
  {
    method: "POST",
    path: "/api/phones/:number/pairing-code",
    handle: (input) => {
      const { code } = pairingCodeSchema.parse(input.body);
      orConflict(() => input.simulator.enterPairingCode(code, phoneOf(input)));
      return viewPhone(phoneOf(input));
    },
  },
  {
    method: "POST",
    path: "/api/phones/:number/passkey/confirm",
    handle: (input) => orConflict(() => phoneOf(input).confirmPasskey()),
  },
  {
    method: "POST",
    path: "/api/phones/:number/passkey/refuse",
    handle: (input) => orConflict(() => phoneOf(input).refusePasskey()),
  },
  {
    method: "POST",
    path: "/api/phones/:number/unlink",
    handle: (input) => phoneOf(input).unlink(unlinkSchema.parse(input.body ?? {}).style),
  },
  {
    method: "POST",
    path: "/api/phones/:number/drop-connections",
    handle: (input) => phoneOf(input).dropConnections(),
  },
  { method: "POST", path: "/api/phones/:number/open-elsewhere", handle: (input) => phoneOf(input).conflict() },
  {
    method: "POST",
    path: "/api/phones/:number/fault",
    handle: (input) => phoneOf(input).broadcast(faultSchema.parse(input.body)),
  },
  {
    method: "POST",
    path: "/api/phones/:number/say",
    handle: (input) => {
      const { customer, text } = saySchema.parse(input.body);
      const phone = phoneOf(input);
      return phone.say(customerOf(phone, customer), text);
    },
  },
  {
    method: "POST",
    path: "/api/phones/:number/messages/:id/reaction",
    handle: (input) => phoneOf(input).react(ownMessage(input), reactionSchema.parse(input.body).emoji),
  },
  {
    method: "POST",
    path: "/api/phones/:number/messages/:id/edit",
    handle: (input) => phoneOf(input).edit(ownMessage(input), editSchema.parse(input.body).text),
  },
  {
    method: "POST",
    path: "/api/phones/:number/messages/:id/delete",
    handle: (input) => phoneOf(input).revoke(ownMessage(input)),
  },
  {
    method: "POST",
    path: "/api/phones/:number/messages/:id/media-fault",
    handle: (input) => {
      const { gone, delayMs, failures, breaksAfterBytes } = mediaFaultSchema.parse(input.body);
      orConflict(() =>
        input.simulator.media.setFault(ownMessage(input), {
          ...(gone === undefined ? {} : { gone }),
          ...(delayMs === undefined ? {} : { delayMs }),
          ...(failures === undefined ? {} : { failures }),
          ...(breaksAfterBytes === undefined ? {} : { breaksAfterBytes }),
        }),
      );
    },
  },
  {
    method: "POST",
    path: "/api/expire-qrs",
    handle: ({ simulator, body }) => simulator.expireQrs({ idle: idleSchema.parse(body ?? {}).idle === true }),
  },
  {
    method: "POST",
    path: "/api/expire-pairing-codes",
    handle: ({ simulator }) => simulator.expirePairingCodes(),
  },
];
