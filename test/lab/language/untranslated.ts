import * as tf from '@tensorflow/tfjs';
import {korean} from '../../../src/lab/language/ko';
import {textKey} from '../../../src/lab/language/language';
import {translateResults} from '../../../src/lab/report/translateResults';
import type {ResultsDocument} from '../../../src/lab/report';

/** The texts of a run that have no Korean and need one: names stay as they are. */
export function untranslated(results: ResultsDocument): string[] {
  const missing = new Set<string>();
  translateResults(results, text => {
    const {key} = textKey(text);
    if (!Object.hasOwn(korean, key) && !isName(key)) missing.add(key);
    return text;
  });
  return [...missing];
}

/** A symbol, a formula, an abbreviation, or the name of an op, a function or a number type. */
function isName(key: string): boolean {
  if (key.includes(', ')) return key.split(', ').every(isName);
  if (!/[a-z]{3}/.test(key)) return true;
  if (/\s/.test(key)) return false;
  return key in tf || /[A-Z_.\d(]/.test(key) || ['losslab', 'wasm', 'tensorflow'].includes(key);
}
