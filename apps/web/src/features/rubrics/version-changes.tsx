import { Group, NativeSelect, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { Draft } from './draft.ts';
import { strings } from './strings.ts';
import { useVersion } from './use-version.ts';
import { type Change, versionDiff } from './version-diff.ts';

const s = strings.changes;

interface OtherVersion {
  readonly id: string;
  readonly number: number;
}

/** What is different from another version, in words. */
export function VersionChanges(props: {
  readonly content: Draft;
  /** Newest first, at least one. */
  readonly others: readonly [OtherVersion, ...OtherVersion[]];
}) {
  const [chosen, setChosen] = useState<string | null>(null);
  const before = props.others.find(({ id }) => id === chosen) ?? props.others[0];
  return (
    <Stack gap="xs" component="section" aria-labelledby="changes-title">
      <Group justify="space-between" align="flex-end">
        <Title order={2} id="changes-title">
          {s.title}
        </Title>
        <NativeSelect
          label={s.against}
          size="xs"
          value={before.id}
          data={props.others.map(({ id, number }) => ({ value: id, label: s.from(number) }))}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
      </Group>
      <Against key={before.id} id={before.id} content={props.content} />
    </Stack>
  );
}

function Against({ id, content }: { readonly id: string; readonly content: Draft }) {
  const { version, error } = useVersion(id);
  if (error !== undefined) return <Text c="dimmed">{error.message}</Text>;
  if (version === null) return <Skeleton height={60} />;
  const changes = versionDiff(version.content, content);
  if (changes.length === 0) return <Text c="dimmed">{s.none}</Text>;
  return (
    <dl style={{ margin: 0 }}>
      {[...grouped(changes)].map(([where, whats]) => (
        <div key={where} style={{ marginBottom: 8 }}>
          <dt style={{ fontWeight: 600 }}>{where}</dt>
          {whats.map((what) => (
            <dd key={what} style={{ margin: '0 0 0 16px' }} dir="auto">
              {what}
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

const grouped = (changes: readonly Change[]): ReadonlyMap<string, readonly string[]> =>
  changes.reduce(
    (groups, { where, what }) => groups.set(where, [...(groups.get(where) ?? []), what]),
    new Map<string, readonly string[]>(),
  );
