import { Alert, Anchor, Button, Group, Popover, Stack, Text } from '@mantine/core';
import type { AppProblem } from '../../api/outcome.ts';
import classes from './editor.module.css';
import { strings } from './strings.ts';
import type { SaveState } from './use-draft.ts';

const s = strings.draft;

interface DraftBarProps {
  readonly state: SaveState;
  readonly problems: readonly { readonly field: string; readonly message: string }[];
  readonly canUndo: boolean;
  readonly publishing: boolean;
  readonly onUndo: () => void;
  readonly onPreview: () => void;
  readonly onPublish: () => void;
}

/** What stays in view while one edits: is it stored, what is to mend, and what can be done. */
export function DraftBar(props: DraftBarProps) {
  const { state, problems } = props;
  return (
    <div className={classes.bar}>
      <Group gap="xs">
        <Text c="dimmed" role="status">
          {s[state]}
        </Text>
        {problems.length > 0 && (
          <Popover width={360} withArrow shadow="md">
            <Popover.Target>
              <Anchor component="button" type="button" c="var(--mantine-color-error)">
                {s.problems(problems.length)}
              </Anchor>
            </Popover.Target>
            <Popover.Dropdown>
              <Stack gap={4}>
                <Text fw={600}>{s.toMend}</Text>
                {problems.map(({ field, message }) => (
                  <Text key={`${field} ${message}`} size="sm">
                    {message}
                  </Text>
                ))}
              </Stack>
            </Popover.Dropdown>
          </Popover>
        )}
      </Group>
      <Group gap="xs">
        <Button variant="default" disabled={!props.canUndo} onClick={props.onUndo}>
          {s.undo}
        </Button>
        <Button variant="default" onClick={props.onPreview}>
          {strings.page.preview}
        </Button>
        <Button disabled={problems.length > 0} loading={props.publishing} onClick={props.onPublish}>
          {strings.publish.publish}
        </Button>
      </Group>
    </div>
  );
}

/** Why a save was refused, and what can be done about it. */
export function SaveProblem(props: {
  readonly problem: AppProblem;
  readonly onLoadTheirs: () => void;
  readonly onKeepMine: () => void;
}) {
  const { problem } = props;
  if (problem.field === 'name') return null; // told at the field
  if (problem.code !== 'CONFLICT') {
    return (
      <Alert color="red" role="alert" title={s.notSaved}>
        {problem.message}
      </Alert>
    );
  }
  return (
    <Alert color="red" role="alert" title={s.conflict}>
      <Stack gap="sm" align="flex-start">
        <Text>{s.conflictLong}</Text>
        <Group gap="xs">
          <Button size="compact-sm" onClick={props.onLoadTheirs}>
            {s.loadTheirs}
          </Button>
          <Button size="compact-sm" variant="default" onClick={props.onKeepMine}>
            {s.keepMine}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
