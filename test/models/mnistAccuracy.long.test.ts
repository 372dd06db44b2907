/** The models of models/ on the 10,000 test images of MNIST, where it is at hand, on every backend. */
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {recipes} from '../../scripts/models/recipes';
import {loadMnist} from '../../src/node/loadMnist';
import {accuracyOf, loadPlain} from './plainModels';

const real = process.env.LOSSLAB_DATA;

(real ? test : test.skip).each(recipes.map(({name}) => name))(
  'models/%s has on MNIST the accuracy that its card states',
  async name => {
    const folder = join(__dirname, '../../models', name);
    const card = await readFile(join(folder, 'MODEL.md'), 'utf8');
    const {test: split, source} = await loadMnist({dataDir: real!});
    const stated = Number(/Test accuracy\s*\| \*\*([\d.]+) %/.exec(card)?.[1]);
    expect(card).toContain(source.digest);
    const model = await loadPlain(folder);
    // Two images of 10,000: another backend sums in another order, and an image can lie that near to a border.
    expect(Math.abs(100 * accuracyOf(model, split) - stated)).toBeLessThan(0.0201);
    model.dispose();
  },
);
