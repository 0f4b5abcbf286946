import type { Locator, Page } from 'playwright-core';

/** Submits by one press of Enter, and waits until the page shows that so many were done today. */
export async function submitByEnter(page: Page, done: number): Promise<void> {
  await page.keyboard.press('Enter');
  await page.getByText(new RegExp(`^${done} done today$`)).waitFor();
}

/** Presses these keys one upon the other, without waiting for what the page makes of them. */
export async function pressInOneBurst(page: Page, keys: readonly string[]): Promise<void> {
  await Promise.all(keys.map((key) => page.keyboard.press(key)));
}

/** Makes the page compute so many times slower, as on an old or a busy machine. */
export async function slowDown(page: Page, times: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: times });
}

/** Moves the focus on, key by key, until it is on the control with this role and name. */
export async function tabTo(
  page: Page,
  role: 'button' | 'link' | 'textbox',
  name: string,
): Promise<void> {
  await tabOnto(page, page.getByRole(role, { name, exact: true }));
}

/** The same for a control that is found in another way. */
export async function tabOnto(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  const focused = wanted.and(page.locator(':focus'));
  for (let steps = 0; steps < 100; steps += 1) {
    if ((await focused.count()) === 1) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no 100 steps lead to ${wanted}`);
}
