import { describe, expect, test } from "vitest";
import { EnvError, readEnv } from "./env";

describe("readEnv", () => {
  test("nothing set is a complete configuration", () => {
    const env = readEnv({});
    expect(env.PORT).toBe(3000);
    expect(env.HOST).toBe("127.0.0.1");
    expect(env.PARLEY_ROLES).toEqual(["web", "worker", "channels"]);
    expect(env.dataDir).toMatch(/\/data$/);
  });

  test("an empty value counts as absent", () => {
    expect(readEnv({ DATABASE_URL: "", PORT: "" }).DATABASE_URL).toBeUndefined();
  });

  test.each([
    ["PORT", "eighty"],
    ["PORT", "70000"],
    ["DATABASE_URL", "mysql://localhost/x"],
    ["SUPABASE_URL", "not a url"],
    ["PARLEY_SECRET_KEY", "short"],
    ["PARLEY_ROLES", "web,printer"],
    ["PARLEY_CHROMIUM_ARGS", "--no-sandbox"],
    ["OPENAI_BASE_URL", "file:///etc/passwd"],
    ["LOG_LEVEL", "loud"],
    ["PARLEY_OCR", "magic"],
    ["PARLEY_OCR_LANGUAGES", "english"],
    ["PARLEY_OCR_LANGUAGES", "../eng"],
    ["PARLEY_MODEL_HOSTS", "127.0.0.1"],
    ["PARLEY_MODEL_HOSTS", "http://127.0.0.1:11434/v1"],
  ])("a bad %s (%s) stops the boot and is named", (name, value) => {
    expect(() => readEnv({ [name]: value })).toThrow(EnvError);
    expect(() => readEnv({ [name]: value })).toThrow(new RegExp(`\\b${name}: `));
  });

  test("a Supabase project needs its key", () => {
    expect(() => readEnv({ SUPABASE_URL: "https://x.supabase.co" })).toThrow(/SUPABASE_ANON_KEY: is needed/);
  });

  test("a transcription model needs the key of its server", () => {
    expect(() => readEnv({ OPENAI_TRANSCRIPTION_MODEL: "whisper-1" })).toThrow(/OPENAI_API_KEY: is needed/);
  });

  test("scanned pages are read on this machine unless told otherwise, and a model that reads them needs its key", () => {
    expect(readEnv({})).toMatchObject({ PARLEY_OCR: "tesseract", PARLEY_OCR_LANGUAGES: ["eng", "spa", "por"] });
    expect(readEnv({ PARLEY_OCR_LANGUAGES: "ara, chi_sim" }).PARLEY_OCR_LANGUAGES).toEqual(["ara", "chi_sim"]);
    expect(() => readEnv({ PARLEY_OCR: "model" })).toThrow(/OPENAI_API_KEY: is needed together with PARLEY_OCR/);
  });

  test("private model servers are named with their ports, and there are none unless they are", () => {
    expect(readEnv({}).PARLEY_MODEL_HOSTS).toEqual([]);
    expect(readEnv({ PARLEY_MODEL_HOSTS: "127.0.0.1:11434, Models.lan:8000" }).PARLEY_MODEL_HOSTS).toEqual([
      "127.0.0.1:11434",
      "models.lan:8000",
    ]);
  });

  test("splitting the roles needs a database server", () => {
    expect(() => readEnv({ PARLEY_ROLES: "web" })).toThrow(/PARLEY_ROLES: several processes need DATABASE_URL/);
    expect(readEnv({ PARLEY_ROLES: "web", DATABASE_URL: "postgres://localhost/parley" }).PARLEY_ROLES).toEqual(["web"]);
  });
});
