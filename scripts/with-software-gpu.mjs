// Runs a command where WebGPU in Node finds the software GPU:
//   node scripts/with-software-gpu.mjs COMMAND ARGUMENTS…

import { runToItsEnd } from './child-process.mjs';
import { prepareSoftwareGpu } from './software-gpu.mjs';

const [command, ...commandArguments] = process.argv.slice(2);
if (command === undefined) {
  console.error('Usage: node scripts/with-software-gpu.mjs COMMAND ARGUMENTS…');
  process.exit(2);
}

const softwareGpu = await prepareSoftwareGpu();
if (softwareGpu === null) console.error('There is no software GPU for this kind of machine; its own GPU is used.');
process.exitCode = await runToItsEnd(command, commandArguments, { ...process.env, ...softwareGpu?.environment });
