import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

export interface Site {
  url: string;
  /** What was asked for, in that order, with its content. */
  served: { path: string; body: Buffer }[];
  close(): Promise<void>;
}

/** A plain file server on a port of its own, as simple as any that may host the site. */
export async function serve(folder: string, edit = (text: string) => text): Promise<Site> {
  const served: Site["served"] = [];
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? "/", "http://x").pathname));
    const file = join(folder, path.endsWith("/") ? join(path, "index.html") : path);
    const type = types[extname(file)] ?? "application/octet-stream";
    const headers = { "content-type": type, "access-control-allow-origin": "*" };
    try {
      const body = await readFile(file);
      served.push({ path, body });
      response.writeHead(200, headers);
      response.end(type.startsWith("text/html") ? edit(body.toString()) : body);
    } catch {
      response.writeHead(404, headers).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    served,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
