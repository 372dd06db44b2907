import type {Resvg} from '@resvg/resvg-js';
import {loadPackage} from '../backends/loadPackage';

/** Turns SVG markup into the bytes of a PNG file. */
export interface PngRenderer {
  /** @param scale Pixels of the PNG for each of the SVG. */
  render(svg: string, scale?: number): Uint8Array;
  /** Whether some font of this machine has Hangul. */
  readonly hasHangul: boolean;
}

/**
 * Loads the renderer of PNG files, `@resvg/resvg-js`, an optional package, and looks for a font with Hangul.
 *
 * @param load In place of `require`, in a test.
 * @returns Nothing where the package is not installed, or not for this machine.
 *
 * @example
 * loadPngRenderer()?.render('<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>').length > 0;  // true
 */
export function loadPngRenderer(load: (id: string) => unknown = loadPackage): PngRenderer | undefined {
  const Renderer = loadResvg(load);
  if (Renderer === undefined) return undefined;
  const draw = (svg: string, {scale = 1, family}: {scale?: number; family?: string | undefined} = {}) =>
    new Renderer(svg, {
      fitTo: {mode: 'zoom', value: scale},
      font: {loadSystemFonts: true, ...(family === undefined ? {} : {defaultFontFamily: family})},
    }).render();
  const pixels = (text: string, family: string) => draw(specimen(text, family)).pixels;
  // The renderer looks at the first name of a list only, and takes any font, be it a serif, where that is missing.
  const unknown = pixels('Rg', 'no such font');
  const family = families.find(name => !pixels('Rg', name).equals(unknown));
  return {
    render: (svg, scale = 2) => draw(svg, {scale, family}).asPng(),
    get hasHangul() {
      // A character that no font has is drawn as a box, or not at all; one that some font has, is not.
      return !pixels('한', 'sans-serif').equals(pixels('\u{10fffd}', 'sans-serif'));
    },
  };
}

/** Sans-serif fonts with superscripts, then those that most systems have. */
const families = [
  'Noto Sans',
  'DejaVu Sans',
  'Segoe UI',
  'Helvetica Neue',
  'Helvetica',
  'Arial',
  'Liberation Sans',
];

function loadResvg(load: (id: string) => unknown): typeof Resvg | undefined {
  try {
    return (load('@resvg/resvg-js') as {Resvg: typeof Resvg}).Resvg;
  } catch {
    // Not there, or without the binary for this machine: the caller's sentence is the same for both.
    return undefined;
  }
}

function specimen(text: string, family: string): string {
  const content = `<text x="4" y="24" font-size="24" font-family="${family}">${text}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="48" height="32">${content}</svg>`;
}
