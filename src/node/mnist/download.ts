import {setTimeout as delay} from 'node:timers/promises';
import {errorText} from './readPacked';

/** A server that answered, but not with the file: another server may, and this one may have other files. */
export class BadResponseError extends Error {
  override name = 'BadResponseError';

  /** @param wait Seconds after which it may answer otherwise; undefined if it will not. */
  constructor(
    message: string,
    readonly wait?: number,
  ) {
    super(message);
  }
}

/** The part of the standard fetch that is used here. */
export type Fetch = (
  url: string,
  init: {signal: AbortSignal; headers?: Record<string, string>},
) => Promise<FetchedResponse>;

/** The part of the standard's Response that is used here. */
interface FetchedResponse {
  readonly ok: boolean;
  readonly status: number;
  readonly statusText: string;
  readonly headers: {get(name: string): string | null; has(name: string): boolean};
  readonly body: (AsyncIterable<Uint8Array> & {cancel(): Promise<void>}) | null;
}

/** For how long a download is waited for, in milliseconds. */
export interface Patience {
  /** Until the response's headers are there. */
  readonly connect: number;
  /** Between two chunks of the body. */
  readonly idle: number;
  /** For the whole file, with all attempts. */
  readonly total: number;
  /** How often a server that is busy, or a connection that breaks, is tried. */
  readonly attempts: number;
  /** Before the second attempt; twice as long before each further one. */
  readonly pause: number;
  /** Bytes a second, over any `idle` of time: a server that drips a byte now and then is never idle. */
  readonly leastSpeed: number;
}

const usual: Patience = {
  ...{connect: 5_000, idle: 30_000, total: 600_000},
  ...{attempts: 3, pause: 500, leastSpeed: 1000},
};

export interface DownloadOptions {
  readonly fetch: Fetch;
  /** How many bytes are allowed. */
  readonly limit: number;
  readonly patience?: Partial<Patience> | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called for each chunk with the bytes received so far and, where the server tells it, their total. */
  readonly onChunk: (received: number, total: number | undefined) => void;
}

/**
 * What lies at an address, whole. A server that says that it is busy (429, 502, 503, 504) and a connection that breaks are tried again,
 * from where the file broke off if the server has ranges.
 *
 * @throws {BadResponseError} If the status is not 2xx or the body is longer than allowed or shorter than announced.
 * @throws {Error} If there is no connection, it breaks, or it is silent or slow for too long; the message says which.
 * @throws The signal's reason if it is aborted.
 */
export async function download(url: string, options: DownloadOptions): Promise<Uint8Array> {
  const patience = {...usual, ...options.patience};
  const deadline = new Watchdog();
  deadline.expect(`whole file within ${patience.total / 1000} s`, patience.total);
  const signals = [deadline.signal, ...(options.signal ? [options.signal] : [])];
  const signal = AbortSignal.any(signals);
  const attempt = new Attempts(url, {...options, patience, signal});
  try {
    for (let tried = 1; ; tried++) {
      try {
        return await attempt.once();
      } catch (error) {
        signal.throwIfAborted();
        const wait = error instanceof BadResponseError ? error.wait : breaksOff(error) ? 0 : undefined;
        if (wait === undefined || tried >= patience.attempts) throw error;
        await delay(Math.max(1000 * wait, patience.pause * 2 ** (tried - 1)), undefined, {signal});
      }
    }
  } catch (error) {
    options.signal?.throwIfAborted();
    throw deadline.signal.aborted ? (deadline.signal.reason as Error) : error;
  } finally {
    deadline.stop();
  }
}

/** A connection that was there and is no more. */
class BrokenError extends Error {}

function breaksOff(error: unknown): boolean {
  return (
    error instanceof BrokenError ||
    (error instanceof Error && /ECONNRESET|EPIPE|UND_ERR_SOCKET/.test(error.message))
  );
}

interface AttemptOptions extends DownloadOptions {
  readonly patience: Patience;
  readonly signal: AbortSignal;
}

/** The attempts at one file, each of which goes on where the one before broke off. */
class Attempts {
  private chunks: Uint8Array[] = [];
  private received = 0;
  /** Names the file that the chunks are of, so that a server does not go on with another one; undefined where it cannot go on. */
  private tag: string | undefined;

  constructor(
    private readonly url: string,
    private readonly options: AttemptOptions,
  ) {}

  async once(): Promise<Uint8Array> {
    const {fetch, signal, patience} = this.options;
    const watchdog = new Watchdog();
    let isAnswered = false;
    try {
      watchdog.expect(`answer within ${patience.connect / 1000} s`, patience.connect);
      const init = {signal: AbortSignal.any([watchdog.signal, signal]), ...this.range()};
      const response = await fetch(this.url, init);
      isAnswered = true;
      return await this.readBody(response, watchdog);
    } catch (error) {
      if (watchdog.signal.aborted) throw watchdog.signal.reason as Error;
      if (error instanceof BadResponseError || error instanceof SlowError) throw error;
      const Failure = isAnswered ? BrokenError : Error;
      throw new Failure(`connection failed: ${errorText(error)}`, {cause: error});
    } finally {
      watchdog.stop();
    }
  }

  /** Asks for the rest of what is there in part. */
  private range(): {headers?: Record<string, string>} {
    if (this.received === 0 || this.tag === undefined) return {};
    return {headers: {range: `bytes=${this.received}-`, 'if-range': this.tag}};
  }

  private async readBody(response: FetchedResponse, watchdog: Watchdog): Promise<Uint8Array> {
    const {limit, onChunk, patience, signal} = this.options;
    await this.begin(response);
    const announced = announcedLength(response.headers);
    const total = announced === undefined ? undefined : this.received + announced;
    const speed = new Speedometer(patience);
    watchdog.expect(`data within ${patience.idle / 1000} s`, patience.idle);
    for await (const chunk of response.body!) {
      signal.throwIfAborted(); // the caller's own fetch need not heed it
      watchdog.expect(`data within ${patience.idle / 1000} s`, patience.idle);
      speed.add(chunk.length);
      this.chunks.push(chunk);
      this.received += chunk.length;
      if (this.received > limit) throw new BadResponseError(`expected at most ${limit} bytes, got more`);
      onChunk(this.received, total);
    }
    if (total !== undefined && this.received !== total) {
      throw new BadResponseError(`expected ${total} bytes, got ${this.received}`, 0);
    }
    return Buffer.concat(this.chunks, this.received);
  }

  /** Looks at the answer's head: an error, the rest of the file, or all of it. */
  private async begin(response: FetchedResponse): Promise<void> {
    const {ok, status, statusText, headers, body} = response;
    if (!ok || !body) {
      await body?.cancel();
      throw new BadResponseError(`HTTP ${status} ${statusText}`.trim(), waitFor(status, headers));
    }
    const goesOn = status === 206 && headers.get('content-range')?.startsWith(`bytes ${this.received}-`);
    if (!goesOn) {
      if (status === 206) throw new BadResponseError(`expected bytes from ${this.received} on, got others`);
      [this.chunks, this.received] = [[], 0];
    }
    // A weak tag names no bytes; and of a body that fetch decodes nobody knows how many bytes of it were sent.
    const tag = headers.get('etag');
    const isExact = tag !== null && !tag.startsWith('W/') && !headers.has('content-encoding');
    this.tag = isExact ? tag : undefined;
  }
}

/** No server is waited for longer, whatever it asks for; in seconds. */
const longestWait = 30;

/** Seconds after which a busy server is asked again: what it says itself, or no more than the usual pause. */
function waitFor(status: number, headers: FetchedResponse['headers']): number | undefined {
  if (![429, 502, 503, 504].includes(status)) return undefined;
  const asked = Number(headers.get('retry-after') ?? 0);
  return asked >= 0 ? Math.min(asked, longestWait) : 0; // a date in its place is NaN
}

/** Undefined too where fetch decodes the body: the header then counts encoded bytes. */
function announcedLength(headers: FetchedResponse['headers']): number | undefined {
  const length = Number.parseInt(headers.get('content-length') ?? '', 10);
  return Number.isNaN(length) || headers.has('content-encoding') ? undefined : length;
}

class SlowError extends Error {}

/** Counts bytes over spans of time. */
class Speedometer {
  private since = performance.now();
  private bytes = 0;

  constructor(private readonly patience: Patience) {}

  /** @throws {SlowError} If the span that is over brought too little. */
  add(bytes: number): void {
    const {idle, leastSpeed} = this.patience;
    this.bytes += bytes;
    const seconds = (performance.now() - this.since) / 1000;
    if (seconds < idle / 1000) return;
    if (this.bytes < leastSpeed * seconds) {
      throw new SlowError(`slower than ${leastSpeed} bytes a second for ${Math.round(seconds)} s`);
    }
    [this.since, this.bytes] = [performance.now(), 0];
  }
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
    const abort = () => this.controller.abort(new Error(`no ${what}`));
    this.timer = setTimeout(abort, milliseconds);
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
