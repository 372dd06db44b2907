import {crc32, deflateSync} from 'node:zlib';
import type {Split} from '../index';

/** Images of one class in a row. */
const perRow = 16;
/** Pixels of the sheet for one of an image. */
const scale = 2;
/** Pixels between images. */
const gap = 2;
/** The grey of the paper between images, so that their edges are seen. */
const paper = 96;

/**
 * The first images of each class, one class a row, as a PNG file: a look at it shows images that are turned, inverted, or under the
 * wrong label.
 *
 * @returns The file's bytes.
 */
export function contactSheet(split: Split): Uint8Array {
  const {rows, columns, classes, labels, images} = split;
  const [cellWidth, cellHeight] = [columns * scale + gap, rows * scale + gap];
  const [width, height] = [perRow * cellWidth + gap, classes * cellHeight + gap];
  const sheet = new Uint8Array(width * height).fill(paper);
  const shown = new Int32Array(classes);
  labels.forEach((label, index) => {
    const place = shown[label]!++;
    if (place >= perRow) return;
    const [left, top] = [place * cellWidth + gap, label * cellHeight + gap];
    for (let y = 0; y < rows * scale; y++) {
      for (let x = 0; x < columns * scale; x++) {
        const pixel = Math.floor(y / scale) * columns + Math.floor(x / scale);
        sheet[(top + y) * width + left + x] = images[index * rows * columns + pixel]!;
      }
    }
  });
  return greyPng(sheet, width, height);
}

/**
 * A picture of 8-bit grey values as a PNG file.
 *
 * @see ISO/IEC 15948, "Portable Network Graphics": a signature and chunks, here of header, data and end.
 */
function greyPng(values: Uint8Array, width: number, height: number): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8; // bits; the rest is 0: grey, deflate, no interlacing
  // Each row begins with its filter, 0 for none.
  const lines = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y++)
    lines.set(values.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = deflateSync(lines);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
