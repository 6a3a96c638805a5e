/** Scrolling through tens of thousands of conversations, as by a wheel that never stops. */
import { rounded } from "../statistics";
import type { OpenTab } from "./browser";

export interface ScrollFigures {
  fps: number;
  /** The longest time without a new picture, in milliseconds. */
  longestFrameMs: number;
  /** Pictures in which the middle of the list was empty, of all. */
  blankShare: number;
  /** How many conversations went by. */
  passed: number;
}

const SECONDS = 10;
const PIXELS_PER_SECOND = 2_400;

export async function measureScrolling({ page, devtools }: OpenTab, inbox: string): Promise<ScrollFigures> {
  await page.goto(inbox);
  const list = page.getByRole("list", { name: "Conversations" });
  await list.getByRole("link").first().waitFor();
  const box = (await list.boundingBox())!;
  const middle = { x: box.x + box.width / 2, y: 500 };
  const counted = page.evaluate(countFrames, { ...middle, ms: SECONDS * 1000 });
  await devtools.send("Input.synthesizeScrollGesture", {
    ...middle,
    yDistance: -SECONDS * PIXELS_PER_SECOND,
    speed: PIXELS_PER_SECOND,
    gestureSourceType: "mouse",
    preventFling: true,
  });
  const { frames, ms, longestMs, blank, scrolled } = await counted;
  return {
    fps: rounded((frames * 1000) / ms),
    longestFrameMs: rounded(longestMs),
    blankShare: rounded(blank / frames, 4),
    passed: Math.round(scrolled / 64),
  };
}

/** Runs in the page. */
function countFrames({ x, y, ms }: { x: number; y: number; ms: number }) {
  const scroller = document.elementFromPoint(x, y)?.closest(".overflow-y-auto");
  const startedAt = performance.now();
  const from = scroller?.scrollTop ?? 0;
  return new Promise<{ frames: number; ms: number; longestMs: number; blank: number; scrolled: number }>((resolve) => {
    let [frames, blank, longestMs, previous] = [0, 0, 0, startedAt];
    const frame = (now: number) => {
      frames++;
      if (!document.elementFromPoint(x, y)?.closest("li")) blank++;
      longestMs = Math.max(longestMs, now - previous);
      previous = now;
      if (now - startedAt < ms) requestAnimationFrame(frame);
      else resolve({ frames, ms: now - startedAt, longestMs, blank, scrolled: (scroller?.scrollTop ?? 0) - from });
    };
    requestAnimationFrame(frame);
  });
}
