import { InputError } from '../errors.ts';
import { parseHeadlessArguments } from './arguments.ts';
import { describeProcessor, runBench } from './bench.ts';
import { printFigures } from './figures.ts';
import { IncompleteSweepError, mergeSweep } from './merge-sweep.ts';
import { createNodeExecutor } from './node-executor.ts';
import { answerProbeIfAsked, releaseNodeGpu, requestNodeGpu } from './node-gpu.ts';
import { runHeadless } from './run-headless.ts';
import { runSweep } from './run-sweep.ts';
import { parseMergeArguments, parseSweepArguments } from './sweep-arguments.ts';

/** Exit code for a bad experiment or command line. */
const BAD_INPUT = 2;
/** Exit code of a sweep whose runs are not all there. */
const INCOMPLETE = 3;

if (!(await answerProbeIfAsked())) {
  const [command, ...rest] = process.argv.slice(2);
  try {
    if (command === 'bench') {
      const host = createNodeExecutor();
      try {
        const machine = { host, ...describeProcessor(), requestGpu: requestNodeGpu };
        // biome-ignore lint/suspicious/noConsole: the table is what the command is for
        process.exitCode = await runBench(rest, (line) => console.log(line), machine);
      } finally {
        host.dispose();
      }
    } else if (command === 'figures') {
      const host = createNodeExecutor();
      try {
        // biome-ignore lint/suspicious/noConsole: the tables are what the command is for
        await printFigures(rest, (line) => console.log(line), host, requestNodeGpu);
      } finally {
        host.dispose();
      }
    } else if (command === 'sweep') {
      await runSweep(parseSweepArguments(rest), {
        // biome-ignore lint/suspicious/noConsole: how far it is, run by run
        print: (line) => console.log(line),
        say: (sentence) => console.error(sentence),
      });
    } else if (command === 'merge') {
      await mergeSweep(parseMergeArguments(rest), { say: (sentence) => console.error(sentence) });
    } else {
      await runHeadless(parseHeadlessArguments(process.argv.slice(2)), (sentence) => console.error(sentence));
    }
  } catch (error) {
    if (error instanceof InputError) {
      console.error(error.message);
      process.exitCode = BAD_INPUT;
    } else if (error instanceof IncompleteSweepError) {
      console.error(error.message);
      process.exitCode = INCOMPLETE;
    } else {
      console.error(error);
      process.exitCode = 1;
    }
  } finally {
    releaseNodeGpu();
  }
}
