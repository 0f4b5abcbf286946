import { useId } from 'react';
import type { CellAnswer } from './answers.ts';
import type { Dimension } from './assignment.ts';
import { strings } from './strings.ts';
import classes from './tier-control.module.css';
import { useFollowingFocus } from './use-following-focus.ts';

/** The tiers of one dimension side by side, as native radio buttons with their number keys. */
export function TierControl(props: {
  readonly name: string;
  /** shown before the tiers where a dimension has several targets: the response's number */
  readonly mark: string | null;
  readonly dimension: Dimension;
  /** the highest tier that crosses a red line, or null */
  readonly redTier: number | null;
  readonly answer: CellAnswer | undefined;
  /** the keyboard is here */
  readonly focused: boolean;
  readonly missing: boolean;
  readonly readOnly: boolean;
  readonly onFocus: () => void;
  readonly onChoose: (tier: number) => void;
  readonly onNotApplicable: () => void;
  /** the tier that is pointed at or focused, or null */
  readonly onPreview: (tier: number | null) => void;
}) {
  const { dimension, answer, focused, readOnly, onPreview } = props;
  const group = useId();
  const chosen = answer === undefined || answer === 'NOT_APPLICABLE' ? null : answer.tier;
  // One tab stop a group, also while nothing is chosen: then browsers offer two.
  const tabStop =
    answer === 'NOT_APPLICABLE' ? notApplicable : String(chosen ?? dimension.tiers[0]?.index);
  const root = useFollowingFocus(focused, tabStop);

  return (
    <fieldset
      ref={root}
      className={classes.group}
      aria-label={props.name}
      data-missing={props.missing || undefined}
      disabled={readOnly}
      data-answer
      onFocus={focused ? undefined : props.onFocus}
      onPointerLeave={() => onPreview(null)}
    >
      {props.mark !== null && (
        <span className={classes.mark} aria-hidden>
          {props.mark}
        </span>
      )}
      <div className={classes.tiers}>
        {dimension.tiers.map((tier, position) => (
          <label
            key={tier.index}
            className={classes.option}
            data-red={(props.redTier !== null && tier.index <= props.redTier) || undefined}
            onPointerEnter={() => onPreview(tier.index)}
          >
            <input
              type="radio"
              name={group}
              checked={chosen === tier.index}
              value={tier.index}
              tabIndex={tabStop === String(tier.index) ? 0 : -1}
              aria-keyshortcuts={String(position + 1)}
              onChange={() => props.onChoose(tier.index)}
            />
            <span className={classes.face}>
              <span className={classes.digit} aria-hidden>
                {position + 1}
              </span>
              <span>{tier.label}</span>
            </span>
          </label>
        ))}
        {dimension.allowNotApplicable && (
          <label
            className={classes.option}
            data-aside
            title={strings.rubric.notApplicableLong}
            onPointerEnter={() => onPreview(null)}
          >
            <input
              type="radio"
              name={group}
              checked={answer === 'NOT_APPLICABLE'}
              value={notApplicable}
              tabIndex={tabStop === notApplicable ? 0 : -1}
              aria-label={strings.rubric.notApplicableLong}
              aria-keyshortcuts="0 X"
              onChange={props.onNotApplicable}
              onClick={() => answer === 'NOT_APPLICABLE' && props.onNotApplicable()}
            />
            <span className={classes.face}>{strings.rubric.notApplicable}</span>
          </label>
        )}
      </div>
    </fieldset>
  );
}

const notApplicable = 'NOT_APPLICABLE';
