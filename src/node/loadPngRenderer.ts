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
  const draw = (svg: string, scale: number) =>
    new Renderer(svg, {fitTo: {mode: 'zoom', value: scale}, font: {loadSystemFonts: true}}).render();
  return {
    render: (svg, scale = 2) => draw(svg, scale).asPng(),
    get hasHangul() {
      // A character that no font has is drawn as a box, or not at all; one that some font has, is not.
      const [hangul, nothing] = ['한', '\u{10fffd}'].map(character => draw(specimen(character), 1).pixels);
      return !hangul!.equals(nothing!);
    },
  };
}

function loadResvg(load: (id: string) => unknown): typeof Resvg | undefined {
  try {
    return (load('@resvg/resvg-js') as {Resvg: typeof Resvg}).Resvg;
  } catch {
    // Not there, or without the binary for this machine: the caller's sentence is the same for both.
    return undefined;
  }
}

function specimen(character: string): string {
  const text = `<text x="4" y="24" font-size="24" font-family="sans-serif">${character}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32">${text}</svg>`;
}
