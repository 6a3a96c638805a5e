interface MultiByte {
  charset: string;
  /** First bytes of characters of two. */
  isLead(byte: number): boolean;
  /** The everyday characters of its language: nearly all that is written falls among them. */
  isCommon(lead: number, trail: number): boolean;
  /** Symbols, frames and characters of four bytes: they tell nothing. */
  isNeutral?(lead: number, trail: number): boolean;
  /** Characters without which no text of this language goes on for long. */
  isTelling?(lead: number, trail: number): boolean;
}

const within = (value: number, from: number, to: number) => value >= from && value <= to;
const highLead = (byte: number) => within(byte, 0x81, 0xfe);
const isKana = (lead: number, trail: number) => within(lead, 0xa4, 0xa5) && trail >= 0xa1;
const isSjisKana = (lead: number, trail: number) =>
  (lead === 0x82 && trail >= 0x9f) || (lead === 0x83 && trail <= 0x96);

/** Korean first: its syllables are everyday characters of GB 18030 too, but never the other way round. */
const ENCODINGS: readonly MultiByte[] = [
  {
    charset: "euc-kr",
    isLead: highLead,
    isCommon: (lead, trail) => trail >= 0xa1 && (within(lead, 0xb0, 0xc8) || within(lead, 0xa1, 0xa3)),
  },
  {
    charset: "gb18030",
    isLead: highLead,
    isCommon: (lead, trail) => trail >= 0xa1 && (within(lead, 0xb0, 0xd7) || lead === 0xa1 || lead === 0xa3),
    isNeutral: (lead, trail) => within(trail, 0x30, 0x39) || lead === 0xa2 || within(lead, 0xa6, 0xa9),
  },
  {
    charset: "big5",
    isLead: highLead,
    isCommon: (lead) => within(lead, 0xa4, 0xc6) || lead === 0xa1,
  },
  {
    charset: "euc-jp",
    isLead: highLead,
    isCommon: (lead, trail) => trail >= 0xa1 && (within(lead, 0xb0, 0xcf) || within(lead, 0xa1, 0xa5)),
    isTelling: isKana,
  },
  {
    charset: "shift_jis",
    isLead: (byte) => within(byte, 0x81, 0x9f) || within(byte, 0xe0, 0xfc),
    isCommon: (lead, trail) => isSjisKana(lead, trail) || lead === 0x81 || within(lead, 0x88, 0x97),
    isTelling: isSjisKana,
  },
];

const SAMPLE_BYTES = 256 * 1024;
/** Fewer characters tell nothing: accented letters come in pairs too. */
const LEAST_PAIRS = 4;
/** Korean needs more of them to be told from Chinese by its range alone. */
const LEAST_KOREAN_PAIRS = 12;
const COMMON_SHARE = 0.8;
const KOREAN_SHARE = 0.97;
const TELLING_SHARE = 0.15;

/**
 * The East Asian encoding that bytes are text in: without a byte out of place, and nearly all of it everyday characters.
 * Text in a code page of single bytes has spaces and line ends where a second byte would have to be.
 */
export function guessMultiByte(bytes: Uint8Array): string | undefined {
  const candidates = ENCODINGS.map((encoding) => ({ encoding, share: commonShare(bytes, encoding) }))
    .filter(({ encoding: { charset }, share }) => share >= (charset === "euc-kr" ? KOREAN_SHARE : COMMON_SHARE))
    .sort((a, b) => b.share - a.share);
  const korean = candidates.find(({ encoding }) => encoding.charset === "euc-kr");
  const ordered = korean ? [korean, ...candidates] : candidates;
  return ordered.find(({ encoding: { charset } }) => isWhole(bytes, charset))?.encoding.charset;
}

/** Share (0..1) of the characters of two bytes that are everyday ones; 0 when there are too few to tell. */
function commonShare(bytes: Uint8Array, encoding: MultiByte): number {
  const { charset, isLead, isCommon, isNeutral, isTelling } = encoding;
  let pairs = 0;
  let common = 0;
  let telling = 0;
  const end = Math.min(bytes.length, SAMPLE_BYTES) - 1;
  for (let index = 0; index < end; index++) {
    const lead = bytes[index] as number;
    if (lead < 0x80 || !isLead(lead)) continue;
    const trail = bytes[++index] as number;
    if (charset === "gb18030" && within(trail, 0x30, 0x39)) index += 2;
    if (!isCommon(lead, trail) && isNeutral?.(lead, trail)) continue;
    pairs++;
    if (isCommon(lead, trail)) common++;
    if (isTelling?.(lead, trail)) telling++;
  }
  if (pairs < (charset === "euc-kr" ? LEAST_KOREAN_PAIRS : LEAST_PAIRS)) return 0;
  return isTelling && telling < TELLING_SHARE * pairs ? 0 : common / pairs;
}

function isWhole(bytes: Uint8Array, charset: string): boolean {
  try {
    new TextDecoder(charset, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
