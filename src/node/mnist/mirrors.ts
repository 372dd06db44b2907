import type {DatasetFile} from '../../data/mnist';
import {CorruptDataError, DataUnavailableError} from '../../errors';
import {unpack, type FileContent, errorText, isGenuine} from './readPacked';

/** How far the download of one file is. */
export interface DownloadProgress {
  /** The file's name, without `.gz`. */
  readonly file: string;
  /** Bytes so far, as they come over the network. */
  readonly received: number;
  /** All bytes, where the server tells. */
  readonly total: number | undefined;
  /** The address of the mirror. */
  readonly mirror: string;
}

export interface MirrorOptions {
  readonly fetch: Fetch;
  readonly patience?: Patience | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
  readonly onWarning?: ((sentence: string) => void) | undefined;
}

export interface MirroredFile {
  readonly mirror: string;
  /** As received: gzip, or plain where the server unpacked it. */
  readonly packed: Uint8Array;
  readonly content: FileContent;
}

/** Several directories on the web with the same files; asked in turn, and those out of reach only once. */
export class Mirrors {
  private readonly unreachable = new Set<string>();
  private readonly reasons = new Map<string, string>();

  constructor(
    private readonly addresses: readonly string[],
    private readonly options: MirrorOptions,
  ) {}

  /**
   * The file from the first mirror that has it and gives it sound.
   *
   * @throws {DataUnavailableError} If none does; the sentence has each mirror's reason.
   * @throws The signal's reason if it is aborted.
   */
  async get(file: DatasetFile): Promise<MirroredFile> {
    for (const mirror of this.addresses) {
      if (this.unreachable.has(mirror)) continue;
      try {
        return await this.getFrom(mirror, file);
      } catch (error) {
        this.options.signal?.throwIfAborted();
        this.note(mirror, error);
      }
    }
    const reasons = this.addresses.map(mirror => `${mirror}: ${this.reasons.get(mirror) ?? 'not asked'}`);
    throw new DataUnavailableError(
      `loadMnist: cannot download ${file.name} (${reasons.join('; ') || 'no mirrors given'}); ` +
        'put the four files into a directory and name it with --data-dir or LOSSLAB_DATA',
    );
  }

  private async getFrom(mirror: string, file: DatasetFile): Promise<MirroredFile> {
    const url = `${mirror.replace(/\/+$/, '')}/${file.name}.gz`;
    const {onProgress} = this.options;
    const packed = await download(url, {
      ...this.options,
      limit: 2 * file.bytes + 1024, // generous: gzip adds less, and this only stops an endless body
      onChunk: (received, total) => onProgress?.({file: file.name, received, total, mirror}),
    });
    const content = await unpack(file.name, packed, file.bytes);
    if (!isGenuine(file, content)) throw new CorruptDataError(`${file.name}: digest mismatch`);
    return {mirror, packed, content};
  }

  private note(mirror: string, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.reasons.set(mirror, reason);
    const answered = error instanceof BadResponseError || error instanceof CorruptDataError;
    if (!answered) this.unreachable.add(mirror);
    this.options.onWarning?.(`${mirror}: ${reason}`);
  }
}

/** A server that answered, but not with the file: another server may, and this one may have other files. */
class BadResponseError extends Error {
  override name = 'BadResponseError';
}

/** The part of the standard fetch that is used here. */
export type Fetch = (url: string, init: {signal: AbortSignal}) => Promise<FetchedResponse>;

/** The part of the standard's Response that is used here. */
interface FetchedResponse {
  readonly ok: boolean;
  readonly status: number;
  readonly statusText: string;
  readonly headers: {get(name: string): string | null; has(name: string): boolean};
  readonly body: (AsyncIterable<Uint8Array> & {cancel(): Promise<void>}) | null;
}

/** Milliseconds of silence after which a connection counts as dead. */
export interface Patience {
  /** Until the response's headers are there. */
  readonly connect: number;
  /** Between two chunks of the body. */
  readonly idle: number;
}

const patience: Patience = {connect: 5_000, idle: 30_000};

interface DownloadOptions {
  readonly fetch: Fetch;
  /** How many bytes are allowed. */
  readonly limit: number;
  readonly patience?: Patience | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called for each chunk with the bytes received so far and, where the server tells it, their total. */
  readonly onChunk: (received: number, total: number | undefined) => void;
}

/**
 * What lies at an address, whole.
 *
 * @throws {BadResponseError} If the status is not 2xx or the body is longer than allowed or shorter than announced.
 * @throws {Error} If there is no connection, it breaks, or it is silent for too long; the message says which.
 * @throws The signal's reason if it is aborted.
 */
async function download(url: string, options: DownloadOptions): Promise<Uint8Array> {
  const {connect, idle} = options.patience ?? patience;
  const watchdog = new Watchdog();
  const signals = [watchdog.signal, ...(options.signal ? [options.signal] : [])];
  try {
    watchdog.expect('answer', connect);
    const response = await options.fetch(url, {signal: AbortSignal.any(signals)});
    return await readBody(response, options, () => watchdog.expect('data', idle));
  } catch (error) {
    options.signal?.throwIfAborted();
    if (watchdog.signal.aborted) throw watchdog.signal.reason as Error;
    if (error instanceof BadResponseError) throw error;
    throw new Error(`connection failed: ${errorText(error)}`, {cause: error});
  } finally {
    watchdog.stop();
  }
}

async function readBody(
  response: FetchedResponse,
  {limit, onChunk}: DownloadOptions,
  onAlive: () => void,
): Promise<Uint8Array> {
  onAlive();
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    throw new BadResponseError(`HTTP ${response.status} ${response.statusText}`.trim());
  }
  const total = announcedLength(response.headers);
  const chunks: Uint8Array[] = [];
  let received = 0;
  for await (const chunk of response.body) {
    onAlive();
    chunks.push(chunk);
    received += chunk.length;
    if (received > limit) throw new BadResponseError(`expected at most ${limit} bytes, got more`);
    onChunk(received, total);
  }
  if (total !== undefined && received !== total) {
    throw new BadResponseError(`expected ${total} bytes, got ${received}`);
  }
  return Buffer.concat(chunks, received);
}

/** Undefined too where fetch decodes the body: the header then counts encoded bytes. */
function announcedLength(headers: FetchedResponse['headers']): number | undefined {
  const length = Number.parseInt(headers.get('content-length') ?? '', 10);
  return Number.isNaN(length) || headers.has('content-encoding') ? undefined : length;
}

/** Aborts its signal when what was last expected does not come in time. */
class Watchdog {
  private readonly controller = new AbortController();
  private timer: NodeJS.Timeout | undefined;

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  expect(what: string, milliseconds: number): void {
    this.stop();
    const bark = () => this.controller.abort(new Error(`no ${what} within ${milliseconds / 1000} s`));
    this.timer = setTimeout(bark, milliseconds);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}

/** A fetch that goes through the proxies that the environment names, which Node's own does not before version 24. */
export const proxiedFetch: Fetch = async (url, init) => {
  const proxy = proxyFor(url);
  if (proxy === undefined) return fetch(url, init);
  const {ProxyAgent, fetch: fetchThrough} = loadUndici();
  return fetchThrough(url, {...init, dispatcher: new ProxyAgent(proxy)});
};

function loadUndici(): typeof import('undici') {
  // Loaded late, as it takes long and few machines have a proxy; Jest's CommonJS cannot do import().
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- for the reason above
  return require('undici') as typeof import('undici');
}

/**
 * The proxy that the environment names for an address, by curl's rules: `http_proxy`/`https_proxy`, then the names in
 * capitals; `no_proxy` lists hosts (`example.org`, with all below it; `host:port`; `*`) to reach directly.
 *
 * @returns The proxy's address, or undefined where none is to be used.
 */
export function proxyFor(address: string, environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const url = new URL(address);
  const read = (name: string) => environment[name.toLowerCase()] ?? environment[name];
  const proxy = read(url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY');
  if (!proxy || isExempt(url, read('NO_PROXY') ?? '')) return undefined;
  return proxy.includes('://') ? proxy : `http://${proxy}`;
}

function isExempt({hostname, port, protocol}: URL, exemptions: string): boolean {
  const portNumber = port || (protocol === 'https:' ? '443' : '80');
  return exemptions.split(/[\s,]+/).some(exemption => {
    if (exemption === '*') return true;
    const [, domain = '', exemptPort] = /^(?:\*?\.)?(.*?)(?::(\d+))?$/.exec(exemption.toLowerCase()) ?? [];
    if (domain === '' || (exemptPort !== undefined && exemptPort !== portNumber)) return false;
    return hostname === domain || hostname.endsWith(`.${domain}`);
  });
}
