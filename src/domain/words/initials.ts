/** Two letters for a contact without a picture; a bare number gives its last two digits. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const [first, ...rest] = words;
  if (!first) return "?";
  const digits = name.replaceAll(/\D/g, "");
  if (!/\p{L}/u.test(name) && digits.length >= 2) return digits.slice(-2);
  const last = rest.at(-1);
  const letters = [first, last ?? ""].map((word) => Array.from(word)[0] ?? "");
  return letters.join("").toLocaleUpperCase();
}
