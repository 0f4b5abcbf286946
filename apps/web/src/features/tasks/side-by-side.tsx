import { Badge, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SideBySide_JudgmentFragment } from '../../__generated__/graphql.ts';
import { type FragmentType, graphql, readFragment } from '../../__generated__/index.ts';
import { AppLink } from '../../components/app-link.tsx';
import { shown } from '../../components/figures.ts';
import { When } from '../../components/when.tsx';
import { flagLabels, preferenceText, strings as s } from './strings.ts';
import classes from './task-judgments.module.css';

const SideBySide_judgment = graphql(`
  fragment SideBySide_judgment on Judgment {
    id
    annotator {
      id
      name
    }
    submittedAt
    activeSeconds
    composite
    compositeUndefinedBecause
    purpose
    revision
    scores {
      dimension {
        id
        key
        label
      }
      tier {
        id
        label
        index
      }
      notApplicable
    }
    preference {
      direction
      strength
      shownOrder
    }
    flags {
      kind
      note
    }
    note
  }
`);

type Judgment = SideBySide_JudgmentFragment;

/** One column a judgment, one row a dimension; rows where people differ say so. */
export function SideBySide(props: {
  readonly kind: 'RATING' | 'PAIRWISE';
  readonly judgments: readonly FragmentType<typeof SideBySide_judgment>[];
  /** all judgments of an annotator */
  readonly hrefOf: (annotatorId: string) => string;
}) {
  const judgments = readFragment(SideBySide_judgment, props.judgments);
  const dimensions = new Map(
    judgments.flatMap(({ scores }) =>
      scores.map(({ dimension }) => [dimension.key, dimension.label] as const),
    ),
  );
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={s.sideBySide}>
        <thead>
          <tr>
            <td />
            {judgments.map((judgment) => (
              <Head
                key={judgment.id}
                judgment={judgment}
                href={props.hrefOf(judgment.annotator.id)}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {[...dimensions].map(([key, label]) => (
            <Row
              key={key}
              label={label}
              judgments={judgments}
              textOf={(judgment) => answerTo(judgment, key)}
              marksDifference
            />
          ))}
          {props.kind === 'RATING' ? (
            <Row label={s.composite} judgments={judgments} textOf={compositeOf} />
          ) : (
            <Row
              label={s.preference}
              judgments={judgments}
              textOf={({ preference }) => (preference == null ? '—' : preferenceText(preference))}
              below={({ preference }) => {
                const [first] = preference?.shownOrder ?? [];
                return first === undefined ? null : s.shownFirst(first === 0 ? 'A' : 'B');
              }}
              marksDifference
            />
          )}
          {judgments.some(({ flags, note }) => flags.length > 0 || note !== '') && (
            <tr>
              <th scope="row">{s.flagsAndNotes}</th>
              {judgments.map((judgment) => (
                <td key={judgment.id}>
                  <Remarks judgment={judgment} />
                </td>
              ))}
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

function Head({ judgment, href }: { readonly judgment: Judgment; readonly href: string }) {
  const { annotator, submittedAt, activeSeconds, purpose, revision } = judgment;
  return (
    <th scope="col">
      <AppLink className={classes.person} href={href}>
        {annotator.name}
      </AppLink>
      <span className={classes.meta}>
        <When at={submittedAt} />
        {activeSeconds != null && `, ${Math.round(activeSeconds)} s`}
      </span>
      {purpose !== 'LIVE' && (
        <Badge size="sm" variant="light" color="gray">
          {s.purposes[purpose]}
        </Badge>
      )}
      {revision > 1 && (
        <Badge size="sm" variant="light" color="gray">
          {s.revision(revision)}
        </Badge>
      )}
    </th>
  );
}

function Row(props: {
  readonly label: string;
  readonly judgments: readonly Judgment[];
  readonly textOf: (judgment: Judgment) => string;
  readonly below?: (judgment: Judgment) => ReactNode;
  readonly marksDifference?: boolean;
}) {
  const texts = props.judgments.map(props.textOf);
  const differs = props.marksDifference === true && new Set(texts).size > 1;
  return (
    <tr>
      <th scope="row">
        {props.label}
        {differs && <span className={classes.differs}>{s.differ}</span>}
      </th>
      {props.judgments.map((judgment, index) => (
        <td key={judgment.id}>
          {texts[index]}
          {props.below !== undefined && (
            <span className={classes.meta}>{props.below(judgment)}</span>
          )}
        </td>
      ))}
    </tr>
  );
}

function Remarks({ judgment }: { readonly judgment: Judgment }) {
  return (
    <>
      {judgment.flags.map(({ kind, note }) => (
        <Text key={kind} size="sm" c={kind === 'RED_LINE' ? 'red' : 'dimmed'}>
          {flagLabels[kind]}
          {note !== '' && `: ${note}`}
        </Text>
      ))}
      <Text size="sm" fs="italic" dir="auto">
        {judgment.note}
      </Text>
    </>
  );
}

const answerTo = ({ scores }: Judgment, key: string): string =>
  scores
    .filter(({ dimension }) => dimension.key === key)
    .map(({ tier, notApplicable }) => (notApplicable ? s.notApplicable : (tier?.label ?? '—')))
    .join(', ') || '—';

const compositeOf = ({ composite, compositeUndefinedBecause }: Judgment): string =>
  composite == null ? `— ${compositeUndefinedBecause ?? ''}` : shown(composite, 'fraction');
