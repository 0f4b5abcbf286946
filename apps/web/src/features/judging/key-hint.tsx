import classes from './key-hint.module.css';

/** The key of a control, small beside its name; not shown where there is no keyboard to speak of. */
export function KeyHint({ children }: { readonly children: string }) {
  return (
    <kbd className={classes.key} aria-hidden>
      {children}
    </kbd>
  );
}
