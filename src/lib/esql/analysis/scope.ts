import type { Call, ColumnRef, Enrich, Expression, Name, Span } from '../syntax/ast';
import type { Column, Diagnostic, ResolvedCall } from './analysis';
import type { EsType } from './schema';
import { didYouMean, similar } from './suggest';

/** What the analysis finds, while it finds it. */
export class Findings {
	readonly types = new Map<Expression, EsType>();
	readonly references = new Map<ColumnRef | Name, Column>();
	readonly defines = new Map<object, readonly Column[]>();
	readonly calls = new Map<Call, ResolvedCall>();
	readonly casts = new Map<Expression, EsType>();
	readonly implied = new Map<Enrich, Column>();
	readonly #diagnostics: Diagnostic[] = [];
	#ids = 0;

	/** `severity` is that of what Elasticsearch would refuse. */
	constructor(
		readonly text: string,
		readonly severity: 'error' | 'warning'
	) {}

	/** A column that did not exist before. */
	column(column: Omit<Column, 'id'>): Column {
		return { ...column, id: ++this.#ids };
	}

	source(span: Span): string {
		return this.text.slice(span.from, span.to);
	}

	/** The name of a column, the source text of anything else. */
	name(node: Expression): string {
		return node.kind === 'column' ? node.column.name : this.source(node);
	}

	/** Diagnostics in the order of the text. */
	sorted(): readonly Diagnostic[] {
		return [...this.#diagnostics].sort((a, b) => a.from - b.from || a.to - b.to);
	}

	error(span: Span, code: string, message: string, suggestions: readonly string[] = []): void {
		this.#diagnostics.push({
			from: span.from,
			to: span.to,
			severity: this.severity,
			code,
			message,
			...(suggestions.length ? { suggestions } : {})
		});
	}
}

const deepest = 64;

/** Columns by name, in result order. `open` when there may be others that are not known. */
export class Scope {
	#columns: readonly Column[] | undefined;
	/** All columns, or those put over the scope below. */
	#byName: ReadonlyMap<string, Column> | undefined;
	#below: Scope | undefined;
	#depth = 0;

	constructor(
		columns: readonly Column[],
		readonly open: boolean
	) {
		this.#columns = columns;
	}

	get columns(): readonly Column[] {
		if (this.#columns) return this.#columns;
		const added = this.#byName ?? new Map<string, Column>();
		const kept = (this.#below?.columns ?? []).filter(({ name }) => !added.has(name));
		return (this.#columns = [...kept, ...added.values()]);
	}

	get(name: string): Column | undefined {
		this.#byName ??= new Map(this.columns.map((column) => [column.name, column]));
		return this.#byName.get(name) ?? this.#below?.get(name);
	}

	/** These columns after the others; earlier ones of the same name go. The others are shared, not copied. */
	with(added: readonly Column[]): Scope {
		const last = new Map<string, Column>();
		for (const column of added) {
			last.delete(column.name);
			last.set(column.name, column);
		}
		if (this.#depth >= deepest) {
			const kept = this.columns.filter(({ name }) => !last.has(name));
			return new Scope([...kept, ...last.values()], this.open);
		}
		const scope = new Scope([], this.open);
		scope.#columns = undefined;
		scope.#byName = last;
		scope.#below = this;
		scope.#depth = this.#depth + 1;
		return scope;
	}

	/** The column of a name, noted as a reference; an unknown one is an error where every column is known. */
	resolve(name: Name, node: ColumnRef | Name, findings: Findings): Column | undefined {
		const column = this.get(name.name);
		if (column) {
			findings.references.set(node, column);
			findings.references.set(name, column);
		} else if (!this.open && name.name !== '' && name.params.length === 0) {
			const names = this.columns.map((known) => known.name);
			const suggestions = similar(name.name, names);
			findings.error(
				name,
				'unknown_column',
				`Unknown column [${name.name}]${didYouMean(suggestions)}`,
				suggestions
			);
		}
		return column;
	}
}
