import { z } from "zod";
import { fieldNameSchema } from "../../automation/rule";
import { checkPageUrl } from "../../knowledge/web/url-policy";
import { MAX_LOOKUPS } from "./limits";
import { OWN_TOOL_NAMES } from "./own-tool-names";

const MAX_FIELDS = 20;
const MAX_FORMS = 10;
const MAX_INPUTS = 6;

const when = z.string().trim().max(300, "Use at most 300 characters.");
const identifier = (missing: string) =>
  z
    .string()
    .trim()
    .toLowerCase()
    .transform((name) => name.replaceAll(/[\s-]+/g, "_"))
    .pipe(
      z
        .string()
        .min(1, missing)
        .regex(/^[a-z][a-z0-9_]{0,39}$/, "Use letters from a to z, digits and _, such as order_status."),
    );

/** A question to another system of the business: it must change nothing there, because it may be asked twice. */
export const lookupSchema = z.object({
  name: identifier("Give it a name.").refine((name) => !OWN_TOOL_NAMES.some((own) => own === name), {
    message: "Parley has a tool of this name. Choose another one.",
  }),
  /** For the model: what it finds out, and when to ask. */
  description: z.string().trim().min(1, "Say what it finds out.").max(300, "Use at most 300 characters."),
  url: z
    .string()
    .trim()
    .refine((url) => checkPageUrl(url).ok, "Write the address of a public site, such as https://example.com/orders."),
  /** What the customer has to have said for it. */
  inputs: z
    .array(
      z.object({
        name: identifier("Give it a name."),
        description: z.string().trim().max(200, "Use at most 200 characters."),
      }),
    )
    .max(MAX_INPUTS, `At most ${MAX_INPUTS} inputs.`)
    .refine((inputs) => new Set(inputs.map(({ name }) => name)).size === inputs.length, "An input is there twice."),
});
export type Lookup = z.infer<typeof lookupSchema>;

/** What the model may do beside writing; each is off until somebody switches it on. */
export const toolSettingsSchema = z.object({
  /** Say when the business is open. */
  hours: z.boolean().optional(),
  /** Fields of the contact that the model may ask for. */
  fields: z.array(fieldNameSchema).max(MAX_FIELDS, `At most ${MAX_FIELDS} fields.`).optional(),
  /** In which cases, beside the usual ones, a person should answer; empty: none. */
  handOff: when.optional(),
  forms: z
    .array(
      z.object({ formId: z.string().min(1, "Choose a form.").max(40), when: when.min(1, "Say when to start it.") }),
    )
    .max(MAX_FORMS, `At most ${MAX_FORMS} forms.`)
    .refine((forms) => new Set(forms.map(({ formId }) => formId)).size === forms.length, "A form is there twice.")
    .optional(),
  lookups: z
    .array(lookupSchema)
    .max(MAX_LOOKUPS, `At most ${MAX_LOOKUPS} lookups.`)
    .refine((lookups) => new Set(lookups.map(({ name }) => name)).size === lookups.length, "Two have the same name.")
    .optional(),
});
export type ToolSettings = z.infer<typeof toolSettingsSchema>;

/** Whether anything is switched on. */
export const hasTools = ({ hours, fields, handOff, forms, lookups }: ToolSettings): boolean =>
  hours === true || [fields, handOff, forms, lookups].some((part) => (part?.length ?? 0) > 0);
