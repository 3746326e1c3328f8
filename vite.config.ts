import { defineConfig } from 'vite';
import { assemblyScript } from './scripts/assemblyscript-plugin.mjs';
import { codecs } from './scripts/codecs-plugin.mjs';
import { lessons } from './scripts/lessons-plugin.mjs';
import { offline } from './scripts/offline-plugin.mjs';
import { DEVELOPMENT_POLICY, PUBLISHED_POLICY, securityPolicy } from './scripts/security-policy.mjs';
import { withShortWgsl } from './scripts/short-wgsl.mjs';
import { thirdPartyNotices } from './scripts/third-party-notices.mjs';
import { withoutDataFonts } from './scripts/without-data-fonts.mjs';

/** Isolates the page from others, so that its CPU threads may share memory; it works without these headers too. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

const notices = thirdPartyNotices('third-party-notices.txt');

export default defineConfig({
  server: { headers: { ...isolation, 'Content-Security-Policy': DEVELOPMENT_POLICY } },
  preview: { headers: { ...isolation, 'Content-Security-Policy': PUBLISHED_POLICY } },
  plugins: [
    assemblyScript(),
    codecs(),
    lessons(),
    withShortWgsl(),
    securityPolicy(),
    offline(notices.worker),
    notices.page,
  ],
  css: { postcss: { plugins: [withoutDataFonts()] } },
  // Relative addresses, so that the built page works in any folder of any server.
  base: './',
  build: {
    target: 'es2022',
    // Compressed, which a test bounds, it is a third of that.
    chunkSizeWarningLimit: 800,
    // All that the page begins with comes in one file: left to itself, the bundler makes some sixty of it, most of them
    // smaller than what asking for one costs.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'index', tags: ['$initial'] }] } } },
  },
  worker: {
    format: 'es',
    plugins: () => [assemblyScript(), codecs(), withShortWgsl(), notices.worker],
    // As the page's own, so that what page and worker both may fetch is one file: the library for HDF5 is 1 MB.
    rolldownOptions: { output: { comments: false } },
  },
});
