import { createHmac } from 'node:crypto';

export const loginRoles = ['assay_app', 'assay_auth', 'assay_worker'] as const;
export type LoginRole = (typeof loginRoles)[number];

/** The password of a login role: derived from the owner's, so that every process finds the same. */
export function rolePassword(ownerUrl: string, role: LoginRole): string {
  const { password } = new URL(ownerUrl);
  return createHmac('sha256', decodeURIComponent(password)).update(role).digest('base64url');
}

/** The owner's URL with another login role in it. */
export function roleUrl(ownerUrl: string, role: LoginRole): string {
  const url = new URL(ownerUrl);
  url.username = role;
  url.password = rolePassword(ownerUrl, role);
  return url.toString();
}
