import {closeSync, constants, fstatSync, openSync, readFileSync, type Stats} from 'node:fs';
import {open} from 'node:fs/promises';

/** A place that is there and holds no regular file. Its code is what it is, as a sentence goes on after "got". */
class NotRegularError extends Error {
  constructor(readonly code: string) {
    super(`expected a regular file, got ${code}`);
  }
}

/** A FIFO without a writer would keep `open` waiting for ever, and a terminal would become this process's own. */
const flags = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY;

/**
 * The bytes of a regular file. Anything else is refused at once: a FIFO or a device may give its bytes never, or without end.
 *
 * @param options.onSize Called with the size before a byte is read; throws if it is too much.
 * @throws The file system's error, or one whose `code` says what the place is.
 *
 * @example
 * await readRegularFile('model.json');
 */
export async function readRegularFile(
  path: string,
  {onSize, signal}: {onSize?: (size: number) => void; signal?: AbortSignal | undefined} = {},
): Promise<Buffer> {
  const file = await open(path, flags);
  try {
    const found = await file.stat();
    assertRegular(found);
    onSize?.(found.size);
    return await file.readFile({signal});
  } finally {
    await file.close();
  }
}

/** {@link readRegularFile} for a short file that is needed at once. */
export function readRegularFileSync(path: string): Buffer {
  const file = openSync(path, flags);
  try {
    assertRegular(fstatSync(file));
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

function assertRegular(found: Stats): void {
  if (found.isFile()) return;
  throw new NotRegularError(
    found.isDirectory()
      ? 'a directory'
      : found.isFIFO()
        ? 'a FIFO'
        : found.isSocket()
          ? 'a socket'
          : 'a device',
  );
}
