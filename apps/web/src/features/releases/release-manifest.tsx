import { Code, Group, Stack, Table, Text } from '@mantine/core';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { plural } from '../../components/figures.ts';
import { When } from '../../components/when.tsx';
import { strings } from './strings.ts';

const ReleaseManifest_manifest = graphql(`
  fragment ReleaseManifest_manifest on ReleaseManifest {
    rows
    sizeBytes
    sha256
    chosenA
    chosenB
    dropped {
      reason
      count
    }
    rubricVersions
    scoringVersion
    snapshotAt
  }
`);
const s = strings.card;

/** What a finished release says of itself. */
export function ReleaseManifest(props: {
  readonly manifest: FragmentType<typeof ReleaseManifest_manifest>;
}) {
  const manifest = readFragment(ReleaseManifest_manifest, props.manifest);
  const facts = [
    [s.rubricVersions, manifest.rubricVersions.join(', ') || '—'],
    [s.scoring, manifest.scoringVersion],
    [s.asOf, <When key="at" at={manifest.snapshotAt} />],
    [
      s.sha256,
      <Code key="sha" style={{ overflowWrap: 'anywhere' }}>
        {manifest.sha256}
      </Code>,
    ],
  ] as const;
  return (
    <Stack gap="xs" mt="xs">
      <Text>
        <Text span fw={600}>
          {plural(manifest.rows, 'pair')}
        </Text>
        {', '}
        {sizeOf(manifest.sizeBytes)}: {s.chosen(manifest.chosenA, manifest.chosenB)}
      </Text>
      {manifest.rows === 0 && <Text c="dimmed">{s.empty}</Text>}
      <Group align="flex-start" gap="xl">
        <div>
          <Text size="sm" fw={600}>
            {s.leftOut}
          </Text>
          {manifest.dropped.length === 0 ? (
            <Text size="sm" c="dimmed">
              {s.nothingLeftOut}
            </Text>
          ) : (
            <Table
              aria-label={s.leftOut}
              withRowBorders={false}
              verticalSpacing={1}
              fz="sm"
              w="auto"
            >
              <Table.Tbody>
                {manifest.dropped.map(({ reason, count }) => (
                  <Table.Tr key={reason}>
                    <Table.Td pl={0}>{s.reasons[reason] ?? reason}</Table.Td>
                    <Table.Td ta="right">{count}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
        </div>
        <Table aria-label={s.about} withRowBorders={false} verticalSpacing={1} fz="sm" w="auto">
          <Table.Tbody>
            {facts.map(([name, value]) => (
              <Table.Tr key={name}>
                <Table.Th fw={400} c="dimmed" pl={0}>
                  {name}
                </Table.Th>
                <Table.Td>{value}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Group>
    </Stack>
  );
}

/** "3 B", "1.4 kB", "12.0 MB" */
export function sizeOf(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  const power = Math.min(3, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  return `${power === 0 ? bytes : (bytes / 1000 ** power).toFixed(1)} ${units[power]}`;
}
