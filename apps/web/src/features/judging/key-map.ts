import type { Answering } from './answering.ts';

/** A key press, and what kind of element had the focus. */
export interface KeyPress {
  readonly key: string;
  readonly shift: boolean;
  /** ctrl or meta */
  readonly command: boolean;
  readonly alt: boolean;
  readonly repeat: boolean;
  readonly target: KeyTarget;
}

/**
 * TEXT: a field that is typed into. CONTROL: a button or link with a meaning of its own for Enter.
 * ARROWS: an element that uses the arrow keys itself. PLAIN: the page, or an answer's own button.
 */
export type KeyTarget = 'TEXT' | 'CONTROL' | 'ARROWS' | 'PLAIN';

export interface KeyContext {
  readonly kind: 'RATING' | 'PAIRWISE' | 'RANKING';
  readonly allowBothGood: boolean;
  /** a dialog is open: it has the keyboard to itself */
  readonly dialogOpen: boolean;
  /** nothing can be changed, only looked at */
  readonly readOnly: boolean;
}

export type KeyCommand =
  | { readonly type: 'side'; readonly side: 'LEFT' | 'RIGHT'; readonly stronger: boolean }
  | { readonly type: 'verdict'; readonly verdict: 'TIE' | 'BOTH_BAD' | 'BOTH_GOOD' }
  | { readonly type: 'digit'; readonly digit: number }
  | { readonly type: 'not-applicable' }
  | { readonly type: 'move'; readonly by: 1 | -1 }
  | { readonly type: 'nudge'; readonly by: 1 | -1 }
  | { readonly type: 'submit' }
  | { readonly type: 'skip' }
  | { readonly type: 'flag' }
  | { readonly type: 'note' }
  | { readonly type: 'undo' }
  | { readonly type: 'difference' }
  | { readonly type: 'keys' }
  | { readonly type: 'leave-field' };

/** What a key does on the judge page, or null where it is not ours. */
export function commandFor(press: KeyPress, context: KeyContext): KeyCommand | null {
  if (context.dialogOpen || press.alt) return null;
  if (press.command)
    return press.key === 'Enter' && !press.repeat && !context.readOnly ? { type: 'submit' } : null;
  if (press.target === 'TEXT') return press.key === 'Escape' ? { type: 'leave-field' } : null;
  if (press.key === '?') return { type: 'keys' };
  const arrow = press.target === 'ARROWS' ? null : arrowCommand(press, context);
  if (arrow !== null) return context.readOnly && arrow.type !== 'move' ? null : arrow;
  if (press.repeat) return null;
  if (press.key.toLowerCase() === 'd') return { type: 'difference' };
  return context.readOnly ? null : letterCommand(press, context);
}

/** What a command does to the answers, or null for one that is about the task as a whole. */
export function answeringOf(command: KeyCommand): Answering | null {
  switch (command.type) {
    case 'side':
      return { type: 'side-pressed', side: command.side, stronger: command.stronger };
    case 'verdict':
      return { type: 'verdict-chosen', verdict: command.verdict };
    case 'digit':
      return { type: 'digit-pressed', digit: command.digit };
    case 'not-applicable':
      return { type: 'not-applicable-pressed' };
    case 'move':
      return { type: 'focus-moved', by: command.by };
    case 'nudge':
      return { type: 'nudged', by: command.by };
    default:
      return null;
  }
}

function arrowCommand(press: KeyPress, { kind }: KeyContext): KeyCommand | null {
  const pair = kind === 'PAIRWISE';
  switch (press.key) {
    case 'ArrowLeft':
    case 'ArrowRight': {
      const left = press.key === 'ArrowLeft';
      if (!pair) return press.shift ? null : { type: 'nudge', by: left ? -1 : 1 };
      if (press.repeat) return null;
      return { type: 'side', side: left ? 'LEFT' : 'RIGHT', stronger: press.shift };
    }
    case 'ArrowDown':
      if (press.shift) return null;
      return pair ? { type: 'verdict', verdict: 'TIE' } : { type: 'move', by: 1 };
    case 'ArrowUp':
      if (press.shift) return null;
      return pair ? { type: 'verdict', verdict: 'BOTH_BAD' } : { type: 'move', by: -1 };
    case 'j':
      return { type: 'move', by: 1 };
    case 'k':
      return { type: 'move', by: -1 };
    default:
      return null;
  }
}

function letterCommand(press: KeyPress, context: KeyContext): KeyCommand | null {
  if (/^[1-9]$/.test(press.key)) return { type: 'digit', digit: Number(press.key) };
  switch (press.key.toLowerCase()) {
    case 'enter':
      return press.target === 'CONTROL' || press.shift ? null : { type: 'submit' };
    case '0':
    case 'x':
      return { type: 'not-applicable' };
    case 'b':
      return context.kind === 'PAIRWISE' && context.allowBothGood
        ? { type: 'verdict', verdict: 'BOTH_GOOD' }
        : null;
    case 's':
      return { type: 'skip' };
    case 'f':
      return { type: 'flag' };
    case 'n':
      return { type: 'note' };
    case 'u':
      return { type: 'undo' };
    default:
      return null;
  }
}
