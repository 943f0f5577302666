declare module "softlook-wasm/binary" {
  const url: string;
  export default url;
}

declare module "softlook-wasm/core-binary" {
  const url: string;
  export default url;
}

declare module "*.md?prose" {
  const prose: import("../../plugins/prose.ts").Prose;
  export default prose;
}

declare module "*?source" {
  const html: string;
  export default html;
}
