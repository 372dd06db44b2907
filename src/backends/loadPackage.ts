/*
 * A file of its own: `require` is read as it is loaded, and a bundle for browsers must not load it.
 */

/** Loads a package by its name, as `require` does: synchronously, at most once, an exception if it is not there. */
export interface LoadPackage {
  (id: string): unknown;
  /** Where the package's file lies, looked for from `paths` where given, without loading it. */
  resolve(id: string, options?: {paths: string[]}): string;
}

/** Loads what is installed beside this module. Tests pass a function of their own in its place. */
export const loadPackage: LoadPackage = require;
