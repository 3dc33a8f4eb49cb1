import type { Profile } from '../model';
import type { Redactor } from '../redact';
import { fields } from '../values';

/** The profile as the cluster told it, without rows, and with the query where it is known; it opens again. */
export function profileJson(
	profile: Profile,
	holder: unknown,
	query: string | undefined,
	redactor?: Redactor
): string {
	const text = query ?? profile.query;
	const { values: _, columns: __, query: ___, ...told } = fields(holder);
	const answer = 'profile' in told ? told : { profile: told };
	const file = {
		...(text === undefined ? {} : { query: redactor ? redactor.text(text) : text }),
		...fields(redactor ? redactor.value(answer) : answer)
	};
	return `${JSON.stringify(file, null, '\t')}\n`;
}
