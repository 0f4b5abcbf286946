import { useMutation } from '@apollo/client/react';
import {
  Alert,
  Button,
  Group,
  NativeSelect,
  Paper,
  Stack,
  TagsInput,
  TextInput,
  Title,
} from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type SubmitEvent, useState } from 'react';
import type { MatchOn } from '../../__generated__/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { attempt } from '../../api/attempt.ts';
import type { AppProblem } from '../../api/outcome.ts';
import { strings } from './strings.ts';

const MatchForm_settings = graphql(`
  fragment MatchForm_settings on MatchSettings {
    matchOn
    matchAttribute
    sources
  }
`);
const SaveMatchSettings = graphql(`
  mutation SaveMatchSettings($input: SaveMatchSettingsInput!) {
    saveMatchSettings(input: $input) {
      __typename
      ... on SaveMatchSettingsPayload {
        job {
          id
        }
      }
      ... on AppError {
        code
        message
        field
      }
    }
  }
`);
const s = strings.matching;
const rules = [
  'EXTERNAL_TICKET_ID',
  'CONVERSATION_ID',
  'ATTRIBUTE',
] as const satisfies readonly MatchOn[];

/** How the tickets of other systems find the tasks of this project. */
export function MatchForm(props: {
  readonly projectId: string;
  readonly settings: FragmentType<typeof MatchForm_settings>;
  readonly onSaved: () => void;
}) {
  const saved = readFragment(MatchForm_settings, props.settings);
  const [matchOn, setMatchOn] = useState<MatchOn>(saved.matchOn);
  const [attribute, setAttribute] = useState(saved.matchAttribute ?? '');
  const [sources, setSources] = useState<string[]>([...saved.sources]);
  const [problem, setProblem] = useState<AppProblem | null>(null);
  const [send, { loading }] = useMutation(SaveMatchSettings);
  async function save(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const input = {
      ...{ projectId: props.projectId, matchOn, sources },
      matchAttribute: matchOn === 'ATTRIBUTE' ? attribute : null,
    };
    const outcome = await attempt(
      async () => (await send({ variables: { input } })).data?.saveMatchSettings,
    );
    setProblem(outcome.ok ? null : outcome.problem);
    if (!outcome.ok) return;
    notifications.show({ message: s.saved });
    props.onSaved();
  }
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="match-title">
      <form onSubmit={(event) => void save(event)}>
        <Stack gap="sm">
          <Title order={2} id="match-title">
            {s.title}
          </Title>
          {problem !== null && (
            <Alert color="red" role="alert">
              {problem.message}
            </Alert>
          )}
          <Group align="flex-start">
            <NativeSelect
              label={s.on}
              value={matchOn}
              data={rules.map((value) => ({ value, label: s.by[value] }))}
              onChange={(event) =>
                setMatchOn(
                  rules.find((rule) => rule === event.currentTarget.value) ?? 'EXTERNAL_TICKET_ID',
                )
              }
            />
            {matchOn === 'ATTRIBUTE' && (
              <TextInput
                label={s.attribute}
                required
                maxLength={200}
                value={attribute}
                onChange={(event) => setAttribute(event.currentTarget.value)}
              />
            )}
            <TagsInput
              label={s.sources}
              description={s.sourcesNote}
              inputWrapperOrder={['label', 'input', 'description']}
              miw={220}
              value={sources}
              onChange={setSources}
            />
          </Group>
          <Group>
            <Button type="submit" variant="default" loading={loading}>
              {s.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}
