import type {Place, Stroke} from './preprocess';

/** Of the pad, so that a drawing does not depend on how large the pad is. */
const STEP = 1 / 20;
const FINE_STEP = 1 / 80;
const PEN = 0.07;

/**
 * A canvas to draw on with mouse, finger, pen or keyboard: arrows move the pen, space sets it down and lifts it, Backspace
 * takes the last stroke back, Escape all. Places are fractions of the side, y downwards.
 */
export class DrawingPad {
  private strokes: Place[][] = [];
  private pen: Place = {x: 0.5, y: 0.25};
  private penDown = false;
  private pointer: number | undefined;

  /** @param changed Called with all strokes whenever one has changed. */
  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly changed: (strokes: readonly Stroke[]) => void,
  ) {
    canvas.addEventListener('pointerdown', event => this.begin(event));
    canvas.addEventListener('pointermove', event => this.move(event));
    for (const end of ['pointerup', 'pointercancel'] as const) {
      canvas.addEventListener(end, () => (this.pointer = undefined));
    }
    canvas.addEventListener('keydown', event => {
      if (this.key(event.key, event.shiftKey)) event.preventDefault();
    });
    for (const turn of ['focus', 'blur'] as const) canvas.addEventListener(turn, () => this.paint());
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.paint());
    this.paint();
  }

  clear(): void {
    this.penDown = false;
    this.update([]);
  }

  undo(): void {
    this.penDown = false;
    this.update(this.strokes.slice(0, -1));
  }

  private update(strokes: Place[][]): void {
    this.strokes = strokes;
    this.paint();
    this.changed(strokes);
  }

  private begin(event: PointerEvent): void {
    if (this.pointer !== undefined || event.button !== 0) return;
    event.preventDefault();
    this.canvas.focus({preventScroll: true});
    this.canvas.setPointerCapture(event.pointerId);
    this.pointer = event.pointerId;
    this.penDown = false;
    this.update([...this.strokes, [this.placeOf(event)]]);
  }

  private move(event: PointerEvent): void {
    if (event.pointerId !== this.pointer) return;
    // Between two frames a quick hand makes several moves.
    const moves = event.getCoalescedEvents();
    this.extend((moves.length > 0 ? moves : [event]).map(each => this.placeOf(each)));
  }

  private extend(places: readonly Place[]): void {
    const last = this.strokes.at(-1) ?? [];
    this.update([...this.strokes.slice(0, -1), [...last, ...places]]);
  }

  private placeOf({clientX, clientY}: PointerEvent): Place {
    const {left, top, width, height} = this.canvas.getBoundingClientRect();
    return {x: within((clientX - left) / width), y: within((clientY - top) / height)};
  }

  /** @returns Whether the key means something here. */
  private key(key: string, fine: boolean): boolean {
    const step = fine ? FINE_STEP : STEP;
    const moves: Partial<Record<string, [number, number]>> = {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      ArrowUp: [0, -step],
      ArrowDown: [0, step],
    };
    const move = moves[key];
    if (move) {
      this.pen = {x: within(this.pen.x + move[0]), y: within(this.pen.y + move[1])};
      if (this.penDown) this.extend([this.pen]);
      else this.paint();
    } else if (key === ' ') {
      this.penDown = !this.penDown;
      if (this.penDown) this.update([...this.strokes, [this.pen]]);
      else this.paint();
    } else if (key === 'Backspace') this.undo();
    else if (key === 'Escape') this.clear();
    else return false;
    return true;
  }

  private paint(): void {
    const {canvas} = this;
    const context = canvas.getContext('2d')!;
    const side = canvas.width;
    const colour = (name: string) => getComputedStyle(canvas).getPropertyValue(name);
    context.clearRect(0, 0, side, side);
    context.lineCap = context.lineJoin = 'round';
    context.lineWidth = PEN * side;
    context.strokeStyle = colour('--ink');
    for (const stroke of this.strokes) {
      context.beginPath();
      const [first] = stroke;
      if (first) context.moveTo(first.x * side, first.y * side);
      for (const {x, y} of stroke) context.lineTo(x * side, y * side);
      context.stroke();
    }
    if (!canvas.matches(':focus-visible')) return;
    context.beginPath();
    context.arc(this.pen.x * side, this.pen.y * side, (PEN * side) / 2, 0, 2 * Math.PI);
    context.lineWidth = 3;
    context.strokeStyle = colour('--link');
    context.fillStyle = colour('--link');
    if (this.penDown) context.fill();
    context.stroke();
  }
}

function within(fraction: number): number {
  return Math.min(1, Math.max(0, fraction));
}
