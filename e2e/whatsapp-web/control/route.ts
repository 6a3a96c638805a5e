/** What a route is, and how it finds what its path names. */
import type { Customer } from "../customer";
import type { Phone } from "../phone";
import type { WireMessage } from "../protocol";
import type { Simulator } from "../server";

export interface RouteInput {
  simulator: Simulator;
  /** Path parameters, decoded, in order. */
  parameters: string[];
  query: URLSearchParams;
  body: unknown;
}

export interface Route {
  method: "GET" | "POST";
  /** Such as `/api/phones/:number/scan`; each `:name` is one parameter. */
  path: string;
  /** What it returns is sent as JSON; undefined is 204. */
  handle(input: RouteInput): unknown;
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

export const patternOf = ({ path }: Route): RegExp => new RegExp(`^${path.replace(/:\w+/g, "([^/]+)")}$`);

/** Runs something that refuses with words; they become the answer. */
export function orConflict<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw new ControlError(409, (error as Error).message);
  }
}

export function phoneOf({ simulator, parameters: [number = ""] }: RouteInput): Phone {
  const phone = simulator.findPhone(number);
  if (!phone) throw new ControlError(404, `no phone with number ${number}`);
  return phone;
}

export function customerOf(phone: Phone, number: string | undefined): Customer {
  const customer = phone.customers.get(number ?? "");
  if (!customer) throw new ControlError(404, `${phone.number} knows no customer ${number}`);
  return customer;
}

export const customerInPath = (input: RouteInput): Customer => customerOf(phoneOf(input), input.parameters[1]);

export function messageOf(phone: Phone, id: string | undefined): WireMessage {
  const message = phone.log.find((candidate) => candidate.id === id);
  if (!message) throw new ControlError(404, `${phone.number} has no message ${id}`);
  return message;
}
