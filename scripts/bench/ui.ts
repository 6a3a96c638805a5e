/**
 * `npm run -s bench:ui`: what the dashboard feels like in an account with 50,000 conversations and 500,000 messages. The
 * production build, the embedded database, a number linked to the simulated WhatsApp, and Chromium with its processor
 * slowed four times. Prints one JSON object; tells its progress on stderr. Options: --conversations N --slowdown N
 */
import path from "node:path";
import { parseArgs } from "node:util";
import { openDatabase } from "@/server/db/client";
import { vacuum } from "@/server/db/maintenance";
import { silentLogger } from "@/server/logger";
import { expect, install } from "../../e2e/fixtures";
import { aLinkedShop } from "../../e2e/linked-shop";
import { ensureBuild } from "../ensure-build";
import { percentile, rounded } from "./statistics";
import { measureArrivals } from "./ui/arrivals";
import { launchChromium, openTab } from "./ui/browser";
import { measureInteractions } from "./ui/interactions";
import { measurePage } from "./ui/pages";
import { measureScrolling } from "./ui/scrolling";
import { seedConversations } from "./ui/seed";

const { values } = parseArgs({
  options: {
    conversations: { type: "string", default: "50000" },
    slowdown: { type: "string", default: "4" },
  },
});
const size = { conversations: Number(values.conversations), messagesEach: 10 };
const slowdown = Number(values.slowdown);
const AT_MOST = { firstLoadKbGzipMax: 200, lcpMsP75: 2000, interactionMsP75: 100, messageToScreenMsP95: 300 };
const AT_LEAST = { scrollFps: 55 };

const say = (line: string) => process.stderr.write(`${line}\n`);

await ensureBuild(say);
const installation = await install({ LOG_LEVEL: "warn" });
const { parley, dataDir } = installation;
const browser = await launchChromium();
try {
  const shop = await aLinkedShop(installation);
  const { owner, accountId, customer } = shop;
  await parley.stop();
  const handle = await openDatabase({
    dataDir: path.join(dataDir, "database"),
    logger: silentLogger(),
    onLost: () => process.exit(1),
  });
  await seedConversations(handle.db, {
    accountId,
    now: new Date(),
    size,
    told: (written) => say(`${written} of ${size.conversations} conversations`),
  });
  // As it has done every six hours of those two months.
  await vacuum(handle);
  await handle.close();
  await parley.start();
  const origin = parley.url;
  const account = `/accounts/${accountId}`;
  const conversation = (await owner.trpc.conversation.list.query({ accountId, limit: 1 })).conversations[0]!.id;
  const paths = {
    home: `${account}/home`,
    inbox: `${account}/inbox`,
    conversation: `${account}/inbox/${conversation}`,
    knowledge: `${account}/knowledge`,
    playground: `${account}/playground`,
    ai: `${account}/ai`,
    automations: `${account}/automations`,
    analytics: `${account}/analytics`,
    connection: `${account}/connection`,
    team: `${account}/team`,
    settings: `${account}/settings`,
  };
  const pages: Record<string, Awaited<ReturnType<typeof measurePage>>> = {};
  for (const [name, pagePath] of Object.entries(paths)) {
    pages[name] = await measurePage({ browser, user: owner, origin, path: pagePath, slowdown });
    const { lcpMs: _, ...figures } = pages[name];
    say(`${name}: ${JSON.stringify(figures)}`);
  }

  const inbox = origin + paths.inbox;
  const slow = await openTab(browser, { user: owner, origin, slowdown });
  const interactions = await measureInteractions(slow, inbox);
  await slow.context.close();
  say(JSON.stringify(interactions));

  const quick = await openTab(browser, { user: owner, origin, slowdown: 1 });
  const scrolling = await measureScrolling(quick, inbox);
  say(JSON.stringify(scrolling));

  // The customer's own conversation, open in front of somebody.
  customer.sendText("Good morning");
  const newest = async () => (await owner.trpc.conversation.list.query({ accountId, limit: 1 })).conversations[0];
  await expect.poll(async () => (await newest())?.id, { timeout: 60_000 }).not.toBe(conversation);
  await quick.page.goto(`${inbox}/${(await newest())?.id}`);
  await quick.page.getByRole("log", { name: "Messages" }).getByText("Good morning").first().waitFor();
  const arrivals = await measureArrivals({ page: quick.page, n: 20, write: (text) => customer.sendText(text) });
  await quick.context.close();

  const all = Object.values(pages);
  const figures = {
    firstLoadKbGzipMax: Math.max(...all.map(({ jsKbGzip }) => jsKbGzip)),
    lcpMsP75: rounded(
      percentile(
        all.flatMap(({ lcpMs }) => lcpMs),
        0.75,
      ),
    ),
    interactionMsP75: Math.max(...Object.values(interactions).map(({ msP75 }) => msP75)),
    messageToScreenMsP95: arrivals.msP95,
    scrollFps: scrolling.fps,
  };
  process.stdout.write(
    `${JSON.stringify({
      ...figures,
      goals: {
        ...mapGoals(AT_MOST, (name, atMost) => ({ atMost, isMet: figures[name] <= atMost })),
        ...mapGoals(AT_LEAST, (name, atLeast) => ({ atLeast, isMet: figures[name] >= atLeast })),
      },
      layoutShiftMax: Math.max(...all.map(({ layoutShiftMax }) => layoutShiftMax)),
      size,
      slowdown,
      pages: Object.fromEntries(Object.entries(pages).map(([name, { lcpMs: _, ...page }]) => [name, page])),
      interactions,
      scrolling,
      arrivals,
    })}\n`,
  );
} finally {
  await browser.close();
  await installation.dispose();
}

function mapGoals<Name extends string, Goal>(limits: Record<Name, number>, judge: (name: Name, limit: number) => Goal) {
  return Object.fromEntries((Object.keys(limits) as Name[]).map((name) => [name, judge(name, limits[name])]));
}
