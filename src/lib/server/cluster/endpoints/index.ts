import { deleteQuery, describeQuery, getQuery, listQueries, stopQuery } from './async';
import type { Endpoint } from './endpoint';
import { enrichPolicies } from './enrich';
import { fieldCaps } from './fieldcaps';
import { catIndices, resolveIndex } from './indices';
import { absent, authenticate, capabilitiesOf, clusterSettings, info, remoteInfo } from './info';
import { runQuery, submitQuery } from './query';
import { uploadedFiles } from './uploads';
import { deleteViews, getViews, putView } from './views';

export type { Call, Cluster, Endpoint } from './endpoint';

/** Every endpoint of the demo cluster; of two that fit a path, the one with the literal segment stands first. */
export const endpoints: readonly Endpoint[] = [
	info,
	runQuery,
	submitQuery,
	getQuery,
	deleteQuery,
	stopQuery,
	listQueries,
	describeQuery,
	...getViews,
	putView,
	deleteViews,
	...enrichPolicies,
	...absent,
	resolveIndex,
	...fieldCaps,
	...catIndices,
	clusterSettings,
	remoteInfo,
	authenticate,
	capabilitiesOf,
	uploadedFiles
];
