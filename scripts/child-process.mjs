import { spawn } from 'node:child_process';

/**
 * Runs a command on this process's own terminal and outlives it: a request to stop goes to the command, which ends in
 * its own way.
 *
 * @param {string} command
 * @param {string[]} commandArguments
 * @param {NodeJS.ProcessEnv} [environment]
 * @returns {Promise<number>} its exit code; 1 where a signal ended it
 */
export function runToItsEnd(command, commandArguments, environment = process.env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, commandArguments, { stdio: 'inherit', env: environment });
    // Ctrl-C reaches the command from the terminal already; a second one would make it drop everything.
    process.on('SIGINT', () => {});
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}
