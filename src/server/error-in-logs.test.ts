import { APICallError, RetryError } from "ai";
import { expect, test } from "vitest";
import { errorInLogs } from "./error-in-logs";

const call = new APICallError({
  message: "Incorrect API key provided: sk-cantaloupe",
  url: "https://models.example.com/v1/chat/completions",
  requestBodyValues: { messages: [{ content: "cantaloupe, said the customer" }] },
  statusCode: 401,
  responseHeaders: { "x-echo": "cantaloupe" },
  responseBody: "cantaloupe",
});

test.each([
  ["the call itself", call],
  ["several in a row", new RetryError({ message: "cantaloupe", reason: "maxRetriesExceeded", errors: [call] })],
  ["an error of ours because of it", new Error("The model can't be used right now.", { cause: call })],
  ["one of those because of that", new Error("Failed.", { cause: new Error("Unusable.", { cause: call }) })],
])("neither a customer's words nor a key reach the log: %s", (_, error) =>
  expect(JSON.stringify(errorInLogs(error))).not.toContain("cantaloupe"),
);

test("what it was stays", () => {
  expect(errorInLogs(call)).toMatchObject({ type: "AI_APICallError", statusCode: 401 });
  expect(errorInLogs(new Error("Unusable.", { cause: call }))).toMatchObject({
    message: "Unusable.",
    cause: { statusCode: 401 },
  });
  expect(errorInLogs(new TypeError("no such thing"))).toMatchObject({ type: "TypeError", message: "no such thing" });
  expect(errorInLogs("words")).toBe("words");
});
