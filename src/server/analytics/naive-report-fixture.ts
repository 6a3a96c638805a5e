// An independent recount for the test of exactness: slow, straight from the rows, sharing nothing with what it checks.
import type { messageReactions, messages, turns } from "@/server/db/schema";

type Message = typeof messages.$inferSelect;
type Turn = typeof turns.$inferSelect;

export interface NaiveRows {
  messages: Message[];
  turns: Turn[];
  reactions: (typeof messageReactions.$inferSelect)[];
  optedOutAt: Date[];
}

const HOUR = 3_600_000;
const clock = (timeZone: string) =>
  new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    weekday: "short",
    hourCycle: "h23",
  });

interface Wall {
  date: string;
  weekday: number;
  hour: number;
}
/** Each message is asked for some hundred times, and asking the calendar took most of the test's time. */
const walls = new Map<string, { format: Intl.DateTimeFormat; known: Map<number, Wall> }>();

/** What calendar and clock show there. */
export function wall(timeZone: string, at: Date): Wall {
  const { format, known } = walls.get(timeZone) ?? { format: clock(timeZone), known: new Map<number, Wall>() };
  walls.set(timeZone, { format, known });
  const shown = known.get(at.getTime()) ?? readOff(format, at);
  known.set(at.getTime(), shown);
  return shown;
}

function readOff(format: Intl.DateTimeFormat, at: Date): Wall {
  const shown = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(shown.weekday ?? "");
  return { date: `${shown.year}-${shown.month}-${shown.day}`, weekday, hour: Number(shown.hour) };
}

const isFrom = (message: Message) => message.author === "customer";
const isPerson = (message: Message) => message.author === "person" || message.author === "phone";
const average = (delays: number[]) =>
  delays.length === 0 ? null : Math.round(delays.reduce((total, one) => total + one, 0) / delays.length);

/** Seconds up to 10, a minute, five, an hour, a day, three days. */
const BOUNDS = [10, 60, 300, 3_600, 86_400, 259_200];
function delaysOf(all: number[]) {
  const delays = all.filter((delay) => delay <= 72 * HOUR);
  let counted = 0;
  const counts = BOUNDS.map((bound) => {
    const upTo = delays.filter((delay) => delay <= bound * 1_000).length;
    const count = upTo - counted;
    counted = upTo;
    return count;
  });
  return { counts, meanMs: average(delays) };
}

/** All figures of the days for which `isMeant` holds. */
export function naiveTotals(rows: NaiveRows, isMeant: (at: Date) => boolean, now: Date) {
  const sent = rows.messages
    .filter(({ fromMe, stanzaId, author }) => (!fromMe || stanzaId !== null) && author !== "system")
    .sort((a, b) => a.sentAt.getTime() - b.sentAt.getTime() || a.seq - b.seq);
  const meantTurns = rows.turns.filter(({ createdAt }) => isMeant(createdAt));
  const outcomeById = new Map(rows.turns.map(({ id, outcome }) => [id, outcome]));
  const outcomeOf = (message: Message) => outcomeById.get(message.turnId ?? "");
  const threads = Map.groupBy(sent, (message) => message.conversationId);
  const first: number[] = [];
  const bot: number[] = [];
  const person: number[] = [];
  let conversations = 0;
  let resolved = 0;
  let settled = 0;
  for (const thread of threads.values()) {
    const time = (index: number) => thread[index]!.sentAt.getTime();
    const isBeginning = (index: number) =>
      isFrom(thread[index]!) && (index === 0 || time(index) - time(index - 1) >= 24 * HOUR);
    /** Where the next conversation begins after that message; the end of the thread when none does. */
    const nextBeginning = (index: number) => {
      let next = index + 1;
      while (next < thread.length && !isBeginning(next)) next++;
      return next;
    };
    for (const [index, message] of thread.entries()) {
      if (isBeginning(index)) {
        const end = nextBeginning(index);
        const reply = thread.slice(index, end).find((one) => !isFrom(one));
        if (isMeant(message.sentAt)) {
          conversations++;
          if (reply) first.push(reply.sentAt.getTime() - time(index));
        }
        let last = index;
        while (last + 1 < end && time(last + 1) - time(last) < 72 * HOUR) last++;
        const lastAt = thread[last]!.sentAt;
        if (isMeant(lastAt) && lastAt.getTime() + 72 * HOUR <= now.getTime()) {
          settled++;
          const own = thread.slice(index, last + 1);
          const cameBack = end < thread.length && end === last + 1 && time(end) - time(last) < 72 * HOUR;
          const outcomes = own.filter(isFrom).map(outcomeOf);
          if (outcomes.includes("answered") && !outcomes.includes("handed_off") && !own.some(isPerson) && !cameBack)
            resolved++;
        }
      }
      if (!isFrom(message) || !isMeant(message.sentAt)) continue;
      // Whether anything was waiting already when this one was written.
      let since = index;
      while (since > 0 && !isBeginning(since)) since--;
      const before = thread.slice(since, index);
      const answeredLast = before.findLastIndex((one) => !isFrom(one));
      if (!before.slice(answeredLast + 1).some(isFrom)) {
        const next = thread.slice(index, nextBeginning(index)).find((one) => !isFrom(one));
        if (next?.author === "bot") bot.push(next.sentAt.getTime() - time(index));
      }
      const waits = (one: Message) => isFrom(one) && !["answered", "automated"].includes(outcomeOf(one) ?? "");
      const personLast = before.findLastIndex(isPerson);
      if (waits(message) && !before.slice(personLast + 1).some(waits)) {
        const next = thread.slice(index, nextBeginning(index)).find(isPerson);
        if (next) person.push(next.sentAt.getTime() - time(index));
      }
    }
  }
  const meantMessages = sent.filter(({ sentAt }) => isMeant(sentAt));
  const outcomes = (outcome: Turn["outcome"]) => meantTurns.filter((turn) => turn.outcome === outcome).length;
  const reactions = rows.reactions.filter(
    ({ by, messageId, reactedAt }) =>
      by === "customer" &&
      isMeant(reactedAt) &&
      rows.messages.some(
        ({ id, author, asksWhetherHelped }) => id === messageId && (author === "bot" || asksWhetherHelped),
      ),
  );
  const asking = meantMessages.filter(({ asksWhetherHelped }) => asksWhetherHelped);
  const opinionOf = ({ id }: Message) =>
    rows.reactions.find(({ by, messageId }) => by === "customer" && messageId === id)?.emoji ?? "";
  const said = (thumb: string) => asking.filter((message) => opinionOf(message).startsWith(thumb)).length;
  const tally = (names: string[]) =>
    Object.fromEntries([...new Set(names)].map((name) => [name, names.filter((one) => one === name).length]));
  const used = meantTurns.filter(({ trace }) => trace.usage !== null);
  return {
    messages: {
      customer: meantMessages.filter(isFrom).length,
      bot: meantMessages.filter(({ author }) => author === "bot").length,
      person: meantMessages.filter(isPerson).length,
    },
    conversations,
    firstResponse: delaysOf(first),
    botAnswer: delaysOf(bot),
    personReply: delaysOf(person),
    turns: {
      answered: outcomes("answered"),
      handed_off: outcomes("handed_off"),
      automated: outcomes("automated"),
      ignored: outcomes("ignored"),
    },
    resolution: { resolved, settled },
    languages: tally(
      meantTurns
        .filter(({ outcome }) => outcome === "answered" || outcome === "handed_off")
        .map(({ language }) => language ?? "unknown"),
    ),
    models: Object.fromEntries(
      [...new Set(used.map(({ trace }) => trace.model))].map((model) => {
        const own = used.filter(({ trace }) => trace.model === model);
        const total = (which: "inputTokens" | "outputTokens") =>
          own.reduce((sum, { trace }) => sum + (trace.usage?.[which] ?? 0), 0);
        return [model, { turns: own.length, inputTokens: total("inputTokens"), outputTokens: total("outputTokens") }];
      }),
    ),
    reasons: tally(meantTurns.filter(({ outcome }) => outcome === "handed_off").map(({ reason }) => reason ?? "")),
    ratings: {
      up: reactions.filter(({ emoji }) => emoji.startsWith("👍")).length,
      down: reactions.filter(({ emoji }) => emoji.startsWith("👎")).length,
    },
    asked: { up: said("👍"), down: said("👎"), none: asking.length - said("👍") - said("👎") },
    optOuts: rows.optedOutAt.filter(isMeant).length,
  };
}
