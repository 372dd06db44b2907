import type {Fetch} from './download';
import {proxyFor} from './proxyFor';

/** A fetch that goes through the proxies that the environment names, which Node's own does not before version 24. */
export const proxiedFetch: Fetch = async (url, init) => {
  const proxy = proxyFor(url);
  if (proxy === undefined) return fetch(url, init);
  const {ProxyAgent, fetch: fetchThrough} = loadUndici();
  const response = await fetchThrough(url, {...init, dispatcher: new ProxyAgent(proxy)});
  return response as unknown as Response; // the standard's class, but declared once more by undici
};

function loadUndici(): typeof import('undici') {
  // Loaded late, as it takes long and few machines have a proxy; Jest's CommonJS cannot do import().
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('undici') as typeof import('undici');
}
