import {DrawingPad} from './DrawingPad';
import type {Digits} from './digits';
import {byId, latestOnly} from './elements';
import {crossEntropy, sumSquaredError} from './losses';
import {t} from './language';
import {loadNet, probabilitiesOf, type NetName} from './nets';
import {preprocess, SIDE} from './preprocess';

/** The greatest that each loss can be: for a sure and wrong guess. */
const GREATEST = {sse: 1, cee: -Math.log(1e-7)};

/** Draw a digit, see the probabilities, and both losses against the label that was chosen. */
export class ReadingPanel {
  /** What is to be read; made from the strokes only when it is, as a quick hand makes many moves. */
  private image: () => Uint8Array | undefined = () => undefined;
  private probabilities: Float32Array | undefined;
  private example = -1;
  private readonly label = byId('label', HTMLFieldSetElement);
  private readonly net = byId('net', HTMLSelectElement);
  private readonly bars = byId('probabilities', HTMLOListElement);
  private readonly pad = new DrawingPad(byId('pad', HTMLCanvasElement), strokes =>
    this.show(() => preprocess(strokes)),
  );

  constructor(private readonly digits: Digits) {
    byId('clear', HTMLButtonElement).addEventListener('click', () => this.pad.clear());
    byId('undo', HTMLButtonElement).addEventListener('click', () => this.pad.undo());
    byId('example', HTMLButtonElement).addEventListener('click', () => this.showExample());
    this.label.addEventListener('change', () => this.writeLosses());
    this.net.addEventListener('change', () => this.refresh());
    for (let digit = 0; digit < 10; digit++) this.bars.append(bar(digit), ' ');
    this.show(this.image);
  }

  /** Reads the image again, as another net or another backend would. */
  refresh(): void {
    this.show(this.image);
  }

  private readonly read = latestOnly(async (makeImage: () => Uint8Array | undefined) => {
    await new Promise(requestAnimationFrame);
    const image = makeImage();
    paintImage(image);
    // What was read of another image is not to stand beside this one, should the net not be there.
    this.probabilities = undefined;
    try {
      if (image !== undefined)
        this.probabilities = await probabilitiesOf(await loadNet(this.net.value as NetName), image);
    } finally {
      this.writeAnswer(image !== undefined);
      this.writeLosses();
      if (makeImage === this.image) byId('answer', HTMLOutputElement).ariaBusy = 'false';
    }
  });

  private show(image: () => Uint8Array | undefined): void {
    this.image = image;
    byId('answer', HTMLOutputElement).ariaBusy = 'true';
    this.read(image);
  }

  /** One of the digits that losslab drew, with its label, for whoever does not want to draw. */
  private showExample(): void {
    this.pad.clear();
    this.example = (this.example + 1) % this.digits.labels.length;
    const radio = this.label.querySelectorAll('input')[this.digits.labels[this.example]!]!;
    radio.checked = true;
    const image = this.digits.images.slice(this.example * 784, (this.example + 1) * 784);
    this.show(() => image);
  }

  private writeAnswer(drawn: boolean): void {
    const {probabilities} = this;
    const answer = byId('answer', HTMLOutputElement);
    const digit = probabilities?.indexOf(Math.max(...probabilities));
    answer.dataset.digit = digit === undefined ? '' : String(digit);
    answer.textContent =
      digit === undefined
        ? drawn
          ? t`Not read yet.`
          : t`Nothing drawn yet.`
        : t`It reads a ${digit}, ${percent(probabilities![digit]!)} sure.`;
    [...this.bars.children].forEach((item, k) => {
      const y = probabilities?.[k] ?? 0;
      (item as HTMLElement).dataset.probability = String(y);
      item.classList.toggle('most', k === digit);
      item.querySelector<HTMLElement>('.fill')!.style.width = `${100 * y}%`;
      item.querySelector('.value')!.textContent = percent(y);
    });
  }

  private writeLosses(): void {
    const chosen = this.label.querySelector<HTMLInputElement>('input:checked');
    const {probabilities} = this;
    const known = chosen !== null && probabilities !== undefined;
    const label = Number(chosen?.value);
    write('sse', known ? sumSquaredError(label, probabilities) : undefined, '');
    write('cee', known ? crossEntropy(label, probabilities) : undefined, t` nats`);
    byId('loss-hint', HTMLElement).hidden = known;
  }
}

function write(id: 'sse' | 'cee', loss: number | undefined, unit: string): void {
  byId(id, HTMLElement).textContent = loss === undefined ? '–' : `${shown(loss)}${unit}`;
  byId(`${id}-bar`, HTMLElement).style.width = `${(100 * Math.max(0, loss ?? 0)) / GREATEST[id]}%`;
}

/** The constant in the cross entropy makes the surest answers come out just below 0. */
function shown(loss: number): string {
  return loss < 0.00005 ? t`below 0.0001` : loss.toFixed(4);
}

function percent(fraction: number): string {
  return `${(100 * fraction).toFixed(1)} %`;
}

function bar(digit: number): HTMLLIElement {
  const item = document.createElement('li');
  item.innerHTML = `<span class="digit">${digit}</span><span class="track"><span class="fill"></span></span><span class="value"></span>`;
  return item;
}

/** What the net is given, pixel by pixel. */
function paintImage(image: Uint8Array | undefined): void {
  const canvas = byId('seen', HTMLCanvasElement);
  const data = new ImageData(SIDE, SIDE);
  for (let i = 0; i < SIDE * SIDE; i++)
    data.data.set([...Array<number>(3).fill(image?.[i] ?? 0), 255], 4 * i);
  canvas.getContext('2d')!.putImageData(data, 0, 0);
}
