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
export { type Configured, readConfig } from './read';
export { variables } from './variables';
