import type { Language } from "./languages";

export interface Emoji {
  sign: string;
  /** Words by which it is found, the first of them its name. */
  words: string;
}

/** What people send to customers, the most used first in each row of meaning. */
const LIST = `
😊 smile happy glad|🙂 slight smile fine|😀 grin happy|😄 laugh happy eyes|😁 beam grin|😅 relieved sweat phew|😂 tears of joy laugh|🤣 rolling laugh|😉 wink|😍 heart eyes love|🥰 smiling hearts love|😘 kiss|😎 cool sunglasses|🤗 hug|🤔 thinking hmm|🤝 handshake deal agreed
😌 calm relieved|😇 angel innocent|🥳 party celebrate|🤩 star struck wow|😮 surprised oh|😯 hushed|😬 grimace awkward|🙄 rolling eyes|😐 neutral|😕 unsure confused|😟 worried|😔 pensive sorry sad|😢 crying sad|😭 sobbing sad|😤 huffing|😡 angry
😱 scared shock|😴 sleeping tired|🤒 ill thermometer|🤕 hurt bandage|🤫 quiet secret|🤐 zipped mouth|🫡 salute yes sir|🙈 see no evil monkey|👍 thumbs up yes good okay|👎 thumbs down no bad|👌 okay perfect|🙏 thank you please hands|👏 applause clap bravo|🙌 raised hands hurray|💪 strong muscle|👋 wave hello bye
🤞 fingers crossed luck|✌️ victory peace|👉 point right|👈 point left|👆 point up|👇 point down see below|☝️ index up one|✋ raised hand stop|🤙 call me|✍️ writing|🫶 heart hands love|❤️ red heart love|🧡 orange heart|💛 yellow heart|💚 green heart|💙 blue heart
💜 purple heart|🖤 black heart|💔 broken heart|💯 hundred full marks|✨ sparkles new|⭐ star|🔥 fire hot|🎉 party popper congratulations|🎊 confetti|🎁 present gift|🎂 cake birthday|🥂 cheers glasses toast|☕ coffee|🍕 pizza food|🍽️ plate meal restaurant|🌹 rose flower
💐 bouquet flowers|🌞 sun morning|🌙 moon night|☀️ sunny weather|🌧️ rain weather|❄️ snow cold|🌈 rainbow|✅ tick done yes check|☑️ ticked box|❌ cross no wrong|❗ exclamation important|❓ question|⚠️ warning careful|ℹ️ information|🚫 forbidden not allowed|🆗 ok button
⏰ alarm clock time|⏳ hourglass wait|🕐 one o'clock time|📅 calendar date appointment|📍 pin place address|🗺️ map way|🏠 house home|🏢 office building|🏪 shop store|🅿️ parking|🚗 car|🚚 delivery truck|🚲 bicycle bike|✈️ plane flight|🚆 train|🛵 scooter courier
📦 parcel package|🛒 shopping cart|🛍️ shopping bags|💳 card pay|💶 euro money|💵 dollar money|🧾 receipt bill invoice|🏷️ label price tag|📄 page document|📎 paperclip attachment|📝 memo note|📞 telephone call|📱 phone mobile|💬 speech message|✉️ letter mail|📧 email
🔗 link|🔒 lock closed secure|🔑 key|🔧 wrench repair|🛠️ tools repair|💡 idea light bulb|🔍 search magnifier|📷 camera photo|🎥 film camera video|🎵 music note|🚀 rocket fast|🏆 trophy winner|🥇 gold medal first|🐶 dog|🐱 cat|👶 baby
`;

const readEmoji = (list: string): readonly Emoji[] =>
  list
    .trim()
    .split(/[|\n]/)
    .map((entry) => {
      const [sign = "", ...words] = entry.split(" ");
      return { sign, words: words.join(" ") };
    });

/** With English words. */
export const EMOJI: readonly Emoji[] = readEmoji(LIST);

/** The same with the words of a language, fetched when they are asked for. */
export const EMOJI_IN: Record<Exclude<Language, "en">, () => Promise<readonly Emoji[]>> = {
  es: async () => readEmoji((await import("./emoji-es")).WORDS),
  pt: async () => readEmoji((await import("./emoji-pt")).WORDS),
  ar: async () => readEmoji((await import("./emoji-ar")).WORDS),
};

/** As people type it who leave accents out. */
const plain = (text: string): string => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLocaleLowerCase("en");

/** Those with a word that begins so, for every word that is asked for. */
export function emojiFor(emoji: readonly Emoji[], query: string): Emoji[] {
  const asked = plain(query).split(/\s+/).filter(Boolean);
  return emoji.filter(({ words }) => {
    const known = plain(words).split(" ");
    return asked.every((start) => known.some((word) => word.startsWith(start)));
  });
}
