interface BurstGateOptions<Event> {
  /** Events with the same key ask for the same thing. */
  keyOf: (event: Event) => string;
  run: (event: Event) => void;
  quietMs: number;
}

/**
 * Runs the first event of a kind at once and lets at most one more through per `quietMs`: news show without delay, and a
 * burst neither floods the server nor restarts the same request so often that it never ends.
 */
export function createBurstGate<Event>({ keyOf, run, quietMs }: BurstGateOptions<Event>) {
  const resting = new Map<string, { timer: ReturnType<typeof setTimeout>; latest: Event | undefined }>();

  function open(key: string, event: Event): void {
    run(event);
    const timer = setTimeout(() => {
      const latest = resting.get(key)?.latest;
      resting.delete(key);
      if (latest !== undefined) open(key, latest);
    }, quietMs);
    resting.set(key, { timer, latest: undefined });
  }

  return {
    add(event: Event): void {
      const key = keyOf(event);
      const rest = resting.get(key);
      if (rest) rest.latest = event;
      else open(key, event);
    },
    dispose(): void {
      for (const { timer } of resting.values()) clearTimeout(timer);
      resting.clear();
    },
  };
}
