/**
 * Where in the source a function of tfjs was called, as `swish.ts:12`: the innermost line that belongs
 * neither to tfjs nor to this folder. Undefined where engines tell nothing or bundlers left no names.
 */
export function callSite(): string | undefined {
  const frames = (new Error().stack ?? '').split('\n').slice(1);
  // In a bundle this folder is not to be told from the caller's files.
  if (!OTHERS.test(frames[0] ?? '')) return undefined;
  const place = /([^/\\()\s]+):(\d+):\d+\)?$/.exec(frames.find(frame => !OTHERS.test(frame)) ?? '');
  return place ? `${place[1]!}:${place[2]!}` : undefined;
}

const OTHERS =
  /@tensorflow[\\/]|tfjs-core|[\\/]tfjs[\\/](?:engine|kernels)\.[jt]s:|[\\/]gradients[\\/]checking[\\/][^\\/]+$|node:internal/;
