import type * as tf from '@tensorflow/tfjs';
import * as losslab from '../index';
import {hideHome} from '../node/environment';
import {loadModel} from '../node';
import {say} from '../lab/language/language';
import {spoken} from './chooseLanguage';
import type {CliContext, Library} from './context';
import {exitCodes, UsageError} from './exitCodes';
import {openData, type OpenedData} from './openData';
import type {evaluateOptions} from './options/commandOptions';
import type {OptionValues} from './options/optionSpec';
import {evaluationText, summarizeEvaluation, describeData} from './terminal/runText';
import {wrapText} from './terminal/wrapText';

/** `losslab evaluate`: measures a saved model on the test set. */
export async function evaluate(
  options: OptionValues<typeof evaluateOptions>,
  context: CliContext,
  library: Library,
): Promise<number> {
  const backend = await library.selectBackend(options.backend);
  const model = await loadModel(options.model);
  try {
    const data = await openData(options, context, library);
    assertFits(model, data);
    const evaluation = await losslab.evaluate(model, data.test, {signal: context.signal});
    const where = hideHome(options.model);
    if (options.json) {
      const document = {model: where, backend, data: data.record, test: summarizeEvaluation(evaluation)};
      context.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    } else {
      const {note} = data.record;
      const text = () =>
        `${say(describeData(data.record))} · ${backend}\n${note === undefined ? '' : `${wrapText(note)}\n`}\n${evaluationText(evaluation)}\n`;
      context.stdout.write(spoken(context, text));
    }
    return exitCodes.ok;
  } finally {
    model.dispose();
  }
}

function assertFits(model: tf.LayersModel, {test: {rows, columns}}: OpenedData): void {
  const shape = model.inputs.map(input => input.shape.slice(1).join('x')).join(' and ');
  if (shape !== String(rows * columns) && shape !== `${rows}x${columns}x1`) {
    throw new UsageError(
      `evaluate: expected a model that takes images of ${rows}x${columns}, got inputs of ${shape}`,
    );
  }
}
