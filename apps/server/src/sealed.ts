import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const form = 'v1';
const ivBytes = 12;
const tagBytes = 16;

const keys = new Map<string, Buffer>();

/** The key of this installation, which is used for nothing else. */
function keyOf(secret: string): Buffer {
  let key = keys.get(secret);
  if (key === undefined) {
    key = Buffer.from(hkdfSync('sha256', secret, 'assay', 'sealed secrets', 32));
    keys.set(secret, key);
  }
  return key;
}

/**
 * A secret of others that must be read again, as it is kept: AES-256-GCM.
 *
 * @param secret - that of the installation
 * @param place - what it belongs to, such as `webhook:<id>`: it opens nowhere else
 */
export function seal(secret: string, place: string, text: string): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), iv, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(place));
  const sealed = Buffer.concat([
    iv,
    cipher.update(text, 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return `${form}.${sealed.toString('base64url')}`;
}

/** What was sealed; null where it was changed, belongs elsewhere or the installation's secret is another. */
export function unseal(secret: string, place: string, sealed: string): string | null {
  const [version, content = ''] = sealed.split('.');
  const bytes = Buffer.from(content, 'base64url');
  if (version !== form || bytes.length < ivBytes + tagBytes) return null;
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), bytes.subarray(0, ivBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  try {
    const text = decipher.update(bytes.subarray(ivBytes, -tagBytes));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  } catch {
    return null; // the tag does not fit
  }
}
