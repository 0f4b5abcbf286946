import { open } from 'node:fs/promises';

/** Makes a rename in a folder lasting. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
