import { useMemo } from 'react';
import classes from './marked-difference.module.css';
import { strings } from './strings.ts';
import { wordDifference } from './word-difference.ts';

/** A text with the words marked that the other text does not have; as plain text, so that all is seen. */
export function MarkedDifference(props: {
  readonly text: string;
  readonly other: string;
  /** whether this is the first of the two, so that both are cut alike */
  readonly first: boolean;
  readonly language: string | null;
}) {
  const { text, other, first } = props;
  const stretches = useMemo(
    () => (first ? wordDifference(text, other).first : wordDifference(other, text).second),
    [text, other, first],
  );
  let offset = 0;
  return (
    <div
      className={classes.text}
      dir="auto"
      lang={props.language ?? undefined}
      title={strings.response.differenceLegend}
    >
      {stretches.map((stretch) => {
        const key = offset;
        offset += stretch.text.length;
        return stretch.only ? <mark key={key}>{stretch.text}</mark> : stretch.text;
      })}
    </div>
  );
}
