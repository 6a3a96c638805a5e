import { z } from "zod";
import { maskNumbersIn, mayReadNumbers } from "@/domain/access/phone-mask";
import { formSchema } from "@/domain/automation/form";
import { businessHoursSchema } from "@/domain/automation/hours";
import { MAX_RULES, ruleDefinitionSchema, ruleNameSchema } from "@/domain/automation/rule";
import { tagSchema } from "@/domain/messaging/tag-schema";
import { accountProcedure, formOrJson, router } from "@/server/api/trpc";

const id = z.string().min(1).max(40);
const ruleKey = z.object({ ruleId: id });
const formKey = z.object({ formId: id });
const ruleContent = z.object({ name: ruleNameSchema, definition: ruleDefinitionSchema });
/** As it is written: also one from before tags were written alike. */
const writtenTag = z.string().min(1).max(200);
const fileSchema = formOrJson(z.object({ file: z.instanceof(File, { error: "Choose a file." }) }));
/** Turns that a rule is tried on: more than anybody reads through, and answered in a moment. */
const MAX_TRIED = 200;

export const automationRouter = router({
  /** The rules, in the order in which they are looked at. */
  list: accountProcedure("automation.read").query(({ ctx }) => ctx.services.automation.list(ctx.accountId)),

  get: accountProcedure("automation.read")
    .input(ruleKey)
    .query(({ ctx, input }) => ctx.services.automation.get({ accountId: ctx.accountId, ruleId: input.ruleId })),

  create: accountProcedure("automation.manage")
    .meta({ audit: "automation.ruleAdded" })
    .input(ruleContent)
    .mutation(({ ctx, input: { name, definition } }) =>
      ctx.services.automation.create({ accountId: ctx.accountId, actor: ctx.actor, name, definition }),
    ),

  update: accountProcedure("automation.manage")
    .meta({ audit: "automation.ruleChanged" })
    .input(ruleContent.extend(ruleKey.shape))
    .mutation(({ ctx, input: { ruleId, name, definition } }) =>
      ctx.services.automation.update({ accountId: ctx.accountId, actor: ctx.actor, ruleId, name, definition }),
    ),

  setOn: accountProcedure("automation.manage")
    .meta({ audit: "automation.ruleSwitched" })
    .input(ruleKey.extend({ isOn: z.boolean() }))
    .mutation(({ ctx, input: { ruleId, isOn } }) =>
      ctx.services.automation.setOn({ accountId: ctx.accountId, actor: ctx.actor, ruleId, isOn }),
    ),

  /** All of the account's rules, in their new order. */
  reorder: accountProcedure("automation.manage")
    .meta({ audit: "automation.rulesReordered" })
    .input(z.object({ ruleIds: z.array(id).max(MAX_RULES) }))
    .mutation(({ ctx, input: { ruleIds } }) =>
      ctx.services.automation.reorder({ accountId: ctx.accountId, actor: ctx.actor, ruleIds }),
    ),

  delete: accountProcedure("automation.manage")
    .meta({ audit: "automation.ruleDeleted" })
    .input(ruleKey)
    .mutation(({ ctx, input: { ruleId } }) =>
      ctx.services.automation.delete({ accountId: ctx.accountId, actor: ctx.actor, ruleId }),
    ),

  /** What a rule would have done in past conversations. Nothing is sent. */
  dryRun: accountProcedure("automation.read")
    .input(ruleKey.extend({ limit: z.number().int().min(1).max(MAX_TRIED).default(100) }))
    .query(({ ctx, input: { ruleId, limit } }) =>
      ctx.services.automation.dryRun({ accountId: ctx.accountId, ruleId, limit }),
    ),

  forms: accountProcedure("automation.read").query(({ ctx }) => ctx.services.automation.listForms(ctx.accountId)),

  createForm: accountProcedure("automation.manage")
    .meta({ audit: "automation.formAdded" })
    .input(z.object({ form: formSchema }))
    .mutation(({ ctx, input: { form } }) =>
      ctx.services.automation.createForm({ accountId: ctx.accountId, actor: ctx.actor, form }),
    ),

  updateForm: accountProcedure("automation.manage")
    .meta({ audit: "automation.formChanged" })
    .input(formKey.extend({ form: formSchema }))
    .mutation(({ ctx, input: { formId, form } }) =>
      ctx.services.automation.updateForm({ accountId: ctx.accountId, actor: ctx.actor, formId, form }),
    ),

  deleteForm: accountProcedure("automation.manage")
    .meta({ audit: "automation.formDeleted" })
    .input(formKey)
    .mutation(({ ctx, input: { formId } }) =>
      ctx.services.automation.deleteForm({ accountId: ctx.accountId, actor: ctx.actor, formId }),
    ),

  /** Files that rules can send. */
  files: accountProcedure("automation.read").query(({ ctx }) => ctx.services.automation.listFiles(ctx.accountId)),

  /** Keeps a file that a rule is to send. What it is is told by its bytes. */
  addFile: accountProcedure("automation.manage")
    .meta({ audit: "automation.fileAdded" })
    .input(fileSchema)
    .mutation(async ({ ctx, input: { file } }) =>
      ctx.services.automation.addFile({
        accountId: ctx.accountId,
        actor: ctx.actor,
        name: file.name,
        bytes: new Uint8Array(await file.arrayBuffer()),
      }),
    ),

  hours: accountProcedure("automation.read").query(({ ctx }) => ctx.services.automation.hours(ctx.accountId)),

  /** Null: always open. */
  saveHours: accountProcedure("automation.manage")
    .meta({ audit: "automation.hoursChanged" })
    .input(z.object({ hours: businessHoursSchema.nullable() }))
    .mutation(({ ctx, input: { hours } }) =>
      ctx.services.automation.saveHours({ accountId: ctx.accountId, actor: ctx.actor, hours }),
    ),

  /** The account's tags: to choose from while one is given, and to keep them right. */
  tags: accountProcedure("conversation.reply").query(({ ctx }) => ctx.services.automation.tags(ctx.accountId)),

  /** Everywhere: with customers, rules and views. `mayMerge`: when the other exists, they become one. */
  renameTag: accountProcedure("automation.manage")
    .meta({ audit: "automation.tagRenamed" })
    .input(z.object({ from: writtenTag, to: tagSchema, mayMerge: z.boolean().default(false) }))
    .mutation(({ ctx, input: { from, to, mayMerge } }) =>
      ctx.services.automation.renameTag({ accountId: ctx.accountId, actor: ctx.actor, from, to, mayMerge }),
    ),

  deleteTag: accountProcedure("automation.manage")
    .meta({ audit: "automation.tagDeleted" })
    .input(z.object({ tag: writtenTag }))
    .mutation(({ ctx, input: { tag } }) =>
      ctx.services.automation.deleteTag({ accountId: ctx.accountId, actor: ctx.actor, tag }),
    ),

  /** What is known of the customer of a conversation: tags, and answers to forms. */
  customer: accountProcedure("conversation.read")
    .input(z.object({ conversationId: id }))
    .query(async ({ ctx, input }) => {
      const facts = await ctx.services.automation.customer({
        accountId: ctx.accountId,
        conversationId: input.conversationId,
      });
      return mayReadNumbers(ctx.role) ? facts : maskNumbersIn(facts);
    }),

  /** What the account's webhooks are signed with. */
  webhookKey: accountProcedure("automation.manage").query(({ ctx }) => ({
    key: ctx.services.automation.webhookKey(ctx.accountId),
  })),
});
