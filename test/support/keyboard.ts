import type { Page } from 'playwright-core';

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
