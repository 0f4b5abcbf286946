import { useId } from 'react';
import type { Answering } from './answering.ts';
import type { Assignment, Preference } from './assignment.ts';
import { preferredSide, scaleStep, scaleSteps } from './preference.ts';
import classes from './preference-scale.module.css';
import { strings } from './strings.ts';
import { preferenceTitle } from './titles.ts';
import { useFollowingFocus } from './use-following-focus.ts';

/** The seven-step scale under a pair, with both bad and, where allowed, both good beside it. */
export function PreferenceScale(props: {
  readonly assignment: Assignment;
  readonly preference: Preference | null;
  readonly focused: boolean;
  readonly missing: boolean;
  readonly readOnly: boolean;
  readonly onFocus: () => void;
  readonly onAct: (act: Answering) => void;
}) {
  const { assignment, preference, onAct } = props;
  const group = useId();
  const step = scaleStep(assignment, preference);
  // One tab stop for the whole scale: the choice, or the middle.
  const both = preference?.verdict === 'BOTH_BAD' || preference?.verdict === 'BOTH_GOOD';
  const tabStop = both ? preference.verdict : String(step ?? 0);
  const root = useFollowingFocus(props.focused, tabStop);
  const said = preferenceTitle(assignment, preference);

  return (
    <fieldset
      ref={root}
      className={classes.scale}
      aria-label={strings.preference.label}
      data-missing={props.missing || undefined}
      disabled={props.readOnly}
      data-answer
      data-focused={props.focused || undefined}
      onFocus={props.focused ? undefined : props.onFocus}
    >
      <p className={classes.said} data-chosen={said === null ? undefined : true}>
        {said ?? strings.preference.none}
      </p>
      <div className={classes.row}>
        <div className={classes.steps} data-side={preferredSide(assignment, preference)}>
          {scaleSteps.map((value, position) => (
            <label key={value} className={classes.step} data-tie={value === 0 || undefined}>
              <input
                type="radio"
                name={group}
                checked={step === value}
                value={value}
                tabIndex={tabStop === String(value) ? 0 : -1}
                aria-label={strings.preference.step(value)}
                onChange={() => onAct({ type: 'step-chosen', step: value })}
              />
              <span className={classes.face} aria-hidden>
                <span className={classes.number}>{value === 0 ? '=' : Math.abs(value)}</span>
                <span className={classes.word}>{strings.preference.short[position]}</span>
              </span>
            </label>
          ))}
        </div>
        <div className={classes.both}>
          {(assignment.allowBothGood ? bothVerdicts : bothVerdicts.slice(0, 1)).map((verdict) => (
            <label key={verdict} className={classes.step}>
              <input
                type="radio"
                name={group}
                checked={preference?.verdict === verdict}
                value={verdict}
                tabIndex={tabStop === verdict ? 0 : -1}
                aria-keyshortcuts={verdict === 'BOTH_BAD' ? 'ArrowUp' : 'B'}
                onChange={() => onAct({ type: 'verdict-chosen', verdict })}
              />
              <span className={classes.face}>{strings.preference[verdict]}</span>
            </label>
          ))}
        </div>
      </div>
    </fieldset>
  );
}

const bothVerdicts = ['BOTH_BAD', 'BOTH_GOOD'] as const;
