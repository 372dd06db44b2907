import {errorText} from './errorText';

/** A server that answered, but not with the file: another server may, and this one may have other files. */
export class BadResponseError extends Error {
  override name = 'BadResponseError';
}

/** The part of the standard fetch that is used here. */
export type Fetch = (url: string, init: {signal: AbortSignal}) => Promise<Response>;

/** Milliseconds of silence after which a connection counts as dead. */
export interface Patience {
  /** Until the response's headers are there. */
  readonly connect: number;
  /** Between two chunks of the body. */
  readonly idle: number;
}

export const patience: Patience = {connect: 5_000, idle: 30_000};

export interface DownloadOptions {
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
export async function download(url: string, options: DownloadOptions): Promise<Uint8Array> {
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
  response: Response,
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
function announcedLength(headers: Headers): number | undefined {
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
