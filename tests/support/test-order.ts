// In which order files of tests are run: with nothing of Vitest, which tests could not import.

/**
 * Those that take longest, by the end of their names, the longest first: one that is begun last is waited for alone, by
 * one processor of two. Vitest guesses by the size of a file where it has not run yet, and a suite's file may be of ten
 * lines. Out of date, this list costs time and nothing else.
 */
export const LONGEST: readonly string[] = [
  'methods/iterative.gpu.test.ts',
  'experiment/physical-scans.gpu.test.ts',
  'experiment/theory/slice-theory.gpu.test.ts',
  'reconstruction/gridrec.gpu.test.ts',
  'reconstruction/fan-gates.gpu.test.ts',
  'operators/gpu-bands.gpu.test.ts',
  'reconstruction/parallel-gates.gpu.test.ts',
  'operators/gridrec-twins.gpu.test.ts',
  'kernels/twins.gpu.test.ts',
  'operators/gpu-reuse.gpu.test.ts',
  'headless/headless.gpu.test.ts',
  'operators/double-scans.gpu.test.ts',
  'laws/all-pairs.test.ts',
  'course/lessons-walk.test.ts',
  'headless/headless.test.ts',
  'fuzz/fuzz.test.ts',
  'headless/shared-data.test.ts',
  'headless/sweep.test.ts',
  'experiment/artefacts.test.ts',
  'experiment/benchmark/benchmark.test.ts',
  'kernels/twins.test.ts',
  'headless/synchrotron.test.ts',
  'e2e/backends.e2e.ts',
  'e2e/files.e2e.ts',
  'e2e/accessibility.e2e.ts',
  'e2e/memory.e2e.ts',
  'e2e/progress.e2e.ts',
  'e2e/editor.e2e.ts',
  'e2e/benchmark.e2e.ts',
  'e2e/offline.e2e.ts',
  'e2e/lessons.e2e.ts',
  'e2e/controls.e2e.ts',
  'e2e/measure.e2e.ts',
  'e2e/physics.e2e.ts',
  'e2e/opening.e2e.ts',
  'e2e/playing.e2e.ts',
  'e2e/volume.e2e.ts',
  'e2e/compare.e2e.ts',
  'e2e/log.e2e.ts',
  'e2e/lab.e2e.ts',
  'e2e/sweep.e2e.ts',
  'e2e/scene.e2e.ts',
  'e2e/undo.e2e.ts',
  'e2e/greys.e2e.ts',
  'e2e/real-files.e2e.ts',
  'e2e/report.e2e.ts',
  'e2e/links.e2e.ts',
  'e2e/iterations.e2e.ts',
  'e2e/radiograph.e2e.ts',
  'e2e/quiz.e2e.ts',
];

/** Those of `LONGEST` in its order, the others after them in theirs. */
export function longestFirst<File>(files: readonly File[], nameOf: (file: File) => string): File[] {
  const placeOf = (file: File) => LONGEST.findIndex((end) => nameOf(file).endsWith(`/${end}`));
  const long = files.filter((file) => placeOf(file) >= 0).sort((a, b) => placeOf(a) - placeOf(b));
  return [...long, ...files.filter((file) => placeOf(file) < 0)];
}
