export { elasticsearch, type ElasticsearchOptions } from './elasticsearch';
export { problem, relay, maxBodyBytes } from './relay';
