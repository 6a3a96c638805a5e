import { describe, expect, test } from "vitest";
import { answerForm, FORM_START, type Form, formSchema, questionText } from "./form";
import { type AnswerKind, checkAnswer } from "./form-answer";
import { RULE_TEMPLATES } from "./templates";

const TODAY = "2026-11-27";
const sizes: AnswerKind = { kind: "choice", choices: ["Small", "Medium", "Large"] };

describe("an answer", () => {
  test.each<[AnswerKind["kind"] | AnswerKind, string, string | undefined]>([
    ["text", " A-17 ", "A-17"],
    ["text", "👍", undefined],
    ["number", "about 12 pieces", "12"],
    ["number", "1.234,50", "1234.5"],
    ["number", "1,234.50 €", "1234.5"],
    ["number", "2,5", "2.5"],
    ["number", "1,000", "1000"],
    ["number", "٢٥", "25"],
    ["number", "between 2 and 3", undefined],
    ["number", "many", undefined],
    ["email", "it's ana.sa+shop@mail.example.com.", "ana.sa+shop@mail.example.com"],
    ["email", "ana at example", undefined],
    ["email", "a@b@c.com", undefined],
    ["phone", "+351 912-345-678", "+351912345678"],
    ["phone", "00351912345678", "+351912345678"],
    ["phone", "12", undefined],
    ["date", "24.12.2026", "2026-12-24"],
    ["date", "2026-12-24", "2026-12-24"],
    ["date", "24/12", "2026-12-24"],
    ["date", "3/4", "2027-04-03"],
    ["date", "12/24/2026", "2026-12-24"],
    ["date", "the 5th of January", "2027-01-05"],
    ["date", "tomorrow", "2026-11-28"],
    ["date", "on Friday", "2026-12-04"],
    ["date", "31.02.2026", undefined],
    ["date", "soon", undefined],
    ["yes_no", "Yes, please!", "yes"],
    ["yes_no", "não", "no"],
    ["yes_no", "はい", "yes"],
    ["yes_no", "hm", undefined],
    [sizes, "2", "Medium"],
    [sizes, "2.", "Medium"],
    [sizes, "LARGE", "Large"],
    [sizes, "the small one", "Small"],
    [sizes, "m", "Medium"],
    [sizes, "4", undefined],
    [sizes, "small or large", undefined],
  ])("%j of %j is %j", (kind, words, value) => {
    const checked = checkAnswer(typeof kind === "string" ? ({ kind } as AnswerKind) : kind, words, TODAY);
    expect(checked).toEqual(
      value === undefined ? { ok: false, hint: expect.stringMatching(/\.$/) } : { ok: true, value },
    );
  });
});

const form: Form = formSchema.parse({
  name: "Order",
  questions: [
    { kind: "text", field: "Order Number", ask: "Which order?" },
    { kind: "choice", field: "size", ask: "Which size?", choices: ["Small", "Large"], again: "One of the two." },
  ],
  done: "Thanks",
  cancelWord: "Stop",
  cancelled: "Fine.",
  timeoutMinutes: 10,
});

describe("a form", () => {
  test("asks one question after the other, and its answers land in the fields", () => {
    expect(answerForm(form, FORM_START, "A-17", TODAY)).toEqual({
      kind: "answered",
      answer: { field: "order_number", value: "A-17" },
      say: "Which size?\n1. Small\n2. Large",
      progress: { position: 1, repeats: 0 },
    });
    expect(answerForm(form, { position: 1, repeats: 1 }, "2", TODAY)).toMatchObject({
      kind: "answered",
      answer: { field: "size", value: "Large" },
      say: null,
    });
  });

  test("repeats a question in its own words, and gives up after three tries", () => {
    expect(answerForm(form, { position: 1, repeats: 0 }, "huge", TODAY)).toEqual({
      kind: "repeated",
      say: `One of the two.\n\n${questionText(form.questions[1]!)}`,
      progress: { position: 1, repeats: 1 },
    });
    expect(answerForm(form, { position: 1, repeats: 2 }, "huge", TODAY)).toEqual({ kind: "given_up" });
  });

  test.each([
    ["stop", true],
    ["STOP please", true],
    ["Bus stop, Main Road", false],
  ])("%j ends it: %s", (words, ends) => {
    expect(answerForm(form, FORM_START, words, TODAY).kind === "cancelled").toBe(ends);
  });

  test("with two questions for one field is refused", () => {
    const questions = [form.questions[0], form.questions[0]];
    expect(formSchema.safeParse({ ...form, questions }).success).toBe(false);
  });

  test("of every template is valid", () => {
    const forms = RULE_TEMPLATES.flatMap((template) => template.form ?? []);
    expect(forms.length).toBeGreaterThan(0);
    for (const each of forms) expect(formSchema.parse(each)).toEqual(each);
  });
});
