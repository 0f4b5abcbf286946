import { useEffect } from 'react';

/** Lets plain clicks on an `AppLink` change the page without loading the app again. */
export function useAppLinks(navigate: (href: string) => void): void {
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      if (event.defaultPrevented || event.button !== 0) return;
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return; // a new tab
      const link = event.target instanceof Element ? event.target.closest('a[data-app]') : null;
      const href = link?.getAttribute('href');
      if (href == null) return;
      event.preventDefault();
      navigate(href);
    };
    document.addEventListener('click', follow);
    return () => document.removeEventListener('click', follow);
  }, [navigate]);
}
