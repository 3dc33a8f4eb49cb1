import type { Span } from '../syntax/ast';
import type { Analysis, Column } from './analysis';
import { Continuity } from './navigate/continuity';
import { type Site, sitesOf } from './navigate/site';

export type { Site } from './navigate/site';

/** One place in the text that names a column. */
export interface Occurrence extends Span {
	readonly column: Column;
	readonly role: 'definition' | 'use';
	/** Not written at this empty place: an ENRICH without ON matches by it. */
	readonly implied?: true;
}

/** Where the columns of a query are made and used. */
export class Columns {
	/** In the order of the text. */
	readonly occurrences: readonly Occurrence[];
	readonly sites: ReadonlyMap<Column, Site>;
	readonly #continuity: Continuity;

	constructor(readonly analysis: Analysis) {
		this.sites = sitesOf(analysis);
		this.#continuity = new Continuity(analysis);
		const found = new Map<string, Occurrence>();
		const note = ({ from, to }: Span, column: Column, role: Occurrence['role']) => {
			if (!found.has(`${from}-${to}`)) found.set(`${from}-${to}`, { from, to, column, role });
		};
		for (const [column, site] of this.sites) {
			if (site.kind === 'source') {
				if (site.use) note(site.use, column, 'use');
			} else if (site.kind !== 'command') for (const span of site.spans) note(span, column, 'definition');
		}
		for (const [name, column] of analysis.references) note(name, column, 'use');
		const implied = [...analysis.implied].map(
			([
				{
					policySpan: { to }
				},
				column
			]): Occurrence => ({
				...{ from: to, to, column },
				role: 'use',
				implied: true
			})
		);
		this.occurrences = [...found.values(), ...implied].sort((a, b) => a.from - b.from || b.to - a.to);
	}

	/** The innermost place that an offset is in or next to. */
	at(offset: number): Occurrence | undefined {
		return this.occurrences
			.filter(({ from, to, implied }) => !implied && from <= offset && offset <= to)
			.sort((a, b) => a.to - a.from - (b.to - b.from))[0];
	}

	/** A column and those that are the same for a reader. */
	same(column: Column): ReadonlySet<Column> {
		return this.#continuity.of(column);
	}

	/** Every place that names this column, in the order of the text. */
	places(column: Column): readonly Occurrence[] {
		const same = this.same(column);
		return this.occurrences.filter((each) => same.has(each.column));
	}

	/** Where a column comes from: the last place before `offset` that makes it, or the index that has it. */
	origin(column: Column, offset: number): Span | undefined {
		const site = this.sites.get(column);
		if (site?.kind === 'source' && site.spans.length > 0) return site.spans[0];
		const made = [...this.same(column)]
			.flatMap((each) => this.sites.get(each)?.spans ?? [])
			.sort((a, b) => a.from - b.from);
		return made.findLast(({ from }) => from < offset) ?? made[0];
	}

	/** Where to go from an offset: from a column's use to its origin, from its origin to its first use. */
	target(offset: number): Span | undefined {
		const here = this.at(offset);
		if (!here) return undefined;
		if (here.role === 'use') return this.origin(here.column, here.from);
		return this.places(here.column).find(({ role, from }) => role === 'use' && from > here.from);
	}
}
