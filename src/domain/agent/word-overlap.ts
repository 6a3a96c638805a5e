/** Words shorter than this carry grammar more than meaning. */
const MIN_WORD_LENGTH = 4;
/** Inflections differ at the end: five letters tell words apart and forgive the rest, in most languages. */
const PREFIX_LENGTH = 5;

const FUNCTION_WORDS = new Set(
  (
    "about above after also been before being below between both could does doing down during each from further have " +
    "having here into more most once only other over same should some such than that their them then there these they " +
    "this those through under until very were what when where which while whom will with would your yours please para " +
    "como esta este esto pero porque cuando donde desde hasta entre sobre todo todos mais como uma pelo pela esse essa " +
    "isso avec dans pour sont vous nous votre cette mais plus tous tout leur auch aber eine einen einem einer nicht " +
    "oder sind wird werden sich nach beim della delle degli sono alla questo questa anche yang dengan untuk dari pada " +
    "adalah atau juga dapat anda"
  ).split(" "),
);

/** Chinese, Japanese and Thai have no spaces: pairs of characters stand for words there. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+/gu;

/** What a text is about: five-letter beginnings of its longer words, character pairs where words aren't spaced. */
export function contentStems(text: string): Set<string> {
  const stems = new Set<string>();
  const folded = text.normalize("NFKC").toLowerCase();
  for (const run of folded.match(UNSPACED) ?? [])
    for (let i = 0; i + 2 <= run.length; i++) stems.add(run.slice(i, i + 2));
  for (const word of folded.replaceAll(UNSPACED, " ").match(/[\p{L}\p{M}]+/gu) ?? [])
    if (word.length >= MIN_WORD_LENGTH && !FUNCTION_WORDS.has(word))
      // "tents" and "tent"; what is longer is cut before its ending anyway.
      stems.add(word.length === PREFIX_LENGTH ? word.replace(/s$/u, "") : word.slice(0, PREFIX_LENGTH));
  return stems;
}

/** Share (0..1) of a text's content words that stand in the sources; 1 for a text without any. */
export function lexicalSupport(text: string, sources: readonly string[]): number {
  const wanted = contentStems(text);
  if (wanted.size === 0) return 1;
  const present = contentStems(sources.join("\n"));
  let found = 0;
  for (const stem of wanted) if (present.has(stem)) found++;
  return found / wanted.size;
}
