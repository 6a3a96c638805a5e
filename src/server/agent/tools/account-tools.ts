import { hasTools } from "@/domain/agent/tools/tool-settings";
import type { Form } from "@/domain/automation/form";
import type { BusinessHours } from "@/domain/automation/hours";
import type { AnswerRequest } from "../agent-step";
import type { AgentTool } from "./agent-tool";
import { type AskSystem, lookupTool } from "./lookup-tool";
import { businessHoursTool, contactFieldTool, handOffTool, type StartableForm, startFormTool } from "./own-tools";

/** The tools that a model may use for a request. */
export type ToolsFor = (
  request: Pick<AnswerRequest, "accountId" | "settings" | "conversation">,
) => Promise<readonly AgentTool[]>;

export interface AccountToolsDeps {
  hours(accountId: string): Promise<BusinessHours | null>;
  forms(accountId: string): Promise<readonly { id: string; definition: Form }[]>;
  /** What is known of the contact of a conversation, by the field's name. */
  fields(key: { accountId: string; conversationId: string }): Promise<Readonly<Record<string, string>>>;
  /** Asks another system, signed as the account. */
  askSystem(
    request: Parameters<AskSystem>[0] & Pick<AnswerRequest, "accountId" | "conversation">,
    signal: AbortSignal,
  ): ReturnType<AskSystem>;
  now: () => Date;
}

/** The tools that accounts switched on, each with no more reach than the conversation it is used in. */
export function createAccountTools(deps: AccountToolsDeps): ToolsFor {
  return async ({ accountId, settings, conversation }) => {
    const tools = settings.tools ?? {};
    if (!hasTools(tools)) return [];
    const [field, ...fields] = tools.fields ?? [];
    const [form, ...forms] = await startable(deps, accountId, tools.forms ?? []);
    // Nobody answers a form where nobody asked; and a group has no one customer who could.
    const canStartForms = conversation === undefined || conversation.mayStartForms;
    return [
      ...(tools.hours ? [businessHoursTool(() => deps.hours(accountId), deps.now)] : []),
      ...(field ? [contactFieldTool([field, ...fields], () => fieldsOf(deps, accountId, conversation))] : []),
      ...(tools.handOff ? [handOffTool(tools.handOff)] : []),
      ...(form && canStartForms ? [startFormTool([form, ...forms])] : []),
      ...(tools.lookups ?? []).map((lookup) =>
        lookupTool(lookup, (asked, signal) =>
          deps.askSystem({ ...asked, accountId, ...(conversation ? { conversation } : {}) }, signal),
        ),
      ),
    ];
  };
}

/** Of a group nobody is *the* contact. */
const fieldsOf = async (
  deps: AccountToolsDeps,
  accountId: string,
  conversation: AnswerRequest["conversation"],
): Promise<Readonly<Record<string, string>>> =>
  conversation && !conversation.isGroup ? deps.fields({ accountId, conversationId: conversation.id }) : {};

/** Forms that are still there. */
async function startable(
  deps: AccountToolsDeps,
  accountId: string,
  chosen: readonly { formId: string; when: string }[],
): Promise<StartableForm[]> {
  if (chosen.length === 0) return [];
  const known = new Map((await deps.forms(accountId)).map(({ id, definition }) => [id, definition]));
  return chosen.flatMap(({ formId, when }) => {
    const form = known.get(formId);
    return form ? [{ formId, form, when }] : [];
  });
}
