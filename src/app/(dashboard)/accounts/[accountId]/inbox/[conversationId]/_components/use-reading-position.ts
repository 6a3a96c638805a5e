"use client";
import { useCallback, useLayoutEffect, useRef, useState } from "react";

/** How far from the end still counts as reading the end, in pixels. */
const NEAR_END_PX = 48;

/**
 * Keeps what somebody reads where it is. The list is laid out from its end (`flex-col-reverse`): at the end new messages
 * come into view, and older ones loaded above move nothing. Further up, the room that new ones take is given back, and
 * they are counted instead.
 * @param isAway older ones are read, and what comes below them is not new
 */
export function useReadingPosition(ids: readonly string[], isAway: boolean) {
  const scroller = useRef<HTMLDivElement>(null);
  const before = useRef({ lastId: ids.at(-1), height: 0, isAway });
  const [unseenCount, setUnseenCount] = useState(0);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const { lastId, height, isAway: wasAway } = before.current;
    const isAtEnd = element.scrollTop > -NEAR_END_PX;
    if (wasAway && !isAway) element.scrollTop = 0;
    else if (ids.at(-1) !== lastId && (isAway || !isAtEnd)) {
      element.scrollTop -= element.scrollHeight - height;
      const arrived = ids.length - 1 - ids.lastIndexOf(lastId ?? "");
      if (!isAway) setUnseenCount((count) => count + arrived);
    }
    before.current = { lastId: ids.at(-1), height: element.scrollHeight, isAway };
  }, [ids, isAway]);

  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (element && element.scrollTop > -NEAR_END_PX) setUnseenCount(0);
  }, []);
  const goToEnd = useCallback(() => scroller.current?.scrollTo({ top: 0 }), []);
  return { scroller, unseenCount, onScroll, goToEnd };
}
