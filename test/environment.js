const vm = require('node:vm');
const {TestEnvironment} = require('jest-environment-node');

/**
 * Jest's environment for Node with a sandbox at full speed.
 *
 * Jest makes a test's global object out of a Proxy, so that every `Math`, `Float64Array` or `undefined` in a loop is a call into
 * it: what computes runs ten times as long. A context with a global object of its own is as fast as no sandbox. Node has
 * them from 20.18 and 22.8; before, tests run as Jest has them, slowly.
 */
module.exports = class FastEnvironment extends TestEnvironment {
  constructor(config, context) {
    const {createContext} = vm;
    const {DONT_CONTEXTIFY} = vm.constants ?? {};
    // Its constructor makes the context, and offers no other way to choose which.
    if (DONT_CONTEXTIFY !== undefined) vm.createContext = () => createContext(DONT_CONTEXTIFY);
    try {
      super(config, context);
    } finally {
      vm.createContext = createContext;
    }
  }
};
