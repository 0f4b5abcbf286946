import type { Page } from 'playwright-core';

/** Submits from the keyboard until the page shows that so many were done today. */
export async function submitByEnter(page: Page, done: number): Promise<void> {
  const shown = page.getByText(new RegExp(`^${done} done today$`));
  for (let n = 0; n < 8 && !(await shown.isVisible()); n += 1) {
    await page.keyboard.press('Enter');
    await page.waitForTimeout(1_500);
  }
  await shown.waitFor();
}
