import type { WebRefusal } from "../knowledge/web/refusal";

/** What can be wrong with a provider. Each has words for people in domain/words/model-provider.ts. */
export const PROVIDER_PROBLEMS = [
  "wrong_key",
  "not_allowed",
  "unknown_model",
  "no_credit",
  "busy",
  "refused",
  "provider_down",
  "not_compatible",
  "too_slow",
  "unreachable",
  "name_not_found",
  "bad_certificate",
  "private_address",
] as const;
export type ProviderProblem = (typeof PROVIDER_PROBLEMS)[number];

/** How a call of a provider failed, as far as it got. */
export type ProviderFailure =
  | { at: "network"; reason: WebRefusal }
  | { at: "time" }
  /** Status 2xx: what came was no answer in OpenAI's protocol. */
  | { at: "answer"; status: number; body: string };

/** Servers word it each in their way; nothing of it is ever shown. */
const KEY = /api.?key|unauthori[sz]ed|authenticat/iu;
const CREDIT = /insufficient_quota|quota|billing|credit|balance|payment/iu;
const MODEL = /model/iu;
const MODEL_UNKNOWN =
  /model_not_found|(?:model\b.{0,120}(?:not found|does not exist|doesn't exist|unknown|not a valid|invalid))|(?:(?:invalid|unknown|no such) model)|not a valid model/isu;

/** Tells from what a provider did what is wrong. */
export function problemOf(failure: ProviderFailure): ProviderProblem {
  if (failure.at === "time") return "too_slow";
  if (failure.at === "network") return problemOfNetwork(failure.reason);
  const { status, body } = failure;
  if (status === 401) return "wrong_key";
  if (status === 402) return "no_credit";
  if (status === 403) return "not_allowed";
  if (status === 404) return hasErrorObject(body) && MODEL.test(body) ? "unknown_model" : "not_compatible";
  if (status === 429) return CREDIT.test(body) ? "no_credit" : "busy";
  if (status >= 500) return status === 501 ? "not_compatible" : "provider_down";
  if (status < 400 || !hasErrorObject(body)) return "not_compatible";
  if (MODEL_UNKNOWN.test(body)) return "unknown_model";
  return KEY.test(body) ? "wrong_key" : "refused";
}

function problemOfNetwork(reason: WebRefusal): ProviderProblem {
  switch (reason) {
    case "timeout":
      return "too_slow";
    case "name_not_found":
    case "bad_certificate":
      return reason;
    case "private_address":
    case "unusual_port":
      return "private_address";
    case "too_large":
      return "not_compatible";
    default:
      return "unreachable";
  }
}

/** OpenAI's protocol says what is wrong in an object; other servers send a page. */
function hasErrorObject(body: string): boolean {
  try {
    const parsed: unknown = JSON.parse(body);
    // Gemini sends a list of one.
    const [first] = Array.isArray(parsed) ? parsed : [parsed];
    return typeof first === "object" && first !== null && ("error" in first || "message" in first || "detail" in first);
  } catch {
    return false;
  }
}
