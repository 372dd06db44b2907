/**
 * Draws docs/synthetic-digits.png: a row for each digit, dark on white, every pixel twice as wide and high.
 *
 *     npx tsx scripts/contactSheet.ts
 */
import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {crc32, deflateSync} from 'node:zlib';
import type {Split} from '../src/data/split';
import {syntheticDigits} from '../src/data/syntheticDigits';

const COLUMNS = 14;
const ZOOM = 2;

const file = path.join(__dirname, '..', 'docs', 'synthetic-digits.png');
mkdirSync(path.dirname(file), {recursive: true});
writeFileSync(file, contactSheet(syntheticDigits({size: 10 * COLUMNS, seed: 1})));

/** The split's images sorted by label, one label a row, as a PNG file's bytes. The labels must be balanced. */
function contactSheet({images, labels, rows, columns, classes}: Split): Buffer {
  const width = COLUMNS * columns * ZOOM;
  const height = classes * rows * ZOOM;
  const sheet = new Uint8Array(width * height);
  const drawn = new Uint8Array(classes);
  labels.forEach((label, i) => {
    const left = drawn[label]!++ * columns * ZOOM;
    const top = label * rows * ZOOM;
    for (let y = 0; y < rows * ZOOM; y++) {
      for (let x = 0; x < columns * ZOOM; x++) {
        const pixel = Math.floor(y / ZOOM) * columns + Math.floor(x / ZOOM);
        sheet[(top + y) * width + left + x] = 255 - images[i * rows * columns + pixel]!;
      }
    }
  });
  return encodePng(sheet, width, height);
}

/** Grey values, row-major, as a PNG with sixteen shades: enough to look at, and half the bytes. */
function encodePng(grey: Uint8Array, width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 4; // bits per pixel; colour type 0 is grey
  // Every row begins with its filter's number, 0: none.
  const rowBytes = 1 + Math.ceil(width / 2);
  const rows = Buffer.alloc(rowBytes * height);
  for (let i = 0; i < grey.length; i++) {
    const x = i % width;
    const shade = Math.round(grey[i]! / 17);
    rows[Math.floor(i / width) * rowBytes + 1 + (x >> 1)]! |= x % 2 === 0 ? shade << 4 : shade;
  }
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, {level: 9})),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A PNG chunk: length, type, data, and the checksum of type and data. */
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
