/** A script with all that it needs, as text: scripts/in-one-script-plugin.mjs makes it. */
declare module '*?in-one-script' {
  const script: string;
  export default script;
}
