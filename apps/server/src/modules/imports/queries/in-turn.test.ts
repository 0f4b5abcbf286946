import { expect, it } from 'vitest';
import { inTurn } from './in-turn.ts';

async function* partsOf(...names: string[]) {
  yield* names;
}
const soon = () => new Promise<void>((resolve) => setImmediate(resolve));
const always = () => true;

/** Stores parts as a run does, and tells what happened. */
function recorder(failing: string | null = null) {
  const log: string[] = [];
  const store = async (part: string, turn: Promise<void>) => {
    log.push(`${part} begun`);
    await soon();
    if (part === failing) {
      log.push(`${part} failed`);
      throw new RangeError(part);
    }
    await turn.catch((error: unknown) => {
      log.push(`${part} undone`);
      throw error;
    });
    await soon();
    log.push(`${part} stored`);
  };
  return { log, store };
}

it('begins a part beside the one before, and no third', async () => {
  const { log, store } = recorder();
  await inTurn(partsOf('a', 'b', 'c'), always, store);
  expect(log).toEqual(['a begun', 'b begun', 'a stored', 'c begun', 'b stored', 'c stored']);
});

it('begins a part after the one before where they are not apart', async () => {
  const { log, store } = recorder();
  await inTurn(partsOf('a', 'b', 'c'), (part) => part !== 'b', store);
  expect(log).toEqual(['a begun', 'a stored', 'b begun', 'c begun', 'b stored', 'c stored']);
});

it('stores nothing behind a part that fails, and leaves nothing under way', async () => {
  const { log, store } = recorder('b');
  await expect(inTurn(partsOf('a', 'b', 'c', 'd'), always, store)).rejects.toThrow(
    new RangeError('b'),
  );
  expect(log).toEqual(['a begun', 'b begun', 'b failed', 'a stored', 'c begun', 'c undone']);
});

it('ends what is under way when the file cannot be read on', async () => {
  const { log, store } = recorder();
  async function* broken() {
    yield 'a';
    throw new SyntaxError('no file');
  }
  await expect(inTurn(broken(), always, store)).rejects.toThrow(SyntaxError);
  expect(log).toEqual(['a begun', 'a stored']);
});

it('does nothing without parts', async () => {
  const { log, store } = recorder();
  await inTurn(partsOf(), always, store);
  expect(log).toEqual([]);
});
