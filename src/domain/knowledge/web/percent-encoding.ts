/**
 * One spelling for each address (RFC 3986, 6.2.2): letters, digits and `-._~` stand as themselves, whatever else was
 * encoded stays so in capitals, everything outside ASCII gets encoded, and so does a `%` that starts no octet.
 * Doing it twice changes nothing more.
 */
export const normalizePercentEncoding = (text: string): string =>
  text
    .toWellFormed()
    .replace(/%(?![0-9a-f]{2})/gi, "%25")
    .replace(/%[0-9a-f]{2}/gi, (octet) => {
      const character = String.fromCharCode(Number.parseInt(octet.slice(1), 16));
      return /[\w.~-]/.test(character) ? character : octet.toUpperCase();
    })
    .replace(/[^\p{ASCII}]+/gu, encodeURIComponent);
