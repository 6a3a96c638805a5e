import path from "node:path";
import { z } from "zod";

const flag = z.enum(["0", "1", "true", "false"]).transform((value) => value === "1" || value === "true");
const port = z.coerce.number().int().min(0).max(65_535);

/** Which parts of Parley this process runs; several processes can share one database. */
export const RUNTIME_ROLES = ["web", "worker", "channels"] as const;

const rolesSchema = z
  .string()
  .transform((text) => text.split(",").map((role) => role.trim()))
  .pipe(z.array(z.enum(RUNTIME_ROLES)).min(1));

const languagesSchema = z
  .string()
  .transform((text) => text.split(/[,+]/).map((language) => language.trim()))
  .pipe(
    z
      .array(z.string().regex(/^[a-z]{3}(_[a-z]+)?$/, "must be languages by their three letters, such as eng,spa"))
      .min(1)
      .max(8),
  );

/** As `new URL` writes them, with their port. */
const hostsSchema = z
  .string()
  .transform((text) => text.split(",").map((host) => host.trim().toLowerCase()))
  .pipe(
    z.array(
      z
        .string()
        .regex(/^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\]):\d{1,5}$/, "must be hosts with their ports, such as 127.0.0.1:11434"),
    ),
  );

const chromiumArgsSchema = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: "custom", message: "must be a JSON array of strings" });
      return z.NEVER;
    }
  })
  .pipe(z.array(z.string()));

/** Every variable Parley reads. The README's table and the boot check both come from here. */
export const envSchema = z
  .object({
    NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
    HOST: z.string().min(1).default("127.0.0.1").describe("Address to listen on."),
    PORT: port.default(3000).describe("Port to listen on; 0 picks a free one."),
    LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
    PARLEY_DATA_DIR: z
      .string()
      .min(1)
      .default("data")
      .describe("Folder for the embedded database, WhatsApp sessions, the files of messages and the secret key."),
    PARLEY_PUBLIC_URL: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe("Address people open, such as https://parley.example.com."),
    PARLEY_BEHIND_PROXY: flag
      .default(false)
      .describe("A proxy of yours sets X-Forwarded-For, and its last entry is believed."),
    PARLEY_SECRET_KEY: z
      .string()
      .regex(/^[0-9a-f]{64}$/i, "must be 64 hexadecimal digits (openssl rand -hex 32)")
      .optional()
      .describe("Key that encrypts secrets at rest; without it one is made in the data folder."),
    PARLEY_ROLES: rolesSchema.default([...RUNTIME_ROLES]).describe("What this process runs: web, worker, channels."),
    PARLEY_CONFIRM_EMAIL: flag
      .optional()
      .describe("Whether new users confirm their address first (embedded sign-in); yes when SMTP_URL is set."),
    SMTP_URL: z
      .url({ protocol: /^smtps?$/ })
      .optional()
      .describe(
        "Mail server, such as smtps://user:password@mail.example.com; without it mails wait on a page for developers.",
      ),
    MAIL_FROM: z
      .string()
      .min(3)
      .optional()
      .describe("Sender of the mails, such as Parley <parley@example.com>; the user of SMTP_URL when absent."),
    PARLEY_SIGN_UP: z
      .enum(["open", "closed"])
      .default("open")
      .describe("Whether strangers may create a user (embedded sign-in)."),
    PARLEY_ALLOW_REMOTE: flag
      .default(false)
      .describe("Allow the embedded sign-in on an address other machines can reach."),
    PARLEY_PACING: z
      .enum(["human", "off"])
      .default("human")
      .describe("Wait until a question is complete and show “typing…” before each reply, as a person would."),
    PARLEY_CHROMIUM_ARGS: chromiumArgsSchema
      .default([])
      .describe("More command-line switches for Chromium, as a JSON array."),
    CHROMIUM_PATH: z.string().min(1).optional().describe("Chromium or Chrome to use; found by itself when absent."),
    DATABASE_URL: z
      .url({ protocol: /^postgres(ql)?$/ })
      .optional()
      .describe("Postgres with pgvector; without it the embedded database is used."),
    SUPABASE_URL: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe("Supabase project; without it the embedded sign-in is used."),
    SUPABASE_ANON_KEY: z.string().min(1).optional().describe("The project's anon (publishable) key."),
    SUPABASE_SERVICE_ROLE_KEY: z
      .string()
      .min(1)
      .optional()
      .describe("The project's secret key: lets invited people sign up at once, and people delete their user."),
    OPENAI_API_KEY: z
      .string()
      .min(1)
      .optional()
      .describe("Answers are written by a model; without it they are picked from the documents."),
    OPENAI_BASE_URL: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe("Any OpenAI-compatible server."),
    OPENAI_MODEL: z.string().min(1).default("gpt-5-mini").describe("Model that writes the answers."),
    OPENAI_FALLBACK_MODEL: z
      .string()
      .min(1)
      .optional()
      .describe("Model that answers when the other one fails; without it answers are picked from the documents then."),
    PARLEY_MODEL_HOSTS: hostsSchema
      .default([])
      .describe(
        "Servers in a private network, such as 127.0.0.1:11434, that accounts may choose as their own model provider; public ones they may choose anyway.",
      ),
    OPENAI_EMBEDDING_MODEL: z
      .string()
      .min(1)
      .optional()
      .describe("Embedding model; text-embedding-3-small at OpenAI itself, the embedded one at other servers."),
    PARLEY_OCR: z
      .enum(["tesseract", "model", "off"])
      .default("tesseract")
      .describe(
        "What reads scanned pages: tesseract, on this machine; model, which is OPENAI_MODEL and has to see pictures; or off.",
      ),
    PARLEY_OCR_LANGUAGES: languagesSchema
      .default(["eng", "spa", "por"])
      .describe(
        "Languages that tesseract reads, by their three letters. eng, spa, por and ara are there; others by npm install @tesseract.js-data/LANGUAGE.",
      ),
    OPENAI_TRANSCRIPTION_MODEL: z
      .string()
      .min(1)
      .optional()
      .describe("Model that writes down voice messages, such as whisper-1; without it customers are asked to write."),
  })
  .superRefine((env, context) => {
    if (env.SUPABASE_URL && !env.SUPABASE_ANON_KEY)
      context.addIssue({
        code: "custom",
        path: ["SUPABASE_ANON_KEY"],
        message: "is needed together with SUPABASE_URL",
      });
    if (env.OPENAI_TRANSCRIPTION_MODEL && !env.OPENAI_API_KEY)
      context.addIssue({
        code: "custom",
        path: ["OPENAI_API_KEY"],
        message: "is needed together with OPENAI_TRANSCRIPTION_MODEL (any word will do for a server that wants none)",
      });
    if (env.PARLEY_OCR === "model" && !env.OPENAI_API_KEY)
      context.addIssue({
        code: "custom",
        path: ["OPENAI_API_KEY"],
        message: "is needed together with PARLEY_OCR=model (any word will do for a server that wants none)",
      });
    if (!env.DATABASE_URL && env.PARLEY_ROLES.length < RUNTIME_ROLES.length)
      context.addIssue({
        code: "custom",
        path: ["PARLEY_ROLES"],
        message: "several processes need DATABASE_URL: the embedded database serves one process only",
      });
  });

export type Env = z.infer<typeof envSchema> & { dataDir: string };

/** A wrong environment. Its message names each variable and says what is wrong, for whoever starts the program. */
export class EnvError extends Error {
  override readonly name = "EnvError";
}

/**
 * Reads the environment once, at the start. Empty values count as absent (`FOO=` in an .env file).
 * @throws EnvError naming every bad variable.
 */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = envSchema.safeParse(present);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${String(issue.path[0] ?? "environment")}: ${issue.message}`);
    throw new EnvError(
      `Parley can't start with this configuration:\n${lines.join("\n")}\nChange or remove these variables, then start again.`,
    );
  }
  return { ...parsed.data, dataDir: path.resolve(parsed.data.PARLEY_DATA_DIR) };
}

/** The named variables that are set, as they are: for programs that Parley starts and that must not see its secrets. */
export const passOnVariables = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );

/** Next reports its use to its makers unless told not to; a self-hosted product tells nobody anything. */
export function turnOffTelemetry(): void {
  process.env.NEXT_TELEMETRY_DISABLED = "1";
}
