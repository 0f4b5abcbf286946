import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const known = [
  process.env.CHROMIUM_PATH ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** A Chromium that is on this machine, or null. */
export const findChromium = (): string | null =>
  known.find((file) => file !== '' && existsSync(file)) ?? null;

/**
 * Finds Chromium, or installs Debian's where this runs as root on a Debian machine.
 *
 * @throws Error saying how to get one
 */
export function ensureChromium(): string {
  const found = findChromium() ?? installed();
  if (found === null) {
    throw new Error('The browser tests need Chromium: install it, or name one in CHROMIUM_PATH.');
  }
  return found;
}

function installed(): string | null {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
  console.log('Installing Chromium for the browser tests …');
  const apt = (...args: string[]) =>
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  apt('update', '-qq');
  apt('install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation');
  return findChromium();
}
