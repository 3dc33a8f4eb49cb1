import { analyze } from '$lib/esql/analysis/analyze';
import { outline } from '$lib/esql/analysis/outline';
import { parse } from '$lib/esql/syntax/parse';
import type { Pipe } from '$lib/profile/heat/pipes';
import type { QueryText } from '$lib/profile/report';

/** A query and its pipes, as the profile's worker wants them. */
export function queryText(text: string): QueryText {
	return { text, pipes: outline(analyze(parse(text))).map(pipeOf) };
}

function pipeOf({ from, to, command, text, added, replaced, inner }: Pipe): Pipe {
	return { from, to, command, text, added, replaced, inner: inner.map((pipes) => pipes.map(pipeOf)) };
}
