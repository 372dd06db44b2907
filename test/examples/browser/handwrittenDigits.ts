import type {Place, Stroke} from '../../../examples/browser/src/preprocess';

/** The ten digits as a hand might draw them on the page, in fractions of the drawing area. Not losslab's own glyphs. */
export const handwrittenDigits: readonly (readonly Stroke[])[] = [
  [arc(0.5, 0.5, 0.2, 0.32, -80, -450)],
  [line([0.42, 0.3], [0.54, 0.18], [0.53, 0.82])],
  [[...arc(0.48, 0.34, 0.18, 0.16, 190, 400), ...line([0.6, 0.48], [0.32, 0.8], [0.72, 0.79])]],
  [[...arc(0.46, 0.33, 0.17, 0.15, 200, 440), ...arc(0.46, 0.66, 0.2, 0.18, -80, 150)]],
  [line([0.4, 0.18], [0.3, 0.55], [0.7, 0.54]), line([0.62, 0.3], [0.58, 0.85])],
  [[...line([0.66, 0.2], [0.38, 0.21], [0.36, 0.46]), ...arc(0.47, 0.62, 0.19, 0.18, -110, 150)]],
  [[...line([0.6, 0.16], [0.42, 0.4]), ...arc(0.49, 0.65, 0.17, 0.17, 190, -170)]],
  [line([0.3, 0.22], [0.7, 0.21], [0.58, 0.5], [0.47, 0.84])],
  [
    [
      ...arc(0.5, 0.33, 0.14, 0.15, -40, -270),
      ...arc(0.5, 0.66, 0.17, 0.17, -90, 270),
      ...arc(0.5, 0.33, 0.14, 0.15, 90, -40),
    ],
  ],
  [[...arc(0.5, 0.35, 0.16, 0.16, -10, -370), ...line([0.66, 0.4], [0.62, 0.62], [0.57, 0.85])]],
];

function line(...corners: readonly (readonly [number, number])[]): Place[] {
  return corners.map(([x, y]) => ({x, y}));
}

/** Part of an ellipse; degrees from the right, clockwise as the page sees it. */
function arc(x: number, y: number, width: number, height: number, from: number, to: number): Place[] {
  const pieces = 16;
  return Array.from({length: pieces + 1}, (_, i) => {
    const angle = ((from + ((to - from) * i) / pieces) * Math.PI) / 180;
    return {x: x + width * Math.cos(angle), y: y + height * Math.sin(angle)};
  });
}
