import type { Span } from '$lib/esql/syntax/ast';
import { placeAt } from '$lib/esql/syntax/position';
import { refuse } from '../failure';
import type { Site } from '../gates';
import type { Value } from './value';
import { constantValue, isNull, nullValue, quote } from './value';
import type { Zone } from './zone';

/** Failing parts of expressions are noted only up to this length of SQL, since noting repeats their operands. */
const NOTED_LENGTH = 600;

/** Something wrong at a place of the text. */
export interface Problem {
	readonly span: Span;
	readonly sentence: string;
}

/** Refuse a query for its problems, in Elasticsearch's form. */
export function refuseProblems(text: string, problems: readonly Problem[]): never {
	const lines = problems.map(({ span, sentence }) => {
		const { line, column } = placeAt(text, span.from);
		return `line ${line}:${column}: ${sentence}`;
	});
	const head = `Found ${problems.length} problem${problems.length === 1 ? '' : 's'}`;
	refuse(400, 'verification_exception', [head, ...lines].join('\n'));
}

/** What SQL of one compilation needs besides the expression: its text, clock, zone, run, and places that can fail. */
export class Emit {
	readonly sites: Site[] = [];
	#names = 0;

	constructor(
		readonly text: string,
		readonly now: number,
		readonly zone: Zone,
		readonly run: number
	) {}

	/** A fresh SQL name. */
	name(prefix: string): string {
		return `${prefix}${this.#names++}`;
	}

	source(span: Span): string {
		return this.text.slice(span.from, span.to);
	}

	/** Refuse the query for one problem. */
	refuse(span: Span, sentence: string): never {
		refuseProblems(this.text, [{ span, sentence }]);
	}

	/** SQL that is always NULL and notes that `span` failed. `detail` must depend on the row. */
	note(span: Span, failure: string, detail: string): string {
		const { line, column } = placeAt(this.text, span.from);
		const site = this.sites.push({ line, column, text: this.source(span), failure }) - 1;
		return `CASE WHEN esql_note(${this.run}, ${site}, (${detail})::VARCHAR) THEN NULL END`;
	}

	/** `sql`, noting a failure where it is NULL though no operand is. */
	guard(sql: string, operands: readonly Value[], span: Span, failure: string): string {
		const length = operands.reduce((sum, operand) => sum + operand.sql.length, 0);
		if (length > NOTED_LENGTH || operands.length === 0) return sql;
		const varying = operands.find((operand) => operand.constant === undefined) ?? operands[0];
		const present = operands.map((operand) => `${operand.sql} IS NOT NULL`).join(' AND ');
		return `coalesce(${sql}, CASE WHEN ${present} THEN ${this.note(span, failure, varying.sql)} END)`;
	}

	/** The value's only value; null and a warning where it has several. */
	single(value: Value, span: Span): Value {
		if (!value.multi) return value;
		if (isNull(value)) return nullValue(value.type);
		const note = this.note(
			span,
			'java.lang.IllegalArgumentException: single-value function encountered multi-value',
			`len(${value.sql})`
		);
		if (Array.isArray(value.constant)) {
			return { sql: `coalesce(${nullValue(value.type).sql}, ${note})`, type: value.type, multi: false };
		}
		return {
			sql: `CASE WHEN len(${value.sql}) = 1 THEN ${value.sql}[1] WHEN len(${value.sql}) > 1 THEN ${note} END`,
			type: value.type,
			multi: false
		};
	}

	/** The text of a value known before running; refuses otherwise. */
	constantText(value: Value, span: Span, what: string): string {
		if (typeof value.constant === 'string') return value.constant;
		return this.refuse(span, `${what} must be a constant, received [${this.source(span)}]`);
	}

	/** NOW() of this run. */
	get nowValue(): Value {
		return constantValue(BigInt(this.now), 'date');
	}
}

/** SQL text of the zone's name. */
export const zoneSql = (zone: Zone): string => quote(zone.name);
