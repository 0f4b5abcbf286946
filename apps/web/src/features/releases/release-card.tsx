import { useApolloClient } from '@apollo/client/react';
import { Badge, Button, Group, Paper, Progress, Text } from '@mantine/core';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { plural, shown } from '../../components/figures.ts';
import { When } from '../../components/when.tsx';
import { CancelJobButton } from '../imports/cancel-job-button.tsx';
import { fetchFile } from '../imports/fetch-file.ts';
import { useJob } from '../imports/use-job.ts';
import { ReleaseManifest } from './release-manifest.tsx';
import { strings } from './strings.ts';

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
      mayCancel
    }
    manifest {
      rows
      ...ReleaseManifest_manifest
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
const s = strings.card;

/** One release: its gates, what it holds and what was left out, and the files. */
export function ReleaseCard(props: {
  readonly release: FragmentType<typeof ReleaseCard_release>;
  readonly onChange: () => void;
}) {
  const release = readFragment(ReleaseCard_release, props.release);
  const client = useApolloClient();
  const following = useJob(release.job, props.onChange);
  const { over } = following;
  const { manifest, job, gates } = release;
  const percent =
    job.total == null || job.total === 0 ? 0 : Math.round((job.progress / job.total) * 100);

  const take = (which: 'downloadUrl' | 'manifestUrl') =>
    fetchFile(async () => {
      const { data } = await client.query({
        query: ReleaseUrls,
        variables: { id: release.id },
        fetchPolicy: 'network-only',
      });
      return data?.datasetRelease[which];
    });
  return (
    <Paper withBorder p="md" component="article" aria-label={s.name(release.name)}>
      <Group justify="space-between">
        <Group gap="xs">
          <Text fw={600}>{release.name}</Text>
          <Badge variant="light" tt="none">
            {s.format[release.format]}
          </Badge>
          <When at={release.createdAt} />
        </Group>
        <Group gap="xs">
          {manifest != null && (
            <>
              <Button size="compact-sm" onClick={() => void take('downloadUrl')}>
                {s.download}
              </Button>
              <Button size="compact-sm" variant="default" onClick={() => void take('manifestUrl')}>
                {s.manifest}
              </Button>
            </>
          )}
          <CancelJobButton {...following} mayCancel={job.mayCancel} label={s.cancel} />
        </Group>
      </Group>
      <Text size="sm" c="dimmed">
        {s.gates(plural(gates.minimumVotes, 'vote'), shown(gates.minimumAgreement, 'percent'))}
      </Text>
      {!over && <Progress mt="xs" value={percent} animated aria-label={s.writing(percent)} />}
      {job.state === 'CANCELLED' && <Text c="dimmed">{s.cancelled}</Text>}
      {job.error != null && (
        <Text c="var(--mantine-color-error)" role="alert">
          {job.error}
        </Text>
      )}
      {manifest != null && <ReleaseManifest manifest={manifest} />}
    </Paper>
  );
}
