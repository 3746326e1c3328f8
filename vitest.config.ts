import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { assemblyScript } from './scripts/assemblyscript-plugin.mjs';
import { prepareSoftwareGpu } from './scripts/software-gpu.mjs';

export default defineConfig(async () => {
  const softwareGpu = await prepareSoftwareGpu();
  return {
    plugins: [assemblyScript()],
    test: {
      // In processes: Dawn is a native module and its driver is found by the process's environment.
      pool: 'forks',
      setupFiles: ['tests/support/seeded.ts'],
      projects: [
        {
          extends: true as const,
          test: {
            name: 'engine',
            include: ['tests/**/*.test.ts'],
            exclude: ['tests/**/*.gpu.test.ts'],
            sequence: { groupOrder: 0 },
            // Nothing here leaves anything behind, and to begin anew for every file takes as long as many of them.
            isolate: false,
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
            env: softwareGpu?.environment ?? {},
            maxWorkers: 3,
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
            // With those of the GPU, so that what waits for frames and what computes share the processors.
            maxWorkers: 3,
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
