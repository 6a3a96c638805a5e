import type { ProviderProblem } from "../agent/provider-problem";

/** What is wrong with a provider, and what to do. */
export const PROBLEM_WORDS: Readonly<Record<ProviderProblem, { title: string; advice: string }>> = {
  wrong_key: {
    title: "The provider doesn't accept this key",
    advice: "Copy the key from the provider's page again, all of it, and check that it hasn't been revoked.",
  },
  not_allowed: {
    title: "This key isn't allowed to use the model",
    advice: "Give the key the right at the provider, or choose a model that it may use.",
  },
  unknown_model: {
    title: "The provider doesn't know this model",
    advice: "Check its name in the provider's list of models, or choose another one.",
  },
  no_credit: {
    title: "There is no credit left at the provider",
    advice: "Add credit or raise the limit there. The key itself is right.",
  },
  busy: {
    title: "The provider asks to wait: too many questions at once",
    advice: "Try again in a minute. If it stays so, raise the limit at the provider.",
  },
  refused: {
    title: "The provider refuses the question",
    advice: "Check that this model is made for chats, or choose another one.",
  },
  provider_down: {
    title: "The provider has a problem of its own",
    advice: "Try again in a few minutes. Nothing is wrong with what you entered, as far as that can be told.",
  },
  not_compatible: {
    title: "There is no OpenAI-compatible server at this address",
    advice: "Check the address. It often ends with /v1.",
  },
  too_slow: {
    title: "The model takes too long to answer",
    advice: "Customers would wait as long. Try again, or choose a faster model.",
  },
  unreachable: {
    title: "The server can't be reached",
    advice: "Check the address, and that the server is running.",
  },
  name_not_found: {
    title: "There is no server by that name",
    advice: "Check the address for typing mistakes.",
  },
  bad_certificate: {
    title: "The server's encryption can't be trusted",
    advice: "Its certificate has run out or belongs to another name. Whoever runs the server can renew it.",
  },
  private_address: {
    title: "This address isn't allowed",
    advice:
      "It leads into a private network, to the machine Parley runs on, or to an unusual port. Whoever runs Parley can allow it with PARLEY_MODEL_HOSTS.",
  },
};

/** In the trace and on the page, when the installation's secret key is another one than the key was stored with. */
export const KEY_LOST = "The stored key of the model provider can't be read any more. Enter the key again.";

/** Which key is stored, as far as it is shown. */
export const keyWords = (ending: string): string =>
  ending === "" ? "A key is stored." : `The stored key ends in ${ending}.`;

/** How long a model took to answer. @param ms milliseconds */
export const answeredIn = (ms: number): string =>
  `Answered in ${(Math.max(ms, 100) / 1000).toLocaleString("en", { maximumFractionDigits: 1 })} s.`;
