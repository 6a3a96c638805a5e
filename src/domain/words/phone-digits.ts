/** Calling codes of one and two digits; every other one has three (ITU-T E.164, list of assigned codes). */
const SHORT_CALLING_CODES = /^(?:1|7|20|27|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/** `351912345678` as `+351 912 345 678`: the country, then groups of three from the left; other text stays as it is. */
export function formatPhoneNumber(digits: string): string {
  const bare = digits.replace(/^\+/, "");
  if (!/^\d{7,15}$/.test(bare)) return digits;
  const code = SHORT_CALLING_CODES.exec(bare)?.[0] ?? bare.slice(0, 3);
  // What would leave one digit alone makes the last group one of four.
  const groups = bare.slice(code.length).match(/\d{4}$|\d{3}(?=\d{2})|\d{1,3}$/g) ?? [];
  return [`+${code}`, ...groups].join(" ");
}
