import { Accordion, Text } from '@mantine/core';
import { ModelText } from './model-text.tsx';
import { contextKinds, contextStrings as s } from './strings.ts';

export interface ContextItem {
  readonly kind: string;
  readonly title: string;
  readonly text: string;
  readonly version?: string | null;
  readonly date?: string | null;
}

/** What the assistant knew: policies in force that day, facts, tool results. Closed until asked for. */
export function ContextPane(props: { readonly contexts: readonly ContextItem[] }) {
  if (props.contexts.length === 0) return <Text c="dimmed">{s.none}</Text>;
  return (
    <Accordion variant="contained" multiple>
      {props.contexts.map((context, index) => {
        const facts = [context.version && s.version(context.version), context.date];
        return (
          // contexts have no id of their own everywhere, and their order never changes
          <Accordion.Item key={`${index}-${context.title}`} value={`${index}`}>
            <Accordion.Control>
              <Text component="span" fw={600}>
                {context.title}
              </Text>{' '}
              <Text component="span" size="sm" c="dimmed">
                {[contextKinds[context.kind] ?? context.kind, ...facts].filter(Boolean).join(' · ')}
              </Text>
            </Accordion.Control>
            <Accordion.Panel>
              <ModelText text={context.text} />
            </Accordion.Panel>
          </Accordion.Item>
        );
      })}
    </Accordion>
  );
}
