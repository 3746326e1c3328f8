import { defineConfig } from 'vite';
import { assemblyScript } from './scripts/assemblyscript-plugin.mjs';

export default defineConfig({
  plugins: [assemblyScript()],
  // Relative addresses, so that the built page works in any folder of any server.
  base: './',
  build: { target: 'es2022' },
  worker: { format: 'es', plugins: () => [assemblyScript()] },
});
