/** Installs a Chromium for the browser tests where there is none. */
import { findChromium, installChromium } from './chromium.ts';

if (findChromium() === null) {
  console.log('Installing Chromium for the browser tests …');
  installChromium();
  if (findChromium() === null) {
    console.error('That did not succeed: install Chromium, or name one in CHROMIUM_PATH.');
    process.exitCode = 1;
  }
}
