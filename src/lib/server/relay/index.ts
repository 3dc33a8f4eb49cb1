export { elasticsearch, type ElasticsearchOptions } from './elasticsearch';
export { firstReached } from './failover';
export { type Allow, decide } from './policy';
export { maxBodyBytes, pass, problem, refused, relay } from './relay';
export { Unreached } from './unreached';
export { type BodyEnd, watched } from './watch';
