import { analyze } from '$lib/esql/analysis/analyze';
import { functions } from '$lib/esql/analysis/definitions';
import type { FunctionDefinition, Signature } from '$lib/esql/analysis/definitions';
import type { EsType, Field } from '$lib/esql/analysis/schema';
import { parse } from '$lib/esql/syntax/parse';

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
}

const literals: Partial<Record<EsType, readonly string[]>> = {
	boolean: ['true', 'false', 'null'],
	integer: ['0', '1', '-3', '2147483647', '[1, 2]', 'null'],
	long: ['4000000000', '9223372036854775807', '-9223372036854775807'],
	unsigned_long: ['18446744073709551615', '9::unsigned_long'],
	double: ['0.5', '-1e300', '1.5e-9', '0.0'],
	keyword: ['"a"', '""', '"alpha 1"', '"10.0.0.1"', '"2026-01-01"', '"%d{}("', '["x", "y"]', '"12"', 'null'],
	ip: ['"10.0.0.1"::ip', '"2001:db8::1"::ip'],
	version: ['"1.2.3"::version'],
	date: ['"2026-01-01"::date', 'NOW()'],
	date_nanos: ['"2026-01-01T00:00:00.123456789Z"::date_nanos'],
	geo_point: ['"POINT(1 2)"::geo_point'],
	geo_shape: ['"POLYGON((0 0, 4 0, 4 4, 0 4, 0 0))"::geo_shape'],
	cartesian_point: ['"POINT(1 2)"::cartesian_point'],
	cartesian_shape: ['"LINESTRING(0 0, 1 1)"::cartesian_shape'],
	date_period: ['1 day', '3 months', '2 weeks'],
	time_duration: ['1 hour', '90 seconds', '5 milliseconds'],
	dense_vector: ['TO_DENSE_VECTOR([1, 2])'],
	geohash: ['TO_GEOHASH("u4")'],
	geotile: ['TO_GEOTILE("3/1/2")'],
	date_range: ['TO_DATE_RANGE("2020-01-01..2021-01-01")'],
	double_range: ['TO_RANGE(1.0, 2.0)']
};

/** What parameters take that have to be constant, by their names. */
const constants: Readonly<Record<string, readonly string[]>> = {
	percentile: ['50', '99.9', '0'],
	limit: ['1', '3'],
	order: ['"asc"', '"DESC"'],
	datePart: ['"year"', '"day_of_week"', '"nano_of_day"'],
	unit: ['"day"', '"months"', '"microseconds"'],
	to_unit: ['"day"'],
	from_unit: ['"month"', '"year"'],
	path: ['"a"', '"$.a[0]"'],
	algorithm: ['"md5"', '"SHA-256"'],
	pattern: ['"a*"', '"yyyy-MM-dd"'],
	dateFormat: ['"yyyy-MM-dd"', '"EEE HH:mm"'],
	query: ['"fox"', '"alpha 1"'],
	from: ['"2026-01-01"', '0'],
	to: ['"2026-02-01"', '100'],
	buckets: ['10', '1 day'],
	precision: ['3'],
	base: ['16', '2'],
	scale: ['10', '1 hour'],
	number: ['2', '1.5', 'i'],
	regex: ['"a+"', '"[a-c]"']
};

type Kind = FunctionDefinition['kind'];
type Callable = readonly [FunctionDefinition, Signature];

const byReturn = new Map<string, Callable[]>();
for (const definition of functions.values())
	for (const signature of definition.signatures) {
		const key = `${definition.kind} ${signature.returns}`;
		const list = byReturn.get(key) ?? [];
		byReturn.set(key, list);
		list.push([definition, signature]);
	}

/** Types that expressions are made of. */
const types = Object.keys(literals) as EsType[];

/** Makes queries over an index of known fields: most of them valid, whatever they mean. */
export class Generator {
	#columns: readonly { readonly name: string; readonly type: EsType }[] = [];
	#names = 0;

	constructor(
		readonly random: () => number,
		readonly fields: (pattern: string) => readonly Field[]
	) {}

	#pick<T>(list: readonly T[]): T {
		return list[Math.floor(this.random() * list.length)];
	}

	#chance(probability: number): boolean {
		return this.random() < probability;
	}

	#column(type?: EsType): string | undefined {
		const fitting = this.#columns.filter((column) => type === undefined || column.type === type);
		return fitting.length === 0 ? undefined : `\`${this.#pick(fitting).name}\``;
	}

	#literal(type: EsType): string {
		return this.#pick(literals[type] ?? ['null']);
	}

	#call(kind: Kind, type: EsType, depth: number): string | undefined {
		const callable = byReturn.get(`${kind} ${type}`);
		if (!callable) return undefined;
		const [definition, { parameters, variadic }] = this.#pick(callable);
		const given = parameters.filter(
			({ optional, types: own }) => !own.includes('map') && (!optional || this.#chance(0.5))
		);
		if (variadic && given.length > 0) given.push(given[given.length - 1]);
		const list = given.map(({ name, types: own }) => {
			if (Object.hasOwn(constants, name) && this.#chance(0.9)) return this.#pick(constants[name]);
			return this.expression(this.#pick(own) as EsType, depth - 1);
		});
		return `${definition.name}(${list.join(', ')})`;
	}

	#operation(type: EsType, depth: number): string {
		const one = (of: EsType) => this.expression(of, depth - 1);
		if (type !== 'boolean') return `(${one(type)} ${this.#pick(['+', '-', '*', '/', '%'])} ${one(type)})`;
		const of = this.#pick(types);
		switch (Math.floor(this.random() * 6)) {
			case 0:
				return `(${one('boolean')} ${this.#pick(['AND', 'OR'])} NOT ${one('boolean')})`;
			case 1:
				return `(${one(of)} IS ${this.#pick(['', 'NOT '])}NULL)`;
			case 2:
				return `(${one(of)} ${this.#pick(['', 'NOT '])}IN (${one(of)}, ${one(of)}))`;
			case 3:
				return `(${one('keyword')} ${this.#pick(['LIKE "a*"', 'RLIKE "a.+"', 'NOT LIKE "?b"'])})`;
			default:
				return `(${one(of)} ${this.#pick(['==', '!=', '<', '<=', '>', '>='])} ${one(of)})`;
		}
	}

	/** An expression that should have this type. */
	expression(type: EsType, depth: number): string {
		const roll = this.random();
		if (depth <= 0 || roll < 0.3) return this.#column(type) ?? this.#literal(type);
		if (roll < 0.4) return this.#literal(type);
		if (roll < 0.5 && /^(?:boolean|integer|long|double|unsigned_long)$/.test(type))
			return this.#operation(type, depth);
		if (roll < 0.55 && literals[type]) return `${this.expression(this.#pick(types), depth - 1)}::${type}`;
		return this.#call('scalar', type, depth) ?? this.#column(type) ?? this.#literal(type);
	}

	#any(depth = 2): string {
		return this.expression(this.#pick(types), depth);
	}

	#name(): string {
		return `n${this.#names++}`;
	}

	#aggregate(): string {
		const type = this.#pick([
			'long',
			'double',
			'integer',
			'keyword',
			'date',
			'boolean',
			'ip',
			'geo_point'
		] as const);
		const call = this.#call('agg', type, 2) ?? 'COUNT(*)';
		const where = this.#chance(0.2) ? ` WHERE ${this.expression('boolean', 1)}` : '';
		return `${this.#name()} = ${this.#chance(0.2) ? `TO_STRING(${call})` : call}${where}`;
	}

	#keys(): string {
		const keys = [this.#column(), this.#chance(0.3) ? `${this.#name()} = ${this.#any(1)}` : undefined];
		if (this.#chance(0.2)) keys.push(`${this.#name()} = BUCKET(\`@timestamp\`, 1 day)`);
		return keys.filter((key) => key !== undefined).join(', ');
	}

	#sort(): string {
		return `SORT ${this.#column() ?? '1'} ${this.#pick(['', 'DESC', 'ASC NULLS FIRST', 'DESC NULLS LAST'])}`;
	}

	#command(nested = false): string {
		const column = this.#column() ?? '`@timestamp`';
		const text = this.#column('keyword') ?? '"a b"';
		const commands: readonly (() => string)[] = [
			() => `WHERE ${this.expression('boolean', 3)}`,
			() => `WHERE ${this.expression('boolean', 2)}`,
			() => `EVAL ${this.#name()} = ${this.#any(3)}`,
			() => `EVAL ${this.#name()} = ${this.#any(3)}, ${this.#name()} = ${this.#any(2)}`,
			() => `EVAL ${this.#name()} = ${this.#any(3)}`,
			() => `STATS ${this.#aggregate()}, ${this.#aggregate()} BY ${this.#keys() || column}`,
			() => `STATS ${this.#aggregate()}`,
			() => `INLINE STATS ${this.#aggregate()} BY ${column}`,
			() => this.#sort(),
			() => `LIMIT ${this.#pick(['0', '1', '5'])}${this.#chance(0.2) ? ` BY ${column}` : ''}`,
			() => `KEEP ${column}, ${this.#column() ?? '*'}, *`,
			() => `DROP ${column}`,
			() => `RENAME ${column} AS ${this.#name()}`,
			() => `MV_EXPAND ${column}`,
			() => `DISSECT ${text} "%{${this.#name()}} %{+${this.#name()}}"`,
			() => `GROK ${text} "%{WORD:${this.#name()}} %{INT:${this.#name()}:int}"`,
			() => `DEDUP ${column}`,
			() => 'FILLNULL',
			() => `URI_PARTS ${this.#name()} = ${text}`,
			() => `USER_AGENT ${this.#name()} = ${text}`,
			() => `REGISTERED_DOMAIN ${this.#name()} = ${text}`,
			() =>
				`CHANGE_POINT ${this.#column('double') ?? column} ON ${column} AS ${this.#name()}, ${this.#name()}`,
			() => 'LOOKUP JOIN look ON k',
			() => `ENRICH look ON ${column}`,
			() => `WHERE ${column} IN (FROM look | KEEP ${this.#pick(['k', 'n', 'w'])})`,
			() => 'SAMPLE 0.5',
			() => (nested ? this.#sort() : this.#fork())
		];
		return this.#pick(commands)();
	}

	#fork(): string {
		const held = this.#columns;
		const branches = [0, 1].map(() => {
			this.#columns = held;
			return `(${this.#command(true)} | ${this.#command(true)})`;
		});
		return `FORK ${branches.join(' ')}`;
	}

	/** One query of up to six commands. */
	query(): string {
		let text = this.#pick([
			'FROM all',
			'FROM all METADATA _id, _index, _score',
			'FROM all, look',
			'TS all',
			'FROM (FROM all | LIMIT 2), look'
		]);
		const count = 1 + Math.floor(this.random() * 5);
		for (let at = 0; at < count; at++) {
			const { columns } = analyze(parse(text), this.fields);
			if (columns.length > 0) this.#columns = columns;
			text += ` | ${this.#command()}`;
		}
		return text;
	}
}
