/** WebAssembly that scripts/codecs-plugin.mjs brings, and Emscripten's scripts around it. */
declare module '*?bytes' {
  const bytes: () => Promise<Uint8Array<ArrayBuffer>>;
  export default bytes;
}

declare module '@cornerstonejs/codec-openjpeg/decodewasmjs' {
  const start: import('./web-assembly.ts').StartModule<'J2KDecoder'>;
  export default start;
}
