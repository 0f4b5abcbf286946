import {
  ActionIcon,
  Button,
  Group,
  NumberInput,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { type Draft, type DraftProfile, newProfile } from './draft.ts';
import { problemsBelow, withAt, withoutAt } from './draft-edits.ts';
import classes from './editor.module.css';
import { strings } from './strings.ts';

const s = strings.profile;
type Problems = readonly { readonly field: string; readonly message: string }[];

/** Other weights for some tasks. */
export function ProfilesEditor(props: {
  readonly draft: Draft;
  readonly problems: Problems;
  readonly onChange: (profiles: readonly DraftProfile[]) => void;
}) {
  const { draft, problems, onChange } = props;
  const { profiles } = draft;
  return (
    <Stack gap="xs" component="section" aria-labelledby="profiles-title">
      <div>
        <Title order={2} id="profiles-title">
          {s.title}
        </Title>
        <Text c="dimmed">{s.lead}</Text>
      </div>
      {profiles.length === 0 && <Text>{s.none}</Text>}
      {profiles.map((profile, index) => (
        <ProfileRow
          key={profile.id}
          number={index + 1}
          profile={profile}
          draft={draft}
          problems={problemsBelow(problems, `profiles.${index}`)}
          onChange={(changed) => onChange(withAt(profiles, index, changed))}
          onRemove={() => onChange(withoutAt(profiles, index))}
        />
      ))}
      <Group>
        <Button
          variant="default"
          size="compact-sm"
          disabled={draft.dimensions.length === 0}
          onClick={() => onChange([...profiles, newProfile()])}
        >
          {s.add}
        </Button>
      </Group>
    </Stack>
  );
}

function ProfileRow(props: {
  readonly number: number;
  readonly profile: DraftProfile;
  readonly draft: Draft;
  readonly problems: ReadonlyMap<string, string>;
  readonly onChange: (profile: DraftProfile) => void;
  readonly onRemove: () => void;
}) {
  const { profile, problems, number } = props;
  const set = (change: Partial<DraftProfile>) => props.onChange({ ...profile, ...change });
  // as typed: a comma at the end is not yet a value
  const [values, setValues] = useState(profile.equals.join(', '));
  const weights = new Map(profile.weights.map((w) => [w.dimensionKey, w.weight]));
  return (
    <fieldset className={classes.row} aria-label={s.section(number)}>
      <TextInput
        label={s.name}
        flex={1}
        miw={140}
        value={profile.name}
        error={problems.get('name')}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        label={s.attribute}
        title={s.attributeHint}
        flex={1}
        miw={120}
        value={profile.attribute}
        error={problems.get('attribute')}
        onChange={(event) => set({ attribute: event.currentTarget.value })}
      />
      <TextInput
        label={s.equals}
        title={s.equalsHint}
        placeholder={s.equalsExample}
        flex={1}
        miw={160}
        value={values}
        error={problems.get('equals')}
        onChange={(event) => {
          setValues(event.currentTarget.value);
          set({ equals: valuesOf(event.currentTarget.value) });
        }}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        mt={24}
        aria-label={s.remove(number)}
        onClick={props.onRemove}
      >
        <IconTrash size={16} />
      </ActionIcon>
      <Group w="100%" align="flex-start" gap="sm">
        {props.draft.dimensions.map(({ id, key, label, weight }) => (
          <NumberInput
            key={id}
            label={s.weightOf(label)}
            placeholder={String(weight)}
            min={0}
            step={0.1}
            decimalScale={4}
            w={150}
            value={weights.get(key) ?? ''}
            onChange={(value) => {
              const others = profile.weights.filter(({ dimensionKey }) => dimensionKey !== key);
              const own = value === '' ? [] : [{ dimensionKey: key, weight: Number(value) }];
              set({ weights: [...others, ...own] });
            }}
          />
        ))}
      </Group>
      <Text size="xs" c={problems.has('weights') ? 'var(--mantine-color-error)' : 'dimmed'}>
        {problems.get('weights') ?? s.weightsHint}
      </Text>
    </fieldset>
  );
}

const valuesOf = (text: string): string[] =>
  text
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');
