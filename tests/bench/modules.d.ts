declare module "softlook/matmul" {
  interface Product {
    a(): Float32Array;
    b(): Float32Array;
    c(): Float32Array;
    compute(): void;
  }
  const load: (options: {
    locateFile: () => string;
  }) => Promise<{ Product: new (size: number) => Product }>;
  export default load;
}

declare module "softlook/softlook-core.wasm" {
  const url: string;
  export default url;
}

declare module "softlook/matmul.wasm" {
  const url: string;
  export default url;
}
