export type {
	Auth,
	ClusterConfig,
	Config,
	Credentials,
	DemoConfig,
	ElasticConfig,
	GateConfig,
	Limits,
	SessionConfig,
	Tls
} from './config';
export { clusterKeys, limitKeys } from './keys';
export { type Configured, readConfig } from './read';
export { variables } from './variables';
