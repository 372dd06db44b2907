import type {DatasetFile} from '../../data/mnist';
import {CorruptDataError, DataUnavailableError} from '../../errors';
import {BadResponseError, download, type Fetch, type Patience} from './download';
import {unpack, type FileContent, isGenuine} from './readPacked';
import {t} from '../../text';

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
  readonly patience?: Partial<Patience> | undefined;
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
    throw new DataUnavailableError(
      t`loadMnist: cannot download ${file.name}; put the four files into a directory and name it with --data-dir or
        LOSSLAB_DATA${this.reasonBlock()}`,
    );
  }

  /** A line for each mirror, so that a reader finds the one whose reason can be mended. */
  private reasonBlock(): string {
    if (this.addresses.length === 0) return ' (no mirrors given)';
    const reasons = this.addresses.map(mirror => [mirror, this.reasons.get(mirror) ?? 'not asked'] as const);
    return `:${reasons.map(([mirror, reason]) => `\n  ${mirror}: ${reason}`).join('')}`;
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
