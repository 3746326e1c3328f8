/** AssemblyScript compiled by scripts/assemblyscript-plugin.mjs: the bytes of its WebAssembly module. */
declare module '*?assemblyscript' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
