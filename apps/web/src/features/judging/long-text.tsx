import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import classes from './long-text.module.css';
import { strings } from './strings.ts';

/** Collapses what is longer than a screen; `expanded` is shared so that two answers stay equally high. */
export function LongText(props: {
  readonly expanded: boolean;
  readonly onExpand: (expanded: boolean) => void;
  readonly children: ReactNode;
}) {
  const content = useRef<HTMLDivElement>(null);
  const [long, setLong] = useState(false);

  useEffect(() => {
    const element = content.current;
    if (element === null) return;
    const look = () =>
      setLong(element.scrollHeight > window.innerHeight * collapsedShare + slackPx);
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const collapsed = long && !props.expanded;
  return (
    <>
      <div className={classes.frame} data-collapsed={collapsed || undefined}>
        <div ref={content}>{props.children}</div>
      </div>
      {long && (
        <Button
          className={classes.button ?? ''}
          variant="subtle"
          size="compact-sm"
          aria-expanded={props.expanded}
          onClick={() => props.onExpand(!props.expanded)}
        >
          {props.expanded ? strings.response.showLess : strings.response.showAll}
        </Button>
      )}
    </>
  );
}

/** As in the style sheet: a collapsed text is this share of the window's height. */
const collapsedShare = 0.9;
/** A text hardly longer than that is not worth a button. */
const slackPx = 80;
