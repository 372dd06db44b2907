/** Images as one PNG file of black pixels, the brighter the less transparent, so that a page paints them in its own colours. */

/** How many images stand side by side. */
export const imagesAcross = 10;

/**
 * All images of a knob in one PNG, ten in a row.
 *
 * @param packed Base64: images one after the other by rows, two pixels a byte, 0 to 15.
 * @returns A `data:` address.
 */
export function pixelAtlas(
  packed: string,
  {rows, columns, count}: {rows: number; columns: number; count: number},
  deflate: (bytes: Uint8Array) => Uint8Array,
): string {
  const nibbles = unpack(packed);
  const width = imagesAcross * columns;
  const height = Math.ceil(count / imagesAcross) * rows;
  const stride = 1 + Math.ceil(width / 2);
  // A filter byte of 0 before every row.
  const raw = new Uint8Array(height * stride);
  for (let n = 0; n < count; n++) {
    for (let i = 0; i < rows * columns; i++) {
      const x = (n % imagesAcross) * columns + (i % columns);
      const y = Math.floor(n / imagesAcross) * rows + Math.floor(i / columns);
      const grey = nibbles[n * rows * columns + i] ?? 0;
      raw[y * stride + 1 + (x >> 1)]! |= x % 2 === 0 ? grey << 4 : grey;
    }
  }
  const header = [...bigEndian(width), ...bigEndian(height), 4, 3, 0, 0, 0];
  const alpha = Array.from({length: 16}, (_, i) => 17 * i);
  const bytes = [
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...chunk('IHDR', header),
    ...chunk('PLTE', new Array<number>(48).fill(0)),
    ...chunk('tRNS', alpha),
    ...chunk('IDAT', deflate(raw)),
    ...chunk('IEND', []),
  ];
  return `data:image/png;base64,${btoa(bytes.map(byte => String.fromCharCode(byte)).join(''))}`;
}

function unpack(packed: string): Uint8Array {
  const text = atob(packed);
  const nibbles = new Uint8Array(2 * text.length);
  for (let i = 0; i < text.length; i++) {
    nibbles[2 * i] = text.charCodeAt(i) >> 4;
    nibbles[2 * i + 1] = text.charCodeAt(i) & 15;
  }
  return nibbles;
}

function chunk(type: string, data: Iterable<number>): number[] {
  const content = [...[...type].map(letter => letter.charCodeAt(0)), ...data];
  return [...bigEndian(content.length - 4), ...content, ...bigEndian(crc32(content))];
}

function bigEndian(value: number): number[] {
  return [24, 16, 8, 0].map(shift => (value >>> shift) & 255);
}

/** The checksum of PNG, bit by bit: the files are small. */
function crc32(bytes: readonly number[]): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
