import {createHash} from 'node:crypto';
import type {Plugin} from 'vite';

/** A service worker that keeps every file of the page from its first load on, so that it needs no network again. */
export function offline(): Plugin {
  return {
    name: 'losslab-offline',
    enforce: 'post',
    generateBundle(_, bundle) {
      const files = Object.keys(bundle).sort();
      const digest = createHash('sha256');
      for (const file of files) {
        const part = bundle[file]!;
        digest.update(file).update(part.type === 'chunk' ? part.code : part.source);
      }
      const cache = `losslab-${digest.digest('hex').slice(0, 16)}`;
      const source = worker(cache, ['./', ...files]);
      this.emitFile({type: 'asset', fileName: 'sw.js', source});
    },
  };
}

function worker(cache: string, files: readonly string[]): string {
  return `const CACHE = ${JSON.stringify(cache)};
const FILES = ${JSON.stringify(files)};
addEventListener('install', event => {
  skipWaiting();
  event.waitUntil(caches.open(CACHE).then(cache => cache.addAll(FILES)));
});
addEventListener('activate', event => {
  const drop = names => Promise.all(names.filter(name => name.startsWith('losslab-') && name !== CACHE).map(name => caches.delete(name)));
  event.waitUntil(caches.keys().then(drop).then(() => clients.claim()));
});
addEventListener('fetch', event => {
  event.respondWith(caches.match(event.request, {ignoreSearch: true}).then(kept => kept ?? fetch(event.request)));
});
`;
}
