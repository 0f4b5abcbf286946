import type { ReactNode } from 'react';
import { AppLink } from '../app-link.tsx';
import classes from './plot.module.css';

/** A mark of a plot: says its figures, and leads to what is behind them where there is something. */
export function Mark(props: {
  readonly label: string;
  readonly href: string | null;
  readonly children: ReactNode;
}) {
  const title = <title>{props.label}</title>;
  if (props.href === null) {
    return (
      <g>
        {props.children}
        {title}
      </g>
    );
  }
  return (
    <AppLink className={classes.mark} href={props.href} aria-label={props.label}>
      {props.children}
      {title}
    </AppLink>
  );
}
