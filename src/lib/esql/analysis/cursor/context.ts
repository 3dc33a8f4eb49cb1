import type { Span } from '../../syntax/ast';
import type { Want } from './want';

/** Words of the language that may stand at the cursor. */
interface Words {
	readonly words: readonly string[];
}

interface InCommand {
	/** Where the command begins that the cursor is in. */
	readonly command: number;
}

/** What may stand at the cursor. `from` to `to` is what a completion replaces. */
export type CursorContext =
	| { readonly kind: 'nothing' }
	| (Span & Words & { readonly kind: 'command' | 'keyword' })
	/** `quoted`: inside a string that may lack its end. `listed`: patterns that the command has already. */
	| (Span &
			Words & {
				readonly kind: 'index';
				readonly lookup: boolean;
				/** The remote cluster that is named before the cursor. */
				readonly cluster?: string;
				readonly quoted: boolean;
				readonly listed: readonly string[];
			})
	| (Span & { readonly kind: 'metadata'; readonly listed: readonly string[] })
	| (Span & { readonly kind: 'policy'; readonly quoted: boolean })
	| (Span & InCommand & { readonly kind: 'policyField'; readonly policy: string })
	| (Span & { readonly kind: 'type' })
	| (Span & Words & { readonly kind: 'unit'; readonly amount: Amount })
	| (Span & { readonly kind: 'setting' })
	| (Span & { readonly kind: 'settingValue'; readonly name: string; readonly quoted: boolean })
	/** `owner` is the command or function whose options these are. */
	| (Span & {
			readonly kind: 'option';
			readonly owner: string;
			readonly quoted: boolean;
			readonly listed: readonly string[];
	  })
	| (Span & {
			readonly kind: 'optionValue';
			readonly owner: string;
			readonly key: string;
			readonly quoted: boolean;
	  })
	/** The text inside an argument of a call. */
	| (Span & { readonly kind: 'text'; readonly want: Want })
	| (Span & { readonly kind: 'param'; readonly identifier: boolean })
	/** The number of rows or the part of them that a command takes. */
	| (Span & Words & { readonly kind: 'amount'; readonly owner: string })
	/** What follows a whole value. */
	| (Span &
			Words & {
				readonly kind: 'operator';
				readonly left?: Span;
				readonly symbols: readonly string[];
				readonly pattern?: PatternOwner;
				readonly amount?: Amount;
			})
	/** Inside a pattern of GROK or DISSECT: `open` after its brace, `closed` before the other. `keys` are those of DISSECT before. */
	| (Span & {
			readonly kind: 'extraction';
			readonly part: 'syntax' | 'type' | 'key';
			readonly open: boolean;
			readonly closed: boolean;
			readonly keys: readonly string[];
	  })
	/** A string that is a pattern or a full-text query. */
	| (Span & { readonly kind: 'pattern'; readonly of: PatternOwner })
	| Expression
	| Columns;

/** A number before which a unit of time may be meant. */
export interface Amount {
	readonly text: string;
	readonly likely: boolean;
}

export type PatternOwner = 'LIKE' | 'RLIKE' | ':' | 'DISSECT' | 'GROK';

/** A value. `quote` is where a back-quote is open. */
export interface Expression extends Span, Words, InCommand {
	readonly kind: 'expression';
	readonly want: Want;
	/** Where the field of the command begins that the cursor is in. */
	readonly field?: number;
	readonly quote?: number;
	/** Functions beside the scalar ones that may stand here. */
	readonly functions: readonly ('agg' | 'time_series_agg' | 'grouping')[];
	/** The lookup index whose fields may be named too, by themselves only where they are keys of both sides. */
	readonly join?: { readonly index: string; readonly keys: boolean };
}

/** A name or pattern of columns. `listed`: those that the command has already. */
export interface Columns extends Span, Words, InCommand {
	readonly kind: 'column';
	readonly want: Want;
	readonly quote?: number;
	readonly listed: readonly string[];
	/** The enrich policy that the column is matched by. */
	readonly policy?: string;
}
