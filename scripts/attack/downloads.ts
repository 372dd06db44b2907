import {download} from '../../src/node/mnist/download';
import type {Random} from '../../src/random';
import type {Door} from './Door';
import {pick} from './mutate';

const file = Uint8Array.from({length: 200}, (_, i) => (i * 37) % 251);

export const downloadDoor: Door = {
  name: 'downloads',
  about: 'a server that is busy, breaks off, lies about lengths and ranges; the very file comes, or an error',
  share: 0.01,
  async attack(cases, {random, fail}) {
    for (let i = 0; i < cases; i++) {
      const patience = {connect: 1000, idle: 1000, total: 2000, attempts: 4, pause: 0, leastSpeed: 0};
      const truthful = random.integer(2) === 0;
      const fetch = (_url: string, init: {headers?: Record<string, string>}) =>
        Promise.resolve(answer(random, init.headers ?? {}, truthful));
      try {
        const bytes = await download('http://x/', {fetch, patience, limit: 300, onChunk: () => undefined});
        // Of a server that lies about ranges only the digest can tell.
        if (truthful && !Buffer.from(bytes).equals(Buffer.from(file)))
          fail(`case ${i}: other bytes, ${bytes.length} of them`);
      } catch (error) {
        if (!(error instanceof Error) || !/^(HTTP|connection failed|expected|no |slower)/.test(error.message))
          fail(`case ${i}: ${String(error)}`);
      }
    }
    return cases;
  },
};

function answer(random: Random, headers: Record<string, string>, truthful: boolean): Response {
  if (random.integer(3) === 0) return new Response('busy', {status: pick(random, [429, 503, 502, 500, 404])});
  const wanted = Number(/^bytes=(\d+)-$/.exec(headers['range'] ?? '')?.[1] ?? 0);
  const from = truthful ? wanted : pick(random, [wanted, 0, 7]);
  const body = file.subarray(from);
  const cut = random.integer(3) === 0 ? random.integer(body.length + 1) : body.length;
  const length = truthful || random.integer(2) === 0 ? body.length : random.integer(300);
  return new Response(piecemeal(random, body.subarray(0, cut), cut < body.length), {
    status: from > 0 ? 206 : 200,
    headers: {
      etag: pick(random, ['"a"', '"a"', 'W/"a"']),
      'content-length': String(length),
      ...(from > 0 && {'content-range': `bytes ${from}-${file.length - 1}/${file.length}`}),
    },
  });
}

/** Bytes in pieces, and then an end or a broken connection. */
function piecemeal(random: Random, bytes: Uint8Array, isBroken: boolean): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at < bytes.length) {
        const piece = bytes.subarray(at, at + 1 + random.integer(100));
        at += piece.length;
        controller.enqueue(piece);
      } else if (isBroken) controller.error(new Error('reset'));
      else controller.close();
    },
  });
}
