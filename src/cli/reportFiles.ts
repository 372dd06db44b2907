import {loadPngRenderer, type PngRenderer} from '../node/loadPngRenderer';
import {pageTools} from '../node/pageTools';
import {inLanguage, type Language} from '../lab/language/language';
import {drawFigure, figureWidths, paperTheme, sayAll, type PageTools} from '../lab/report';
import {pageNames, renderAppendix, renderStory} from '../lab/report';
import type {ResultsDocument} from '../results';
import {t, type Message} from '../text';
import {UsageError} from './exitCodes';

/**
 * The renderer that `--png` needs, found before anything runs.
 *
 * @throws {UsageError} If its package is not installed.
 */
export function openPngRenderer(load: () => PngRenderer | undefined = loadPngRenderer): PngRenderer {
  const renderer = load();
  if (renderer === undefined) {
    throw new UsageError(t`--png: expected @resvg/resvg-js to be installed; run npm install @resvg/resvg-js`);
  }
  return renderer;
}

/**
 * The two pages of a run, and every figure as a PNG file if there is a renderer.
 *
 * @returns Contents by name, and a sentence where the text of the pictures could not be drawn whole.
 */
export function reportFiles(
  results: ResultsDocument,
  renderer: PngRenderer | undefined,
  language: Language = 'en',
): {files: Record<string, string | Uint8Array>; note?: Message} {
  const tools = pageTools();
  const files: Record<string, string | Uint8Array> = {
    [pageNames.story]: renderStory(results, tools, language),
    [pageNames.appendix]: renderAppendix(results, tools, language),
  };
  if (renderer === undefined) return {files};
  const drawn = inLanguage(language, () =>
    sayAll(results.experiments).flatMap(({id, figures}) =>
      figures.map(figure => [`${id}-${figure.id}.png`, drawOrSkip(tools.plot, figure)] as const),
    ),
  );
  for (const [name, svg] of drawn) if (svg !== undefined) files[name] = renderer.render(svg);
  const hasHangul = drawn.some(([, svg]) => /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]/.test(svg ?? ''));
  return hasHangul && !renderer.hasHangul ? {files, note: noHangul} : {files};
}

const noHangul = t`No font with Hangul was found, so the PNG files show boxes in its place; install one, such as Noto Sans CJK KR.`;

/** What the page says in words instead of a picture gives no file. */
function drawOrSkip(plot: PageTools['plot'], figure: Parameters<typeof drawFigure>[1]): string | undefined {
  try {
    return drawFigure(plot, figure, {width: figureWidths.wide, theme: paperTheme, titled: true});
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
