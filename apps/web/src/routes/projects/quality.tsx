import { useQuery } from '@apollo/client/react';
import { NativeSelect, Skeleton, Stack, Title } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { graphql } from '../../__generated__/index.ts';
import { EmptyState } from '../../components/states.tsx';
import { AgreementPlot } from '../../features/projects/agreement-plot.tsx';
import { AnnotatorTable } from '../../features/quality/annotator-table.tsx';
import { PairMatrix } from '../../features/quality/pair-matrix.tsx';
import { strings as s } from '../../features/quality/strings.ts';
import { useSearchTexts } from '../../features/search/use-search-texts.ts';
import { QueryProblem } from '../../features/tenancy/query-problem.tsx';

const QualityRoute = graphql(`
  query QualityRoute($projectId: ID!) {
    project(id: $projectId) {
      id
      targetAgreement
      agreements {
        dimension {
          id
          key
          label
        }
        units
        ...AgreementPlot_agreements
      }
      annotatorQuality {
        annotator {
          id
        }
        ...AnnotatorTable_figures
      }
    }
  }
`);

/** /t/:tenant/projects/:projectId/quality: is it trustworthy, and who differs from whom */
export function Component() {
  const { tenant = '', projectId = '' } = useParams({ strict: false });
  const [search, change] = useSearchTexts();
  const { data, error, refetch } = useQuery(QualityRoute, {
    variables: { projectId },
    fetchPolicy: 'cache-and-network',
    errorPolicy: 'all', // a figure that fails does not take the others with it
  });
  if (error !== undefined && data == null) {
    return <QueryProblem error={error} onRetry={() => void refetch()} />;
  }
  if (data == null) {
    return (
      <Stack gap="md" aria-busy>
        <Skeleton height={220} />
        <Skeleton height={340} />
      </Stack>
    );
  }
  const { project } = data;
  const base = `/t/${tenant}/projects/${projectId}`;
  if (project.annotatorQuality.length === 0) {
    return <EmptyState title={s.nobody}>{s.nobodyLong}</EmptyState>;
  }
  const subjects = project.agreements
    .filter(({ units }) => units > 0)
    .map(({ dimension }) => ({
      value: dimension?.key ?? '',
      label: dimension?.label ?? s.preferences,
    }));
  const subject = subjects.find(({ value }) => value === search.on) ?? subjects[0];
  return (
    <Stack gap="lg">
      {error !== undefined && (
        <QueryProblem isPartial error={error} onRetry={() => void refetch()} />
      )}
      <AgreementPlot
        agreements={project.agreements}
        target={project.targetAgreement}
        hrefOf={(key) => (key === null ? null : `${base}/judgments?dimension=${key}`)}
      />
      {subject === undefined ? (
        <EmptyState title={s.fewPairs}>{s.fewPairsLong}</EmptyState>
      ) : (
        <Stack gap="xs">
          <NativeSelect
            label={s.on}
            value={subject.value}
            data={subjects}
            onChange={(event) => change({ on: event.currentTarget.value, pair: null })}
            maw={280}
          />
          <PairMatrix
            projectId={projectId}
            dimensionKey={subject.value === '' ? null : subject.value}
            subject={subject.label}
            pair={search.pair ?? null}
            hrefOfPair={(pair) =>
              `${base}/quality?on=${subject.value}${pair === null ? '' : `&pair=${pair}`}`
            }
            judgments={`${base}/judgments`}
          />
        </Stack>
      )}
      <section aria-labelledby="annotators-title">
        <Title order={2} id="annotators-title" mb="xs">
          {s.annotators}
        </Title>
        <AnnotatorTable
          figures={project.annotatorQuality}
          hrefOf={(id) => `${base}/judgments?annotator=${id}`}
        />
      </section>
    </Stack>
  );
}
