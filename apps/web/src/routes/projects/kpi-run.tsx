import { useQuery } from '@apollo/client/react';
import { Group, NativeSelect, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { graphql } from '../../__generated__/index.ts';
import { EmptyState, PageSkeleton } from '../../components/states.tsx';
import { When } from '../../components/when.tsx';
import { labelOf, type Named } from '../../features/kpi/label-of.ts';
import { NoteList } from '../../features/kpi/note-list.tsx';
import { OutcomeSummaries } from '../../features/kpi/outcome-summaries.tsx';
import { OutcomesNav } from '../../features/kpi/outcomes-nav.tsx';
import { PairForest } from '../../features/kpi/pair-forest.tsx';
import { PairHeatMap } from '../../features/kpi/pair-heat-map.tsx';
import { PairLags } from '../../features/kpi/pair-lags.tsx';
import { PairPlots } from '../../features/kpi/pair-plots.tsx';
import { PairTable } from '../../features/kpi/pair-table.tsx';
import { requestText } from '../../features/kpi/request-text.ts';
import { SelectionTable } from '../../features/kpi/selection-table.tsx';
import { strings } from '../../features/kpi/strings.ts';
import { ProposeForm } from '../../features/proposals/propose-form.tsx';
import { QueryProblem } from '../../features/tenancy/query-problem.tsx';

const KpiRunRoute = graphql(`
  query KpiRunRoute($runId: ID!) {
    kpiRun(id: $runId) {
      id
      createdAt
      asOf
      seed
      codeVersion
      inputSha256
      request {
        primaryOutcome
        ...RequestText_request
      }
      result {
        ...RequestText_result
        tickets
        effectiveTickets
        clusters
        selection {
          ...SelectionTable_row
        }
        scores {
          key
          label
          ...OutcomeSummaries_score
        }
        outcomes {
          key
          label
          notes {
            ...NoteList_note
          }
          ...OutcomeSummaries_outcome
        }
        notes {
          ...NoteList_note
        }
        pairs {
          ...PairForest_pair
        }
      }
    }
  }
`);
const KpiPairQuery = graphql(`
  query KpiPairQuery($runId: ID!, $score: String!, $outcome: String!) {
    kpiRun(id: $runId) {
      id
      result {
        pair(score: $score, outcome: $outcome) {
          ...PairPlots_pair
          ...PairLags_pair
          ...PairTable_pair
        }
      }
    }
  }
`);
const s = strings.explorer;

/** /t/:tenant/projects/:projectId/outcomes/runs/:runId: what one run says */
export function Component() {
  const { tenant = '', projectId = '', runId = '' } = useParams({ strict: false });
  const search: { readonly score?: unknown; readonly outcome?: unknown } = useSearch({
    strict: false,
  });
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(KpiRunRoute, { variables: { runId } });
  if (error !== undefined && data === undefined) {
    return <QueryProblem error={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <PageSkeleton />;
  const run = data.kpiRun;
  const { result } = run;
  if (result == null) {
    return (
      <Stack>
        <OutcomesNav />
        <EmptyState title={strings.none}>{strings.noneLong}</EmptyState>
      </Stack>
    );
  }
  const base = `/t/${tenant}/projects/${projectId}/outcomes/runs/${runId}`;
  const known = (list: readonly { readonly key: string }[], wanted: unknown, other: string) =>
    list.find(({ key }) => key === wanted)?.key ??
    list.find(({ key }) => key === other)?.key ??
    list[0]?.key ??
    '';
  const outcome = known(result.outcomes, search.outcome, run.request.primaryOutcome ?? '');
  const score = known(result.scores, search.score, 'composite');
  const hrefOf = (one: string, other: string) =>
    `${base}?score=${encodeURIComponent(one)}&outcome=${encodeURIComponent(other)}`;
  const choose = (next: { score?: string; outcome?: string }) =>
    void navigate({ to: base, search: { score, outcome, ...next }, replace: true });
  return (
    <Stack gap="lg">
      <OutcomesNav />
      <Group justify="space-between">
        <Title order={2}>
          {strings.tickets(result.tickets)} · <When at={run.createdAt} />
        </Title>
        <Text size="xs" c="dimmed">
          {strings.code} {run.codeVersion} · {strings.seed} {run.seed} · {strings.input}{' '}
          {run.inputSha256?.slice(0, 12)}…
        </Text>
      </Group>
      <Text size="sm" c="dimmed" mt={-12}>
        {requestText(run.request, result)}
        {result.clusters != null && ` · ${strings.clusters(result.clusters)}`}
        {Math.round(result.effectiveTickets) < result.tickets &&
          ` · ${strings.worth(Math.round(result.effectiveTickets))}`}{' '}
        · {strings.asOf} <When at={run.asOf} />
      </Text>
      <NoteList notes={result.notes} />
      {result.outcomes.length === 0 ? (
        <EmptyState title={strings.noOutcome}>{strings.noneLong}</EmptyState>
      ) : (
        <>
          <PairHeatMap
            pairs={result.pairs}
            scores={result.scores}
            outcomes={result.outcomes}
            hrefOf={hrefOf}
          />
          <Group>
            <NativeSelect
              label={s.outcome}
              value={outcome}
              data={result.outcomes.map(({ key, label }) => ({ value: key, label }))}
              onChange={(event) => choose({ outcome: event.currentTarget.value })}
            />
            <NativeSelect
              label={s.score}
              value={score}
              data={result.scores.map(({ key, label }) => ({ value: key, label }))}
              onChange={(event) => choose({ score: event.currentTarget.value })}
            />
          </Group>
          <PairForest
            pairs={result.pairs}
            outcome={{ key: outcome, label: labelOf(result.outcomes, outcome) }}
            scores={new Map(result.scores.map(({ key, label }) => [key, label]))}
            hrefOf={(one) => hrefOf(one, outcome)}
          />
          <NoteList notes={result.outcomes.find(({ key }) => key === outcome)?.notes ?? []} />
          <Pair
            runId={runId}
            score={{ key: score, label: labelOf(result.scores, score) }}
            outcome={{ key: outcome, label: labelOf(result.outcomes, outcome) }}
          />
          <SelectionTable rows={result.selection} />
          <OutcomeSummaries outcomes={result.outcomes} scores={result.scores} />
          <ProposeForm
            runId={runId}
            outcome={
              run.request.primaryOutcome == null
                ? null
                : labelOf(result.outcomes, run.request.primaryOutcome)
            }
            onMade={(id) =>
              void navigate({ to: `/t/${tenant}/projects/${projectId}/outcomes/proposals/${id}` })
            }
          />
        </>
      )}
    </Stack>
  );
}

function Pair(props: { readonly runId: string; readonly score: Named; readonly outcome: Named }) {
  const { score, outcome } = props;
  const { data, previousData, error, refetch } = useQuery(KpiPairQuery, {
    variables: { runId: props.runId, score: score.key, outcome: outcome.key },
  });
  const pair = (data ?? previousData)?.kpiRun.result?.pair;
  if (error !== undefined && pair == null) {
    return <QueryProblem error={error} onRetry={() => void refetch()} />;
  }
  if (pair == null) return <Skeleton height={300} />;
  return (
    <Stack component="section" aria-label={s.pair(score.label, outcome.label)}>
      <Title order={2}>{s.pair(score.label, outcome.label)}</Title>
      <PairPlots pair={pair} score={score.label} outcome={outcome.label} />
      <PairLags pair={pair} outcome={outcome.label} />
      <PairTable pair={pair} />
    </Stack>
  );
}
