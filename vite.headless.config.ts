import { defineConfig } from 'vite';
import { assemblyScript } from './scripts/assemblyscript-plugin.mjs';
import { codecs } from './scripts/codecs-plugin.mjs';
import { thirdPartyNotices } from './scripts/third-party-notices.mjs';

/** Bundles the headless command into one file whose only outside import is `webgpu`. */
export default defineConfig({
  plugins: [assemblyScript(), codecs(), thirdPartyNotices('headless-third-party-notices.txt').page],
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
