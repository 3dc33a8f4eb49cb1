import { setTimeout as sleep } from 'node:timers/promises';
import { refuse } from './failure';
import { matchesPattern, matchNames } from './patterns';
import type { RemoteConfig } from './remotes';
import type { Table, Tables } from './table';

/** `-eu:logs-*` → what is left out or not, of which cluster, which indices. Selectors (`logs::failures`) are no remotes. */
const REMOTE = /^(-?)([^:<]+):(?!:)(.+)$/;

/** Local tables, and those of simulated remotes as `remote:index`. */
export function withRemotes<T extends Tables>(local: T, remotes: readonly RemoteConfig[]): T {
	return {
		...local,
		match(patterns) {
			const parts = patterns.split(',').map((part) => part.trim());
			const own = parts.filter((part) => !REMOTE.test(part));
			const found = own.some((part) => part !== '')
				? local.match(own.join(','))
				: { tables: [], missing: [] };
			const asked = askedOf(parts, remotes);
			const far = [...asked].map(([remote, wanted]) => matchRemote(remote, wanted, local));
			return {
				tables: [...found.tables, ...far.flatMap(({ tables }) => tables)],
				missing: [...found.missing, ...far.flatMap(({ missing }) => missing)]
			};
		}
	};
}

/** What is asked of each remote, in the order of the configuration. A name that nobody has is refused. */
function askedOf(
	parts: readonly string[],
	remotes: readonly RemoteConfig[]
): ReadonlyMap<RemoteConfig, readonly string[]> {
	const asked = new Map<RemoteConfig, string[]>();
	for (const part of parts) {
		const [, minus, cluster, index] = REMOTE.exec(part) ?? [];
		if (cluster === undefined) continue;
		const meant = remotes.filter(({ name }) => matchesPattern(name, cluster));
		if (meant.length === 0 && !cluster.includes('*'))
			refuse(404, 'no_such_remote_cluster_exception', `no such remote cluster: [${cluster}]`);
		for (const remote of meant) asked.set(remote, [...(asked.get(remote) ?? []), `${minus}${index}`]);
	}
	return asked;
}

function matchRemote(
	remote: RemoteConfig,
	wanted: readonly string[],
	local: Tables
): ReturnType<Tables['match']> {
	if (!remote.available) return { tables: [away(remote, wanted)], missing: [] };
	const has = local.match(remote.indices).tables;
	const { names, missing } = matchNames(
		wanted.join(','),
		has.map(({ index }) => index),
		local.aliases()
	);
	const failing = new Set(local.match(remote.failing).tables);
	return {
		tables: has
			.filter(({ index }) => names.includes(index))
			.map((table) => far(table, remote, failing.has(table))),
		missing: missing.map((name) => `${remote.name}:${name}`)
	};
}

const notConnected = (name: string) => ({
	type: 'connect_transport_exception',
	reason: `Unable to connect to [${name}]`
});

/** A remote that can't be reached has neither fields nor rows. */
function away({ name, skipUnavailable }: RemoteConfig, wanted: readonly string[]): Table {
	const failure = notConnected(name);
	if (!skipUnavailable) refuse(500, failure.type, failure.reason);
	return {
		index: `${name}:${wanted.join(',')}`,
		relation: '(SELECT 1 AS none WHERE false)',
		mode: 'standard',
		fields: [],
		documents: 0,
		ready: Promise.resolve(),
		loading: false,
		remote: { cluster: name, state: 'skipped', failure }
	};
}

function far(table: Table, { name, delay }: RemoteConfig, fails: boolean): Table {
	const failure = {
		type: 'illegal_state_exception',
		reason: `simulated failure of [${name}:${table.index}]`
	};
	return {
		index: `${name}:${table.index}`,
		relation: fails ? `(SELECT * FROM ${table.relation} LIMIT 0)` : table.relation,
		mode: table.mode,
		numbered: table.numbered === true && !fails,
		fields: table.fields,
		get documents() {
			return fails ? 0 : table.documents;
		},
		get ready() {
			return delay === 0
				? table.ready
				: Promise.all([table.ready, sleep(delay, undefined, { ref: false })]).then(() => undefined);
		},
		get loading() {
			return table.loading;
		},
		remote: fails ? { cluster: name, state: 'failing', failure } : { cluster: name, state: 'up' }
	};
}
