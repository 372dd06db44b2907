import {loadPngRenderer, type PngRenderer} from '../node/loadPngRenderer';
import {drawFigure, figureWidths, paperTheme} from '../lab/report';
import {say} from '../lab/language/language';
import {sayAll, type PageTools, type Spoken} from '../lab/report';
import type {ResultsDocument} from '../results';
import {t} from '../text';
import {UsageError} from './exitCodes';

/**
 * The renderer that `--png` needs, found before anything runs.
 *
 * @throws {UsageError} If its package is not installed.
 */
export function openPngRenderer(load: () => PngRenderer | undefined = loadPngRenderer): PngRenderer {
  const renderer = load();
  if (renderer === undefined) {
    throw new UsageError('--png: expected @resvg/resvg-js to be installed; run npm install @resvg/resvg-js');
  }
  return renderer;
}

/** Every figure of a run as a PNG file, in the language that is spoken, and a sentence where its text could not be drawn whole. */
export function pngFiles(
  results: Pick<ResultsDocument, 'experiments'>,
  plot: PageTools['plot'],
  renderer: PngRenderer,
): {files: Record<string, Uint8Array>; note?: string} {
  const files: Record<string, Uint8Array> = {};
  let hangul = false;
  for (const {id, figures} of sayAll(results.experiments)) {
    for (const figure of figures) {
      const svg = drawOrSkip(plot, figure);
      if (svg === undefined) continue;
      hangul ||= /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]/.test(svg);
      files[`${id}-${figure.id}.png`] = renderer.render(svg);
    }
  }
  return hangul && !renderer.hasHangul ? {files, note: say(noHangul)} : {files};
}

const noHangul = t`No font with Hangul was found, so the PNG files show boxes in its place; install one, such as Noto Sans CJK KR.`;

/** What the page says in words instead of a picture gives no file. */
function drawOrSkip(
  plot: PageTools['plot'],
  figure: Spoken<ResultsDocument['experiments'][number]['figures'][number]>,
): string | undefined {
  try {
    return drawFigure(plot, figure, {width: figureWidths.wide, theme: paperTheme, titled: true});
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
