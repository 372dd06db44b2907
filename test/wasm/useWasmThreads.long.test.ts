import {execFile} from 'node:child_process';
import * as path from 'node:path';
import {promisify} from 'node:util';
import * as tf from '@tensorflow/tfjs';
import {selectBackend} from '../../src/node';
import {useWasmThreads} from '../../src/wasm';

interface Probe {
  threads: number;
  /** By the binary's own count. */
  counted: number;
  workers: number;
  sentences: string[];
  digests: Record<string, string>;
  leaks: {tensors: number; listeners: number; worker: string};
}

/** Runs threadsProbe.ts; if its workers kept the process alive, this would wait until the test's time is up. */
async function probe(...args: string[]): Promise<Probe> {
  const script = path.join(__dirname, 'threadsProbe.ts');
  const {stdout, stderr} = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, ...args]);
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Probe;
}

describe('useWasmThreads() in a process of its own', () => {
  it('gives the numbers of one thread bit for bit, by op, by replayed and by plain steps, on a heap that grows', async () => {
    const one = await probe('1');
    for (const count of [2, 3]) {
      const several = await probe(String(count));
      expect(several).toMatchObject({threads: count, counted: count, workers: count - 1});
      expect(several.sentences).toEqual([]);
      expect(several.digests).toEqual(one.digests);
    }
    expect(new Set(Object.values(one.digests)).size).toBe(Object.keys(one.digests).length);
  });

  it('leaves nothing behind: no tensors, no listeners, no global Worker, no living process', async () => {
    expect((await probe('2')).leaks).toEqual({tensors: 0, listeners: 0, worker: 'undefined'});
  });

  it('falls back to one thread with one sentence where Node refuses workers', async () => {
    const {threads, sentences} = await probe('2', 'no-workers');
    expect(threads).toBe(1);
    expect(sentences).toEqual([
      'useWasmThreads: the wasm backend computes in one thread: workers are not allowed here',
    ]);
  });
});

describe('useWasmThreads() in Jest', () => {
  it('wants the package to be imported', async () => {
    await expect(useWasmThreads(2)).rejects.toThrow(
      "useWasmThreads: expected the wasm backend to be registered, got none; import '@tensorflow/tfjs-backend-wasm' first",
    );
  });

  it('wants a whole number, and knows its options', async () => {
    await expect(useWasmThreads(NaN)).rejects.toThrow(RangeError);
    await expect(useWasmThreads(1.5)).rejects.toThrow(
      'useWasmThreads: expected count to be a whole number of at least 1, got 1.5',
    );
    await expect(useWasmThreads('2' as never)).rejects.toThrow(TypeError);
    await expect(useWasmThreads(2, {onFalback: () => {}} as never)).rejects.toThrow(
      'did you mean onFallback?',
    );
  });

  it('works by way of selectBackend, once, and not for another number', async () => {
    await expect(selectBackend('auto', {threads: 2})).resolves.toBe('wasm');
    tf.tidy(() => expect(tf.matMul([[1, 2]], [[3], [4]]).dataSync()[0]).toBe(11));
    await expect(useWasmThreads(2)).resolves.toBe(2);
    await expect(selectBackend('wasm', {threads: 2})).resolves.toBe('wasm');
    await expect(selectBackend('wasm')).resolves.toBe('wasm');
    await expect(useWasmThreads(3)).rejects.toThrow(
      'expected 2 threads, which the backend has already, got 3',
    );
    await expect(selectBackend('wasm', {threads: 3})).rejects.toThrow(
      /^selectBackend: wasm cannot be used here/,
    );
    await tf.setBackend('cpu');
    tf.removeBackend('wasm');
  });

  it('is refused for a backend without threads', async () => {
    await expect(selectBackend('cpu', {threads: 2})).rejects.toThrow(
      new RangeError('selectBackend: expected backend wasm or auto beside threads, got cpu'),
    );
    await expect(selectBackend('wasm', {threads: 0})).rejects.toThrow(RangeError);
  });
});
