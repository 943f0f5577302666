// TensorFlow.js on its wasm backend, with SIMD and without threads.
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import plain from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url";
import simd from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url";
import threaded from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url";
import { ready, setBackend } from "@tensorflow/tfjs-core";
// Without it no op has a gradient.
import "@tensorflow/tfjs-core/dist/register_all_gradients";

export async function start(): Promise<void> {
  setWasmPaths({
    "tfjs-backend-wasm.wasm": plain,
    "tfjs-backend-wasm-simd.wasm": simd,
    "tfjs-backend-wasm-threaded-simd.wasm": threaded,
  });
  if (!(await setBackend("wasm"))) throw new Error("[tfjs] The wasm backend did not start.");
  await ready();
}
