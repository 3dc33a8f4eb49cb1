export { elasticsearch, type ElasticsearchOptions } from './elasticsearch';
export { problem, relay, maxBodyBytes } from './relay';
export { Unreached } from './unreached';
