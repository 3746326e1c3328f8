import { defineConfig } from 'vite';
import { assemblyScript } from './scripts/assemblyscript-plugin.mjs';

/** Isolates the page from others, so that its CPU threads may share memory; it works without these headers too. */
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export default defineConfig({
  server: { headers },
  preview: { headers },
  plugins: [assemblyScript()],
  // Relative addresses, so that the built page works in any folder of any server.
  base: './',
  build: { target: 'es2022' },
  worker: { format: 'es', plugins: () => [assemblyScript()] },
});
