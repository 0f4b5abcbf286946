import type { ContextItem, ContextKind } from './assignment.ts';
import classes from './contexts-pane.module.css';
import { strings } from './strings.ts';

/** What the assistant knew: policy in force, customer facts, tool results and the rest, each to open. */
export function ContextsPane({ contexts }: { readonly contexts: readonly ContextItem[] }) {
  if (contexts.length === 0) return null;
  const ordered = contexts.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  return (
    <details className={classes.pane} open={!matchMedia('(max-width: 760px)').matches}>
      <summary>{strings.page.contextCount(contexts.length)}</summary>
      {ordered.map((context, position) => (
        // The list of one assignment never changes, so a position names an item for good.
        <details
          key={`${position} ${context.title}`}
          className={classes.item}
          open={isOpen(context)}
        >
          <summary>
            <span className={classes.kind} data-kind={context.kind}>
              {strings.contexts[context.kind]}
            </span>
            <span className={classes.title} dir="auto">
              {context.title}
            </span>
            <span className={classes.version}>
              {[context.version, context.date].filter((part) => part !== null).join(' · ')}
            </span>
          </summary>
          <div className={classes.text} dir="auto">
            {context.text}
          </div>
        </details>
      ))}
    </details>
  );
}

const order: readonly ContextKind[] = [
  'POLICY',
  'CUSTOMER_FACT',
  'TOOL_RESULT',
  'TOOL_CALL',
  'PASSAGE',
  'OTHER',
  'SYSTEM_PROMPT',
];

const longText = 400;

function isOpen({ kind, text }: ContextItem): boolean {
  return (kind === 'POLICY' || kind === 'CUSTOMER_FACT') && text.length <= longText;
}
