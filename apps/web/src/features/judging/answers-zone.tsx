import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { ModelText } from '../../components/model-text.tsx';
import type { Answers } from './answers.ts';
import classes from './answers-zone.module.css';
import type { Assignment, CandidateResponse } from './assignment.ts';
import { KeyHint } from './key-hint.tsx';
import { LongText } from './long-text.tsx';
import { preferredSide } from './preference.ts';
import { strings } from './strings.ts';

const MarkedDifference = lazy(async () => {
  const { MarkedDifference: component } = await import('./marked-difference.tsx');
  return { default: component };
});

/** The responses in the order shown: one, or several side by side at equal width and height. */
export function AnswersZone(props: {
  readonly assignment: Assignment;
  readonly preference: Answers['preference'];
  readonly difference: boolean;
  readonly onDifference: () => void;
}) {
  const { assignment, preference } = props;
  const { responses } = assignment;
  const [expanded, setExpanded] = useState(false);
  const side = preferredSide(assignment, preference);
  const pair = responses.length === 2;
  return (
    <div className={classes.zone}>
      <div className={classes.responses} data-count={responses.length}>
        {responses.map((response, position) => {
          const name =
            responses.length === 1 ? strings.response.only : strings.response.name(position + 1);
          const preferred = side === (position === 0 ? 'LEFT' : 'RIGHT') && pair;
          return (
            <article
              key={response.id}
              aria-label={name}
              className={classes.response}
              data-preferred={preferred || undefined}
            >
              <header className={classes.name}>
                {name}
                {pair && position === 1 && (
                  <Button
                    className={classes.difference ?? ''}
                    variant={props.difference ? 'light' : 'subtle'}
                    size="compact-xs"
                    aria-pressed={props.difference}
                    aria-keyshortcuts="D"
                    rightSection={<KeyHint>d</KeyHint>}
                    onClick={props.onDifference}
                  >
                    {props.difference
                      ? strings.response.hideDifference
                      : strings.response.showDifference}
                  </Button>
                )}
              </header>
              <div className={classes.content}>
                <LongText expanded={expanded} onExpand={setExpanded}>
                  <Content
                    response={response}
                    other={pair && props.difference ? responses[1 - position] : undefined}
                    first={position === 0}
                    markdown={assignment.renderMarkdown}
                  />
                </LongText>
              </div>
            </article>
          );
        })}
      </div>
    </div>
  );
}

function Content(props: {
  readonly response: CandidateResponse;
  /** the response to mark the differences to, if any */
  readonly other: CandidateResponse | undefined;
  readonly first: boolean;
  readonly markdown: boolean;
}) {
  const { response, other } = props;
  if (response.content.trim() === '')
    return <p className={classes.empty}>{strings.response.empty}</p>;
  const plain = (
    <ModelText text={response.content} language={response.language} markdown={props.markdown} />
  );
  if (other === undefined) return plain;
  return (
    <Suspense fallback={plain}>
      <MarkedDifference
        text={response.content}
        other={other.content}
        first={props.first}
        language={response.language}
      />
    </Suspense>
  );
}
