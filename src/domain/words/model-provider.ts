import type { ProviderProblem } from "../agent/provider-problem";
import type { Translate } from "./translate";

const PROBLEMS = {
  wrong_key: "wrongKey",
  not_allowed: "notAllowed",
  unknown_model: "unknownModel",
  no_credit: "noCredit",
  busy: "busy",
  refused: "refused",
  provider_down: "providerDown",
  not_compatible: "notCompatible",
  too_slow: "tooSlow",
  unreachable: "unreachable",
  name_not_found: "nameNotFound",
  bad_certificate: "badCertificate",
  private_address: "privateAddress",
} as const satisfies Record<ProviderProblem, string>;

/** What is wrong with a provider, and what to do. */
export const problemWords = (t: Translate, problem: ProviderProblem): { title: string; advice: string } => ({
  title: t(`ai.problems.${PROBLEMS[problem]}.title`),
  advice: t(`ai.problems.${PROBLEMS[problem]}.advice`),
});

/** In the trace and on the page, when the installation's secret key is another one than the key was stored with. */
export const keyLostWords = (t: Translate): string => t("ai.providerForm.keyLost");

/** Which key is stored, as far as it is shown. */
export const keyWords = (t: Translate, ending: string): string =>
  ending === "" ? t("ai.providerForm.keyStored") : t("ai.providerForm.keyEndsIn", { ending });

/** How long a model took to answer. @param ms milliseconds */
export const answeredIn = (t: Translate, locale: string, ms: number): string =>
  t("ai.trial.answeredIn", {
    seconds: (Math.max(ms, 100) / 1000).toLocaleString(locale, { maximumFractionDigits: 1 }),
  });
