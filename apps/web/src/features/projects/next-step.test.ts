import { expect, it } from 'vitest';
import { nextStep, type Standing } from './next-step.ts';

const standing: Standing = {
  ...{ tasks: 5, slotsOpen: 3, slotsLeased: 0, tasksOnHold: 0, judgments: 7, annotators: 2 },
  ...{ lateAnswers: 0, isBelowTarget: false, isPaused: false },
};

it('asks for tasks, then for a first judgment', () => {
  expect(nextStep({ ...standing, tasks: 0, judgments: 0 })).toBe('import');
  expect(nextStep({ ...standing, judgments: 0 })).toBe('judge');
});

it('asks nobody to judge while the project is paused', () => {
  expect(nextStep({ ...standing, judgments: 0, isPaused: true })).toBe('resume');
});

it('puts safety before everything that is only slow', () => {
  expect(nextStep({ ...standing, tasksOnHold: 1, annotators: 1, isBelowTarget: true })).toBe(
    'settle',
  );
});

it('asks for a release only when nothing is being judged any more', () => {
  expect(nextStep({ ...standing, slotsOpen: 0, slotsLeased: 1 })).toBeNull();
  expect(nextStep({ ...standing, slotsOpen: 0 })).toBe('release');
});
