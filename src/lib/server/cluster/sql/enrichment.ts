import type { Field } from '$lib/esql/analysis/schema';
import { didYouMean, similar } from '$lib/esql/analysis/suggest';
import type { Command, Enrich, EnrichField, LookupJoin, Name, Query } from '$lib/esql/syntax/ast';
import type { Policy } from '../policy';
import type { Table, TableField, Tables } from '../table';
import type { Emit } from './emit';
import { rewritten } from './rewriting';
import { unionFields } from './source';

/** One ENRICH: what it reads, and the new columns by name. */
export interface Enrichment {
	readonly node: Enrich;
	readonly table: Table;
	readonly key: TableField;
	readonly added: ReadonlyMap<string, TableField>;
}

/** What ENRICH may read. `policies` is asked only when there is one. */
export interface Policies {
	readonly policies: () => readonly Policy[];
	readonly tables: Tables;
	readonly emit: Emit;
}

function policyOf({ node, policies, emit }: Policies & { readonly node: Enrich }): Policy {
	const all = policies();
	const found = all.find(({ name }) => name === node.policy);
	if (!found) {
		const names = all.map(({ name }) => name);
		return emit.refuse(
			node,
			`cannot find enrich policy [${node.policy}]${didYouMean(similar(node.policy, names))}`
		);
	}
	if (found.kind !== 'match')
		emit.refuse(node, `enrich policies of type [${found.kind}] are not available on this cluster`);
	return found;
}

function fieldOf(table: Table, name: string): TableField | undefined {
	return table.fields.find((field) => field.name === name);
}

function addedFields(
	node: Enrich,
	policy: Policy,
	table: Table,
	emit: Emit
): ReadonlyMap<string, TableField> {
	const wanted: readonly Pick<EnrichField, 'name' | 'field'>[] =
		node.with.length > 0
			? node.with
			: policy.enrichFields.map((name) => ({
					field: { ...node, kind: 'name', name, wildcard: false, params: [] }
				}));
	return new Map(
		wanted.map(({ name, field }) => {
			const found = policy.enrichFields.includes(field.name) ? fieldOf(table, field.name) : undefined;
			const hint = didYouMean(similar(field.name, policy.enrichFields));
			return [
				(name ?? field).name,
				found ??
					emit.refuse(
						field,
						`Enrich field [${field.name}] not found in enrich policy [${policy.name}]${hint}`
					)
			];
		})
	);
}

function enrichment(node: Enrich, sources: Policies): Enrichment {
	const { tables, emit } = sources;
	const policy = policyOf({ ...sources, node });
	const [table] = tables.match(policy.indices.join(',')).tables;
	const key = table && fieldOf(table, policy.matchField);
	if (!key) return emit.refuse(node, `the index of enrich policy [${policy.name}] does not exist`);
	return { node, table, key, added: addedFields(node, policy, table, emit) };
}

/** Names of indices never begin with this. */
const MARK = '<enrich>';

/**
 * The ENRICH commands of a query. To the analysis each is a LOOKUP JOIN with an index of its own, whose fields are the
 * columns it adds, so that these have types.
 */
export class Enrichments {
	readonly #found: Enrichment[] = [];

	constructor(readonly sources: Policies) {}

	replaced(query: Query): Query {
		return rewritten(query, (command) => (command.kind === 'enrich' ? this.#join(command) : command));
	}

	#join(node: Enrich): Command {
		const found = enrichment(node, this.sources);
		const text = `${MARK}${this.#found.push(found) - 1}`;
		const column: Name = node.on ?? {
			...node,
			kind: 'name',
			name: found.key.name,
			wildcard: false,
			params: []
		};
		const { from, to, keyword } = node;
		const join: LookupJoin = {
			kind: 'lookupJoin',
			from,
			to,
			keyword,
			type: 'lookup',
			index: { kind: 'index', from, to, text, pattern: text, exclude: false },
			on: [{ ...column, kind: 'column', column }]
		};
		return join;
	}

	/** The ENRICH behind the text of an index; undefined for a real one. */
	named(text: string): Enrichment | undefined {
		return text.startsWith(MARK) ? this.#found[Number(text.slice(MARK.length))] : undefined;
	}

	/** The fields of such an index. */
	fields(text: string): readonly Field[] | undefined {
		const found = this.named(text);
		const on = found && (found.node.on?.name ?? found.key.name);
		if (!found || on === undefined) return undefined;
		const types = new Map(unionFields([found.table]).map(({ name, type }) => [name, type]));
		const added = [...found.added].map(([name, field]) => ({
			name,
			type: types.get(field.name) ?? field.type
		}));
		return [{ name: on, type: 'unknown' }, ...added];
	}
}
