import { strings as s } from './components/strings.ts';

/**
 * The module of a page. A module that is gone is for the router, which loads the app again; where the server
 * cannot be reached that would leave nothing on the screen, so the error says what is the matter.
 */
export async function loadPage<Module>(
  load: () => Promise<Module>,
  isReachable: () => Promise<boolean> = serverAnswers,
): Promise<Module> {
  try {
    return await load();
  } catch (cause) {
    if (await isReachable()) throw cause;
    throw new Error(s.unreachable, { cause });
  }
}

/** Whether the server gives any answer at all. */
export const serverAnswers = (): Promise<boolean> =>
  fetch('/healthz', { cache: 'no-store' }).then(
    () => true,
    () => false,
  );
