import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { assemblyScript } from './scripts/assemblyscript-plugin.mjs';
import { codecs } from './scripts/codecs-plugin.mjs';
import { lessons } from './scripts/lessons-plugin.mjs';
import { prepareSoftwareGpu } from './scripts/software-gpu.mjs';
import { LongestFirst } from './tests/support/longest-first.ts';

/** Processes that drive a browser or a GPU in software, which wait for frames and for answers between. */
const WAITING_WORKERS = 3;

export default defineConfig(async () => {
  const softwareGpu = await prepareSoftwareGpu();
  return {
    plugins: [assemblyScript(), codecs(), lessons()],
    test: {
      // In processes: Dawn is a native module and its driver is found by the process's environment.
      pool: 'forks',
      setupFiles: ['tests/support/seeded.ts'],
      // What a plugin makes of a package's file is not that file.
      server: { deps: { inline: [/\?bytes$/] } },
      // No file leaves anything behind, and to begin anew for each takes longer than many of them.
      isolate: false,
      sequence: { sequencer: LongestFirst },
      projects: [
        {
          extends: true as const,
          test: {
            name: 'engine',
            include: ['tests/**/*.test.ts'],
            exclude: ['tests/**/*.gpu.test.ts'],
            sequence: { groupOrder: 0 },
            // Vitest would leave one processor of two to itself, and it needs none.
            maxWorkers: Math.max(2, availableParallelism() - 1),
            // Some start the headless command in a process of its own. A limit catches what hangs and measures nothing.
            testTimeout: 60_000,
            hookTimeout: 60_000,
          },
        },
        {
          extends: true as const,
          test: {
            name: 'gpu',
            include: ['tests/**/*.gpu.test.ts'],
            setupFiles: ['tests/support/gpu-of-each-file.ts'],
            env: softwareGpu?.environment ?? {},
            maxWorkers: WAITING_WORKERS,
            sequence: { groupOrder: 1 },
            testTimeout: 180_000,
            hookTimeout: 180_000,
          },
        },
        {
          extends: true as const,
          test: {
            name: 'e2e',
            include: ['tests/e2e/**/*.e2e.ts'],
            globalSetup: ['tests/e2e/support/global-setup.ts'],
            setupFiles: ['tests/e2e/support/browsers-of-each-file.ts'],
            // Before those of the GPU, without a gap between.
            maxWorkers: WAITING_WORKERS,
            sequence: { groupOrder: 1 },
            // What is waited for is looked for often; how long it may take says nothing.
            expect: { poll: { interval: 20, timeout: 30_000 } },
            testTimeout: 180_000,
            hookTimeout: 180_000,
          },
        },
      ],
    },
  };
});
