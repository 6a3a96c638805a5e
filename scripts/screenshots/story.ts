/**
 * A morning at the sample business: its documents, its number, and customers who write. All of it goes through the
 * product as it would for anybody; only the customers' phones are simulated.
 */
import { setTimeout } from "node:timers/promises";
import { defaultBusinessHours } from "@/domain/automation/default-hours";
import { RULE_TEMPLATES, type RuleTemplate, TEMPLATE_FORM } from "@/domain/automation/templates";
import { type Installation, joinAs, type SignedInUser } from "../../e2e/fixtures";
import type { Customer } from "../../e2e/whatsapp-web/customer";
import { sampleDocuments } from "../sample-documents";

const ANSWER_MS = 60_000;

export interface Story {
  owner: SignedInUser;
  accountId: string;
  /** The one whose answer is looked into. */
  conversationId: string;
}

/** @param told called with each thing that has been done */
export async function liveThroughAMorning(installation: Installation, told: (line: string) => void): Promise<Story> {
  const owner = await installation.signUp();
  await owner.trpc.profile.update.mutate({ name: "Inês Prado" });
  const { id: accountId } = await owner.trpc.account.create.mutate({ name: "Lumen Bikes" });
  const story = { owner, accountId };
  await setUpTeam(installation, story);
  for (const { name, bytes } of await sampleDocuments()) await owner.upload(accountId, name, bytes);
  await until("the documents are read", async () =>
    (await owner.trpc.knowledge.list.query({ accountId })).every(({ status }) => status === "ready"),
  );
  told("the documents are read");

  const phone = installation.whatsapp.phone("351915000100", { pushname: "Lumen Bikes" });
  await owner.trpc.connection.start.mutate({ accountId });
  const connection = () => owner.trpc.connection.get.query({ accountId });
  await until("there is a code", async () => (await connection()).qr !== null);
  installation.whatsapp.scan((await connection()).qr ?? "", phone);
  await until("the number is linked", async () => (await connection()).state === "ready");
  told("the number is linked");

  await addRules(story);
  const customer = (name: string, number: string) => phone.customer(number, { name });
  await say(customer("Rui Tavares", "351925000311"), "Do you buy used bikes?");
  await say(customer("Ana Lopes", "351926000422"), "How much is shipping to Spain?");
  await say(customer("Sofia Costa", "351925000533"), "Where is my order?", "LB-20417");
  await say(
    customer("Tiago Nunes", "351927000644"),
    "When are you open on Saturday?",
    "Can I try a bike before I buy it?",
  );
  await say(customer("Clara Mendes", "351925000755"), "Do you also repair surfboards?");
  await answerAsPerson(story, customer("Jonas Weber", "4915125000866"));
  await say(
    customer("Marta Reis", "351925000200"),
    "Hi! What does a full service of a road bike cost?",
    "How much is the deposit for an electric bike?",
  );
  told("the customers have their answers");
  return { ...story, conversationId: await conversationOf(story, "Marta Reis") };
}

type Shop = Pick<Story, "owner" | "accountId">;

async function setUpTeam(installation: Installation, { owner, accountId }: Shop): Promise<void> {
  const operator = await installation.signUp();
  await joinAs(operator, { owner, accountId, role: "operator" });
  await operator.trpc.profile.update.mutate({ name: "João Mota" });
  await owner.trpc.automation.saveHours.mutate({ accountId, hours: defaultBusinessHours("Europe/Lisbon") });
}

/** Greetings stay switched off: they would stand before every answer. */
const GREETINGS = ["away", "welcome"];
/** One needs a file. */
const LEFT_OUT = ["price-list"];

/** From the templates, as the page makes them; what is switched off comes last. */
async function addRules({ owner: { trpc }, accountId }: Shop): Promise<void> {
  const isOn = ({ key }: RuleTemplate) => !GREETINGS.includes(key);
  const templates = RULE_TEMPLATES.filter(({ key }) => !LEFT_OUT.includes(key));
  for (const template of [...templates.filter(isOn), ...templates.filter((one) => !isOn(one))]) {
    const { name, definition, form } = template;
    const formId = form && (await trpc.automation.createForm.mutate({ accountId, form })).formId;
    const { ruleId } = await trpc.automation.create.mutate({
      accountId,
      name,
      definition: formId ? withForm(definition, formId) : definition,
    });
    if (isOn(template)) await trpc.automation.setOn.mutate({ accountId, ruleId, isOn: true });
  }
}

const withForm = (definition: RuleTemplate["definition"], formId: string): RuleTemplate["definition"] => ({
  ...definition,
  actions: definition.actions.map((action) =>
    action.kind === "start_form" && action.formId === TEMPLATE_FORM ? { ...action, formId } : action,
  ),
});

/** One after the other, each once the one before is answered; and the answers are read. */
async function say(customer: Customer, ...texts: string[]): Promise<void> {
  for (const text of texts) {
    customer.sendText(text);
    await customer.nextReply(ANSWER_MS);
  }
  customer.readAll();
}

/** A person is asked for, and one answers. */
async function answerAsPerson(shop: Shop, customer: Customer): Promise<void> {
  await say(customer, "The frame of my new bike has a crack. I want to talk to somebody.");
  const conversationId = await conversationOf(shop, "Jonas Weber");
  await shop.owner.trpc.conversation.reply.mutate({
    accountId: shop.accountId,
    conversationId,
    idempotencyKey: "screenshots-first-reply",
    text: "Hi Jonas, Inês here. I'm sorry about that. Can you send me a photo of the crack and of the invoice? You get a bike from us meanwhile.",
  });
  await customer.nextReply(ANSWER_MS);
  customer.readAll();
}

async function conversationOf({ owner, accountId }: Shop, name: string): Promise<string> {
  const { conversations } = await owner.trpc.conversation.list.query({ accountId });
  const found = conversations.find(({ contactName }) => contactName === name);
  if (!found) throw new Error(`${name} has no conversation`);
  return found.id;
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 120_000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error(`Waited two minutes until ${what}, in vain.`);
    await setTimeout(250);
  }
}
