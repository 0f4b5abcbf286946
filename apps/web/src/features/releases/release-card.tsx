import { useApolloClient } from '@apollo/client/react';
import { Badge, Button, Group, Paper, Progress, Table, Text } from '@mantine/core';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { plural } from '../../components/figures.ts';
import { When } from '../../components/when.tsx';
import { useJob } from '../imports/use-job.ts';

const ReleaseCard_release = graphql(`
  fragment ReleaseCard_release on DatasetRelease {
    id
    name
    format
    createdAt
    gates {
      minimumVotes
      minimumAgreement
    }
    job {
      id
      state
      progress
      total
      error
    }
    manifest {
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
  }
`);
const ReleaseUrls = graphql(`
  query ReleaseUrls($id: ID!) {
    datasetRelease(id: $id) {
      id
      downloadUrl
      manifestUrl
    }
  }
`);

/** One release: its gates, what it holds and what was left out, and the files. */
export function ReleaseCard(props: {
  readonly release: FragmentType<typeof ReleaseCard_release>;
  readonly onChange: () => void;
}) {
  const release = readFragment(ReleaseCard_release, props.release);
  const client = useApolloClient();
  const { over } = useJob(release.job, props.onChange);
  const { manifest, job } = release;

  /** A link is good for one download and five minutes, so it is asked for when it is wanted. */
  async function fetchFile(which: 'downloadUrl' | 'manifestUrl') {
    const { data } = await client.query({
      query: ReleaseUrls,
      variables: { id: release.id },
      fetchPolicy: 'network-only',
    });
    const url = data?.datasetRelease[which];
    if (url != null) location.assign(url);
  }
  return (
    <Paper withBorder p="md" component="article" aria-label={`Release ${release.name}`}>
      <Group justify="space-between">
        <Group gap="xs">
          <Text fw={600}>{release.name}</Text>
          <Badge variant="light">{release.format === 'DPO' ? 'DPO' : 'DPO, conversational'}</Badge>
          <When at={release.createdAt} />
        </Group>
        {manifest != null && (
          <Group gap="xs">
            <Button size="compact-sm" onClick={() => void fetchFile('downloadUrl')}>
              Download
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => void fetchFile('manifestUrl')}
            >
              Manifest
            </Button>
          </Group>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        At least {plural(release.gates.minimumVotes, 'vote')}, agreement at least{' '}
        {release.gates.minimumAgreement}
      </Text>
      {!over && (
        <Progress
          mt="xs"
          value={job.total == null || job.total === 0 ? 5 : (job.progress / job.total) * 100}
          animated
          aria-label="Writing the release"
        />
      )}
      {job.error != null && (
        <Text c="red" role="alert">
          {job.error}
        </Text>
      )}
      {manifest != null && (
        <>
          <Text mt="xs">
            <Text span fw={600}>
              {plural(manifest.rows, 'pair')}
            </Text>{' '}
            ({manifest.chosenA} chose A, {manifest.chosenB} chose B),{' '}
            {Math.ceil(manifest.sizeBytes / 1024).toLocaleString('en')} KiB
          </Text>
          <Table aria-label="Left out" withRowBorders={false} maw={360} verticalSpacing={2}>
            <Table.Tbody>
              {manifest.dropped.map(({ reason, count }) => (
                <Table.Tr key={reason}>
                  <Table.Td>{reason}</Table.Td>
                  <Table.Td ta="right">{count}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            sha256 {manifest.sha256} · scoring {manifest.scoringVersion} · as of{' '}
            {new Date(manifest.snapshotAt).toLocaleString('en')}
          </Text>
        </>
      )}
    </Paper>
  );
}
