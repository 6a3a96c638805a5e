/**
 * The outputs of statements that need not wait for each other, as Promise.all gives them. When one fails, it rejects
 * with that error once all others have ended too: what still ran after a transaction was undone would run outside of it.
 */
export async function together<const Work extends readonly unknown[]>(
  work: Work,
): Promise<{ -readonly [Index in keyof Work]: Awaited<Work[Index]> }> {
  const outputs = Promise.all(work);
  // Its error is the first in time; those after it only say that the transaction has failed.
  outputs.catch(() => undefined);
  await Promise.allSettled(work);
  return outputs;
}
