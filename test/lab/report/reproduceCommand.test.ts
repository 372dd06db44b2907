import {execFileSync} from 'node:child_process';
import {reproduceCommand} from '../../../src/lab/report/provenance';
import {sampleResults} from './sampleResults';

test('reproduceCommand() names experiments, data, profile, seed and backend', () => {
  expect(reproduceCommand(sampleResults())).toBe(
    'npx losslab experiment accuracy --dataset mnist --profile quick --seed 1 --backend wasm',
  );
});

test('reproduceCommand() asks for synthetic digits where they were used', () => {
  const data = {kind: 'synthetic', origin: 'drawn', digest: '', train: 1, test: 1} as const;
  expect(reproduceCommand(sampleResults({data}))).toContain(' --dataset synthetic --profile');
});

test.each(['/data/fashion', "/data/it's here $(echo no)"])('a shell reads the directory %s back', origin => {
  const data = {kind: 'idx', origin, digest: '', train: 1, test: 1} as const;
  const command = reproduceCommand(sampleResults({data})).replace('npx losslab', String.raw`printf '%s\n'`);
  const words = execFileSync('sh', ['-c', command], {encoding: 'utf8'}).split('\n');
  expect(words[words.indexOf('--data-dir') + 1]).toBe(origin);
  // A name beside it would be taken for that of the files there.
  expect(words).not.toContain('--dataset');
});

test('a leading ~/ is left to the shell', () => {
  const data = {kind: 'idx', origin: '~/my data', digest: '', train: 1, test: 1} as const;
  expect(reproduceCommand(sampleResults({data}))).toContain("--data-dir ~/'my data'");
});
