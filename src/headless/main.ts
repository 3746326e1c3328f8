import { InputError } from '../errors.ts';
import { parseHeadlessArguments } from './arguments.ts';
import { describeProcessor, runBench } from './bench.ts';
import { printFigures } from './figures.ts';
import { becomeLaneIfAsked, createNodeExecutor } from './node-executor.ts';
import { answerProbeIfAsked, releaseNodeGpu, requestNodeGpu } from './node-gpu.ts';
import { runHeadless } from './run-headless.ts';

/** Exit code for a bad experiment or command line. */
const BAD_INPUT = 2;

if (!becomeLaneIfAsked() && !(await answerProbeIfAsked())) {
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
    } else {
      await runHeadless(parseHeadlessArguments(process.argv.slice(2)), (sentence) => console.error(sentence));
    }
  } catch (error) {
    if (error instanceof InputError) {
      console.error(error.message);
      process.exitCode = BAD_INPUT;
    } else {
      console.error(error);
      process.exitCode = 1;
    }
  } finally {
    releaseNodeGpu();
  }
}
