/** Replaces names and literals by words that say nothing, the same word for the same name under the same key. */
export class Redactor {
	readonly #key: string;

	constructor(key: string) {
		this.#key = key;
	}

	/** A name as a whole: of a node, a cluster, a shard. */
	name(name: string): string {
		return name === '' ? '' : `n_${this.#hash(name)}`;
	}

	/** A text whose own vocabulary stays: a plan, an operator's details, a query. */
	text(text: string): string {
		return text.replace(
			/"""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*"|`[^`]*`|[\p{L}\p{N}_@$]+(?:[.-][\p{L}\p{N}_@$]+)*|[^\x00-\x7f]+/gu,
			(token) => this.#token(token)
		);
	}

	/** All strings of a JSON value, and keys that are names. Figures stay. */
	value(value: unknown, key = ''): unknown {
		if (typeof value === 'string') return keptKeys.has(key) ? value : this.#string(value, key);
		if (Array.isArray(value)) return value.map((item: unknown) => this.value(item, key));
		if (typeof value !== 'object' || value === null) return value;
		const entries = Object.entries(value).map(([name, inner]) => [
			namedBy.has(key) || !/^[\w.]+$/.test(name) ? this.text(name) : name,
			this.value(inner, name)
		]);
		return Object.fromEntries(entries);
	}

	#string(value: string, key: string): string {
		return /_name$/.test(key) ? this.name(value) : this.text(value);
	}

	#token(token: string): string {
		if (isVocabulary(token)) return token;
		if (/^["`]/.test(token)) return `"${this.#hash(token)}"`;
		if (/^\d+$/.test(token)) return token.length < 2 ? token : `9${this.#digits(token)}`;
		return `n_${this.#hash(token)}`;
	}

	#digits(token: string): string {
		return String(Number.parseInt(this.#hash(token), 36) % 10 ** 6).padStart(6, '0');
	}

	#hash(text: string): string {
		let a = 0x811c9dc5;
		let b = 0x9747b28c;
		for (const unit of `${this.#key}\u0000${text}\u0000${this.#key}`) {
			const code = unit.codePointAt(0)!;
			a = Math.imul(a ^ code, 0x01000193);
			b = Math.imul(b ^ code ^ (a >>> 13), 0x5bd1e995);
			b = (b << 7) | (b >>> 25);
		}
		a = Math.imul(a ^ (a >>> 16) ^ b, 0x85ebca6b);
		return ((a ^ (a >>> 13)) >>> 0).toString(36).padStart(7, '0');
	}
}

/** Keys whose strings are of a fixed vocabulary. */
const keptKeys: ReadonlySet<string> = new Set([
	'task_description',
	'status',
	'ram_used',
	'type',
	'start',
	'stop',
	'took_time',
	'unmapped_fields'
]);
const namedBy: ReadonlySet<string> = new Set([
	'details',
	'partitioning_strategies',
	'readers_built',
	'converters_used'
]);

const words: ReadonlySet<string> = new Set(
	(
		'data node_reduce final main exchange empty full shards fields maxPageSize remainingDocs limit true false null and or not in is like rlike by asc desc nulls first last as on with ' +
		'from row show where eval stats inline sort keep drop rename dissect grok enrich mv_expand lookup join left fork fuse sample change_point completion rerank ts metadata set ' +
		'count sum avg min max median values percentile count_distinct bucket date_trunc case coalesce ' +
		'initial intermediate single column_at_a_time row_stride shard segment doc mode channel channels aggregators blockHash evaluator columns count top elementTypes encoders sortOrders nullsFirst ' +
		'to_lower to_upper to_string to_long to_double length substring concat starts_with ends_with match kql qstr now standard indexMode failure partial skipped successful subplan sql index'
	)
		.toLowerCase()
		.split(' ')
);

/** Class names such as `TopNExec` and `LuceneSourceOperator[…]`, and words of the language. */
function isVocabulary(token: string): boolean {
	if (words.has(token.toLowerCase())) return true;
	if (/^subplan-\d+(\.\w+)?$/.test(token) || /^main\.\w+$/.test(token)) return true;
	return /^[A-Z][A-Za-z]*(Exec|Operator|Function|Aggregator|Evaluator|Hash|Encoder|Plan|Relation|Attribute|Order|Block|Page|Singleton|Ordinals|Ords)(\.[A-Z]\w*)*$/.test(
		token
	);
}
