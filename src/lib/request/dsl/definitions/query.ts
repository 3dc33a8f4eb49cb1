/** What an option of a query takes. */
export type OptionKind =
	| 'text'
	| 'number'
	| 'boolean'
	/** Text, number or boolean. */
	| 'scalar'
	| 'field'
	| 'fields'
	| 'list'
	| 'query'
	/** A query or a list of queries. */
	| 'queries'
	| 'object'
	| 'any';

export interface OptionDefinition {
	readonly kind: OptionKind;
	readonly doc: string;
	/** The texts that it can be. */
	readonly values?: readonly string[];
}

/** One query of Query DSL. */
export interface QueryDefinition {
	readonly doc: string;
	/** `field`: the body names one field, which holds a value or the options. `options`: the body holds the options. */
	readonly form: 'field' | 'options';
	/** For `field`: the option that a bare value stands for. */
	readonly short?: string;
	/** For `field`: a list may stand in its place, as in `terms`. */
	readonly list?: boolean;
	readonly options: Readonly<Record<string, OptionDefinition>>;
	readonly required?: readonly string[];
	/** Its options are not listed here, so that none is called wrong. */
	readonly open?: boolean;
	/** JSON of a body to begin with. */
	readonly start: string;
}

export const option = (kind: OptionKind, doc: string, values?: readonly string[]): OptionDefinition =>
	values === undefined ? { kind, doc } : { kind, doc, values };

/** Options that any query has. */
export const common: Readonly<Record<string, OptionDefinition>> = {
	boost: option('number', 'Weight in scoring. Without meaning in a filter.'),
	_name: option('text', 'A name for this clause.')
};
