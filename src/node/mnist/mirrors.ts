import type {DatasetFile} from '../../data/mnist';
import {CorruptDataError, DataUnavailableError} from '../../errors';
import {BadResponseError, download, type Fetch, type Patience} from './download';
import {unpack, type FileContent} from './unpack';

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
    if (content.sha256 !== file.sha256) throw new CorruptDataError(`${file.name}: digest mismatch`);
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
