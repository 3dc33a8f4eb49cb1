import type { Span } from '../../syntax/ast';
import type { Diagnostic } from '../analysis';

/** One replacement in the text of the query. */
export interface Edit extends Span {
	readonly insert: string;
}

/** What one click does about a finding. `label` is an imperative. */
export interface Fix {
	readonly label: string;
	readonly edits: readonly Edit[];
}

/** A diagnostic as the editor shows it. */
export interface Finding extends Diagnostic {
	readonly fixes: readonly Fix[];
}

/** What is known beside the query and its schema. Where something is absent, no rule that needs it speaks. */
export interface Circumstances {
	/** Names of the cluster's indices, aliases, data streams and views. */
	readonly indices?: readonly string[];
	/** The cluster's version, like `9.1.2`. */
	readonly version?: string;
	/** Placeholders that have a value: names, digits of `?1`, or for the first `?` the digit `1`, and so on. */
	readonly params?: ReadonlySet<string>;
}

/** A finding without a diagnosed error's weight. */
export const finding = (
	span: Span,
	severity: Finding['severity'],
	code: string,
	message: string,
	fixes: readonly Fix[] = []
): Finding => ({ from: span.from, to: span.to, severity, code, message, fixes });

/** A fix that puts `insert` in the place of a span. */
export const replacing = (span: Span, insert: string, label = `Change to ${insert}`): Fix => ({
	label,
	edits: [{ from: span.from, to: span.to, insert }]
});
