import { defineConfig } from 'vite';
import { assemblyScript } from './scripts/assemblyscript-plugin.mjs';
import { codecs } from './scripts/codecs-plugin.mjs';
import { inOneScript } from './scripts/in-one-script-plugin.mjs';
import { thirdPartyNotices } from './scripts/third-party-notices.mjs';

const notices = thirdPartyNotices('headless-third-party-notices.txt');

/** Bundles the headless command into one file whose only outside import is `webgpu`. */
export default defineConfig({
  plugins: [assemblyScript(), codecs(), inOneScript(() => [assemblyScript(), notices.worker]), notices.page],
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
