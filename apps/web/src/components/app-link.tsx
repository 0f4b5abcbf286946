import type { AnchorHTMLAttributes } from 'react';

/** A link within the app, for text and for the marks of a plot. `useAppLinks` keeps it in the page. */
export function AppLink(
  props: AnchorHTMLAttributes<HTMLAnchorElement> & { readonly href: string },
) {
  const { children, ...rest } = props;
  return (
    <a {...rest} data-app>
      {children}
    </a>
  );
}
