/** Longest reply that is searched for JSON: a runaway reply must not keep the process busy. */
const MAX_REPLY_CHARACTERS = 50_000;

/** Every JSON object in what a model wrote, outermost ones first to last: bare, in a code fence or between sentences. */
export function* objectsIn(reply: string): Generator<unknown> {
  for (const text of jsonObjectsIn(reply.slice(0, MAX_REPLY_CHARACTERS))) {
    const value = parseJson(text);
    if (value !== undefined) yield value;
  }
}

/** Every `{…}` of a text that is balanced outside of strings, outermost ones first to last. */
function* jsonObjectsIn(text: string): Generator<string> {
  for (let start = text.indexOf("{"); start !== -1; start = text.indexOf("{", start + 1)) {
    let depth = 0;
    let inString = false;
    for (let at = start; at < text.length; at++) {
      const character = text[at];
      if (inString) {
        if (character === "\\") at++;
        else if (character === '"') inString = false;
      } else if (character === '"') inString = true;
      else if (character === "{") depth++;
      else if (character === "}" && --depth === 0) {
        yield text.slice(start, at + 1);
        start = at;
        break;
      }
    }
    // Not closed: nothing after it can be outside of it.
    if (depth > 0) return;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
