import { expect, test } from 'vitest';
import { countTests, type Report } from './run-tests.ts';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((each) => ({ status: each })),
});
const report = (counts: Partial<Report>): Report => ({
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
  ...counts,
});

test('adds up what the report says', () => {
  const counts = { numPassedTests: 7, numFailedTests: 2, numPendingTests: 3, numTodoTests: 1 };
  const testResults = [file('failed', 'passed', 'failed')];
  expect(countTests(report({ ...counts, testResults }), 1)).toEqual({
    passed: 7,
    failed: 2,
    skipped: 4,
  });
});

test('counts a file that could not be loaded as one failure', () => {
  const testResults = [file('failed'), file('failed', 'failed'), file('passed', 'passed')];
  const counts = countTests(report({ numPassedTests: 1, numFailedTests: 1, testResults }), 1);
  expect(counts.failed).toBe(2);
});

test('is never all well when vitest says otherwise', () => {
  expect(countTests(report({ numPassedTests: 5 }), 1).failed).toBe(1);
  expect(countTests(report({ numPassedTests: 5 }), 0).failed).toBe(0);
  expect(countTests(null, 0).failed).toBe(1);
});
