import { lazy, Suspense } from 'react';
import classes from './model-text.module.css';

const MarkdownText = lazy(async () => ({
  default: (await import('./markdown-text.tsx')).MarkdownText,
}));

/** Text of a model or a customer: shown as text, or as Markdown without anything that acts. */
export function ModelText(props: {
  readonly text: string;
  readonly language?: string | null;
  readonly markdown?: boolean;
}) {
  const { text } = props;
  if (text === '') return <p className={classes.empty}>(empty)</p>;
  const plain = (
    <div className={classes.plain} dir="auto" lang={props.language ?? undefined}>
      {text}
    </div>
  );
  if (!props.markdown) return plain;
  return (
    <Suspense fallback={plain}>
      <div dir="auto" lang={props.language ?? undefined}>
        <MarkdownText text={text} />
      </div>
    </Suspense>
  );
}
