import { useRouter, useSearch } from '@tanstack/react-router';

/** Texts in the query of the URL, and how to change them: filters that can be shared as a link. */
export function useSearchTexts(): readonly [
  Readonly<Record<string, string>>,
  (changes: Readonly<Record<string, string | null>>) => void,
] {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const { history } = useRouter();
  const texts = Object.fromEntries(
    Object.entries(search).flatMap(([key, value]) =>
      value == null || typeof value === 'object' ? [] : [[key, String(value)]],
    ),
  );
  const change = (changes: Readonly<Record<string, string | null>>) => {
    const next = new URLSearchParams();
    for (const [key, value] of Object.entries({ ...texts, ...changes })) {
      if (value !== null && value !== '') next.set(key, value);
    }
    const query = next.toString();
    history.replace(`${location.pathname}${query === '' ? '' : `?${query}`}`);
  };
  return [texts, change];
}
