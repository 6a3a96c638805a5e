/** Providers that speak OpenAI's protocol, at addresses that everybody knows. Keys are stored: never rename one. */
export const PROVIDER_PRESETS = {
  openai: { label: "OpenAI", baseUrl: "https://api.openai.com/v1", exampleModel: "gpt-5-mini" },
  openrouter: { label: "OpenRouter", baseUrl: "https://openrouter.ai/api/v1", exampleModel: "openai/gpt-5-mini" },
  groq: { label: "Groq", baseUrl: "https://api.groq.com/openai/v1", exampleModel: "openai/gpt-oss-120b" },
  mistral: { label: "Mistral", baseUrl: "https://api.mistral.ai/v1", exampleModel: "mistral-small-latest" },
  gemini: {
    label: "Google Gemini",
    baseUrl: "https://generativelanguage.googleapis.com/v1beta/openai",
    exampleModel: "gemini-2.5-flash",
  },
} as const;
export type ProviderPreset = keyof typeof PROVIDER_PRESETS;

export const PROVIDER_KINDS = [...(Object.keys(PROVIDER_PRESETS) as ProviderPreset[]), "custom"] as const;
export type ProviderKind = (typeof PROVIDER_KINDS)[number];
