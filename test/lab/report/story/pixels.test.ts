import {crc32, deflateSync, inflateSync} from 'node:zlib';
import {pixelAtlas} from '../../../../src/lab/report/story/pixels';
import {Random} from '../../../../src/random';

/** The chunks of a PNG file, their checksums verified by zlib. */
function chunksOf(address: string): Map<string, Buffer> {
  const file = Buffer.from(address.replace('data:image/png;base64,', ''), 'base64');
  expect(file.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < file.length;) {
    const length = file.readUInt32BE(at);
    const content = file.subarray(at + 4, at + 8 + length);
    expect(file.readUInt32BE(at + 8 + length)).toBe(crc32(content));
    chunks.set(content.subarray(0, 4).toString(), content.subarray(4));
    at += 12 + length;
  }
  return chunks;
}

test('pixelAtlas() is a PNG file with every image in its place, ten in a row', () => {
  const [rows, columns, count] = [3, 4, 23];
  const random = new Random(1);
  const pixels = Array.from({length: rows * columns * count}, () => Math.floor(16 * random.uniform()));
  const bytes = Array.from({length: pixels.length / 2}, (_, i) => 16 * pixels[2 * i]! + pixels[2 * i + 1]!);
  const packed = Buffer.from(bytes).toString('base64');
  const chunks = chunksOf(pixelAtlas(packed, {rows, columns, count}, bytes => deflateSync(bytes)));
  const header = chunks.get('IHDR')!;
  expect([header.readUInt32BE(0), header.readUInt32BE(4), ...header.subarray(8)]).toEqual([
    ...[10 * columns, 3 * rows],
    ...[4, 3, 0, 0, 0], // four bits, of a palette
  ]);
  // Sixteen blacks, the brighter the pixel the less transparent.
  expect([...chunks.get('tRNS')!]).toEqual(Array.from({length: 16}, (_, i) => 17 * i));
  const raw = inflateSync(chunks.get('IDAT')!);
  const stride = 1 + (10 * columns) / 2;
  const at = (x: number, y: number) => (raw[y * stride + 1 + (x >> 1)]! >> (x % 2 === 0 ? 4 : 0)) & 15;
  pixels.forEach((pixel, i) => {
    const [n, inside] = [Math.floor(i / (rows * columns)), i % (rows * columns)];
    const x = (n % 10) * columns + (inside % columns);
    expect(at(x, Math.floor(n / 10) * rows + Math.floor(inside / columns))).toBe(pixel);
  });
});
