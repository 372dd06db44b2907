import type {PlotModule} from './figures/PlotModule';

/** What a page is made with and a report cannot load itself: it touches no file and no module of Node's. */
export interface PageTools {
  /** Observable Plot, which draws the figures. */
  readonly plot: PlotModule;
  /** SHA-256 of a text's UTF-8, in Base64: what the page's security policy lets in. */
  readonly sha256: (text: string) => string;
}
