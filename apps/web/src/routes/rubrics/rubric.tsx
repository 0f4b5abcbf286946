import { useQuery } from '@apollo/client/react';
import { Modal, NavLink } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { graphql } from '../../__generated__/index.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { PageSkeleton } from '../../components/states.tsx';
import type { Draft } from '../../features/rubrics/draft.ts';
import { PublishDialog } from '../../features/rubrics/publish-dialog.tsx';
import classes from '../../features/rubrics/rubric-page.module.css';
import { RubricPreview } from '../../features/rubrics/rubric-preview.tsx';
import { strings } from '../../features/rubrics/strings.ts';
import { VersionView } from '../../features/rubrics/version-view.tsx';
import { isLead } from '../../features/tenancy/destinations.ts';
import { QueryProblem } from '../../features/tenancy/query-problem.tsx';

const RubricRoute = graphql(`
  query RubricRoute($rubricId: ID!) {
    viewer {
      id
      member {
        id
        role
      }
    }
    rubric(id: $rubricId) {
      id
      name
      description
      versions {
        id
        number
        status
        note
        dimensions {
          key
        }
      }
    }
  }
`);
const s = strings.page;

/** /t/:tenant/rubrics/:rubricId */
export function Component() {
  const { rubricId = '' } = useParams({ strict: false });
  const [chosen, setChosen] = useState<string | null>(null);
  const [preview, setPreview] = useState<Draft | null>(null);
  const [publishing, setPublishing] = useState(false);
  const { data, error, refetch } = useQuery(RubricRoute, {
    variables: { rubricId },
    fetchPolicy: 'cache-and-network',
  });
  if (error !== undefined && data === undefined) {
    return <QueryProblem error={error} onRetry={() => void refetch()} />;
  }
  if (data === undefined) return <PageSkeleton />;
  const { rubric } = data;
  const { versions } = rubric;
  const shown = versions.find(({ id }) => id === chosen) ?? versions[0];
  const published = versions.filter(({ status }) => status !== 'DRAFT');
  return (
    <div style={{ maxWidth: 1360 }}>
      <PageHeader title={rubric.name} lead={rubric.description} />
      <div className={classes.page}>
        <nav className={classes.versions} aria-label={s.versions}>
          {versions.map(({ id, number, status }) => (
            <NavLink
              key={id}
              component="button"
              active={id === shown?.id}
              aria-current={id === shown?.id ? 'true' : undefined}
              label={status === 'DRAFT' ? s.draftOf(number) : s.version(number)}
              description={s.status[status]}
              onClick={() => setChosen(id)}
            />
          ))}
        </nav>
        {shown !== undefined && (
          <VersionView
            key={`${shown.id} ${shown.status}`}
            rubricId={rubric.id}
            version={shown}
            earlier={published.filter(({ number }) => number < shown.number)}
            fixedKeys={published.flatMap(({ dimensions }) => dimensions.map(({ key }) => key))}
            canWrite={isLead(data.viewer.member?.role ?? 'ANNOTATOR')}
            canBegin={published.length === versions.length}
            onBegun={(id) => void refetch().then(() => setChosen(id))}
            onPublish={() => setPublishing(true)}
            onPreview={setPreview}
          />
        )}
      </div>
      <Modal
        opened={preview !== null}
        onClose={() => setPreview(null)}
        title={strings.preview.title}
        size="lg"
      >
        {preview !== null && <RubricPreview content={preview} />}
      </Modal>
      {publishing && shown !== undefined && (
        <PublishDialog
          name={rubric.name}
          versionId={shown.id}
          onClose={() => setPublishing(false)}
        />
      )}
    </div>
  );
}
