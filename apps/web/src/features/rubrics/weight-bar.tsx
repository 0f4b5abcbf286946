import type { DraftDimension } from './draft.ts';
import classes from './editor.module.css';
import { strings } from './strings.ts';
import { sharesOf } from './words.ts';

/** The weights as shares of one whole. */
export function ShareBar({ dimensions }: { readonly dimensions: readonly DraftDimension[] }) {
  const shares = sharesOf(dimensions);
  if (shares.every((share) => share === null)) return null;
  const texts = dimensions.map(
    ({ label }, index) => `${label} ${Math.round((shares[index] ?? 0) * 100)} %`,
  );
  return (
    <div
      role="img"
      className={classes.shares}
      aria-label={`${strings.draft.shares}: ${texts.join(', ')}`}
    >
      {dimensions.map(({ id }, index) => (
        <div
          key={id}
          className={classes.share}
          data-odd={index % 2 === 1 || undefined}
          style={{ flex: `${shares[index] ?? 0} 1 0` }}
          title={texts[index]}
        >
          {texts[index]}
        </div>
      ))}
    </div>
  );
}
