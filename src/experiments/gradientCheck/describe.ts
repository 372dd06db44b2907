import type {Claim, ExperimentResult, Figure, Table} from '../experiment';
import type {MeasuredLoss} from './measureLosses';

/** What every loss came to, in words, numbers and pictures. */
export function describeChecks(measured: readonly MeasuredLoss[]): ExperimentResult {
  const metrics = metricsOf(measured);
  return {
    answer:
      `Yes: for all ${metrics['losses']!} losses they differ by ${metrics['worstError']!.toExponential(0)} of the gradient ` +
      `at most. The book's numerical_gradient would take ${metrics['numericalGradient.passes']!.toLocaleString('en-US')} ` +
      `forward passes, here the time of ${Math.round(metrics['numericalGradient.backpropagations']!).toLocaleString('en-US')} ` +
      `backpropagations; checkGradients makes do with ${metrics['mostEvaluations']!} evaluations.`,
    claims: claimsOf(measured, metrics),
    metrics,
    highlights: [
      {label: 'largest relative difference', metric: 'worstError'},
      {label: 'most evaluations of a check', metric: 'mostEvaluations'},
      {label: "the book's numerical_gradient", metric: 'numericalGradient.seconds', unit: 's (extrapolated)'},
    ],
    tables: [lossTable(measured), priceTable(metrics)],
    figures: [priceFigure(metrics)],
  };
}

type Metrics = Readonly<Record<string, number>>;

function metricsOf(measured: readonly MeasuredLoss[]): Metrics {
  const passes = 2 * measured[0]!.parameters;
  const forward = median(measured.map(({forwardSeconds}) => forwardSeconds));
  const backward = median(measured.map(({backwardSeconds}) => backwardSeconds));
  const check = median(measured.map(({checkSeconds}) => checkSeconds));
  const metrics: Record<string, number> = {
    losses: measured.length,
    parameters: measured[0]!.parameters,
    worstError: Math.max(...measured.map(({relativeError}) => relativeError)),
    mostEvaluations: Math.max(...measured.map(each => each.check.evaluations)),
    'forward.seconds': forward,
    'backpropagation.seconds': backward,
    'check.seconds': check,
    'check.backpropagations': check / backward,
    'numericalGradient.passes': passes,
    'numericalGradient.seconds': passes * forward,
    'numericalGradient.backpropagations': (passes * forward) / backward,
  };
  for (const {
    loss,
    relativeError,
    sampled,
    check: {ok, evaluations, taylorRate},
    checkSeconds,
  } of measured) {
    Object.assign(metrics, {
      [`${loss}.relativeError`]: relativeError,
      [`${loss}.sampled`]: sampled,
      [`${loss}.ok`]: Number(ok),
      [`${loss}.evaluations`]: evaluations,
      [`${loss}.taylorRate`]: taylorRate,
      [`${loss}.seconds`]: checkSeconds,
    });
  }
  return metrics;
}

function claimsOf(measured: readonly MeasuredLoss[], m: Metrics): Claim[] {
  const float64 = measured.every(({check: {dtype}}) => dtype === 'float64');
  const failed = measured
    .filter(({check: {ok}}) => !ok)
    .map(({loss, check: {verdict}}) => `${loss}: ${verdict}`);
  return [
    {
      id: 'gradient-check.agreement',
      statement:
        'In float64 the gradient of every loss agrees with difference quotients (h = 1e-4, relative L2)',
      expected: 'at most 1e-7 apart',
      measured: m['worstError']!,
      holds: float64 ? m['worstError']! <= 1e-7 : 'skipped',
    },
    {
      id: 'gradient-check.verdict',
      statement: 'checkGradients passes every loss of the registry on all weights of the textbook net',
      expected: `${measured.length} passed`,
      measured: failed.length === 0 ? `${measured.length} passed` : failed.join(', '),
      holds: failed.length === 0,
    },
    {
      id: 'gradient-check.evaluations',
      statement: 'A check of all weights takes under 500 evaluations, not two for each weight',
      expected: 'under 500',
      measured: m['mostEvaluations']!,
      holds: m['mostEvaluations']! < 500,
    },
    {
      id: 'gradient-check.price',
      statement: "The book's numerical_gradient costs more than a thousand backpropagations",
      expected: 'more than 1,000',
      measured: m['numericalGradient.backpropagations']!,
      holds: m['numericalGradient.backpropagations']! > 1000,
    },
  ];
}

function lossTable(measured: readonly MeasuredLoss[]): Table {
  return {
    id: 'losses',
    title: 'Backpropagation against difference quotients, one batch, all in float64',
    columns: [
      'loss',
      'verdict',
      'relative L2 difference',
      'entries sampled',
      'evaluations of the check',
      'seconds',
    ],
    rows: measured.map(({loss, check, relativeError, sampled, checkSeconds}) => [
      loss,
      check.verdict,
      relativeError,
      sampled,
      check.evaluations,
      checkSeconds,
    ]),
  };
}

function priceTable(m: Metrics): Table {
  const row = (name: string, passes: number | string, seconds: number) => [
    name,
    passes,
    seconds,
    seconds / m['backpropagation.seconds']!,
  ];
  return {
    id: 'price',
    title: 'What a gradient costs (medians over the losses)',
    columns: ['way', 'evaluations', 'seconds', 'backpropagations'],
    rows: [
      row('backpropagation', 1, m['backpropagation.seconds']!),
      row('checkGradients', m['mostEvaluations']!, m['check.seconds']!),
      row(
        "the book's numerical_gradient (extrapolated)",
        m['numericalGradient.passes']!,
        m['numericalGradient.seconds']!,
      ),
    ],
  };
}

function priceFigure(m: Metrics): Figure {
  return {
    id: 'gradient-price',
    title:
      'Backpropagation costs about as much as a few forward passes; difference quotients cost one for every weight',
    alt: 'Three bars on a logarithmic axis: backpropagation, checkGradients, and the numerical gradient of the book, each taller by orders of magnitude.',
    x: {label: 'way to the gradient', scale: 'category'},
    y: {label: 'time', unit: 's', scale: 'log'},
    marks: [
      {
        type: 'bar',
        name: 'seconds',
        points: [
          {x: 'backpropagation', y: m['backpropagation.seconds']!},
          {x: 'checkGradients', y: m['check.seconds']!},
          {x: 'numerical_gradient', y: m['numericalGradient.seconds']!},
        ],
      },
    ],
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}
