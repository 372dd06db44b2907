import {createRequire} from 'node:module';
import type {Fetch} from './download';
import {proxyFor} from './proxyFor';

/** A fetch that goes through the proxies that the environment names, which Node's own does not before version 24. */
export const proxiedFetch: Fetch = async (url, init) => {
  const proxy = proxyFor(url);
  if (proxy === undefined) return fetch(url, init);
  // Loaded only here, as it takes long and few machines have a proxy; not by import(), which Jest cannot do in CommonJS.
  const undici = createRequire(__filename)('undici') as typeof import('undici');
  const dispatcher = new undici.ProxyAgent(proxy);
  const response = await undici.fetch(url, {...init, dispatcher});
  return response as unknown as Response; // the standard's class, but declared once more by undici
};
