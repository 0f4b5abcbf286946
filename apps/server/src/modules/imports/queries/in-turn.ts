/**
 * Stores parts of a file two at a time: each is begun beside the one before and ended after it.
 *
 * @param isApart - whether a part may be begun while the one before is not ended
 * @param store - must not end before its turn, which rejects if the part before could not be stored
 */
export async function inTurn<P>(
  parts: AsyncIterable<P>,
  isApart: (part: P, before: P) => boolean,
  store: (part: P, turn: Promise<void>) => Promise<void>,
): Promise<void> {
  let before: { readonly part: P; readonly stored: Promise<void> } | null = null;
  try {
    for await (const part of parts) {
      if (before !== null && !isApart(part, before.part)) await before.stored;
      const turn: Promise<void> = before?.stored ?? Promise.resolve();
      const stored = store(part, turn);
      stored.catch(() => {}); // told when it is its turn
      before = { part, stored };
      await turn;
    }
    await before?.stored;
  } finally {
    // a run that ends has nothing under way
    await before?.stored.catch(() => {});
  }
}
