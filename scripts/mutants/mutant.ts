/** A plausible fault, planted in a copy of the project: a test must fail. */
export interface Mutant {
  name: string;
  file: string;
  from: string;
  to: string;
  /** The test file that has to fail, then further files or options of the test runner. */
  tests: readonly string[];
}
