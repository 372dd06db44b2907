import type {PlotModule} from './Panel';

const svgNamespace = 'http://www.w3.org/2000/svg';

/** As much of a DOM element as Observable Plot uses to build a picture, and a way to write it down. */
export class SvgElement {
  readonly namespaceURI = svgNamespace;
  readonly attributes = new Map<string, string>();
  readonly childNodes: (SvgElement | string)[] = [];
  /** Plot hangs a function on the picture that tells its scales. */
  scale?: (name: string) => unknown;
  /** Where the data are and what x spans, for a picture with one panel: `left right top bottom from to`. */
  frame?: string;

  constructor(
    readonly tagName: string,
    readonly ownerDocument: SvgDocument,
  ) {}

  setAttribute(name: string, value: unknown): void {
    this.attributes.set(name, String(value));
  }

  setAttributeNS(_space: string, name: string, value: unknown): void {
    this.setAttribute(name, value);
  }

  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }

  appendChild<T extends SvgElement | string>(child: T): T {
    this.childNodes.push(child);
    return child;
  }

  insertBefore<T extends SvgElement | string>(child: T, before: SvgElement | string | null): T {
    const at = before === null ? -1 : this.childNodes.indexOf(before);
    this.childNodes.splice(at < 0 ? this.childNodes.length : at, 0, child);
    return child;
  }

  set textContent(text: unknown) {
    this.childNodes.splice(0, Infinity, String(text));
  }

  /** A child with attributes, to be hung below this one. */
  add(tagName: string, attributes: Readonly<Record<string, string | number>>, text?: string): SvgElement {
    const child = this.appendChild(new SvgElement(tagName, this.ownerDocument));
    for (const [name, value] of Object.entries(attributes)) {
      child.setAttribute(name, typeof value === 'number' ? round(value) : value);
    }
    if (text !== undefined) child.textContent = text;
    return child;
  }

  /**
   * The element as markup. Plot's own style sheet is left out, because a page that forbids inline styles has another;
   * so are its names for the parts of a picture, because a picture is one thing to those who hear it.
   */
  toString(): string {
    const attributes = [...this.attributes]
      .filter(([name]) => name !== 'class' && (this.tagName === 'svg' || !name.startsWith('aria-')))
      .map(
        ([name, value]) =>
          ` ${name}="${escapeText(numeric.has(name) ? roundAll(value, name === 'd' ? 10 : 100) : value)}"`,
      );
    const part = this.tagName === 'g' ? this.attributes.get('aria-label') : undefined;
    const named = part === undefined ? '' : ` data-part="${escapeText(part)}"`;
    const children = this.childNodes
      .filter(child => typeof child === 'string' || child.tagName !== 'style')
      .map(child => (typeof child === 'string' ? escapeText(child) : child.toString()));
    return `<${this.tagName}${named}${attributes.join('')}>${children.join('')}</${this.tagName}>`;
  }
}

/** The document that such elements belong to. */
export class SvgDocument {
  readonly documentElement = new SvgElement('html', this);

  createElementNS(_space: string, name: string): SvgElement {
    return new SvgElement(name, this);
  }

  createElement(name: string): SvgElement {
    return new SvgElement(name, this);
  }

  createTextNode(text: string): string {
    return text;
  }
}

/** A picture of Plot's as such an element. */
export function plotSvg(
  plot: PlotModule,
  options: Omit<NonNullable<Parameters<PlotModule['plot']>[0]>, 'document'>,
): SvgElement {
  const picture = plot.plot({...options, document: new SvgDocument()});
  if (!(picture instanceof SvgElement))
    throw new TypeError('plotSvg: expected a picture of the document given');
  return picture;
}

/** From data along an axis of such a picture to pixels. */
export function pixelsAlong(svg: SvgElement, name: 'x' | 'y'): (value: number) => number {
  const scale = svg.scale!(name) as {apply(value: number): number};
  return value => scale.apply(value);
}

/** Attributes that hold nothing but numbers and letters of commands. */
const numeric = new Set(['d', 'x', 'y', 'x1', 'x2', 'y1', 'y2', 'cx', 'cy', 'width', 'height', 'transform']);

/**
 * A hundredth of a pixel is finer than any screen, and says the same on every machine. Along a curve, which is most of a page, a tenth
 * is fine enough.
 *
 * @param parts Of a pixel, to which numbers are rounded.
 */
function roundAll(text: string, parts: number): string {
  return text.replace(/-?\d*\.\d+(e[-+]?\d+)?|-?\d+(\.\d+)?e[-+]?\d+/g, number =>
    round(Number(number), parts),
  );
}

function round(value: number, parts = 100): string {
  return String(Math.round(value * parts) / parts + 0);
}

function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
