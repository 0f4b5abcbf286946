import { Alert, List, Text } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { NoteList_NoteFragment } from '../../__generated__/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { strings as s } from './strings.ts';

const NoteList_note = graphql(`
  fragment NoteList_note on KpiNote {
    severity
    code
    message
  }
`);

/** The orange of the frame is too pale for letters. */
const readableTitle = { title: { color: 'var(--mantine-color-text)' } };

/** What to know before one believes a figure: warnings first. */
export function NoteList(props: { readonly notes: readonly FragmentType<typeof NoteList_note>[] }) {
  const notes = readFragment(NoteList_note, props.notes);
  const warnings = notes.filter(({ severity }) => severity === 'WARNING');
  const others = notes.filter(({ severity }) => severity !== 'WARNING');
  return (
    <>
      {warnings.length > 0 && (
        <Alert
          color="orange"
          variant="outline"
          icon={<IconAlertTriangle />}
          title={s.notes}
          styles={readableTitle}
          role="note"
        >
          <Messages notes={warnings} />
        </Alert>
      )}
      {others.length > 0 && (
        <Alert color="gray" variant="outline" icon={<IconInfoCircle />} role="note">
          <Messages notes={others} />
        </Alert>
      )}
    </>
  );
}

function Messages({ notes }: { readonly notes: readonly NoteList_NoteFragment[] }) {
  const [only] = notes;
  if (notes.length === 1) return <Text size="sm">{only?.message}</Text>;
  return (
    <List size="sm">
      {notes.map(({ code, message }) => (
        <List.Item key={`${code} ${message}`}>{message}</List.Item>
      ))}
    </List>
  );
}
