import type { Analysis, Diagnostic } from '../analysis';
import { quoteName } from '../navigate/quote';
import { didYouMean, similar } from '../suggest';
import { type Circumstances, type Finding, type Fix, replacing } from './finding';

const most = 3;

/** What the analysis found, with a fix for each name that may be meant. */
export function semanticFindings(
	{ diagnostics, parsed }: Analysis,
	around: Circumstances
): readonly Finding[] {
	return diagnostics.map((diagnostic): Finding => {
		if (diagnostic.code === 'unknown_index') return unknownIndex(diagnostic, parsed.text, around);
		return { ...diagnostic, fixes: namedFixes(diagnostic, parsed.text) };
	});
}

function namedFixes(diagnostic: Diagnostic, text: string): readonly Fix[] {
	const suggestions = (diagnostic.suggestions ?? []).slice(0, most);
	switch (diagnostic.code) {
		case 'unknown_function': {
			const isUpper = /^[A-Z_\d]+$/.test(text.slice(diagnostic.from, diagnostic.to));
			return suggestions.map((name) => replacing(diagnostic, isUpper ? name.toUpperCase() : name));
		}
		case 'unknown_column':
		case 'no_match':
		case 'unknown_enrich_field':
			return suggestions.map((name) => replacing(diagnostic, quoteName(name)));
		case 'unknown_type':
			return suggestions.map((name) => replacing(diagnostic, name));
		case 'unknown_policy':
			return policyFixes(diagnostic, suggestions, text);
		default:
			return [];
	}
}

/** The mode before a policy's name stays. */
function policyFixes(diagnostic: Diagnostic, suggestions: readonly string[], text: string): readonly Fix[] {
	const written = text.slice(diagnostic.from, diagnostic.to);
	const head = /^"?(?:_(?:any|coordinator|remote):)?/i.exec(written)?.[0] ?? '';
	const end = head.startsWith('"') ? '"' : '';
	return suggestions.map((name) => replacing(diagnostic, head + name + end, `Change to ${name}`));
}

/** The list of indices leaves hidden ones out: that an index is not in it is no proof. */
function unknownIndex(diagnostic: Diagnostic, text: string, { indices = [] }: Circumstances): Finding {
	const written = text.slice(diagnostic.from, diagnostic.to);
	const suggestions = similar(written.replaceAll('"', ''), indices);
	const quote = written.startsWith('"') ? '"' : '';
	return {
		...diagnostic,
		severity: 'warning',
		message: `${diagnostic.message}${didYouMean(suggestions)}`,
		fixes: suggestions
			.slice(0, most)
			.map((name) => replacing(diagnostic, quote + name + quote, `Change to ${name}`))
	};
}
