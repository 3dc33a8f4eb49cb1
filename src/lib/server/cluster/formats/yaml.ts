import { stringify } from 'yaml';
import { fieldsOf, listsOf, type View } from '../answer';

/**
 * The YAML of an answer, piece by piece. Cells keep their JSON text, which YAML reads as the same value, so that no
 * digit is lost.
 */
export function* yamlAnswer(view: View): Generator<string> {
	const fields = fieldsOf(view);
	yield fields.length === 0 ? '--- {}\n' : '---\n';
	for (const [name, value] of fields) {
		if (name === 'values' && view.answer && view.answer.rows.count > 0) yield* values(view);
		else yield stringify({ [name]: value }, { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' });
	}
}

function* values(view: View): Generator<string> {
	yield 'values:\n';
	for (const cells of listsOf(view)) yield cells.length === 0 ? '- []\n' : `- - ${cells.join('\n  - ')}\n`;
}
