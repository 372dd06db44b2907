import * as tf from '@tensorflow/tfjs';
import './style.css';
import {candidates, useBackend, type Backend} from './backends';
import {loadDigits} from './digits';
import {byId, latestOnly, say, sayFailure} from './elements';
import {t, translatePage} from './language';
import {ReadingPanel} from './readingPanel';
import {WeightPanel} from './weightPanel';

translatePage();
start().catch(sayFailure);

async function start(): Promise<void> {
  // Where the browser refuses, the page only lacks that it works without a network.
  if ('serviceWorker' in navigator) navigator.serviceWorker.register('sw.js').catch(() => undefined);
  const choice = byId('backend', HTMLSelectElement);
  for (const name of await candidates()) choice.add(new Option(name));
  for (const {value} of choice.options) {
    if (await useBackend(value as Backend)) break;
  }
  choice.value = tf.getBackend();
  const digits = await loadDigits();
  const reading = new ReadingPanel(digits);
  const weight = new WeightPanel(digits);
  weight.measure();
  say(t`Computed on ${tf.getBackend()}, in this page: nothing that you draw leaves it.`);
  const change = latestOnly(async (name: Backend) => {
    const works = await useBackend(name);
    say(works ? t`Computed on ${name}.` : t`${name} does not work here; computed on ${tf.getBackend()}.`);
    choice.value = tf.getBackend();
    reading.refresh();
    weight.measure();
  });
  choice.addEventListener('change', () => change(choice.value as Backend));
  document.documentElement.dataset.ready = 'true';
}
