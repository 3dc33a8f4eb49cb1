import { parser as generated } from './esql.grammar';

/** What a tree keeps in one piece, in quarters of nodes: small, so that an edit parses only the lines around it anew. */
const bufferLength = 128;

/** The parser of the grammar. */
export const parser = generated.configure({ bufferLength });
