import {page} from './page';

/** The Korean of every text, by its key: see `textKey`. One list a place where the texts come from. */
export const korean: Readonly<Record<string, string>> = {
  ...page,
};
