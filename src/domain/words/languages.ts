/** The languages in which the interface speaks; what customers read is theirs to choose and has nothing to do with it. */
export const LANGUAGES = ["en", "es", "pt", "ar"] as const;
export type Language = (typeof LANGUAGES)[number];

/** By its own name, so that whoever strayed into another language finds the way back. */
export const LANGUAGE_NAMES: Record<Language, string> = {
  en: "English",
  es: "Español",
  pt: "Português",
  ar: "العربية",
};

/** How numbers and dates are written where the reader's browser says nothing nearer. */
export const FORMAT_LOCALES: Record<Language, string> = { en: "en-GB", es: "es", pt: "pt-BR", ar: "ar" };

/** Where the choice is kept for pages before signing in. */
export const LANGUAGE_COOKIE = "parley-language";

/** The header in which a page says how it speaks, so that refusals are told in the same language. */
export const LANGUAGE_HEADER = "x-parley-language";

export const isLanguage = (value: unknown): value is Language => LANGUAGES.some((language) => language === value);

export const directionOf = (language: Language): "ltr" | "rtl" => (language === "ar" ? "rtl" : "ltr");

/**
 * The language to speak with a browser: the first it asks for that we have, English when there is none.
 * @param acceptLanguage the header of that name, such as `es-MX,es;q=0.9,en;q=0.8` (RFC 9110, 12.5.4)
 */
export function preferredLanguage(acceptLanguage: string | null | undefined): Language {
  const wishes = (acceptLanguage ?? "").split(",").map((part, position) => {
    const [tag = "", ...parameters] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    const weight = parameters.find((parameter) => parameter.startsWith("q="));
    return { language: tag.split("-")[0], quality: weight ? Number(weight.slice(2)) || 0 : 1, position };
  });
  const wish = wishes
    .filter(({ language, quality }) => quality > 0 && isLanguage(language))
    .toSorted((a, b) => b.quality - a.quality || a.position - b.position)[0];
  return isLanguage(wish?.language) ? wish.language : "en";
}
