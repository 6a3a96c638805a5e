import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultBusinessHours } from "../automation/default-hours";
import { type BusinessHours, isOpen } from "../automation/hours";
import { isFixedReply, wasSaid, withOpening } from "./back-at";
import { AGENT_LANGUAGES } from "./calendar-words";
import { fixedTexts } from "./fixed-texts";

/** Open from Monday to Friday, nine to six, in Lisbon. */
const HOURS = defaultBusinessHours("Europe/Lisbon");
const FRIDAY_NOON = new Date("2026-11-27T12:00:00Z");
const FRIDAY_NIGHT = new Date("2026-11-27T21:00:00Z");
const MONDAY_EARLY = new Date("2026-11-30T06:00:00Z");
const HANDOVERS = ["dontKnow", "personWillAnswer", "sorry", "trouble"] as const;

describe("the words of a handover", () => {
  test.each([
    ["en", "We are open again on Monday at 09:00."],
    ["es", "Volvemos a abrir el lunes a las 09:00."],
    ["pt", "Voltamos a abrir: segunda-feira, às 09:00."],
    ["fr", "Nous rouvrons lundi à 09:00."],
    ["de", "Wir sind am Montag um 09:00 Uhr wieder da."],
    ["it", "Riapriamo lunedì alle 09:00."],
    ["id", "Kami buka kembali hari Senin pukul 09.00."],
    ["ar", "نعود للعمل يوم الاثنين الساعة 09:00."],
    ["hi", "हम सोमवार को 09:00 बजे फिर खुलेंगे।"],
    ["ru", "Мы снова откроемся: понедельник, 09:00."],
    ["zh", "我们将于星期一09:00恢复服务。"],
    ["ja", "営業再開は月曜日 09:00です。"],
    ["tr", "Pazartesi saat 09:00 itibarıyla yeniden açığız."],
    ["nl", "We zijn maandag om 09:00 weer open."],
  ] as const)("say in %s when somebody is back", (language, back) => {
    const { sorry } = fixedTexts(language);
    const space = language === "zh" || language === "ja" ? "" : " ";
    expect(withOpening(sorry, HOURS, FRIDAY_NIGHT)).toBe(`${sorry}${space}${back}`);
  });

  test("say today when it is today, and the date when it is far away", () => {
    const { dontKnow } = fixedTexts("en");
    expect(withOpening(dontKnow, HOURS, MONDAY_EARLY)).toBe(`${dontKnow} We are open again today at 09:00.`);
    const holidays = Array.from({ length: 8 }, (_, day) => ({
      date: `2026-12-${String(day + 1).padStart(2, "0")}`,
      name: "",
      intervals: [],
    }));
    const closed: BusinessHours = {
      ...HOURS,
      holidays: [...holidays, { date: "2026-11-30", name: "", intervals: [] }],
    };
    expect(withOpening(dontKnow, closed, FRIDAY_NIGHT)).toBe(
      `${dontKnow} We are open again on Wednesday, December 9 at 09:00.`,
    );
  });

  test("by the account's clock, not by ours", () => {
    const { dontKnow } = fixedTexts("en");
    const tokyo = defaultBusinessHours("Asia/Tokyo");
    expect(withOpening(dontKnow, tokyo, new Date("2026-11-29T20:00:00Z"))).toContain("today at 09:00");
  });

  test("stay as they are while it is open, without hours, and when it never opens", () => {
    const { dontKnow } = fixedTexts("en");
    const never: BusinessHours = { ...HOURS, week: [[], [], [], [], [], [], []] };
    expect(withOpening(dontKnow, HOURS, FRIDAY_NOON)).toBe(dontKnow);
    expect(withOpening(dontKnow, null, FRIDAY_NIGHT)).toBe(dontKnow);
    expect(withOpening(dontKnow, never, FRIDAY_NIGHT)).toBe(dontKnow);
  });
});

test("an answer is never touched", () => {
  for (const reply of ["At nine.", fixedTexts("en").greeting, `${fixedTexts("en").sorry} And more.`, ""])
    expect(withOpening(reply, HOURS, FRIDAY_NIGHT)).toBe(reply);
});

test("in every language and at every time: said once is recognised, and is a text that many get", () => {
  const zones = fc.constantFrom("Europe/Lisbon", "Asia/Kolkata", "America/Sao_Paulo", "Pacific/Auckland");
  fc.assert(
    fc.property(
      fc.constantFrom(...AGENT_LANGUAGES),
      fc.constantFrom(...HANDOVERS),
      zones,
      fc.date({ min: new Date("2026-01-01"), max: new Date("2027-12-31"), noInvalidDate: true }),
      fc.integer({ min: 0, max: 12 }),
      (language, key, zone, now, closedDays) => {
        const hours = defaultBusinessHours(zone);
        const holidays = Array.from({ length: closedDays }, (_, day) => ({
          date: new Date(now.getTime() + day * 86_400_000).toISOString().slice(0, 10),
          name: "",
          intervals: [],
        }));
        const reply = fixedTexts(language)[key];
        const told = withOpening(reply, { ...hours, holidays }, now);
        expect(told === reply).toBe(isOpen({ ...hours, holidays }, now));
        expect(wasSaid(reply, told)).toBe(true);
        expect(isFixedReply(told, "Shop")).toBe(true);
        expect(told).not.toMatch(/[{}]/u);
      },
    ),
  );
});

test("other words were not said", () => {
  const { sorry, dontKnow } = fixedTexts("en");
  expect(wasSaid(sorry, null)).toBe(false);
  expect(wasSaid(sorry, dontKnow)).toBe(false);
  expect(wasSaid(sorry, withOpening(dontKnow, HOURS, FRIDAY_NIGHT))).toBe(false);
  expect(isFixedReply("At nine. We are open again on Monday at 09:00.", "Shop")).toBe(false);
});
