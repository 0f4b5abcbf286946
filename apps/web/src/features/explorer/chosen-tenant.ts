/** The organisation in the address, so that a link leads others to the same one; null where none was chosen. */
export const chosenTenant = (): string | null => new URLSearchParams(location.search).get('tenant');

/** Writes the choice into the address; an empty slug is the choice of no organisation. */
export function chooseTenant(slug: string | null): void {
  if (slug === chosenTenant()) return;
  const url = new URL(location.href);
  if (slug === null) url.searchParams.delete('tenant');
  else url.searchParams.set('tenant', slug);
  history.replaceState(null, '', url);
}
