import {catalogues} from '../../../src/lab/language/language';
import {isMessage} from '../../../src/text';
import {withoutQuotations} from './withoutQuotations';

/** The keys of a value's messages that have words and no Korean, and its strings that look like sentences. */
export function untranslated(value: unknown): string[] {
  const missing = new Set<string>();
  const visit = (part: unknown): void => {
    if (typeof part === 'string' && /\b[a-z]{3,} [a-z]{2,} [a-z]{2,}/.test(withoutQuotations(part)))
      missing.add(part);
    if (typeof part !== 'object' || part === null) return;
    // Code of a story is the same in every language.
    const prose = Object.entries(part).flatMap(([key, each]) => (key === 'code' ? [] : [each as unknown]));
    const own = isMessage(part) ? part.args : prose;
    if (isMessage(part) && /[a-z]{3}/.test(part.key) && !Object.hasOwn(catalogues.ko, part.key))
      missing.add(part.key);
    own.forEach(visit);
  };
  visit(value);
  return [...missing];
}
