import type {Figure, Mark} from '../../../src/lab/report/spoken';

const weights = [-2, -1, 0, 1, 2];

/** Figures with every type of mark and axis, and with names and ends that get in each other's way. */
export function everyKindOfFigure(): Figure[] {
  return [
    staircase(),
    smooth(),
    crowded(),
    logLog(),
    rows(),
    grouped(),
    columns(),
    sizes(),
    histogram(),
    panels(),
    arrows(),
  ];
}

/** Arrows, one of them without a length, and a circle around them. */
function arrows(): Figure {
  const places = [-1, 0, 1].flatMap(y => [-1, 0, 1].map(x => ({x, y, x2: x / 2, y2: y / 2})));
  const turn = Array.from({length: 25}, (_, i) => (i * Math.PI) / 12);
  return figure('arrows', [
    {
      type: 'line',
      name: 'f = 1',
      points: turn.map(a => ({x: Math.cos(a), y: Math.sin(a)})),
      emphasis: 'context',
    },
    {type: 'arrow', name: 'downhill', points: places},
  ]);
}

function figure(id: string, marks: readonly Mark[], changes: Partial<Figure> = {}): Figure {
  const linear = {label: 'offset of the weight', scale: 'linear'} as const;
  return {
    id,
    title: `The message of ${id}`,
    alt: `What ${id} shows.`,
    x: linear,
    y: {...linear, label: 'y'},
    marks,
    ...changes,
  };
}

function series(
  type: Mark['type'],
  name: string,
  f: (x: number) => number,
  xs: readonly number[] = weights,
): Mark {
  return {type, name, points: xs.map(x => ({x, y: f(x)}))};
}

function staircase(): Figure {
  return figure('staircase', [
    series('step', '100 images', x => (x > 0 ? 0.75 : 0.5)),
    series('step', '10,000 images', x => 0.6 + x / 40),
  ]);
}

function smooth(): Figure {
  const y = {label: 'cross entropy', unit: 'nats', scale: 'linear'} as const;
  return figure(
    'smooth-loss',
    [series('line', '100 images', x => 0.5 * x * x), series('line', '10,000 images', x => 1 + 0.1 * x)],
    {y},
  );
}

function crowded(): Figure {
  const names = [
    'CEE, one-hot labels, rate 0.1',
    'CEE, integer labels, rate 0.1',
    'SSE, rate 0.1',
    'SSE, rate 1',
    'SSE, summed, rate 0.1',
    'ReLU',
  ];
  return figure('crowded', [
    ...names.map((name, i) => series('line', name, x => (2 - x) * i)),
    series('level', 'chance', () => 1),
  ]);
}

function logLog(): Figure {
  const steps = Array.from({length: 13}, (_, i) => 10 ** -i);
  return figure(
    'log-log',
    [
      series('line', 'forward', h => h + 1e-16 / h, steps),
      series('line', 'central', h => h * h + 1e-16 / h, steps),
      series('dot', 'ridders', h => 1e-12 + h * 1e-3, steps.slice(0, 4)),
      {type: 'rule', name: "the book's h", points: [{x: 1e-4, y: 1}]},
      {type: 'rule', name: 'the best h', points: [{x: 1e-5, y: 1}]},
    ],
    {x: {label: 'step h', scale: 'log'}, y: {label: 'relative error of the gradient', scale: 'log'}},
  );
}

function rows(): Figure {
  const points = [
    {x: 'backpropagation', y: 0.009},
    {x: 'numerical_gradient, all of the weights one after another', y: 123.4},
  ];
  return figure('rows', [{type: 'bar', name: 'seconds', points}], {
    x: {label: 'way', scale: 'category'},
    y: {label: 'time', unit: 's', scale: 'log'},
  });
}

function grouped(): Figure {
  const bars = (name: string, factor: number): Mark => ({
    type: 'bar',
    name,
    points: ['before training', 'after training'].map((x, i) => ({x, y: factor * (i + 1)})),
  });
  return figure('grouped', [bars('accuracy', 0), bars('cross entropy', 12_805)], {
    x: {label: 'when', scale: 'category'},
  });
}

function columns(): Figure {
  const digits = Array.from({length: 10}, (_, digit) => ({x: String(digit), y: digit / 45}));
  return figure(
    'columns',
    [
      {type: 'bar', name: 'right guess', points: digits},
      {type: 'bar', name: 'wrong guess', points: digits},
    ],
    {
      x: {label: 'digit', scale: 'category'},
    },
  );
}

function histogram(): Figure {
  const bins = (name: string, zeros: number): Mark => ({
    type: 'bar',
    name,
    points: [
      {x: '0', y: zeros},
      ...[-8, -7, -6, -5, -4].map(e => ({x: 10 ** e, x2: 10 ** (e + 1), y: 1000 * (9 + e)})),
    ],
  });
  return figure('histogram', [bins('accuracy', 39_760), bins('cross entropy', 14_150)], {
    x: {label: 'size of a gradient entry', scale: 'log'},
  });
}

function panels(): Figure {
  const inPanel = (mark: Mark, panel: string): Mark => ({...mark, panel});
  return figure('panels', [
    inPanel(
      series('step', 'step', x => Number(x > 0)),
      'the step',
    ),
    inPanel(
      series('line', 'sigmoid', x => 1 / (1 + Math.exp(-x))),
      'the sigmoid',
    ),
    {...series('line', 'start', () => 0), emphasis: 'context'},
  ]);
}

function sizes(): Figure {
  const bins = (name: string, zeros: number): Mark => ({
    type: 'bar',
    name,
    points: ['0 (black pixel)', '0 (other)', '1e-8', '1e-7', '1e-6', '1e-5', '1e-4'].map((x, i) => ({
      x,
      y: i < 2 ? zeros : i * 2500,
    })),
  });
  return figure('sizes', [bins('accuracy', 39_760), bins('SSE', 17_300), bins('cross entropy', 17_300)], {
    x: {label: 'size of the entry', scale: 'category'},
    y: {label: 'weights', scale: 'linear'},
  });
}
