import { defineConfig } from 'vite';

/** Bundles the headless command into one file whose only outside import is `webgpu`. */
export default defineConfig({
  publicDir: false,
  ssr: { noExternal: true, external: ['webgpu'] },
  build: {
    ssr: 'src/headless/main.ts',
    outDir: 'dist',
    emptyOutDir: false,
    target: 'node20',
    minify: false,
    rolldownOptions: { output: { entryFileNames: 'headless.mjs', codeSplitting: false } },
  },
});
