/** What may stand before the first command is read in one way only: otherwise a line of slashes takes exponential time. */
const source = /^(?:\s|\/\/[^\n]*(?:\n|$)|\/\*(?:[^*]|\*(?!\/))*\*\/)*(?:from|ts)\s+(.+)/is;

/** A short name for a query: what it reads, or its first words. Read off the text, since it is asked at every key. */
export function queryName(text: string): string {
	const head = text.slice(0, 1000);
	const sources = source.exec(head)?.[1];
	if (sources === undefined) return head.trim().split(/\s+/, 2).join(' ').slice(0, 24) || 'New query';
	const names = sources
		.replace(/\([^()]*\)/g, '(…)')
		.split(/\||\bmetadata\b/i, 1)[0]
		.split(',')
		.map((name) => name.trim().replace(/^"+|"+$/g, ''));
	return names.length > 1 ? `${names[0]} +${names.length - 1}` : (names[0] ?? '');
}
