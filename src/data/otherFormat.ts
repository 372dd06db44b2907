/**
 * What often lies where an IDX file should, by its beginning, and what to do with it.
 *
 * @param bytes Of the file, its first 64 or more.
 * @returns Words for an error, behind "got"; undefined for what is not known.
 *
 * @example
 * otherFormat(new TextEncoder().encode('<!DOCTYPE html>'));  // 'a web page; download the file itself'
 */
export function otherFormat(bytes: Uint8Array): string | undefined {
  const beginning = Array.from(bytes.subarray(0, 64), byte => String.fromCharCode(byte)).join('');
  if (/^\s*<(!doctype|html|\?xml)/i.test(beginning)) return 'a web page; download the file itself';
  if (beginning.startsWith('version https://git-lfs')) return 'a Git LFS pointer; fetch it with git lfs pull';
  if (/^\/annex\/objects\//.test(beginning)) return 'a git-annex pointer; fetch it with git annex get';
  if (/^\s*[{[]\s*"/.test(beginning)) return 'JSON, such as the answer of a server; download the file itself';
  const known = otherBeginnings.find(([start]) => beginning.startsWith(start));
  return known?.[1];
}

/** How files of other formats begin, and what they are. */
const otherBeginnings = [
  ['PK', 'a ZIP archive; unpack it first'],
  ['\x1f\x8b', 'gzip; unpack it first'],
  ['BZh', 'bzip2; unpack it first'],
  ['\xfd7zXZ', 'xz; unpack it first'],
  ['\x28\xb5\x2f\xfd', 'Zstandard; unpack it first'],
  ['7z\xbc\xaf\x27\x1c', 'a 7-Zip archive; unpack it first'],
  ['Rar!', 'a RAR archive; unpack it first'],
  ['\x93NUMPY', 'a NumPy array'],
  ['\x89HDF', 'an HDF5 file'],
  ['PAR1', 'a Parquet file'],
  ['\x89PNG', 'a PNG image'],
  ['\xff\xd8\xff', 'a JPEG image'],
  ['%PDF', 'a PDF document'],
] as const;
