/**
 * Anything that answers Elasticsearch's REST API. `request.url` carries Elasticsearch's own path and query on any
 * origin; an abort of `request.signal` abandons the work. A real cluster is one made from `fetch`; the demo cluster is one too, in the server's process or one of its own.
 */
export type Upstream = (request: Request) => Promise<Response>;
