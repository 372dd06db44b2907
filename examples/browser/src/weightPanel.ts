import {drawChart} from './chart';
import type {Digits} from './digits';
import {byId, latestOnly} from './elements';
import {t} from './language';
import {activationsOf, loadNet, probabilitiesOf} from './nets';
import {sweepWeight, type Measured, type Outputs} from './sweepWeight';

const NET = 'textbook-cee';
const UNITS = 50;
/** Positions of the weight on a curve. */
const POSITIONS = 241;

interface Sample {
  readonly outputs: Outputs;
  /** The weight as it was trained. */
  readonly weight: number;
}

/** Move one weight of the textbook's net and watch accuracy and both losses on the digits that losslab drew. */
export class WeightPanel {
  private readonly controls = byId('weight-controls', HTMLFormElement);
  private readonly slider = byId('move', HTMLInputElement);
  private sample: Sample | undefined;
  private curves: readonly Measured[] = [];

  constructor(private readonly digits: Digits) {
    const unit = byId('unit', HTMLSelectElement);
    for (let j = 1; j <= UNITS; j++) unit.add(new Option(String(j), String(j - 1), j === 1, j === 1));
    this.controls.addEventListener('change', event => {
      if (event.target === this.slider) return;
      if (event.target === byId('range', HTMLSelectElement)) this.slider.value = '0';
      this.measure();
    });
    this.controls.addEventListener('submit', event => event.preventDefault());
    this.slider.addEventListener('input', () => this.draw());
    new ResizeObserver(() => this.draw()).observe(byId('charts', HTMLElement));
  }

  /** On the current backend. */
  measure(): void {
    this.take(undefined);
  }

  private readonly take = latestOnly(async () => {
    const value = (id: string) => Number(byId(id, HTMLSelectElement).value);
    const [unit, digit, size] = [value('unit'), value('digit'), value('images')];
    const images = this.digits.images.subarray(0, size * 784);
    const model = await loadNet(NET);
    const [probabilities, hidden, weights] = await Promise.all([
      probabilitiesOf(model, images),
      activationsOf(model, images),
      model.layers[1]!.getWeights()[0]!.data(),
    ]);
    const activations = Float32Array.from({length: size}, (_, i) => hidden[i * UNITS + unit]!);
    const labels = this.digits.labels.subarray(0, size);
    this.sample = {
      outputs: {probabilities, labels, activations, digit, classes: 10},
      weight: weights[unit * 10 + digit]!,
    };
    const reach = this.reach();
    this.curves = Array.from({length: POSITIONS}, (_, i) =>
      sweepWeight(this.sample!.outputs, reach * ((2 * i) / (POSITIONS - 1) - 1)),
    );
    this.draw();
  });

  private reach(): number {
    return Number(byId('range', HTMLSelectElement).value);
  }

  private draw(): void {
    if (this.sample === undefined) return;
    const {outputs, weight} = this.sample;
    const fraction = Number(this.slider.value);
    const move = fraction * this.reach();
    const now = sweepWeight(outputs, move);
    const at = (fraction + 1) / 2;
    const chart = (id: string, key: keyof Measured, label: string, format: (value: number) => string) => {
      const values = this.curves.map(measured => measured[key]);
      drawChart(byId(id, SVGSVGElement), {
        label,
        values,
        format,
        at,
        now: now[key],
        stepped: key === 'accuracy',
      });
    };
    chart('accuracy-chart', 'accuracy', t`Accuracy`, value => `${(100 * value).toFixed(1)} %`);
    chart('cee-chart', 'crossEntropy', t`Cross entropy`, value => value.toFixed(4));
    chart('sse-chart', 'sumSquaredError', t`Squared error`, value => value.toFixed(4));
    const described = t`The weight is ${signed(weight + move, 3)}: trained ${signed(weight, 3)}, moved ${signed(move, 3)}`;
    byId('weight', HTMLOutputElement).textContent = described;
    this.slider.setAttribute('aria-valuetext', described);
    byId('accuracy-slope', HTMLElement).textContent = '0';
    byId('cee-slope', HTMLElement).textContent = signed(now.crossEntropySlope, 5);
    byId('sse-slope', HTMLElement).textContent = signed(now.sumSquaredErrorSlope, 5);
    this.writeLevels();
  }

  /** How many values each curve takes on its way: the staircase in two numbers. */
  private writeLevels(): void {
    const levels = (key: keyof Measured) => new Set(this.curves.map(measured => measured[key])).size;
    const counts = [levels('accuracy'), levels('crossEntropy')] as const;
    const line = byId('levels', HTMLElement);
    [line.dataset.accuracy, line.dataset.cee] = [String(counts[0]), String(counts[1])];
    line.textContent =
      counts[0] === 1
        ? t`At ${POSITIONS} positions of the weight accuracy takes one value, the cross entropy ${counts[1]}.`
        : t`At ${POSITIONS} positions of the weight accuracy takes ${counts[0]} different values, the cross entropy ${counts[1]}.`;
  }
}

function signed(value: number, digits: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`;
}
