import { Checkbox, NativeSelect, Stack, TextInput } from '@mantine/core';
import type { EventType } from '../../__generated__/graphql.ts';
import { strings as s } from './strings.ts';

const allTypes = [
  'KPI_RUN_COMPLETED',
  'WEIGHT_PROPOSAL_READY',
  'CALIBRATION_CHANGED',
  'DATASET_RELEASE_READY',
] as const satisfies readonly EventType[];

/** What people say of a subscription. */
export interface SubscriptionDraft {
  readonly name: string;
  readonly url: string;
  readonly types: readonly EventType[];
  /** Null for every project. */
  readonly projectId: string | null;
}

export interface ProjectName {
  readonly id: string;
  readonly name: string;
}

/** The fields of a subscription, each with what is wrong with it. */
export function SubscriptionFields(props: {
  readonly draft: SubscriptionDraft;
  readonly projects: readonly ProjectName[];
  readonly problemAt: (field: string) => string | null;
  readonly onChange: (draft: SubscriptionDraft) => void;
}) {
  const { draft, projects, problemAt, onChange } = props;
  const change = (part: Partial<SubscriptionDraft>) => onChange({ ...draft, ...part });
  return (
    <>
      <TextInput
        label={s.name}
        description={s.nameHint}
        required
        maxLength={120}
        data-autofocus
        value={draft.name}
        error={problemAt('name')}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <TextInput
        label={s.url}
        description={s.urlHint}
        required
        type="url"
        maxLength={2000}
        value={draft.url}
        error={problemAt('url')}
        onChange={(event) => change({ url: event.currentTarget.value })}
      />
      <Checkbox.Group
        label={s.types}
        value={[...draft.types]}
        error={problemAt('types')}
        onChange={(chosen) => change({ types: allTypes.filter((type) => chosen.includes(type)) })}
      >
        <Stack gap={6} mt="xs">
          {allTypes.map((type) => (
            <Checkbox
              key={type}
              value={type}
              label={s.typeOf[type][0]}
              description={s.typeOf[type][1]}
            />
          ))}
        </Stack>
      </Checkbox.Group>
      <NativeSelect
        label={s.project}
        value={draft.projectId ?? ''}
        error={problemAt('projectId')}
        data={[
          { value: '', label: s.everyProject },
          ...projects.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={({ currentTarget: { value } }) =>
          change({ projectId: value === '' ? null : value })
        }
      />
    </>
  );
}
