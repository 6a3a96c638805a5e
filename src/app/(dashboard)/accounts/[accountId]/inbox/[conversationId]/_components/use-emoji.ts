"use client";
import { useLocale } from "next-intl";
import { useEffect, useState } from "react";
import { EMOJI, EMOJI_IN } from "@/domain/words/emoji";

/** The signs with words in the reader's language; with English ones until those are there. */
export function useEmoji() {
  const locale = useLocale();
  const [emoji, setEmoji] = useState(EMOJI);
  useEffect(() => {
    if (locale === "en") return;
    let isWanted = true;
    EMOJI_IN[locale]().then(
      (own) => isWanted && setEmoji(own),
      // Found by their English words then.
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [locale]);
  return emoji;
}
