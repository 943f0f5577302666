/** Where an attention lives, in wasm/src. */
export const attentionFile = (name: string): string => `attention/${name.replaceAll("-", "_")}.cpp`;
