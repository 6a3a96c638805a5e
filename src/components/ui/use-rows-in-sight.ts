"use client";
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { type RowPlaces, type RowRange, rowsInSight, shiftOfRows } from "./rows-in-sight";

interface RowsInSightOptions {
  /** What scrolls. */
  scroller: RefObject<HTMLElement | null>;
  /** Made anew only when rows changed. */
  places: RowPlaces;
  /** Rows drawn above and below those in sight. */
  spare: number;
  /** How tall the scroller is where nobody can measure it: on the server. In pixels. */
  commonHeight: number;
}

/**
 * Which rows to draw while one scrolls. At the top one sees who comes; further down, what is read stays where it is.
 * The heights are known, so that nothing is measured but the scroller.
 */
export function useRowsInSight({ scroller, places, spare, commonHeight }: RowsInSightOptions): RowRange {
  const [sight, setSight] = useState({ top: 0, height: commonHeight });
  const range = rowsInSight(places, sight, spare);
  const drawn = useRef({ places, range });
  const look = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const seen = { top: element.scrollTop, height: element.clientHeight };
    const { first, end } = rowsInSight(drawn.current.places, seen, spare);
    // Most steps of a scroll bring no other row.
    if (first !== drawn.current.range.first || end !== drawn.current.range.end) setSight(seen);
  }, [scroller, spare]);
  useLayoutEffect(() => {
    const before = drawn.current;
    drawn.current = { places, range };
    const element = scroller.current;
    if (element && before.places !== places && element.scrollTop > 0)
      element.scrollTop += shiftOfRows(before.places, places, { top: element.scrollTop, height: element.clientHeight });
    look();
  });
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const resized = new ResizeObserver(look);
    resized.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      resized.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, [look, scroller]);
  return range;
}
